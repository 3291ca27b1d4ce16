"""Plans of wijken: written by who works there, read by who lives there, on a card for the door."""
