"""Neighbourhood plans: what residents asked, what was decided and why, what was agreed and done."""
