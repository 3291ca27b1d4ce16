"""Moments that join records and engines; one file each, no formulas."""
