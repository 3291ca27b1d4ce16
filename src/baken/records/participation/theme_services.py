"""Writes of themes: what the machine found, and each act of a person as a new version."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.participation import theme_set
from baken.records.participation.facts import ThemeAct
from baken.records.participation.models import ThemeRound, ThemeShare, ThemeVersion
from baken.records.participation.rules import (
    ConversationRefusedError,
    role_to_handle,
    role_to_publish,
)
from baken.records.participation.theme_selectors import (
    ThemeShareFact,
    ThemeVersionFact,
    version_fact,
)

LONGEST_ABOUT = 200
OUTSIDE = frozenset({ThemeAct.PUBLISH, ThemeAct.UNPUBLISH})


def keep_round(
    *,
    tenant: str,
    method: tuple[str, str],
    found: Mapping,
    shares: Iterable[ThemeShareFact],
    by: Scope,
    at: datetime,
) -> ThemeVersionFact:
    """Keep what a search found, frozen, with a first version in which nobody changed anything.

    Raises:
        ConversationRefusedError: when the person may not.
    """
    role_to_handle(by, tenant)
    listed = tuple(shares)
    with transaction.atomic(), operation():
        search = ThemeRound.objects.create(
            tenant_id=tenant,
            asked_by_id=by.person,
            made_at=at,
            method=method[0],
            version=method[1],
            quotes=len(listed),
            found=dict(found),
        )
        ThemeShare.objects.bulk_create(
            ThemeShare(
                tenant_id=tenant,
                round=search,
                quote_id=each.quote,
                theme=each.part,
                weights=list(each.weights),
                words=[list(pair) for pair in each.words],
                telling=[list(word) for word in each.telling],
                related=[[str(q), list(stems), much] for q, stems, much in each.related],
            )
            for each in listed
        )
        words = [[word for word, _ in theme["words"]] for theme in found["themes"]]
        first = theme_set.found_set(words, series=f"{search.id.hex[:6]}-")
        made = _new_version(tenant, search.id, first, (ThemeAct.FOUND, ""), by, at)
        _log(made, "find-themes", by, at)
    return made


def name_theme(*, tenant: str, key: str, name: str, by: Scope, at: datetime) -> ThemeVersionFact:
    """Give a theme a name; raises ConversationRefusedError."""
    return _change(
        tenant,
        lambda before: theme_set.named(before, key=key, name=name),
        (ThemeAct.NAME, name),
        by,
        at,
    )


def merge_themes(*, tenant: str, key: str, into: str, by: Scope, at: datetime) -> ThemeVersionFact:
    """Put one theme into another; raises ConversationRefusedError."""
    return _change(
        tenant,
        lambda before: theme_set.merged(before, key=key, into=into),
        (ThemeAct.MERGE, f"{key} > {into}"),
        by,
        at,
    )


def split_theme(*, tenant: str, key: str, word: str, by: Scope, at: datetime) -> ThemeVersionFact:
    """Split the quotes with a word off from a theme; raises ConversationRefusedError."""
    wanted = word.strip().casefold()
    newest = _newest(tenant, by)
    rows = ThemeShare.objects.filter(round=newest.round_id).values_list("quote", "theme", "words")

    def act(before: theme_set.ThemeSet) -> theme_set.ThemeSet:
        going = [
            str(quote)
            for quote, part, words in rows
            if before.theme_of(str(quote), part) == key
            and wanted in {each.casefold() for each, _ in words}
        ]
        return theme_set.split(before, key=key, word=wanted, quotes=going)

    return _change(tenant, act, (ThemeAct.SPLIT, f"{key}: {wanted}"), by, at)


def move_quote(*, tenant: str, quote: UUID, to: str, by: Scope, at: datetime) -> ThemeVersionFact:
    """Put one quote in another theme, or in none; raises ConversationRefusedError."""
    newest = _newest(tenant, by)
    if not ThemeShare.objects.filter(round=newest.round_id, quote=quote).exists():
        raise ConversationRefusedError("unknown-quote")
    return _change(
        tenant,
        lambda before: theme_set.moved(before, quote=str(quote), to=to),
        (ThemeAct.MOVE, str(quote)),
        by,
        at,
    )


def undo_themes(*, tenant: str, to: int, by: Scope, at: datetime) -> ThemeVersionFact:
    """Go back to an earlier version; that is a version too, so going back can be undone.

    Raises:
        ConversationRefusedError: when the person may not, or there is no such version.
    """
    role_to_handle(by, tenant)
    row = ThemeVersion.objects.filter(tenant=tenant, number=to).first()
    if row is None:
        raise ConversationRefusedError("unknown-version")
    with transaction.atomic(), operation():
        made = _new_version(
            tenant,
            row.round_id,
            theme_set.from_document(row.document),
            (ThemeAct.UNDO, str(to)),
            by,
            at,
        )
        _log(made, "change-themes", by, at)
    return made


def set_outside(*, tenant: str, act: ThemeAct, by: Scope, at: datetime) -> ThemeVersionFact:
    """Say that the themes as they stand go outside, or go away from there.

    Raises:
        ConversationRefusedError: when the person may not, or there are no themes.
    """
    role_to_publish(by, tenant)
    newest = _newest(tenant, by)
    with transaction.atomic(), operation():
        before = theme_set.from_document(newest.document)
        made = _new_version(tenant, newest.round_id, before, (act, ""), by, at)
        _log(made, "change-themes", by, at)
    return made


def _change(
    tenant: str,
    act: Callable[[theme_set.ThemeSet], theme_set.ThemeSet],
    said: tuple[ThemeAct, str],
    by: Scope,
    at: datetime,
) -> ThemeVersionFact:
    with transaction.atomic(), operation():
        newest = _newest(tenant, by)
        after = act(theme_set.from_document(newest.document))
        made = _new_version(tenant, newest.round_id, after, said, by, at)
        _log(made, "change-themes", by, at)
    return made


def _newest(tenant: str, by: Scope) -> ThemeVersion:
    role_to_handle(by, tenant)
    row = ThemeVersion.objects.filter(tenant=tenant).order_by("-number").first()
    if row is None:
        raise ConversationRefusedError("no-themes-yet")
    return row


def _new_version(
    tenant: str,
    search: UUID,
    themes: theme_set.ThemeSet,
    said: tuple[ThemeAct, str],
    by: Scope,
    at: datetime,
) -> ThemeVersionFact:
    # Two people at once: the number is unique, and the second one gets the first one's next.
    last = (
        ThemeVersion.objects.select_for_update()
        .filter(tenant=tenant)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    row = ThemeVersion.objects.create(
        tenant_id=tenant,
        round_id=search,
        number=(last or 0) + 1,
        act=said[0],
        about=said[1][:LONGEST_ABOUT],
        made_by_id=by.person,
        made_at=at,
        document=theme_set.as_document(themes),
    )
    return version_fact(row)


def _log(made: ThemeVersionFact, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=made.tenant,
        actor=by.person,
        at=at,
        action=action,
        subject=f"theme version {made.id}",
        details={"number": str(made.number), "act": str(made.act)},
    )
