"""Server time of whole pages beside a plain template with the same rows, in one run.

Peer: Django itself, the same queries and the same rows in a bare table, without layout, map or
charts. Page cache off, everything loaded, through the whole middleware. Bar: at most 2x, and at
most 10 queries.
"""

import os
import statistics
import time

os.environ |= {"DJANGO_SETTINGS_MODULE": "baken.site.settings", "BAKEN_LOG_LEVEL": "ERROR"}
os.environ.setdefault("BAKEN_DEMO", "1")

import django

from baken.site import environment
from baken.site.database import start_database

start_database(environment.read())
django.setup()

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from baken.flows.area_picture import AreaPicture, AskedPicture, picture_of
from baken.flows.compare_areas import AskedComparison, compare_areas
from baken.flows.explain_figure import trail_of
from baken.flows.home_verdict import verdicts
from baken.flows.place_municipalities import peer_picture, placed_list
from baken.flows.policy_table import PolicyRow, policy_page, policy_table
from baken.flows.type_picture import type_picture
from baken.foundation.intake.selectors import deliveries
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.foundation.places.finding import areas_called
from baken.foundation.places.selectors import area_with_those_around_it
from baken.records.indicators.pictures import judged_of_areas
from baken.records.indicators.selectors import (
    change,
    changes_of_level,
    figure,
    figures_of_level,
    revisions,
)
from baken.vocabulary.area import AreaCode, AreaLevel

ROUNDS = 25
BURGLARY = "registered-crime-1.1.1"
POLICY = "/gemeente/GM0307/indicatoren/"
CITIES = ("GM0363", "GM0599", "GM0518", "GM0344")
ASKED = "&".join(f"gebied={code}" for code in CITIES)
TABLE = engines["django"].from_string(
    "<!DOCTYPE html><html lang=nl><title>{{ title }}</title><h1>{{ title }}</h1><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table></html>"
)


def _figure_cells(figure) -> tuple:
    return (figure.n, figure.rate, figure.lower, figure.upper, figure.status) if figure else ()


def _change_cells(change) -> tuple:
    return (change.ratio, change.lower, change.upper, change.verdict) if change else ()


def _picture_rows(picture: AreaPicture) -> list[tuple]:
    rows = [
        (p.area.name, *_figure_cells(p.figure), *_change_cells(p.change)) for p in picture.parts
    ]
    rows += [(y.figure.year, *_figure_cells(y.figure)) for y in picture.series]
    return rows + [
        (r.definition.label_nl, *_figure_cells(r.figure), *_change_cells(r.change))
        for r in picture.rows
    ]


@needs(ANYONE)
def plain_area(request: HttpRequest, code: str) -> HttpResponse:
    """Show an area's rows in a bare table."""
    level = AreaLevel(request.GET.get("niveau", "wijk"))
    picture = picture_of(AreaCode(code), AskedPicture(parts=level))
    rows = _picture_rows(picture)
    return HttpResponse(TABLE.render({"title": picture.area.name, "rows": rows}, request))


@needs(ANYONE)
def plain_home(request: HttpRequest) -> HttpResponse:
    """Show the home page's rows in a bare table."""
    rows, found = [], verdicts(settings.BAKEN_MUNICIPALITIES, year=2024)
    for verdict in found:
        for group in (verdict.higher, verdict.lower, verdict.unchanged):
            rows += [
                (r.definition.label_nl, *_figure_cells(r.figure), *_change_cells(r.change))
                for r in group
            ]
        rows += [(w.area.name, *_figure_cells(w.figure)) for w in verdict.wijken]
    used = {source for v in found for figure in v.all_figures for source, _row in figure.sources}
    rows += [(d.file_name, d.source, d.delivered_on) for d in deliveries(used)]
    return HttpResponse(TABLE.render({"title": "home", "rows": rows}, request))


@needs(ANYONE)
def plain_municipalities(request: HttpRequest) -> HttpResponse:
    """Show all municipalities' rows in a bare table."""
    asked = {"level": "municipality", "year": 2024, "indicator": "registered-crime-1.1.1"}
    change_of = {change.area_code: change for change in changes_of_level(**asked)}
    rows = [
        (f.area_code, *_figure_cells(f), *_change_cells(change_of.get(f.area_code)))
        for f in figures_of_level(**asked)
    ]
    return HttpResponse(TABLE.render({"title": "gemeenten", "rows": rows}, request))


@needs(ANYONE)
def plain_compare(request: HttpRequest) -> HttpResponse:
    """Show a comparison's rows in a bare table."""
    found = compare_areas(AskedComparison(CITIES, BURGLARY))
    rows = [
        (area.name, year, *_figure_cells(figure))
        for area in found.areas
        for year, figure in area.figures.items()
    ]
    rows += [
        (p.first.name, p.second.name, p.answer.ratio, p.answer.p_adjusted) for p in found.pairs
    ]
    return HttpResponse(TABLE.render({"title": "vergelijken", "rows": rows}, request))


@needs(ANYONE)
def plain_type(request: HttpRequest) -> HttpResponse:
    """Show a type's rows in a bare table."""
    picture = type_picture(BURGLARY, year=None)
    rows = [(r.area.name, *_figure_cells(r.figure), *_change_cells(r.change)) for r in picture.rows]
    rows += [(each.year, each.n, each.rate, each.lower, each.upper) for each in picture.national]
    return HttpResponse(TABLE.render({"title": "soort", "rows": rows}, request))


@needs(ANYONE)
def plain_ranking(request: HttpRequest) -> HttpResponse:
    """Show a rank list's rows in a bare table."""
    return _plain_list(placed_list(BURGLARY, year=None).rows, request)


@needs(ANYONE)
def plain_peers(request: HttpRequest) -> HttpResponse:
    """Show a municipality's peers in a bare table."""
    return _plain_list(peer_picture("GM0307", BURGLARY, year=None).placed.rows, request)


@needs(ANYONE)
def plain_policy_table(request: HttpRequest) -> HttpResponse:
    """Show a municipality's policy indicators in a bare table: every value and every answer."""
    rows = [cells for row in policy_table(AreaCode("GM0307")).rows for cells in _policy_cells(row)]
    return HttpResponse(TABLE.render({"title": "indicatoren", "rows": rows}, request))


@needs(ANYONE)
def plain_policy_page(request: HttpRequest) -> HttpResponse:
    """Show one policy indicator in a bare table, with every row published about it."""
    page = policy_page(AreaCode("GM0307"), "dwelling-burglaries")
    rows = [*_policy_cells(page.row)]
    rows += [(each.indicator, each.period, each.role, each.value, each.row) for each in page.stated]
    rows += [(p.area_code, p.inhabitants, p.rate, p.rank, p.outside) for p in page.beside.places]
    return HttpResponse(TABLE.render({"title": "indicator", "rows": rows}, request))


def _policy_cells(row: PolicyRow) -> list[tuple]:
    label = row.definition.label_nl
    cells = [(label, v.period, v.role, v.value, v.lower, v.upper) for v in row.values]
    return cells + [(label, a.question, a.period, a.verdict, a.value) for a in row.judgements]


@needs(ANYONE)
def plain_figure(request: HttpRequest) -> HttpResponse:
    """Show one figure and its delivered rows in a bare table."""
    asked = {"indicator": "registered-crime-0.0.0", "area_code": AreaCode("WK034406")}
    found = figure(**asked, year=2024)
    around = area_with_those_around_it(found.area_code, year=2024)
    rows = [(area.name, area.level) for area in around]
    rows += [(found.year, *_figure_cells(found)), _change_cells(change(**asked, year=2024))]
    rows += [(each.area_code, each.value) for each in revisions(**asked, period="2024")]
    rows += [
        (step.delivery.file_name, row.number, *row.values.values())
        for step in trail_of(found).steps
        for row in step.rows
    ]
    return HttpResponse(TABLE.render({"title": "cijfer", "rows": rows}, request))


@needs(ANYONE)
def plain_search(request: HttpRequest) -> HttpResponse:
    """Show what is found in a bare table."""
    found, total = areas_called("noord", number=50)
    codes = [each.code for each in found]
    judged = judged_of_areas(codes, year=2024, indicator="registered-crime-0.0.0")
    figures = {each.figure.area_code: each for each in judged}
    rows = [
        (each.name, each.municipality, *_figure_cells(getattr(figures.get(each.code), "figure", 0)))
        for each in found
    ]
    return HttpResponse(TABLE.render({"title": f"zoeken {total}", "rows": rows}, request))


def _plain_list(found, request: HttpRequest) -> HttpResponse:
    rows = [
        (r.name, r.standing.rank, r.standing.best, r.standing.worst, *_figure_cells(r.figure))
        for r in found
    ]
    return HttpResponse(TABLE.render({"title": "lijst", "rows": rows}, request))


urlpatterns = [
    path("plain/", plain_home),
    path("plain/vergelijken/", plain_compare),
    path("plain/soort/", plain_type),
    path("plain/ranglijst/", plain_ranking),
    path("plain/vergelijkbaar/", plain_peers),
    path("plain/gemeenten/", plain_municipalities),
    path("plain/indicatoren/", plain_policy_table),
    path("plain/indicator/", plain_policy_page),
    path("plain/cijfer/", plain_figure),
    path("plain/zoeken/", plain_search),
    path("plain/<str:code>/", plain_area),
    path("", include("baken.site.urls")),
]
PAGES = (
    ("home", "/", "/plain/"),
    ("all municipalities", "/gemeenten/", "/plain/gemeenten/"),
    ("Utrecht, wijken", "/gemeente/GM0344/", "/plain/GM0344/"),
    ("Utrecht, buurten", "/gemeente/GM0344/?niveau=buurt", "/plain/GM0344/?niveau=buurt"),
    ("Amersfoort, buurten", "/gemeente/GM0307/?niveau=buurt", "/plain/GM0307/?niveau=buurt"),
    ("wijk", "/wijk/WK034406/", "/plain/WK034406/"),
    ("buurt", "/buurt/BU03440611/", "/plain/BU03440611/"),
    ("compare", f"/vergelijken/?{ASKED}&soort={BURGLARY}", "/plain/vergelijken/"),
    ("type", f"/soorten/{BURGLARY}/", "/plain/soort/"),
    ("rank list", f"/ranglijst/?soort={BURGLARY}", "/plain/ranglijst/"),
    ("peers", f"/gemeente/GM0307/vergelijkbaar/?soort={BURGLARY}", "/plain/vergelijkbaar/"),
    ("policy indicators", "/gemeente/GM0307/indicatoren/", "/plain/indicatoren/"),
    ("policy indicator", f"{POLICY}dwelling-burglaries/", "/plain/indicator/"),
    ("figure", "/cijfer/registered-crime-0.0.0/WK034406/2024/", "/plain/cijfer/"),
    ("search", "/zoeken/?zoek=noord", "/plain/zoeken/"),
)


def _seconds(client: Client, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return time.perf_counter() - began


def main() -> None:
    """Print one row per page: milliseconds of page and peer, ratio, queries."""
    client = Client()
    print(f"{'page':<22}{'page ms':>9}{'plain ms':>10}{'ratio':>7}{'queries':>9}")
    for name, page, plain in PAGES:
        for address in (page, plain):
            _seconds(client, address)
        pairs = [(_seconds(client, page), _seconds(client, plain)) for _ in range(ROUNDS)]
        ours, peer = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        print(f"{name:<22}{ours:>9.1f}{peer:>10.1f}{ratio:>7.2f}{len(queries):>9}")


if __name__ == "__main__":
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        main()
