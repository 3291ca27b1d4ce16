"""What phases and the watch say on the day, as a briefing shows it."""

from collections.abc import Collection, Mapping
from datetime import date

from baken.flows.police_day.briefing_facts import PhaseLine, TodayTask, UnusualLine

# Neither record is there yet: a briefing says that it knows no phase and no list.


def phase_lines(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[PhaseLine, ...]:
    """Return the phase of every wijk that has one, the highest first."""
    del tenant, day, wijken, names, language
    return ()


def phase_tasks(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[TodayTask, ...]:
    """Return what packages of phases ask and is not done."""
    del tenant, day, wijken, names, language
    return ()


def unusual_lines(
    tenant: str, day: date, areas: Collection[str], language: str
) -> tuple[UnusualLine, ...]:
    """Return the lines of the list of unusual things that are about these areas."""
    del tenant, day, areas, language
    return ()


def promise_of(tenant: str, day: date) -> float | None:
    """Return the share of lines that may be false, or None where the watch made no round."""
    del tenant, day
    return None
