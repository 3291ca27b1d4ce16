"""Who was heard in the conversations, and who was not."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from baken.desks.participation.asked import page_of, tenant_of
from baken.desks.participation.wording import AGES, HEARD, HEARD_MARKS
from baken.engines.reach import Heard
from baken.flows.reach_of_conversations import HeardPart, reach_of_conversations
from baken.foundation.partners.permissions import READ_CONVERSATIONS
from baken.foundation.partners.routes import needs
from baken.records.participation.rules import MINIMUM
from baken.vocabulary.writing import NO_DATA, NumberWriter


@dataclass(frozen=True, slots=True)
class HeardRow:
    """A wijk or an age: who took part, who lives there, and what that says."""

    name: str | Promise
    conversations: str
    participants: str | Promise
    inhabitants: str
    heard: str
    lives: str
    verdict: Promise
    mark: str


@needs(READ_CONVERSATIONS)
@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """Show per wijk and per age whether people were heard by their share."""
    tenant = tenant_of(request)
    found = reach_of_conversations(tenant, by=request.scope)
    silent = [part.name for part in found.wijken if part.reach.heard is Heard.NOBODY]
    less = [part.name for part in found.wijken if part.reach.heard is Heard.LESS]
    shown = page_of(request, tenant, "reach") | {
        "found": found,
        "wijken": [_row(part, part.name) for part in found.wijken],
        "ages": [_row(part, AGES[part.code]) for part in found.ages],
        "silent": silent,
        "less": less,
    }
    return render(request, "participation/reach.html", shown)


def _row(part: HeardPart, name: str | Promise) -> HeardRow:
    writer = NumberWriter((get_language() or "nl").startswith("en"))
    few = part.participants is not None and 0 < part.participants < MINIMUM
    known = part.reach.heard is not Heard.NOT_KNOWN
    band = f"{_percent(part.reach.lower)} – {_percent(part.reach.upper)}"
    return HeardRow(
        name=name,
        conversations=writer.whole(part.conversations),
        participants=_participants(part.participants, writer),
        inhabitants=writer.whole(part.inhabitants),
        heard=f"{_percent(part.reach.share_heard)} ({band})" if known and not few else NO_DATA,
        lives=_percent(part.reach.share_lives) if part.reach.share_lives is not None else NO_DATA,
        verdict=HEARD[part.reach.heard],
        mark=HEARD_MARKS[part.reach.heard],
    )


def _participants(number: int | None, writer: NumberWriter) -> str | Promise:
    if number is None:
        return HEARD[Heard.NOT_KNOWN]
    return f"< {MINIMUM}" if 0 < number < MINIMUM else writer.whole(number)


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
