"""The area scan of a wijk or buurt: on screen, as PDF and for Word; statements signed for it."""
