"""Writes of quotes and of what is done with them: permission, write and log in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.participation.facts import (
    InputDecisionFact,
    InputOutcome,
    QuoteFact,
    QuoteState,
)
from baken.records.participation.models import InputDecision, Quote, ThemeShare
from baken.records.participation.own_selectors import decision_fact, quote_fact
from baken.records.participation.processing import log_processing
from baken.records.participation.rules import (
    LONGEST_TEXT,
    ConversationRefusedError,
    check_decision,
    check_report,
    check_step,
    role_to_handle,
    without,
)


def remove_piece(*, identifier: UUID, piece: str, kind: str, by: Scope, at: datetime) -> QuoteFact:
    """Take more words out of a quote; what is taken out is gone for good.

    Raises:
        ConversationRefusedError: when the person may not, or the words are not in it.
    """
    with transaction.atomic(), operation():
        row = _locked(identifier, by)
        text, number = without(row.text, piece, kind=kind)
        row.text, row.removed = text[:LONGEST_TEXT], row.removed + number
        row.save(update_fields=["text", "removed"])
        _forget_words(row)
        _log(row, "remove-from-quote", by, at, {"kind": kind, "places": str(number)})
    return quote_fact(row)


def step_quote(*, identifier: UUID, to: QuoteState, by: Scope, at: datetime) -> QuoteFact:
    """Approve a quote, put it aside or have it checked again; put aside, its words are gone.

    Raises:
        ConversationRefusedError: when the person may not, or no step leads there.
    """
    with transaction.atomic(), operation():
        row = _locked(identifier, by)
        check_step(QuoteState(row.state), to)
        row.state, row.checked_by_id, row.checked_at = to, by.person, at
        if to is QuoteState.PUT_ASIDE:
            row.text = ""
            _forget_words(row)
        row.save(update_fields=["state", "checked_by", "checked_at", "text"])
        _log(row, "check-quote", by, at, {"to": str(to)})
    return quote_fact(row)


def withdraw_consent(*, identifier: UUID, by: Scope, at: datetime) -> QuoteFact:
    """Note that somebody does not want to be quoted any more.

    Raises:
        ConversationRefusedError: when the person may not, or there was no consent.
    """
    with transaction.atomic(), operation():
        row = _locked(identifier, by)
        if not row.consent or row.consent_withdrawn_at:
            raise ConversationRefusedError("no-consent-to-withdraw")
        row.consent_withdrawn_at = at
        row.save(update_fields=["consent_withdrawn_at"])
        _log(row, "withdraw-consent", by, at, {})
    return quote_fact(row)


@dataclass(frozen=True, slots=True)
class InputAnswer:
    """What was done with a quote (or a theme), and what was told about it."""

    outcome: InputOutcome
    quote: UUID | None = None
    theme: str = ""
    plan: str = ""
    measure: str = ""
    passed_to: str = ""
    reason: str = ""
    reported_on: date | None = None
    reported_how: str = ""


def decide_input(*, tenant: str, answer: InputAnswer, by: Scope, at: datetime) -> InputDecisionFact:
    """Write down what was done with a quote or a theme; an earlier decision is withdrawn.

    Raises:
        ConversationRefusedError: when the person may not, or the decision is not complete.
    """
    role = role_to_handle(by, tenant)
    check_decision(
        answer.outcome,
        plan=answer.plan,
        measure=answer.measure,
        passed_to=answer.passed_to,
        reason=answer.reason,
    )
    check_report(answer.reported_on, answer.reported_how, today=at.date())
    if answer.quote is None and not answer.theme:
        raise ConversationRefusedError("about-nothing")
    with transaction.atomic(), operation():
        if answer.quote is not None and _locked(answer.quote, by).tenant_id != tenant:
            raise ConversationRefusedError("unknown-quote")
        earlier = InputDecision.objects.filter(
            tenant=tenant, quote=answer.quote, theme=answer.theme, withdrawn_at=None
        )
        earlier.update(withdrawn_at=at)
        row = InputDecision.objects.create(
            tenant_id=tenant,
            quote_id=answer.quote,
            theme=answer.theme,
            outcome=answer.outcome,
            plan=answer.plan,
            measure=answer.measure,
            passed_to=answer.passed_to,
            reason=answer.reason,
            decided_by_id=by.person,
            decided_by_role=role,
            decided_at=at,
            reported_on=answer.reported_on,
            reported_how=answer.reported_how,
        )
        write_audit_entry(
            tenant=tenant,
            actor=by.person,
            at=at,
            action="decide-input",
            subject=f"input decision {row.id}",
            details={"outcome": str(row.outcome), "about": str(answer.quote or answer.theme)},
        )
    return decision_fact(row)


def _locked(identifier: UUID, by: Scope) -> Quote:
    found = Quote.objects.select_for_update(of=("self",)).select_related("conversation")
    row = found.filter(id=identifier).first()
    if row is None:
        raise ConversationRefusedError("unknown-quote")
    role_to_handle(by, row.tenant_id)
    return row


def _forget_words(row: Quote) -> None:
    # A search kept words of the quote as its reasons; what was taken out must be gone there too.
    ThemeShare.objects.filter(quote=row).update(words=[], telling=[], related=[])


def _log(row: Quote, action: str, by: Scope, at: datetime, details: dict[str, str]) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"quote {row.id}",
        details=details,
    )
    log_processing([row.tenant_id], action, at=at)
