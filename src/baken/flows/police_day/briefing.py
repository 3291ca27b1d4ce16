"""The last step of the police day: the morning of a wijk, a team or a municipality, on one page.

Everything comes from stored facts as they were known on the day; nothing is decided here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from baken.catalogue.offences import offence
from baken.engines.usual_weeks import usual_range
from baken.flows.police_day.briefing_facts import (
    Briefing,
    CountedBuurt,
    CountedStreet,
    DayCounts,
    TaskSource,
    TodayTask,
    WishedPriority,
)
from baken.flows.police_day.briefing_phases import phase_lines, phase_tasks
from baken.flows.police_day.briefing_watch import promise_of, unusual_lines
from baken.foundation.intake.invented import invented_sources
from baken.foundation.intake.selectors import newest_delivery_day
from baken.foundation.partners.scope import Scope
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_of_municipality
from baken.foundation.stewardship.place_rules import Fineness, is_sensitive
from baken.records.meetings.facts import MeetingItemFact
from baken.records.meetings.selectors import promises_of
from baken.records.neighbourhood_plans.facts import VoiceKind, VoiceOrigin
from baken.records.neighbourhood_plans.selectors import plans_of
from baken.records.registrations.facts import DayChange, DayChangeKind
from baken.records.registrations.selectors import (
    day_changes,
    default_locations,
    registrations_between,
    weekly_counts,
)
from baken.records.sightings.facts import SightingFact
from baken.records.sightings.selectors import sightings_of
from baken.records.statements.selectors import statements_on
from baken.vocabulary.area import AreaLevel

EVERY_OFFENCE = ""
WEEKS, YEAR = 2, 52
"""Weeks that are counted, and weeks before these that say what is usual."""
SEEN_DAYS = 3
LEAST_IN_A_STREET, MOST_STREETS = 3, 40


def briefing_of(
    codes: Sequence[str], *, day: date, by: Scope, language: str, offence: str = EVERY_OFFENCE
) -> Briefing:
    """Return the morning of a municipality or of some of its wijken.

    ``offence`` limits map and streets to one type. The caller sees the rows of the municipality.

    Raises:
        LookupError: when an area is not known.
    """
    tenant = "GM" + codes[0][2:6]
    land = areas_of_municipality(tenant)
    own = [each for each in land if each.code in codes]
    if len(own) != len(codes):
        raise LookupError(f"no such area: {', '.join(codes)}; give a gemeente or wijken of one")
    names = {each.code: each.name for each in land}
    wijken = wijken_of(own, land)
    until, since = end_of(day), end_of(day - timedelta(days=1))
    promised = _promised(codes, by)
    first, last = counted_weeks(day)
    buurten = _buurten(tenant, wijken, land, offence, last, until)
    return Briefing(
        tenant=tenant,
        municipality=next(each for each in land if each.level == AreaLevel.MUNICIPALITY),
        areas=tuple(own),
        day=day,
        known_on=until,
        newest=newest_delivery_day("registrations", tenant, until=day),
        weeks=(first, last),
        offence=offence,
        # Of a municipality also what has no wijk: it is news as well.
        changes=_changes(
            day_changes(tenant, since, until), wijken | {""} if tenant in codes else wijken
        ),
        phases=phase_lines(tenant, day, wijken, names, language),
        tasks=tuple(
            sorted(
                (*phase_tasks(tenant, day, wijken, names, language), *_as_tasks(promised, names)),
                key=lambda each: (each.due, each.title),
            )
        ),
        unusual=unusual_lines(tenant, day, {*wijken, *codes}, language),
        promise=promise_of(tenant, day),
        buurten=buurten,
        streets=_streets(tenant, wijken, names, offence, (first, last), until),
        priorities=tuple(_priorities(by, wijken, names)),
        statements=statements_on(
            [*wijken, *(each.area.code for each in buurten)], today=day, by=by
        ),
        seen=_seen(codes, day, by),
        promised=promised,
        invented=invented_sources(tenants=[tenant], kind="registrations"),
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day: what was known by then was known that day."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


def counted_weeks(day: date) -> tuple[date, date]:
    """Return the first and last day of the two newest whole weeks before a day.

    >>> counted_weeks(date(2026, 3, 4))
    (datetime.date(2026, 2, 16), datetime.date(2026, 3, 1))
    """
    monday = day - timedelta(days=day.weekday())
    return monday - timedelta(weeks=WEEKS), monday - timedelta(days=1)


def wijken_of(own: Sequence[AreaFact], land: Sequence[AreaFact]) -> frozenset[str]:
    """Return the wijken of a briefing: those asked for, or all of a municipality."""
    if own[0].level == AreaLevel.MUNICIPALITY:
        return frozenset(each.code for each in land if each.level == AreaLevel.WIJK)
    return frozenset(each.code for each in own)


def _changes(found: Sequence[DayChange], wijken: frozenset[str]) -> DayCounts:
    inside = [each for each in found if each.registration.wijk in wijken]
    kinds = Counter(each.kind for each in inside)
    new = [each.registration.offence for each in inside if each.kind is DayChangeKind.NEW]
    return DayCounts(
        new=kinds[DayChangeKind.NEW],
        revised=kinds[DayChangeKind.REVISED],
        withdrawn=kinds[DayChangeKind.WITHDRAWN],
        by_offence=tuple(sorted(Counter(new).items(), key=lambda each: (-each[1], each[0]))),
    )


def _buurten(
    tenant: str,
    wijken: frozenset[str],
    land: Sequence[AreaFact],
    asked: str,
    last: date,
    known_on: datetime,
) -> tuple[CountedBuurt, ...]:
    first = last - timedelta(weeks=WEEKS + YEAR) + timedelta(days=1)
    counted = weekly_counts(
        tenant, level=AreaLevel.BUURT, first=first, last=last, as_known_on=known_on
    )
    places = [
        n for n, code in enumerate(counted.offences) if code == asked or (not asked and shown(code))
    ]
    areas = {each.code: each for each in land}
    found = []
    for area, counts in zip(counted.areas, counted.counts, strict=True):
        if area not in areas or areas[area].wijk_code not in wijken:
            continue
        weekly = [sum(counts[place][week] for place in places) for week in range(YEAR + WEEKS)]
        usual = usual_range(weekly[:YEAR], weeks=WEEKS)
        grown = {
            counted.offences[place]: _grown(counts[place])
            for place in places
            if sum(counts[place][YEAR:])
        }
        most = max(grown, key=lambda code: grown[code], default="")
        number = sum(counts[counted.offences.index(most)][YEAR:]) if most else 0
        found.append(CountedBuurt(areas[area], sum(weekly[YEAR:]), usual, (most, number)))
    return tuple(sorted(found, key=lambda each: (each.usual.mean - each.count, each.area.name)))


def _grown(weekly: Sequence[int]) -> float:
    """Return how many more the last weeks have than as many weeks of the year before had."""
    return sum(weekly[YEAR:]) - sum(weekly[:YEAR]) * WEEKS / YEAR


def shown(code: str) -> bool:
    """Return whether an offence may stand on the map: no sexual or domestic one."""
    entry = offence(code)
    return not is_sensitive(cbs_code=code, description=entry.name if entry else "")


def _streets(
    tenant: str,
    wijken: frozenset[str],
    names: dict[str, str],
    asked: str,
    days: tuple[date, date],
    known_on: datetime,
) -> tuple[CountedStreet, ...]:
    """Return the streets with most registrations; a default location is no place."""
    nowhere = {(each.x, each.y) for each in default_locations(tenant)}
    rows = registrations_between(
        tenant, first=days[0], last=days[1], offence=asked, as_known_on=known_on
    )
    fine = {Fineness.POINT, Fineness.POSTCODE, Fineness.STREET}
    found = Counter(
        (row.street, row.buurt)
        for row in rows
        if row.street
        and row.wijk in wijken
        and row.precision in fine
        and (row.x, row.y) not in nowhere
        and shown(row.offence)
    )
    return tuple(
        CountedStreet(street, names.get(buurt, ""), number)
        for (street, buurt), number in sorted(found.items(), key=lambda each: (-each[1], each[0]))
        if number >= LEAST_IN_A_STREET
    )[:MOST_STREETS]


def _priorities(
    by: Scope, wijken: frozenset[str], names: dict[str, str]
) -> Iterator[WishedPriority]:
    """Yield what was asked to be given priority in the plans of the wijken."""
    for plan in plans_of(by=by):
        if plan.area_code not in wijken:
            continue
        for voice in plan.voices:
            if voice.content.kind is VoiceKind.PRIORITY:
                yield WishedPriority(
                    area_name=names.get(plan.area_code, plan.area_code),
                    title=voice.content.title,
                    by_residents=voice.content.origin is VoiceOrigin.RESIDENTS,
                    number=voice.content.number,
                )


def _seen(codes: Sequence[str], day: date, by: Scope) -> tuple[SightingFact, ...]:
    found = [
        each
        for code in codes
        for each in sightings_of(code, until=end_of(day), by=by, days=SEEN_DAYS)
    ]
    return tuple(sorted(found, key=lambda each: each.seen_at, reverse=True))


def _promised(codes: Sequence[str], by: Scope) -> tuple[MeetingItemFact, ...]:
    found = [each for code in codes for each in promises_of(code, by=by, within=True)]
    return tuple(sorted(found, key=lambda each: each.decision.due if each.decision else date.max))


def _as_tasks(promised: Sequence[MeetingItemFact], names: dict[str, str]) -> Iterator[TodayTask]:
    for each in promised:
        if each.decision:
            yield TodayTask(
                source=TaskSource.MEETING,
                title=each.decision.text,
                owner=each.decision.owner,
                due=each.decision.due,
                area=each.area_code,
                area_name=names.get(each.area_code, each.area_code),
                why=each.title,
            )
