"""Documents on paper: one content as PDF/UA, as Word file and on screen."""
