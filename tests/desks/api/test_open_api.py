"""The open API: what it answers, in which shape, and how it says no."""

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.limits import API_LIMITS
from baken.desks.api import shapes
from baken.records.indicators.models import StoredFigure

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CAMEL = re.compile(r"[a-z]+([A-Z][a-z0-9]*)*[0-9]*")


@pytest.fixture(autouse=True)
def _fresh_count():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(client):
    def asked(address, **more):
        return client.get(f"{ROOT}{address}", **more)

    return asked


def first_delivery(ask):
    return ask("/deliveries").json()["items"][0]


# --- figures -----------------------------------------------------------------------------------


def test_a_figure_carries_its_interval_its_change_and_its_rows(ask):
    content = ask("/figures/registered-crime-0.0.0/GM0344/2024").json()
    assert content["count"] == 25124
    assert content["countInterval"]["lower"] < 25124 < content["countInterval"]["upper"]
    assert content["change"]["verdict"] == "no-demonstrable-change"
    assert content["change"]["p"] <= content["change"]["pAdjusted"] <= 1
    assert content["deliveredRows"] == len(content["rows"]) >= 111
    assert content["source"]["licence"] == "CC BY 4.0"
    shapes.FigureWithTrailShape.model_validate(content)


def test_a_list_of_figures_is_what_is_stored(ask):
    address = (
        "/figures?indicator=registered-crime-1.1.1&level=municipality&fromYear=2024&toYear=2024"
    )
    content = ask(f"{address}&pageSize=1000").json()
    stored = StoredFigure.objects.filter(
        indicator="registered-crime-1.1.1", level="municipality", period="2024"
    )
    assert content["total"] == stored.count() == 342
    held = dict(stored.values_list("area_code", "n"))
    assert {item["area"]: item["count"] for item in content["items"]} == held


def test_pages_together_are_the_list_and_link_to_each_other(ask, client):
    address = f"{ROOT}/figures?area=GM0344&pageSize=7"
    seen = []
    while address:
        content = client.get(address).json()
        seen += [(item["indicator"], item["period"]) for item in content["items"]]
        address = content["links"].get("next", {}).get("href")
    assert len(seen) == len(set(seen)) == content["total"]
    assert seen == sorted(seen)
    assert client.get(content["links"]["first"]["href"]).json()["page"] == 1


@pytest.mark.parametrize(
    ("how", "kind"),
    [("?f=csv", None), ("", "text/csv")],
)
def test_figures_as_csv(ask, how, kind):
    headers = {"accept": kind} if kind else {}
    answer = ask(f"/figures{how}", headers=headers)
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == API_LIMITS.page_size
    assert {"indicator", "countLower", "status", "deliveredRows"} <= set(rows[0])
    origins = {(row["source"], row["attribution"], row["licence"]) for row in rows}
    assert origins == {("cbs-47022ned", "CBS / Politie", "CC BY 4.0")}


def test_figures_on_the_map(ask):
    address = "/figures?f=geojson&municipality=GM0344&level=wijk&fromYear=2024"
    content = ask(address).json()
    assert content["type"] == "FeatureCollection"
    assert len(content["features"]) == 10
    longitude, latitude = content["features"][0]["geometry"]["coordinates"][0][0][0]
    assert 4.9 < longitude < 5.3
    assert 52.0 < latitude < 52.2


def test_every_indicator_is_defined(ask):
    content = ask("/indicators").json()
    assert [item["id"] for item in content["items"]] == [each.id for each in INDICATORS]
    shapes.IndicatorList.model_validate(content)


# --- areas and deliveries ----------------------------------------------------------------------


@pytest.mark.parametrize("year", [2017, 2022, 2024, 2030])
def test_areas_are_those_of_the_year_asked_or_else_the_nearest(ask, year: int) -> None:
    """Of Utrecht the wijken were drawn as of 2022, and the buurten as of 2024."""
    content = ask(f"/areas?municipality=GM0344&year={year}&pageSize=500").json()
    drawn = {(item["level"], item["year"]) for item in content["items"]}
    assert drawn == {("municipality", 2024), ("wijk", 2022), ("buurt", 2024)}
    assert content["total"] == len(content["items"]) == 1 + 10 + 111


def test_areas_by_a_part_of_their_name_without_accents(ask):
    content = ask("/areas?q=fryslan&level=municipality").json()
    assert "Súdwest-Fryslân" in [item["name"] for item in content["items"]]
    assert ask("/areas?q=fry%00slan&level=municipality").json()["items"] == content["items"]
    assert ask("/areas/GM0344").json()["name"] == "Utrecht"
    assert ask("/areas?municipality=GM0344&level=buurt").json()["total"] == 111


def test_every_row_of_a_delivery_can_be_read_page_by_page(ask):
    one = first_delivery(ask)
    content = ask(f"/deliveries/{one['id']}/rows?pageSize=1000").json()
    assert content["total"] == one["rows"]
    assert len(content["items"]) == min(one["rows"], 1000)
    last = ask(f"/deliveries/{one['id']}/rows?pageSize=10&page={-(-one['rows'] // 10)}").json()
    assert len(last["items"]) == (one["rows"] - 1) % 10 + 1
    assert ask(f"/deliveries/{one['id']}/rows?page=100000").json()["items"] == []


# --- the design rules --------------------------------------------------------------------------


@pytest.fixture
def description(ask):
    return ask("/openapi.json").json()


def test_paths_are_kebab_case_plural_and_without_a_closing_slash(description):
    for path in description["paths"]:
        assert path.startswith(f"{ROOT}/"), path
        assert not path.endswith("/"), path
        words = [word for word in path.split("/")[3:] if not word.startswith("{")]
        assert all(KEBAB.fullmatch(word) for word in words), path


OF_THE_STANDARD = {"bbox-crs"}  # OGC API Features, part 2, prescribes this name


def test_query_keys_and_fields_are_camel_case(description):
    for path, operations in description["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query" and parameter["name"] not in OF_THE_STANDARD:
                    assert CAMEL.fullmatch(parameter["name"]), (path, parameter["name"])
    for name, shape in description["components"]["schemas"].items():
        for field in shape.get("properties", {}).keys() - OF_THE_STANDARD:
            assert CAMEL.fullmatch(field), (name, field)


def test_only_standard_methods_and_every_operation_says_what_it_is(description):
    operations = [
        operation
        for methods in description["paths"].values()
        for method, operation in methods.items()
        if method == "get"
    ]
    assert len(operations) == len(description["paths"])
    assert all(each["summary"] and each["description"] and each["tags"] for each in operations)
    ids = [each["operationId"] for each in operations]
    assert len(ids) == len(set(ids))


def test_the_description_names_version_contact_and_licence(description):
    info = description["info"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    assert {"email", "name", "url"} <= set(info["contact"])
    assert info["license"]["name"] == "CC BY 4.0"


ADDRESSES = (
    "/areas",
    "/areas/GM0344",
    "/indicators",
    "/indicators/registered-crime-1.1.1",
    "/figures",
    "/figures/registered-crime-1.1.1/GM0344/2024",
    "/deliveries",
    "/catalogue",
    "/ogc",
    "/ogc/conformance",
    "/ogc/collections",
    "/ogc/collections/wijken",
    "/ogc/collections/wijken/items",
    "/ogc/collections/wijken/items/WK034401",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_version_a_tag_and_the_safety_headers(ask, address):
    answer = ask(address)
    assert answer.status_code == 200, answer.content
    assert answer["API-Version"] == "1.0.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    again = ask(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert ask(address, headers={"if-none-match": '"another"'}).status_code == 200


PROBLEMS = (
    ("/areas/GM9999", 404),
    ("/areas/Utrecht", 400),
    ("/areas?level=street", 400),
    ("/areas?f=xml", 400),
    ("/areas/", 404),
    ("/nothing", 404),
    ("/figures?indicator=burglary", 400),
    ("/figures?pageSize=100000", 400),
    ("/figures?page=0", 400),
    ("/figures?fromYear=soon", 400),
    ("/figures/registered-crime-1.1.1/GM0344/1950", 404),
    ("/deliveries/00000000-0000-0000-0000-000000000000", 404),
    ("/deliveries/first", 400),
    ("/catalogue?f=xml", 400),
    ("/ogc/collections/streets", 404),
    ("/ogc/collections/wijken/items?bbox=1,2,3", 400),
    ("/ogc/collections/wijken/items?datetime=yesterday", 400),
    ("/ogc/collections/wijken/items?colour=red", 400),
    ("/ogc/collections/wijken/items/GM0344", 404),
)


@pytest.mark.parametrize(("address", "status"), PROBLEMS)
def test_a_refusal_is_a_problem_with_what_to_do(ask, address, status):
    answer = ask(address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == "1.0.0"
    content = answer.json()
    assert content["status"] == status
    assert len(content["detail"]) > 10
    shapes.ProblemShape.model_validate(content)


def test_one_caller_is_told_what_is_left_and_stopped_beyond_it(ask, monkeypatch):
    answer = ask("/indicators")
    assert answer["RateLimit-Policy"] == f'"open-api";q={API_LIMITS.requests_per_minute};w=60'
    cache.set(next(iter(cache._cache)).split(":", 2)[2], API_LIMITS.requests_per_minute)
    refused = ask("/indicators")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert ";r=0;" in refused["RateLimit"]
    elsewhere = Client(REMOTE_ADDR="192.0.2.9").get(f"{ROOT}/indicators")
    assert elsewhere.status_code == 200


def test_behind_a_proxy_every_caller_has_a_count_of_its_own(ask, settings):
    settings.BAKEN_PROXIES = 1
    for_first = {"headers": {"X-Forwarded-For": "203.0.113.1, 192.0.2.1"}}
    for_second = {"headers": {"X-Forwarded-For": "203.0.113.1, 192.0.2.2"}}
    left = [ask("/indicators", **who)["RateLimit"] for who in (for_first, for_first, for_second)]
    most = API_LIMITS.requests_per_minute
    assert [f";r={most - n};" in said for n, said in zip((1, 2, 1), left, strict=True)] == [
        True
    ] * 3


def test_without_a_proxy_of_ones_own_nobody_names_another_address(ask):
    told = [
        ask("/indicators", headers={"X-Forwarded-For": f"192.0.2.{n}"})["RateLimit"] for n in (1, 2)
    ]
    assert f";r={API_LIMITS.requests_per_minute - 2};" in told[1]


def test_a_closed_site_says_no_to_a_program_in_its_own_words(ask, settings):
    settings.BAKEN_PUBLIC_SITE = False
    answer = ask("/figures")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert ask("/openapi.json").status_code == 200


def test_every_stored_figure_and_change_can_be_sent(client):
    for row in StoredFigure.objects.order_by("?")[:60]:
        cache.clear()
        answer = client.get(f"{ROOT}/figures/{row.indicator}/{row.area_code}/{row.period}")
        assert answer.status_code == 200
        shapes.FigureWithTrailShape.model_validate(json.loads(answer.content))
