"""The page that compares areas, and its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.explore import compare_words as said
from baken.desks.explore.addresses import area_page, comparison_query, query_of
from baken.desks.explore.asked import INDICATOR, TYPES, YEAR, asked_comparison, asked_words
from baken.desks.explore.compare_drawings import drawn_comparison
from baken.desks.explore.compare_tables import differences_of, table_of
from baken.desks.explore.files import drawing_file, table_file
from baken.desks.explore.origins import origins_of
from baken.desks.explore.writing import language, writer
from baken.flows.compare_areas import (
    MOST_AREAS,
    AreaComparison,
    AskedComparison,
    compare_areas,
    nearest_peers,
)
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.finding import FoundArea, areas_called, names_alike
from baken.records.indicators.selectors import latest_year
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.writing import in_running_text

FOUND_AT_MOST = 12
PEERS = 4
# What a reader may begin with: the four large cities, two neighbours, and wijken of one city.
EXAMPLES = (
    ("registered-crime-1.1.1", ("GM0363", "GM0599", "GM0518", "GM0344")),
    ("registered-crime-1.2.3", ("GM0344", "GM0307")),
    ("registered-crime-0.0.0", ("WK034406", "WK034401", "WK034407")),
)


@needs(READ_PUBLISHED)
@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """Show some areas beside each other; a single answer to a search is added at once."""
    asked, sought = asked_comparison(request.GET), asked_words(request.GET)
    if "vergelijkbaar" in request.GET and asked.codes:
        return redirect(_address(_with_peers(asked)))
    hits, total = areas_called(sought, number=FOUND_AT_MOST) if sought else ((), 0)
    if total == 1 and len(asked.codes) < MOST_AREAS:
        return redirect(_address(asked, (*asked.codes, hits[0].code)))
    found = compare_areas(asked) if asked.codes else None
    shown = {
        **_choice(found, asked, sought, hits, total),
        **(_shown(found, request) if found else {"examples": _examples()}),
    }
    return render(request, "explore/compare.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def compare_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the figures of all years (csv, xlsx) or the drawing (svg) as a file."""
    asked = asked_comparison(request.GET)
    if not asked.codes:
        raise Http404(_("Name the areas to compare in the address."))
    found = compare_areas(asked)
    address = request.build_absolute_uri(_address(asked))
    name = f"baken-{_('compare')}-{found.definition.id}"
    if form == "svg":
        drawn = drawn_comparison(found, writer())["wide"]
        return drawing_file(drawn, table_of(found, address, drawn=True), name)
    return table_file(table_of(found, address), form, name, more=[differences_of(found)])


def _choice(
    found: AreaComparison | None,
    asked: AskedComparison,
    sought: str,
    hits: tuple[FoundArea, ...],
    total: int,
) -> dict[str, Any]:
    codes = list(dict.fromkeys(asked.codes))
    return {
        "codes": codes,
        "chosen": found.definition.id if found else asked.indicator or "",
        "types": [(e.id, e.label(language())) for e in (found.offered if found else TYPES)],
        "sought": sought,
        "hits": [(_hit_words(hit), _address(asked, (*codes, hit.code))) for hit in hits],
        "more": total - len(hits),
        "alike": names_alike(sought, number=4) if sought and not total else (),
        "room": MOST_AREAS - len(codes),
        "most": MOST_AREAS,
    }


def _hit_words(hit: FoundArea) -> str:
    if hit.level == AreaLevel.MUNICIPALITY:
        return _("%(name)s (municipality)") % {"name": hit.name}
    words = {"name": hit.name, "place": hit.municipality}
    if hit.level == AreaLevel.WIJK:
        return _("%(name)s (wijk in %(place)s)") % words
    return _("%(name)s (buurt in %(place)s)") % words


def _shown(found: AreaComparison, request: HttpRequest) -> dict[str, Any]:
    write, called = writer(), said.names(found)
    codes = [area.code for area in found.areas]
    query = query_of(found, codes)
    first = next((a for a in found.areas if a.level is AreaLevel.MUNICIPALITY), None)
    return {
        "found": found,
        "label": found.definition.label(language()),
        "label_in_text": in_running_text(found.definition.label(language())),
        "explanation": found.definition.explanation(language()),
        "chips": [
            (called[code], query_of(found, [each for each in codes if each != code]))
            for code in codes
        ],
        "refused": [
            (
                said.refusal_words(each, found),
                query_of(found, [code for code in codes if code != each.code]),
            )
            for each in found.refused
        ],
        "peers_href": f"{query}&vergelijkbaar=1" if first and len(codes) < MOST_AREAS else "",
        "peers_of": first.name if first else "",
        "peers_page": _peers_page(found, first.code) if first else "",
        "earlier": [each for each in found.years if found.year and each < found.year],
        "alone": said.alone(found),
        "alone_href": area_page(codes[0], indicator=found.definition.id, year=found.year)
        if codes
        else "",
        "headline": said.headline(found),
        "sentences": [*said.pair_sentences(found), said.change_sentence(found)],
        "corrected": said.corrected(found),
        "rows": said.area_rows(found, write),
        "pairs": said.pair_rows(found, write),
        "changes": said.change_rows(found, write),
        "mixed": len(found.levels) > 1,
        "drawing": drawn_comparison(found, write),
        "origins": origins_of(found.deliveries),
        "share": request.build_absolute_uri(reverse("compare") + query),
        "files": [(form, reverse("compare-file", args=[form]) + query) for form in ("csv", "xlsx")],
        "svg": reverse("compare-file", args=["svg"]) + query,
    }


def _peers_page(found: AreaComparison, code: str) -> str:
    """Return where a municipality stands among its peers, for the same type and year."""
    asked = {INDICATOR: found.definition.id, YEAR: found.year or ""}
    return f"{reverse('peers', args=[code])}?{urlencode(asked)}#soort"


def _with_peers(asked: AskedComparison) -> AskedComparison:
    """Return the comparison with the nearest peers of its first municipality, as far as fits."""
    first = next((code for code in asked.codes if code.startswith("GM")), None)
    year = asked.year or latest_year()
    if first is None or year is None:
        return asked
    peers = nearest_peers(first, year=year, number=PEERS + len(asked.codes))
    codes = list(dict.fromkeys([*asked.codes, *peers]))
    most = min(MOST_AREAS, len(asked.codes) + PEERS)
    return AskedComparison(tuple(codes[:most]), asked.indicator, asked.year, asked.since)


def _examples() -> list[tuple[str, str]]:
    labels = {entry.id: entry.label(language()) for entry in TYPES}
    words = (
        _("The four largest cities: %(label)s"),
        _("Utrecht and Amersfoort: %(label)s"),
        _("Three wijken of Utrecht: %(label)s"),
    )
    return [
        (
            text % {"label": in_running_text(labels.get(kind, _("All registered crimes")))},
            reverse("compare") + comparison_query(codes, indicator=kind),
        )
        for text, (kind, codes) in zip(words, EXAMPLES, strict=True)
    ]


def _address(asked: AskedComparison, codes: tuple[str, ...] | None = None) -> str:
    return reverse("compare") + comparison_query(
        asked.codes if codes is None else codes,
        indicator=asked.indicator or "",
        year=asked.year,
        since=asked.since,
    )
