"""What is to be known about a year before its figures are compared."""

from baken.catalogue.years.entries import YEAR_NOTES, YearNote, note_of_year

__all__ = ["YEAR_NOTES", "YearNote", "note_of_year"]
