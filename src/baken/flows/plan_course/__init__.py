"""The course of a plan: what goes wrong with it on a day, to whom that goes, and what was done."""
