"""A municipality among its peers: every type in one year, and why these are its peers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.places import PEER_GROUPING
from baken.desks.explore import place_rows as said
from baken.desks.explore.addresses import area_page, comparison_query
from baken.desks.explore.asked import INDICATOR, YEAR, asked_type, year_in
from baken.desks.explore.files import drawing_file, table_file
from baken.desks.explore.origins import about_of, origins_of
from baken.desks.explore.place_drawings import drawn_funnel
from baken.desks.explore.ranking import table_of as members_table
from baken.desks.explore.writing import language, writer
from baken.engines.spreadsheet import Table
from baken.flows.compare_areas import MOST_AREAS
from baken.flows.funnel_words import outside_words
from baken.flows.place_municipalities import PeerPicture, peer_picture
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.writing import in_running_text


@needs(READ_PUBLISHED)
@require_safe
def peers_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a municipality stands among its peers, type by type."""
    picture, write = _picture(request, code), writer()
    placed, query = picture.placed, _query(picture)
    addresses = {
        row.definition.id: _query(picture, row.definition.id) + "#soort" for row in picture.rows
    }
    near = [row.code for row in placed.rows if row.code != code][: MOST_AREAS - 1]
    shown = {
        "picture": picture,
        "placed": placed,
        "label": placed.definition.label(language()),
        "label_in_text": in_running_text(placed.definition.label(language())),
        "why": said.joined(placed.classes),
        "rule": PEER_GROUPING.explanation(language()),
        "sentence": said.peers_sentence(picture),
        "chosen_sentence": said.chosen_sentence(picture),
        "rows": said.against_rows(picture, write, addresses),
        "members": said.rank_rows(placed, "", said.BY_RANK, write),
        "funnel": drawn_funnel(placed, frozenset({code}), write),
        "area_href": area_page(code, indicator=placed.definition.id, year=placed.year),
        "compare_href": reverse("compare")
        + comparison_query([code, *near], indicator=placed.definition.id, year=placed.year),
        "crumbs": [
            {"label": _("Municipalities"), "url": reverse("municipalities")},
            {"label": picture.name, "url": reverse("municipality", args=[code])},
            {"label": _("Peers"), "url": ""},
        ],
        "origins": origins_of(placed.deliveries),
        "share": request.build_absolute_uri(reverse("peers", args=[code]) + query),
        "files": [
            (form, reverse("peers-file", args=[code, form]) + query) for form in ("csv", "xlsx")
        ],
        "svg": reverse("peers-file", args=[code, "svg"]) + query,
    }
    return render(request, "explore/peers.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def peers_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give every type against the peers (csv, xlsx), or the funnel of one type (svg)."""
    picture = _picture(request, code)
    address = request.build_absolute_uri(reverse("peers", args=[code]) + _query(picture))
    name = f"baken-{code}-{_('peers')}-{picture.placed.year}"
    if form == "svg":
        drawn = drawn_funnel(picture.placed, frozenset({code}), writer())["wide"]
        return drawing_file(drawn, members_table(picture.placed, address), name)
    return table_file(table_of(picture, address), form, name)


def table_of(picture: PeerPicture, address: str) -> Table:
    """Return every type of the municipality against its peers, unrounded."""
    placed = picture.placed
    return Table(
        title=f"{picture.name}, {placed.year}: {said.joined(placed.classes)}",
        columns=(
            *(_("Code"), _("Name"), _("Year"), _("Type"), _("Number"), _("Inhabitants")),
            *(_("Per 1,000 inhabitants"), _("Lower limit (95 %)"), _("Upper limit (95 %)")),
            *(_("Peers together, per 1,000"), _("Times the group"), _("Rank"), _("Rank from")),
            *(_("Rank to"), _("Of so many"), _("Against the usual spread")),
        ),
        rows=tuple(
            (
                *(picture.code, picture.name, placed.year, row.definition.label(language())),
                *(row.figure.n, row.figure.exposure, row.figure.rate, row.figure.lower),
                *(row.figure.upper, row.spread.rate, row.standing.ratio, row.standing.rank),
                *(row.standing.best, row.standing.worst, row.standing.compared),
                outside_words(row.standing.outside),
            )
            for row in picture.rows
        ),
        about=about_of(
            placed.deliveries,
            " ".join(dict.fromkeys(_methods(picture))),
            address,
            timezone.localdate(),
        ),
    )


def _methods(picture: PeerPicture) -> list[str]:
    """Return by what the table was made: the margins of the figures, the ranks, the funnel."""
    said_by = [f"{row.figure.method} {row.standing.method}" for row in picture.rows]
    return [method for words in said_by for method in words.split()]


def _picture(request: HttpRequest, code: str) -> PeerPicture:
    picture = peer_picture(code, asked_type(request.GET), year=year_in(request.GET, YEAR))
    if picture is None or not picture.rows:
        raise Http404(_("There is no municipality with this code that has peers."))
    return picture


def _query(picture: PeerPicture, chosen: str = "") -> str:
    asked = {INDICATOR: chosen or picture.placed.definition.id, YEAR: picture.placed.year}
    return f"?{urlencode(asked)}"
