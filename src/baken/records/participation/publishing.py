"""Writes what everybody may read: themes with rounded counts, quotes with consent; by the worker.

What stands outside is made anew each time, whole: what may not be shown any more is gone then.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.participation.facts import InputDecisionFact, QuoteFact, QuoteOrigin
from baken.records.participation.models import PublishedTheme, PublishedVoice
from baken.records.participation.own_selectors import decisions_of, quotes_in_use
from baken.records.participation.rules import rounded, rounded_counts
from baken.records.participation.theme_selectors import (
    ThemeVersionFact,
    published_version,
    round_of,
    shares_of,
)
from baken.records.participation.theme_set import OrderedTheme


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """How much went outside."""

    themes: int
    voices: int


def publish(
    *, tenant: str, actor: int | None, at: datetime, only_less: bool = False
) -> PublishedCounts:
    """Make what stands outside of a municipality in scope anew, from what may be shown now.

    With ``only_less`` nothing new goes outside: what may not be shown any more is taken away.
    """
    quotes = quotes_in_use(tenant)
    decided = _newest_decisions(decisions_of(tenant=tenant))
    version = published_version(tenant)
    theme_of = _themes_of_quotes(version, quotes)
    outside = set(
        PublishedVoice.objects.filter(municipality_code=tenant).values_list("id", flat=True)
    )
    shown = [each for each in quotes if each.may_be_shown and (each.id in outside or not only_less)]
    with transaction.atomic(), operation():
        PublishedVoice.objects.filter(municipality_code=tenant).delete()
        PublishedTheme.objects.filter(municipality_code=tenant).delete()
        for each in shown:
            _publish_voice(each, theme_of.get(each.id), decided, at)
        themes = version.themes.themes if version else ()
        for number, theme in enumerate(themes, start=1):
            heard = [each for each in quotes if theme_of.get(each.id) == theme]
            _publish_theme(tenant, number, theme, heard, (version, decided), at)
        write_audit_entry(
            tenant=tenant,
            actor=actor,
            at=at,
            action="publish-voices",
            subject=f"municipality {tenant}",
            details={"quotes": str(len(shown)), "themes": str(len(themes))},
        )
    return PublishedCounts(len(themes), len(shown))


def _themes_of_quotes(
    version: ThemeVersionFact | None, quotes: Iterable[QuoteFact]
) -> dict[UUID, OrderedTheme]:
    if version is None:
        return {}
    shares, found = shares_of(version), {}
    for each in quotes:
        share = shares.get(each.id)
        key = version.themes.theme_of(str(each.id), share.part if share else -1)
        if key:
            found[each.id] = version.themes.theme(key)
    return found


def _publish_voice(
    quote: QuoteFact,
    theme: OrderedTheme | None,
    decided: Mapping[object, InputDecisionFact],
    at: datetime,
) -> None:
    answers = [decided[key] for key in (quote.id, theme and theme.key) if key in decided]
    PublishedVoice.objects.create(
        id=quote.id,
        municipality_code=quote.tenant,
        area_code=quote.area_code,
        held_on=quote.held_on,
        form=quote.form,
        text=quote.text,
        source=quote.source,
        origin=quote.origin,
        theme=theme.name if theme else "",
        done=[_done(each) for each in answers],
        published_at=at,
    )


def _publish_theme(
    tenant: str,
    number: int,
    theme: OrderedTheme,
    heard: list[QuoteFact],
    basis: tuple[ThemeVersionFact | None, Mapping[object, InputDecisionFact]],
    at: datetime,
) -> None:
    version, decided = basis
    search = round_of(version) if version else None
    PublishedTheme.objects.create(
        municipality_code=tenant,
        number=number,
        name=theme.name,
        words=list(theme.words[:10]),
        quotes=rounded(len(heard)),
        counts=rounded_counts(each.area_code for each in heard),
        is_synthetic=_any_synthetic(heard),
        method=f"{search.method} {search.version}" if search else "",
        done=[_done(decided[theme.key])] if theme.key in decided else [],
        published_at=at,
    )


def _any_synthetic(heard: Iterable[QuoteFact]) -> bool:
    return Counter(each.origin for each in heard)[QuoteOrigin.SYNTHETIC] > 0


def _newest_decisions(
    decisions: Iterable[InputDecisionFact],
) -> dict[object, InputDecisionFact]:
    return {each.quote or each.theme: each for each in decisions}


def _done(answer: InputDecisionFact) -> dict:
    return {
        "outcome": answer.outcome,
        "plan": answer.plan,
        "measure": answer.measure,
        "passed_to": answer.passed_to,
        "reason": answer.reason,
        "decided_on": answer.decided_at.date().isoformat(),
        "reported_on": answer.reported_on.isoformat() if answer.reported_on else None,
        "reported_how": answer.reported_how,
    }
