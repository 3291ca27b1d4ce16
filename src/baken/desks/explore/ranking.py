"""The rank list of all municipalities, never without the intervals of the ranks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.explore import place_rows as said
from baken.desks.explore.asked import (
    INDICATOR,
    SOUGHT,
    TYPES,
    YEAR,
    asked_type,
    asked_words,
    year_in,
)
from baken.desks.explore.files import drawing_file, table_file
from baken.desks.explore.nothing import NoFiguresYet, or_say_so
from baken.desks.explore.origins import about_of, origins_of
from baken.desks.explore.place_drawings import drawn_funnel, drawn_ranks
from baken.desks.explore.writing import language, status_words, writer
from baken.engines.spreadsheet import Table
from baken.flows.funnel_words import outside_words
from baken.flows.place_municipalities import PlacedList, placed_list
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.sorting import sort_key, sought_key
from baken.vocabulary.writing import in_running_text

GROUP, ORDER = "groep", "volgorde"


@needs(READ_PUBLISHED)
@require_safe
def ranking_page(request: HttpRequest) -> HttpResponse:
    """Show all municipalities of a group in order, with where each rank may lie."""
    return or_say_so(request, lambda: _ranking_page(request))


def _ranking_page(request: HttpRequest) -> HttpResponse:
    placed, sought = _placed(request), asked_words(request.GET)
    order = request.GET.get(ORDER, said.BY_RANK)
    write, chosen = writer(), _chosen(placed, sought)
    query = _query(placed, sought, order)
    shown = {
        **_choice(placed, sought, order),
        "placed": placed,
        "label": placed.definition.label(language()),
        "label_in_text": in_running_text(placed.definition.label(language())),
        "group_words": said.group_words(placed.group),
        "sentence": said.list_sentence(placed),
        "outside": said.outside_sentence(placed),
        "common": write.rate(placed.spread.rate),
        "rows": said.rank_rows(placed, sought, order, write),
        "ranks": drawn_ranks(placed, chosen),
        "funnel": drawn_funnel(placed, chosen, write),
        "origins": origins_of(placed.deliveries),
        "share": request.build_absolute_uri(reverse("ranking") + query),
        "files": [(form, reverse("ranking-file", args=[form]) + query) for form in ("csv", "xlsx")],
        "ranks_svg": reverse("ranking-file", args=["rangen-svg"]) + query,
        "funnel_svg": reverse("ranking-file", args=["trechter-svg"]) + query,
    }
    return render(request, "explore/ranking.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def ranking_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list (csv, xlsx), the ranks or the funnel (svg) as a file."""
    placed, sought = _placed(request), asked_words(request.GET)
    query = _query(placed, sought, request.GET.get(ORDER, said.BY_RANK))
    table = table_of(placed, request.build_absolute_uri(reverse("ranking") + query))
    name = f"baken-{_('ranking')}-{placed.definition.id}-{placed.year}"
    chosen = _chosen(placed, sought)
    if form == "rangen-svg":
        return drawing_file(drawn_ranks(placed, chosen)["wide"], table, name)
    if form == "trechter-svg":
        return drawing_file(drawn_funnel(placed, chosen, writer())["wide"], table, name)
    return table_file(table, form, name)


def table_of(placed: PlacedList, address: str) -> Table:
    """Return the whole list, unrounded, with both intervals of every rank."""
    return Table(
        title=f"{placed.definition.label(language())}, {placed.year}, "
        f"{said.group_words(placed.group)}",
        columns=(
            *(_("Rank"), _("Rank from"), _("Rank to"), _("Rank from, all together")),
            *(_("Rank to, all together"), _("Code"), _("Name"), _("Year"), _("Number")),
            *(_("Inhabitants"), _("Per 1,000 inhabitants"), _("Lower limit (95 %)")),
            *(_("Upper limit (95 %)"), _("Times the group"), _("Against the usual spread")),
            _("Status"),
        ),
        rows=tuple(
            (
                *(row.standing.rank, row.standing.best, row.standing.worst),
                *(row.standing.joint_best, row.standing.joint_worst, row.code, row.name),
                *(placed.year, row.figure.n, row.figure.exposure, row.figure.rate),
                *(row.figure.lower, row.figure.upper, row.standing.ratio),
                *(outside_words(row.standing.outside), status_words(row.figure.status)),
            )
            for row in placed.rows
        ),
        about=about_of(placed.deliveries, _method(placed), address, timezone.localdate()),
    )


def _method(placed: PlacedList) -> str:
    return placed.rows[0].standing.method if placed.rows else placed.spread.method


def _placed(request: HttpRequest) -> PlacedList:
    placed = placed_list(
        asked_type(request.GET),
        year=year_in(request.GET, YEAR),
        group=request.GET.get(GROUP, "")[:60],
    )
    if placed is None:
        raise NoFiguresYet(_("There are no figures to rank yet."))
    return placed


def _chosen(placed: PlacedList, sought: str) -> frozenset[str]:
    if not sought:
        return frozenset()
    return frozenset(r.code for r in placed.rows if sought_key(sought) in sort_key(r.name))


def _choice(placed: PlacedList, sought: str, order: str) -> dict[str, Any]:
    return {
        "chosen": placed.definition.id,
        "types": [(each.id, each.label(language())) for each in TYPES],
        "sought": sought,
        "order": order,
        "orders": [
            (said.BY_RANK, _("rank")),
            (said.BY_NAME, _("name")),
            (said.BY_WIDTH, _("how sure the rank is")),
        ],
        "groups": [("", _("the whole country"))]
        + [(group, said.group_words(group)) for group in sorted(placed.groups, key=_group_order)],
    }


def _group_order(group: str) -> tuple[int, str]:
    digits = "".join(letter for letter in group.split("-", maxsplit=1)[0] if letter.isdigit())
    return int(digits or 0), group


def _query(placed: PlacedList, sought: str, order: str) -> str:
    asked = {INDICATOR: placed.definition.id, YEAR: placed.year, GROUP: placed.group}
    asked |= {SOUGHT: sought} if sought else {}
    asked |= {ORDER: order} if order in {said.BY_NAME, said.BY_WIDTH} else {}
    return f"?{urlencode(asked)}"
