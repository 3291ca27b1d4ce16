"""Offences of which no place finer than the buurt is kept: sexual and domestic."""

from baken.catalogue.sensitive_offences.entries import SENSITIVE_OFFENCES, SensitiveOffences

__all__ = ["SENSITIVE_OFFENCES", "SensitiveOffences"]
