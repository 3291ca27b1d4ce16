"""Hidden numbers: what was decided on a municipality's own counts, without any of these."""

import csv
import io

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.disclosure import disclosure_rule
from baken.desks.steward.decision_rows import matrix_rows, signs
from baken.desks.steward.wording import STATES
from baken.flows.published_decisions import (
    Decisions,
    DecisionsAsked,
    FamilyDecisions,
    decisions_of,
)
from baken.foundation.partners.permissions import READ_DECISIONS
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.spreadsheet import plain_text

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
ROUNDS = 20


@needs(READ_DECISIONS)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Show per family what is shown and hidden, what the check found, and where."""
    own, tenant = _places(request)
    found = decisions_of(tenant, _asked(request.GET))
    newest = found.rounds[0] if found.rounds else None
    shown = {
        "places": own,
        "tenant": tenant,
        "name": dict(own).get(tenant, tenant),
        "families": [_family_line(each) for each in found.families],
        "newest": newest,
        "published": found.newest_passed,
        "lost": _percent(found.newest_passed.lost_share) if found.newest_passed else "",
        "rounds": [(each, _percent(each.lost_share)) for each in found.rounds[:ROUNDS]],
        "periods": found.periods,
        "asked": found.asked,
        "states": [(str(state), STATES[state]) for state in CellState],
        "signs": signs(),
        "types": [_short(each.label(_language())) for each in found.types],
        "rows": matrix_rows(found),
        "csv_query": _query(tenant, found.asked),
    }
    return render(request, "steward/decisions.html", shown)


@needs(READ_DECISIONS)
@require_safe
def decisions_as_csv(request: HttpRequest) -> HttpResponse:
    """Give the decisions of one year and level, as asked in the address; no count is in it."""
    _own, tenant = _places(request)
    found = decisions_of(tenant, _asked(request.GET))
    response = HttpResponse(MARK + _csv(found), content_type="text/csv; charset=utf-8")
    name = f"besluiten-{tenant}-{found.asked.period}-{found.asked.level}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv(found: Decisions) -> str:
    file = io.StringIO()
    comma = "," if _language() == "en" else ";"
    writer = csv.writer(file, delimiter=comma, lineterminator="\r\n")
    writer.writerow(
        [
            *(_("Code"), _("Name"), _("Type"), _("Year")),
            *(_("What is shown"), _("Minimum"), _("Round"), _("Decided on")),
        ]
    )
    labels = {each.id: each.label(_language()) for each in found.types}
    for area in found.areas:
        for name, label in labels.items():
            cell = found.cells.get((area.code, name))
            if cell is not None:
                about = [area.code, plain_text(area.name), plain_text(label), cell.key.period]
                said = [str(STATES[cell.state]), cell.minimum, cell.publication]
                writer.writerow([*about, *said, cell.decided_at.date().isoformat()])
    return file.getvalue()


def _places(request: HttpRequest) -> tuple[list[tuple[str, str]], str]:
    """Return the municipalities whose decisions may be read, and the one that is asked for."""
    names = municipality_names()
    own = sorted(request.scope.where(PermissionName.READ_DECISIONS), key=lambda c: names.get(c, c))
    asked = request.GET.get("gemeente", "")
    return [(code, names.get(code, code)) for code in own], asked if asked in own else own[0]


def _asked(query: QueryDict) -> DecisionsAsked:
    return DecisionsAsked(
        period=query.get("jaar", ""), level=query.get("niveau", ""), state=query.get("staat", "")
    )


def _query(tenant: str, asked: DecisionsAsked) -> str:
    named = {"gemeente": tenant, "jaar": asked.period, "niveau": asked.level}
    return urlencode({**named, "staat": asked.state} if asked.state else named)


def _family_line(family: FamilyDecisions) -> dict[str, object]:
    rule, states = disclosure_rule(family.total.source), family.states
    return {
        "label": family.total.label(_language()),
        "years": " – ".join(dict.fromkeys((family.periods[0], family.periods[-1]))),
        "cells": family.cells,
        "shown": states[CellState.SHOWN] + states[CellState.ROUNDED],
        "rounded": states[CellState.ROUNDED],
        "small": states[CellState.SMALL] + states[CellState.SMALL_OR_ZERO],
        "withheld": states[CellState.WITHHELD],
        "silent": states[CellState.SILENT],
        "minimum": rule.minimum if rule else family.minimum,
        "basis": rule.basis(_language()) if rule else "",
    }


def _short(label: str) -> str:
    return label.split(",", maxsplit=1)[0]


def _percent(share: float) -> str:
    text = f"{100 * share:.1f} %"
    return text if _language() == "en" else text.replace(".", ",")


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
