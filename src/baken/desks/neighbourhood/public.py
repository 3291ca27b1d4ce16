"""What everybody reads: the plans of wijken that were published, and their door cards."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.neighbourhood import wording
from baken.desks.neighbourhood.content import is_asked
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import names_of
from baken.records.neighbourhood_plans.facts import (
    AgreementState,
    Answer,
    PublishedNeighbourhoodPlan,
    VoiceKind,
    VoiceOrigin,
)
from baken.records.neighbourhood_plans.selectors import newest_published, published_of


@needs(READ_PUBLISHED)
@require_safe
def published_plans(request: HttpRequest) -> HttpResponse:
    """List the plans of wijken that stand published, by municipality."""
    found = sorted(
        newest_published(),
        key=lambda plan: (plan.content["municipality"], plan.content["area_name"]),
    )
    return render(request, "neighbourhood/published.html", {"plans": found})


@needs(READ_PUBLISHED)
@require_safe
def published_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was asked, decided, agreed and done in a wijk."""
    everything = published_of(code)
    if not everything:
        raise Http404(_("There is no plan of this wijk."))
    standing = standing_of(everything)
    name = wording.wijk_name(names_of([code]).get(code, code))
    shown = {
        "name": name,
        "code": code,
        "plan": standing,
        "content": content_words(standing.content) if standing else None,
        "versions": everything,
        "withdrawn": None if standing else everything[0],
        "crumbs": [
            {"url": reverse("neighbourhood-plans"), "label": _("Plans of wijken")},
            {"label": name},
        ],
        "share": request.build_absolute_uri(reverse("neighbourhood-plan", args=[code])),
    }
    return render(request, "neighbourhood/plan.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def published_card(_request: HttpRequest, code: str) -> HttpResponse:
    """Give the door card as it went out."""
    standing = standing_of(published_of(code))
    if standing is None or not standing.card_nl:
        raise Http404(_("There is no plan of this wijk."))
    return card_response(standing.card_nl, f"deurkaart-{code}.pdf")


def card_response(card: bytes, name: str) -> HttpResponse:
    """Return a card as a PDF to open or print."""
    response = HttpResponse(card, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def standing_of(
    everything: Iterable[PublishedNeighbourhoodPlan],
) -> PublishedNeighbourhoodPlan | None:
    """Return the newest of what was published that was not withdrawn, for the newest plan."""
    newest = next(iter(everything), None)
    return newest if newest and not newest.is_withdrawal else None


def content_words(content: dict[str, Any]) -> dict[str, Any]:
    """Return what was published with its codes in words."""
    voices = [_voice(each) for each in content.get("voices", [])]
    asked = [each for each in voices if is_asked(each)]
    seen = [each for each in voices if not is_asked(each)]
    groups = (
        ("asked", _("What you asked, and what was decided"), asked),
        ("seen", _("What we saw, and what was decided"), seen),
    )
    return content | {
        "groups": [group for group in groups if group[2]],
        "agreements": [agreement_words(each) for each in content.get("agreements", [])],
    }


def _voice(voice: dict[str, Any]) -> dict[str, Any]:
    decision = voice["decision"]
    return voice | {
        "kind_words": wording.VOICE_KINDS[VoiceKind(voice["kind"])],
        "origin_words": wording.ORIGINS[VoiceOrigin(voice["origin"])],
        "decision": decision_words(decision) if decision else None,
    }


def decision_words(decision: dict[str, Any]) -> dict[str, Any]:
    """Return a decision with its answer, day and month in words."""
    words, mark = wording.ANSWERS[Answer(decision["answer"])]
    return decision | {
        "words": words,
        "mark": mark,
        "day": wording.when_words(decision["decided_on"]),
        "later": wording.when_words(decision["later_when"]) if decision["later_when"] else "",
    }


def agreement_words(agreement: dict[str, Any]) -> dict[str, Any]:
    """Return an agreement with its state and month in words."""
    words, mark = wording.AGREEMENT_STATES[AgreementState(agreement["state"])]
    return agreement | {"words": words, "mark": mark, "day": wording.when_words(agreement["when"])}
