"""What people who work in an area know of it: signed, dated, with a day to look again."""
