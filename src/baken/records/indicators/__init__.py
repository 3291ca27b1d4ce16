"""Delivered values and the figures computed from them."""
