"""Reads ``accounts/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class LogInPolicy:
    """How log-in is guarded; the unit is the last word of each name.

    After ``free_failures`` each further failure doubles the wait, up to ``longest_wait_seconds``.
    An address is refused after ``failures_per_address`` within the longest wait. Failures are
    forgotten after ``forgotten_after_hours`` without one.
    """

    id: str
    free_failures: int
    longest_wait_seconds: int
    failures_per_address: int
    forgotten_after_hours: int
    half_log_in_minutes: int
    idle_minutes: int
    longest_session_hours: int
    password_link_hours: int
    recovery_codes: int

    def wait_seconds(self, failures: int) -> int:
        """Return how long an account is refused after this many failures in a row."""
        beyond = failures - self.free_failures
        if beyond < 0:
            return 0
        # 2 ** 30 is beyond any wait; more bits would only cost time.
        return int(min(2 ** min(beyond, 30), self.longest_wait_seconds))


POLICIES: tuple[LogInPolicy, ...] = read_entries(Path(__file__).parent, "accounts", LogInPolicy)
LOG_IN: LogInPolicy = POLICIES[0]
