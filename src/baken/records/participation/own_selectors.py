"""What people who work for a municipality read of its own conversations."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.records.participation.facts import (
    ConversationFact,
    ConversationForm,
    InputDecisionFact,
    InputOutcome,
    QuoteConsent,
    QuoteFact,
    QuoteOrigin,
    QuoteState,
)
from baken.records.participation.models import Conversation, InputDecision, Quote
from baken.records.participation.processing import log_processing
from baken.records.participation.rules import readable_tenants


def conversations(*, by: Scope) -> tuple[ConversationFact, ...]:
    """Return the conversations of the municipalities one works for, the newest first."""
    found = _conversations(by).order_by("-held_on", "code")
    return tuple(_conversation_fact(row) for row in found)


def conversation(identifier: UUID, *, by: Scope) -> ConversationFact | None:
    """Return one conversation, or None when it is unknown or not for who asks."""
    row = _conversations(by).filter(id=identifier).first()
    return _conversation_fact(row) if row else None


def quotes_of(identifier: UUID, *, by: Scope) -> tuple[QuoteFact, ...]:
    """Return the quotes of one conversation, by number; the reading is logged."""
    return _read(_quotes(by).filter(conversation=identifier).order_by("number"))


def quotes_to_check(
    *, by: Scope, number: int, tenant: str | None = None
) -> tuple[tuple[QuoteFact, ...], int]:
    """Return the first quotes that wait for a check, of one or all municipalities, and how many."""
    found = _quotes(by).filter(state=QuoteState.TO_CHECK)
    found = found.filter(tenant=tenant) if tenant else found
    waiting = found.count()
    return _read(found.order_by("conversation__taken_in_at", "conversation", "number")[:number]), (
        waiting
    )


def number_to_check(tenant: str, *, by: Scope) -> int:
    """Return how many quotes of a municipality wait for a check; no words are read."""
    return _quotes(by).filter(tenant=tenant, state=QuoteState.TO_CHECK).count()


def quote(identifier: UUID, *, by: Scope) -> QuoteFact | None:
    """Return one quote, or None when it is unknown or not for who asks; the reading is logged."""
    found = _read(_quotes(by).filter(id=identifier))
    return found[0] if found else None


def quotes_read(tenant: str, *, by: Scope) -> tuple[QuoteFact, ...]:
    """Return the approved quotes of one's municipality; the reading is logged."""
    found = _quotes(by).filter(tenant=tenant, state=QuoteState.APPROVED)
    return _read(found.order_by("conversation__code", "number"))


def quotes_in_use(tenant: str) -> tuple[QuoteFact, ...]:
    """Return the quotes of a municipality in scope that themes are made of: those approved."""
    found = Quote.objects.filter(tenant=tenant, state=QuoteState.APPROVED)
    rows = found.select_related("conversation").order_by("conversation__code", "number")
    return tuple(quote_fact(row) for row in rows)


def decisions_of(*, tenant: str) -> tuple[InputDecisionFact, ...]:
    """Return the decisions of a municipality in scope that stand, the oldest first."""
    found = InputDecision.objects.filter(tenant=tenant, withdrawn_at=None).order_by("decided_at")
    return tuple(decision_fact(row) for row in found)


def _conversations(by: Scope) -> QuerySet[Conversation]:
    waiting = Q(quote__state=QuoteState.TO_CHECK)
    return Conversation.objects.filter(tenant__in=readable_tenants(by)).annotate(
        number=Count("quote"), waiting=Count("quote", filter=waiting)
    )


def _quotes(by: Scope) -> QuerySet[Quote]:
    return Quote.objects.filter(tenant__in=readable_tenants(by)).select_related("conversation")


def _read(found: QuerySet[Quote]) -> tuple[QuoteFact, ...]:
    facts = tuple(quote_fact(row) for row in found)
    log_processing((fact.tenant for fact in facts), "read-quotes", at=timezone.now())
    return facts


def _conversation_fact(row: Conversation) -> ConversationFact:
    return ConversationFact(
        id=row.id,
        tenant=row.tenant_id,
        code=row.code,
        form=ConversationForm(row.form),
        area_code=row.area_code,
        held_on=row.held_on,
        participants=row.participants,
        ages=row.ages,
        source=row.source,
        origin=QuoteOrigin(row.origin),
        origin_note=row.origin_note,
        quotes=row.number,
        to_check=row.waiting,
    )


def quote_fact(row: Quote) -> QuoteFact:
    """Return the fact of a stored quote."""
    talk = row.conversation
    return QuoteFact(
        id=row.id,
        tenant=row.tenant_id,
        conversation=talk.id,
        conversation_code=talk.code,
        number=row.number,
        text=row.text,
        state=QuoteState(row.state),
        removed=row.removed,
        consent=QuoteConsent(
            row.consent,
            row.consent_how,
            row.consent_on,
            row.consent_asked_by,
            row.consent_withdrawn_at,
        ),
        area_code=talk.area_code,
        held_on=talk.held_on,
        form=ConversationForm(talk.form),
        source=talk.source,
        origin=QuoteOrigin(talk.origin),
    )


def decision_fact(row: InputDecision) -> InputDecisionFact:
    """Return the fact of a stored decision."""
    return InputDecisionFact(
        id=row.id,
        quote=row.quote_id,
        theme=row.theme,
        outcome=InputOutcome(row.outcome),
        plan=row.plan,
        measure=row.measure,
        passed_to=row.passed_to,
        reason=row.reason,
        decided_by_role=row.decided_by_role,
        decided_at=row.decided_at,
        reported_on=row.reported_on,
        reported_how=row.reported_how,
    )
