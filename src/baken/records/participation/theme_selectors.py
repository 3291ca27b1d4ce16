"""Themes as people who work for a municipality see them: the newest version, and all before it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from baken.foundation.partners.scope import Scope
from baken.records.participation.facts import ThemeAct
from baken.records.participation.models import ThemeRound, ThemeShare, ThemeVersion
from baken.records.participation.rules import readable_tenants
from baken.records.participation.theme_set import ThemeSet, from_document


@dataclass(frozen=True, slots=True)
class ThemeVersionFact:
    """One version of the themes of a municipality: which act made it, by whom and when."""

    id: UUID
    tenant: str
    round: UUID
    number: int
    act: ThemeAct
    about: str
    made_by: str
    made_at: datetime
    themes: ThemeSet


@dataclass(frozen=True, slots=True)
class ThemeRoundFact:
    """A search for themes as it was: method, number of quotes, and how the number was chosen."""

    id: UUID
    made_at: datetime
    method: str
    version: str
    quotes: int
    found: dict


@dataclass(frozen=True, slots=True)
class ThemeShareFact:
    """How a quote fits the machine's themes: ``part`` is the best, -1 for none.

    ``telling`` are its words as (written, stem, number of quotes with that stem), the shared ones
    first; ``related`` the nearest quotes as (quote, shared stems, strength).
    """

    quote: UUID
    part: int
    weights: tuple[float, ...]
    words: tuple[tuple[str, float], ...]
    telling: tuple[tuple[str, str, int], ...] = ()
    related: tuple[tuple[UUID, tuple[str, ...], float], ...] = ()


def newest_version(tenant: str, *, by: Scope) -> ThemeVersionFact | None:
    """Return the themes of a municipality as they stand, or None before the first search."""
    found = versions(tenant, by=by, number=1)
    return found[0] if found else None


def versions(tenant: str, *, by: Scope, number: int) -> tuple[ThemeVersionFact, ...]:
    """Return the newest versions of the themes, the newest first."""
    if tenant not in readable_tenants(by):
        return ()
    rows = ThemeVersion.objects.filter(tenant=tenant).select_related("made_by")
    return tuple(version_fact(row) for row in rows.order_by("-number")[:number])


def round_of(version: ThemeVersionFact) -> ThemeRoundFact:
    """Return the search that a version arranges."""
    row = ThemeRound.objects.get(id=version.round)
    return ThemeRoundFact(row.id, row.made_at, row.method, row.version, row.quotes, row.found)


def shares_of(version: ThemeVersionFact) -> dict[UUID, ThemeShareFact]:
    """Return how every quote of the search fits, by quote."""
    rows = ThemeShare.objects.filter(round=version.round)
    return {
        row.quote_id: ThemeShareFact(
            row.quote_id,
            row.theme,
            tuple(row.weights),
            tuple((word, weight) for word, weight in row.words),
            tuple((written, stem, number) for written, stem, number in row.telling),
            tuple((UUID(quote), tuple(stems), much) for quote, stems, much in row.related),
        )
        for row in rows
    }


def published_version(tenant: str) -> ThemeVersionFact | None:
    """Return the version that stands outside, or None; for the worker, in scope."""
    rows = ThemeVersion.objects.filter(
        tenant=tenant, act__in=[ThemeAct.PUBLISH, ThemeAct.UNPUBLISH]
    ).select_related("made_by")
    newest = rows.order_by("-number").first()
    if newest is None or newest.act == ThemeAct.UNPUBLISH:
        return None
    return version_fact(newest)


def version_fact(row: ThemeVersion) -> ThemeVersionFact:
    """Return the fact of a stored version."""
    return ThemeVersionFact(
        id=row.id,
        tenant=row.tenant_id,
        round=row.round_id,
        number=row.number,
        act=ThemeAct(row.act),
        about=row.about,
        made_by=row.made_by.full_name if row.made_by else "",
        made_at=row.made_at,
        themes=from_document(row.document),
    )
