"""What the police registered, row by row: what, when and where, with the history of each row."""
