"""What can be wrong with a delivered file, in the words of commands and of the screen."""

from baken.catalogue.problems.entries import PROBLEMS, Problem, ProblemHelp, known_problem
from baken.catalogue.problems.notes import NOTES, MendedNote, told_note

__all__ = [
    "NOTES",
    "PROBLEMS",
    "MendedNote",
    "Problem",
    "ProblemHelp",
    "known_problem",
    "told_note",
]
