"""Questions about the watch; row security shows only the municipalities in scope."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.forms.models import model_to_dict

from baken.foundation.places.selectors import names_of
from baken.records.watches.facts import (
    Unusual,
    WatchCalibrationFact,
    WatchedCourseFact,
    WatchedWeekFact,
    WatchRoundFact,
    WatchSide,
)
from baken.records.watches.models import (
    WatchCalibration,
    WatchedCourse,
    WatchedWeek,
    WatchRound,
)
from baken.records.watches.wording import offence_words, sentence
from baken.vocabulary.area import AreaLevel

YEARS = 2


def latest_day(tenant: str) -> date | None:
    """Return the newest day for which there is a round, or None."""
    found = WatchRound.objects.filter(tenant=tenant, superseded_at=None).order_by("-day")
    return found.values_list("day", flat=True).first()


def round_on(tenant: str, day: date) -> WatchRoundFact | None:
    """Return the standing round of a day, or None."""
    row = WatchRound.objects.filter(tenant=tenant, day=day, superseded_at=None).first()
    return round_fact(row) if row else None


def rounds_of(tenant: str, *, number: int = 60) -> tuple[WatchRoundFact, ...]:
    """Return the standing rounds, the newest day first."""
    found = WatchRound.objects.filter(tenant=tenant, superseded_at=None).order_by("-day")
    return tuple(map(round_fact, found[:number]))


def rounds_for(tenant: str, day: date) -> tuple[WatchRoundFact, ...]:
    """Return every round that was ever made for a day, the newest first."""
    found = WatchRound.objects.filter(tenant=tenant, day=day).order_by("-made_at")
    return tuple(map(round_fact, found))


def watched_weeks(
    tenant: str, day: date, *, offence: str = "", level: AreaLevel | None = None
) -> tuple[WatchedWeekFact, ...]:
    """Return what the standing round of a day kept of the newest week, per series."""
    found = WatchedWeek.objects.filter(
        round__tenant=tenant, round__day=day, round__superseded_at=None
    )
    if offence:
        found = found.filter(offence=offence)
    if level is not None:
        found = found.filter(level=level)
    return tuple(map(week_fact, found.order_by("line", "p", "area", "offence")))


def unusual_on(tenant: str, day: date) -> tuple[Unusual, ...]:
    """Return the list of a day, one line per thing, the most unusual first.

    What fell away (a fault of delivery before it is news) is in it and says so.
    """
    standing = round_on(tenant, day)
    if standing is None:
        return ()
    found = WatchedWeek.objects.filter(round=standing.id, line__isnull=False)
    return _told({standing.id: standing}, found.order_by("line", "p"))


def unusual_weeks(tenant: str, since: date, until: date) -> tuple[Unusual, ...]:
    """Return the lines of the last round of each week between two days, the newest first."""
    rounds: dict[date, WatchRoundFact] = {}
    rows = WatchRound.objects.filter(
        tenant=tenant, superseded_at=None, day__gte=since, day__lte=until
    )
    for row in rows.order_by("-day"):
        rounds.setdefault(row.week, round_fact(row))
    by_id = {each.id: each for each in rounds.values()}
    found = WatchedWeek.objects.filter(round__in=list(by_id), line__isnull=False)
    return _told(by_id, found.order_by("-round__week", "line", "p"))


def _told(rounds: dict[object, WatchRoundFact], rows: Iterable[WatchedWeek]) -> tuple[Unusual, ...]:
    lines: dict[tuple[object, str, int], list[WatchedWeekFact]] = {}
    for row in rows:
        key = (row.round_id, row.side, row.line or 0)
        lines.setdefault(key, []).append(week_fact(row))
    names = names_of({each.area for line in lines.values() for each in line})
    return tuple(_line(rounds[key[0]], line, names) for key, line in lines.items())


def _line(round_: WatchRoundFact, line: list[WatchedWeekFact], names: dict[str, str]) -> Unusual:
    head = next(each for each in line if each.heads)
    area, (dutch, english) = names.get(head.area, head.area), offence_words(head.offence)
    return Unusual(
        area=head.area,
        level=head.level,
        offence=head.offence,
        week=round_.week,
        weeks=head.weeks,
        count=head.count,
        nowcast=head.nowcast,
        expected=head.expected,
        lower=head.lower,
        upper=head.upper,
        p=head.p if head.side is WatchSide.HIGH or head.p_low is None else head.p_low,
        q=head.q or 0.0,
        side=head.side or WatchSide.HIGH,
        short=head.short,
        fell_away=head.fell_away,
        within=tuple(each.area for each in line if not each.heads),
        area_name=area,
        offence_nl=dutch,
        offence_en=english,
        sentence_nl=sentence("nl", head, week=round_.week, area=area, offence=dutch),
        sentence_en=sentence("en", head, week=round_.week, area=area, offence=english),
    )


def watched_series(
    tenant: str, area: str, offence: str, day: date, weeks: int = 104
) -> WatchedCourseFact | None:
    """Return the course of a series up to a day, or None where the round kept none."""
    row = WatchedCourse.objects.filter(
        round__tenant=tenant,
        round__day=day,
        round__superseded_at=None,
        area=area,
        offence=offence,
    ).first()
    if row is None:
        return None
    skipped = max(len(row.counts) - weeks, 0)
    names = ("counts", "expected", "lower", "upper", "p", "nowcast", "nowcast_lower")
    return WatchedCourseFact(
        area=row.area,
        offence=row.offence,
        first=row.first + timedelta(weeks=skipped),
        **{name: tuple(getattr(row, name)[skipped:]) for name in (*names, "nowcast_upper")},
    )


def calibrations(tenant: str, *, number: int = 12) -> tuple[WatchCalibrationFact, ...]:
    """Return how well the watch kept its promise, the newest first."""
    found = WatchCalibration.objects.filter(tenant=tenant).order_by("-day")[:number]
    return tuple(map(calibration_fact, found))


def round_fact(row: WatchRound) -> WatchRoundFact:
    """Return the fact of a stored round."""
    columns = model_to_dict(row) | {"id": row.id, "tenant": row.tenant_id}
    return WatchRoundFact(**columns | {"sources": tuple(row.sources)})


def week_fact(row: WatchedWeek) -> WatchedWeekFact:
    """Return the fact of a stored week."""
    columns = model_to_dict(row, exclude=["id", "tenant", "round"])
    columns["level"] = AreaLevel(row.level)
    columns["side"] = WatchSide(row.side) if row.side else None
    return WatchedWeekFact(**columns)


def calibration_fact(row: WatchCalibration) -> WatchCalibrationFact:
    """Return the fact of a stored calibration."""
    return WatchCalibrationFact(row.tenant_id, row.day, row.made_at, row.method, row.results)
