"""What can be wrong with a delivered file, in the words of commands and of the screen."""

from baken.catalogue.problems.entries import PROBLEMS, Problem, ProblemHelp, known_problem

__all__ = ["PROBLEMS", "Problem", "ProblemHelp", "known_problem"]
