"""What the watch says on the day, as a briefing shows it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from baken.flows.police_day.briefing_facts import UnusualLine
from baken.records.watches.facts import Unusual, WatchSide
from baken.records.watches.selectors import round_on, unusual_on

DAYS_BACK = 7
"""A round of so many days ago still tells something; an older one is no news."""


def unusual_lines(
    tenant: str, day: date, areas: Collection[str], language: str
) -> tuple[UnusualLine, ...]:
    """Return the lines of the list of unusual things that are about these areas.

    What is unusual in the whole municipality concerns every wijk of it. A line that did not stand
    on the list of the day before is new.
    """
    told_on = round_day(tenant, day)
    if told_on is None:
        return ()
    before = {_key(each) for each in unusual_on(tenant, told_on - timedelta(days=1))}
    had_round = round_on(tenant, told_on - timedelta(days=1)) is not None
    return tuple(
        UnusualLine(
            area=each.area,
            offence=each.offence,
            sentence=each.sentence_en if language == "en" else each.sentence_nl,
            is_more=each.side is WatchSide.HIGH,
            fell_away=each.fell_away,
            is_new=had_round and _key(each) not in before,
        )
        for each in unusual_on(tenant, told_on)
        if _touches(each, {tenant, *areas})
    )


def round_day(tenant: str, day: date) -> date | None:
    """Return the day of the newest round up to a day, not older than a week, or None."""
    days: Iterable[date] = (day - timedelta(days=back) for back in range(DAYS_BACK + 1))
    return next((each for each in days if round_on(tenant, each)), None)


def promise_of(tenant: str, day: date) -> float | None:
    """Return the share of lines that may be false, or None where the watch made no round."""
    told_on = round_day(tenant, day)
    found = round_on(tenant, told_on) if told_on else None
    return found.promise if found else None


def _key(line: Unusual) -> tuple[str, str, WatchSide]:
    return line.area, line.offence, line.side


def _touches(line: Unusual, areas: Collection[str]) -> bool:
    touched = {line.area, *line.within}
    wijken = {"WK" + code[2:8] for code in touched if code.startswith("BU")}
    return bool((touched | wijken) & set(areas))
