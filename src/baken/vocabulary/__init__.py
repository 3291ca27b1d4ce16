"""The words as types: area, period, offence, figure, phase, role."""
