"""What phases and their packages ask on the day, as a briefing shows it."""

from collections.abc import Collection, Mapping
from datetime import date

from baken.flows.police_day.briefing_facts import PhaseLine, TodayTask


def phase_lines(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[PhaseLine, ...]:
    """Return the phase of every wijk that has one, the highest first; none has one yet."""
    del tenant, day, wijken, names, language
    return ()


def phase_tasks(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[TodayTask, ...]:
    """Return what packages of phases ask and is not done; no package asks anything yet."""
    del tenant, day, wijken, names, language
    return ()
