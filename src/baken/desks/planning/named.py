"""Organisations and phenomena: in which measures they are named, and what can be counted."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from baken.catalogue.offences import offence
from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA, CodeFit, Phenomenon
from baken.catalogue.policy_texts import policy_text
from baken.desks.planning import naming, wording
from baken.flows.plan_names import (
    NamedMeasure,
    measures_of_organisations,
    measures_of_phenomena,
)
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs

CODE_FITS: dict[CodeFit, tuple[Promise, Promise]] = {
    CodeFit.EXACT: (
        gettext_lazy("counted"),
        gettext_lazy("One code of registered crime is exactly this."),
    ),
    CodeFit.SET: (
        gettext_lazy("counted as a sum"),
        gettext_lazy("Several codes of registered crime together are this."),
    ),
    CodeFit.BROADER: (
        gettext_lazy("counted too broadly"),
        gettext_lazy("The code of registered crime holds more than this: its number is an upper "
                     "bound, no count."),
    ),
    CodeFit.NONE: (
        gettext_lazy("not counted"),
        gettext_lazy("No code of registered crime fits. It is never counted from crime figures: "
                     "a number would be made up."),
    ),
}  # fmt: skip


@needs(READ_PUBLISHED)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """List the organisations, roles and groups that plans name."""
    found = measures_of_organisations()
    shown = {
        "heading": _("Who is named in the plans"),
        "lead": _("Organisations, roles and groups from the policy texts, with the measures that "
                  "name them. Only an organisation can be a party to an agreement on data."),
        "rows": [
            {
                "name": each.name(naming.language()),
                "href": reverse("plan-partner", args=[each.id]),
                "kind": _form_words(str(each.form)),
                **_numbers(found.get(each.id, ())),
            }
            for each in sorted(ORGANISATIONS, key=lambda one: one.name(naming.language()))
        ],
        "kind_heading": _("What it is"),
        "crumbs": _crumbs(_("Organisations")),
    }  # fmt: skip
    return render(request, "planning/named_list.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def partner(request: HttpRequest, name: str) -> HttpResponse:
    """Show in which measures an organisation is named."""
    found = next((each for each in ORGANISATIONS if each.id == name), None)
    if found is None:
        raise Http404
    said = [
        (_("What it is"), _form_words(str(found.form))),
        (_("Works in"), ", ".join(_scope_words(each) for each in found.scope)),
        (_("Named in"), "; ".join(_texts(found.sources))),
    ]
    return _one(
        request, found.name(naming.language()), said, measures_of_organisations().get(name, ()),
        crumb=(reverse("plan-partners"), _("Organisations")),
    )  # fmt: skip


@needs(READ_PUBLISHED)
@require_safe
def phenomena(request: HttpRequest) -> HttpResponse:
    """List the phenomena that plans are about, and whether each can be counted."""
    found = measures_of_phenomena()
    shown = {
        "heading": _("What the plans are about"),
        "lead": _("Most phenomena have no code of registered crime of their own. Those are never "
                  "counted from crime figures."),
        "rows": [
            {
                "name": each.name(naming.language()),
                "href": reverse("plan-phenomenon", args=[each.id]),
                "kind": CODE_FITS[each.code_fit][0],
                **_numbers(found.get(each.id, ())),
            }
            for each in sorted(PHENOMENA, key=lambda one: one.name(naming.language()))
        ],
        "kind_heading": _("From crime figures"),
        "crumbs": _crumbs(_("Phenomena")),
    }  # fmt: skip
    return render(request, "planning/named_list.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def phenomenon(request: HttpRequest, name: str) -> HttpResponse:
    """Show in which measures a phenomenon stands, and why it is or is not counted."""
    found = next((each for each in PHENOMENA if each.id == name), None)
    if found is None:
        raise Http404
    fit, why = CODE_FITS[found.code_fit]
    said = [
        (_("From crime figures"), f"{str(fit).capitalize()}. {why}"),
        (_("Codes"), "; ".join(_codes(found))),
        (_("Named in"), "; ".join(_texts(found.sources))),
    ]
    return _one(
        request, found.name(naming.language()), said, measures_of_phenomena().get(name, ()),
        crumb=(reverse("plan-phenomena"), _("Phenomena")),
    )  # fmt: skip


def _one(
    request: HttpRequest,
    title: str,
    said: list[tuple[str, str]],
    measures: Iterable[NamedMeasure],
    *,
    crumb: tuple[str, str],
) -> HttpResponse:
    plans: dict[str, dict[str, Any]] = {}
    for each in measures:
        head = each.plan.head
        shown = plans.setdefault(
            head.id, {"title": head.title(naming.language()), "id": head.id, "measures": []}
        )
        shown["measures"].append(_measure(each))
    context = {
        "title": title,
        "said": [(label, words) for label, words in said if words],
        "plans": list(plans.values()),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": crumb[0], "label": crumb[1]},
            {"label": title},
        ],
    }
    return render(request, "planning/named.html", context)


def _measure(each: NamedMeasure) -> dict[str, Any]:
    return {
        "title": each.measure.title(naming.language()),
        "status": wording.STATUSES[each.measure.status],
        "is_ours": each.is_ours,
        "is_later": each.measure.context is not None,
        "place": naming.place_words(each.measure),
    }


def _numbers(measures: tuple[NamedMeasure, ...]) -> dict[str, int]:
    ours = sum(each.is_ours for each in measures)
    return {"said": len(measures) - ours, "ours": ours}


def _codes(found: Phenomenon) -> list[str]:
    known = ((code, offence(code)) for code in found.offence_codes)
    return [f"{code} {entry.name}" if entry else code for code, entry in known]


def _texts(names: Iterable[str]) -> list[str]:
    texts = (policy_text(name) for name in names)
    return [text.title(naming.language()) for text in texts if text]


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"url": reverse("plans"), "label": _("Plans")}, {"label": label}]


def _form_words(form: str) -> str:
    return {
        "organisation": _("organisation"),
        "group": _("group"),
        "role": _("role"),
        "body": _("administrative body"),
        "department": _("department"),
        "team": _("team"),
        "network": _("network"),
        "platform": _("platform"),
    }.get(form, form)


def _scope_words(scope: str) -> str:
    return {
        "utrecht": "Utrecht",
        "amersfoort": "Amersfoort",
        "region": _("the region"),
        "national": _("the whole country"),
        "other_city": _("another city"),
    }.get(scope, scope)
