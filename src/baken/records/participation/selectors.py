"""What everybody may read of conversations; for pages, area scans and accounts.

Only quotes that a person checked and that were agreed to stand here, and counts that are rounded.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from baken.foundation.places.selectors import area_with_those_around_it
from baken.records.participation.facts import (
    ConversationForm,
    DoneFact,
    InputOutcome,
    QuoteOrigin,
    ThemeFact,
    VoiceFact,
)
from baken.records.participation.models import PublishedTheme, PublishedVoice


def voices_of(
    area_codes: Iterable[str], since: date | None = None, until: date | None = None
) -> tuple[VoiceFact, ...]:
    """Return the published quotes of these areas, the newest first; both days are included.

    An area is asked as it stands: a wijk has what was said of the wijk as a whole, and what was
    said in its buurten has the codes of these. A quote without a date is left out when a period
    is asked.
    """
    wanted = Q(area_code__in=list(area_codes))
    if since:
        wanted &= Q(held_on__gte=since)
    if until:
        wanted &= Q(held_on__lte=until)
    found = PublishedVoice.objects.filter(wanted).order_by("-held_on", "source", "id")
    return tuple(_voice(row) for row in found)


def themes_of(area_codes: Iterable[str]) -> tuple[ThemeFact, ...]:
    """Return the published themes of the municipalities of these areas, as heard in these areas.

    ``counts`` holds the asked areas only; a theme that was heard in none of them is left out.
    """
    asked = list(dict.fromkeys(area_codes))
    homes = {part.municipality_code for code in asked for part in area_with_those_around_it(code)}
    rows = PublishedTheme.objects.filter(municipality_code__in=homes).order_by(
        "municipality_code", "number"
    )
    facts = (_theme(row, asked) for row in rows)
    return tuple(fact for fact in facts if fact.counts)


def municipalities_with_voices() -> frozenset[str]:
    """Return the municipalities of which quotes or themes were published."""
    column = "municipality_code"
    voices = PublishedVoice.objects.values_list(column, flat=True).distinct()
    return frozenset(voices) | frozenset(PublishedTheme.objects.values_list(column, flat=True))


def published_themes(municipality_code: str) -> tuple[ThemeFact, ...]:
    """Return every published theme of a municipality, with all its counts."""
    rows = PublishedTheme.objects.filter(municipality_code=municipality_code).order_by("number")
    return tuple(_theme(row, row.counts) for row in rows)


def published_voices(municipality_code: str) -> tuple[VoiceFact, ...]:
    """Return every published quote of a municipality."""
    rows = PublishedVoice.objects.filter(municipality_code=municipality_code)
    return tuple(_voice(row) for row in rows.order_by("-held_on", "source", "id"))


def _voice(row: PublishedVoice) -> VoiceFact:
    return VoiceFact(
        id=row.id,
        municipality_code=row.municipality_code,
        area_code=row.area_code,
        held_on=row.held_on,
        form=ConversationForm(row.form),
        text=row.text,
        source=row.source,
        origin=QuoteOrigin(row.origin),
        theme=row.theme,
        done=tuple(done_fact(each) for each in row.done),
    )


def _theme(row: PublishedTheme, asked: Iterable[str]) -> ThemeFact:
    return ThemeFact(
        municipality_code=row.municipality_code,
        number=row.number,
        name=row.name,
        words=tuple(row.words),
        quotes=row.quotes,
        counts={code: row.counts[code] for code in asked if code in row.counts},
        is_synthetic=row.is_synthetic,
        method=row.method,
        done=tuple(done_fact(each) for each in row.done),
        published_at=row.published_at,
    )


def done_fact(stored: dict) -> DoneFact:
    """Return what was done as it was published."""
    reported = stored["reported_on"]
    return DoneFact(
        outcome=InputOutcome(stored["outcome"]),
        plan=stored["plan"],
        measure=stored["measure"],
        passed_to=stored["passed_to"],
        reason=stored["reason"],
        decided_on=date.fromisoformat(stored["decided_on"]),
        reported_on=date.fromisoformat(reported) if reported else None,
        reported_how=stored["reported_how"],
    )
