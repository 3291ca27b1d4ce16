"""Phases on screen: how every wijk stands, why, what was decided, and what its package asks."""
