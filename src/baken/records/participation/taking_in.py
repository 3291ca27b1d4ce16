"""Writes conversations that came in, after the names were taken out; called by the worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.sealing import keyed_hash
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.participation.facts import ConversationForm, QuoteOrigin, QuoteState
from baken.records.participation.models import Conversation, ConversationFile, Quote
from baken.records.participation.processing import log_processing


@dataclass(frozen=True, slots=True)
class CleanQuote:
    """One quote ready to be kept: ``text`` without names, ``mark`` to know the raw words again."""

    row: int
    number: int
    text: str
    mark: str
    removed: int
    consent: bool
    consent_how: str
    consent_on: date | None
    consent_asked_by: str
    state: QuoteState = QuoteState.TO_CHECK


@dataclass(frozen=True, slots=True)
class NewConversation:
    """A conversation as it was delivered, with its quotes."""

    code: str
    form: ConversationForm
    area_code: str
    held_on: date | None
    participants: int | None
    ages: dict[str, int]
    source: str
    origin: QuoteOrigin
    origin_note: str
    quotes: tuple[CleanQuote, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken in: its number, the column and why; not what stood in it."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What taking a file in brought."""

    file: UUID
    rows: int
    accepted: int
    unchanged: int
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True, slots=True)
class ConversationSource:
    """Where conversations come from and who brought them; nobody for bundled data."""

    tenant: str
    file_name: str
    sha256: str
    brought_by: int | None


def mark_of(tenant: str, raw: str) -> str:
    """Return the keyed hash by which the same raw words are known again."""
    return keyed_hash("participation quote", tenant, " ".join(raw.split()))


def keep_conversations(
    *,
    source: ConversationSource,
    conversations: Iterable[NewConversation],
    refused: Iterable[RefusedRow],
    at: datetime,
) -> FileOutcome:
    """Keep conversations and their quotes; what is known already changes nothing."""
    wrong = list(refused)
    accepted = unchanged = 0
    with transaction.atomic(), operation():
        for each in conversations:
            row = _conversation(source.tenant, each, at)
            known = dict(row.quote_set.values_list("number", "mark"))
            for quote in each.quotes:
                if quote.number not in known:
                    _keep(row, quote)
                    accepted += 1
                elif known[quote.number] == quote.mark:
                    unchanged += 1
                else:
                    wrong.append(RefusedRow(quote.row, "text", "number-known-with-other-words"))
        wrong.sort(key=lambda one: one.row)
        file = ConversationFile.objects.create(
            tenant_id=source.tenant,
            file_name=source.file_name,
            sha256=source.sha256,
            brought_by_id=source.brought_by,
            taken_in_at=at,
            rows=accepted + unchanged + len({one.row for one in wrong}),
            accepted=accepted,
            unchanged=unchanged,
            refused=[[one.row, one.column, one.reason] for one in wrong],
        )
        write_audit_entry(
            tenant=source.tenant,
            actor=source.brought_by,
            at=at,
            action="take-in-conversations",
            subject=f"conversation file {file.id}",
            details={
                "accepted": str(accepted),
                "unchanged": str(unchanged),
                "refused": str(len(wrong)),
            },
        )
        log_processing([source.tenant], "take-in-quotes", at=at)
    return FileOutcome(file.id, file.rows, accepted, unchanged, tuple(wrong))


def _conversation(tenant: str, new: NewConversation, at: datetime) -> Conversation:
    known, _ = Conversation.objects.get_or_create(
        tenant_id=tenant,
        code=new.code,
        defaults={
            "form": new.form,
            "area_code": new.area_code,
            "held_on": new.held_on,
            "participants": new.participants,
            "ages": new.ages,
            "source": new.source,
            "origin": new.origin,
            "origin_note": new.origin_note,
            "taken_in_at": at,
        },
    )
    return known


def _keep(conversation: Conversation, quote: CleanQuote) -> None:
    Quote.objects.create(
        tenant_id=conversation.tenant_id,
        conversation=conversation,
        number=quote.number,
        text=quote.text,
        mark=quote.mark,
        state=quote.state,
        removed=quote.removed,
        consent=quote.consent,
        consent_how=quote.consent_how,
        consent_on=quote.consent_on,
        consent_asked_by=quote.consent_asked_by,
    )
