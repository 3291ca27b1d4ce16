"""How log-in is guarded: waiting after failures, and how long a session and a link last."""

from baken.catalogue.accounts.entries import LOG_IN, LogInPolicy

__all__ = ["LOG_IN", "LogInPolicy"]
