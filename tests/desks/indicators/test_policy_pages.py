"""The table and the pages of policy indicators: whole, in two languages, cheap, and true."""

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from baken.catalogue.policy_indicators import POLICY_INDICATORS, crime_set, named_by
from baken.desks.indicators.charts import drawn
from baken.flows.policy_table import policy_page
from baken.flows.tell_indicator.wording import ANSWERS, LEGEND, MARKS, METHODS, REASONS, UNTOLD
from baken.records.indicators.models import (
    PublishedFigure,
    StoredFigure,
    StoredSpread,
    StoredStanding,
)
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.vocabulary.standing import Question

pytestmark = pytest.mark.django_db
TABLE = "/gemeente/GM0307/indicatoren/"
SILENT = {"ratio", "difference", "with-1000-answers"}


@pytest.fixture(params=["nl", "en"])
def reader(request, client):
    client.cookies["django_language"] = request.param
    return client


@pytest.mark.parametrize("code", ["GM0307", "GM0344"])
def test_the_table_shows_every_indicator_of_a_municipality(reader, code):
    page = reader.get(f"/gemeente/{code}/indicatoren/").content.decode()
    stated = {each.indicator for each in (*yearly_values(code), *judgements(code))}
    assert len(stated) > 15
    stated |= {entry.id for entry in named_by(code)}
    for entry in POLICY_INDICATORS:
        assert (f"/indicatoren/{entry.id}/" in page) == (entry.id in stated), entry.id


@pytest.mark.parametrize("code", ["GM0307", "GM0344"])
def test_every_indicator_page_opens_in_both_languages(reader, code):
    for name in sorted({v.indicator for v in yearly_values(code)}):
        answer = reader.get(f"/gemeente/{code}/indicatoren/{name}/")
        assert answer.status_code == 200, name
        assert "None" not in answer.content.decode(), name


def test_every_stored_word_has_words_for_the_reader():
    for judged in judgements():
        assert judged.verdict in ANSWERS[judged.question], judged
        codes = {n for n in judged.notes if not n.startswith("points:")} - SILENT
        assert codes <= set(REASONS), judged
    for value in yearly_values():
        assert set(value.notes) <= set(REASONS), value
        assert value.method in METHODS, value


def test_what_the_page_of_burglaries_says(client):
    page = client.get(f"{TABLE}dwelling-burglaries/").content.decode()
    for words in (
        "Van 560 in 2016 naar 550 ligt binnen het toeval",
        "Het doel was hoogstens 550; in 2018 werd het 617 (539 tot 701).",
        "Het kale cijfer haalt het niet; de stap was te klein om te kunnen toetsen.",
        "De kolom in het stuk kan 2018 of 2019 betekenen.",
        "Het doel (600) vraagt minder dan er in 2016 al was (560)",
        "past bij 144.041 inwoners",
        "vanaf 2012 anders geteld",
        "Vanaf 151 zien we meestal pas verschil",
        "programmabegroting 2018",
    ):
        assert words in page, words


def test_a_share_has_one_percent_sign_and_a_number_its_unit(client):
    page = client.get("/gemeente/GM0344/indicatoren/satisfied-with-road-safety/").content.decode()
    assert "42,5\u00a0%</span></dd>" in page
    page = client.get(f"{TABLE}dwelling-burglaries/").content.decode()
    assert re.search(r'policy-facts__value">[\d.]+</span> <small>[^<]+</small>', page)


def test_the_summary_counts_every_verdict_and_leads_to_what_was_met(client):
    page = client.get(TABLE).content.decode()
    told = [each for each in judgements("GM0307") if each.question is Question.TARGET]
    counted = Counter(each.verdict for each in told)
    bare = Counter(each.reached for each in told if each.value is not None)
    for words in (
        f"Van {len(told)} doelen: {counted['met']} gehaald, {counted['not-met']} niet gehaald",
        f"{counted['not-testable']} niet te toetsen, {counted['not-to-be-told']} niet te zeggen.",
        f"Naar het kale cijfer: {bare[True]} gehaald, {bare[False]} gemist;",
    ):
        assert words in page, words
    assert page.count("/#targets-heading") == counted["met"] > 0


def test_the_table_says_where_it_stops_and_where_newer_figures_are(client):
    page = client.get(TABLE).content.decode()
    assert "7.939 (2016); geregistreerde cijfers lopen door tot 2024" in page
    address = "/gemeente/GM0307/?soort=registered-crime-0.0.0&jaar=2024"
    assert address.replace("&", "&amp;") in page
    assert "Amersfoort in 2024" in client.get(address).content.decode()


def test_a_survey_without_its_number_of_answers_says_what_a_usual_one_would_see(client):
    page = client.get(f"{TABLE}feels-unsafe-in-own-buurt/").content.decode()
    assert "De bron zegt niet hoeveel mensen antwoordden" in page
    # 21 % and 1,000 answers twice: from 16.1 % or 26.3 % on (Fleiss, Levin & Paik, chapter 4).
    assert "Met 1.000 antwoorden in beide peilingen" in page
    assert "16,1" in page


def test_a_set_of_crime_types_says_how_we_read_the_text(client):
    page = client.get("/gemeente/GM0344/indicatoren/high-impact-crimes/").content.decode()
    assert "Onze lezing van “geweldsdelicten tegen personen”" in page
    assert "Openlijk geweld (1.4.3)" in page
    assert "Geen gegevens" in page


def test_no_target_carries_its_reason_and_is_never_nought(client):
    page = client.get(f"{TABLE}grade-of-own-buurt/").content.decode()
    assert "Geen doel." in page
    assert "De bron noemt geen streefwaarde." in page


@pytest.mark.parametrize("name", ["", "dwelling-burglaries/", "registered-crimes-per-1000/"])
def test_a_page_asks_at_most_ten_questions(client, django_assert_max_num_queries, name):
    with django_assert_max_num_queries(10):
        assert client.get(f"{TABLE}{name}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/gemeente/GM0363/indicatoren/",
        "/gemeente/WK034406/indicatoren/",
        f"{TABLE}nothing/",
        "/gemeente/GM0307/indicatoren/demonstrations/",
        f"{TABLE}nothing/grafiek.svg",
        "/gemeente/GM0344/indicatoren/high-impact-crimes/grafiek.svg",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_chart_is_a_file(client):
    drawn = client.get(f"{TABLE}dwelling-burglaries/grafiek.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"chart-target" in drawn.content
    assert b"chart-break" in drawn.content


def test_the_table_and_the_values_are_files(client):
    table = client.get(f"{TABLE}tabel.csv").content.decode("utf-8-sig").splitlines()
    named = {entry.id for entry in named_by("GM0307")}
    assert len(table) == 1 + len({v.indicator for v in yearly_values("GM0307")} | named)
    values = client.get(f"{TABLE}registered-crimes-per-1000/cijfers.csv")
    rows = list(csv.reader(values.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    revised = next(dict(zip(rows[0], row, strict=True)) for row in rows if row[2] == "2016")
    assert revised["Waarde"] == "54,3"
    assert revised["Andere stukken"] == "51,7 volgens Amersfoort, programmabegroting 2018"
    assert len(rows) == 1 + 10 + 3  # ten years and three targets
    assert {"realisatie", "streefwaarde"} <= {row[3] for row in rows[1:]}
    assert not {"realisation", "baseline", "target"} & {row[3] for row in rows[1:]}
    for head in (rows[0], next(csv.reader(table[:1], delimiter=";"))):
        assert len(head) == len(set(head))
        assert {"Bron", "Bron van de waarde", "Methode"} <= set(head)
    sources = revised["Bron"].split("; ")
    assert len(sources) == len(set(sources))
    client.cookies["django_language"] = "en"
    english = client.get(f"{TABLE}tabel.csv").content.decode("utf-8-sig").splitlines()
    assert english[0].startswith("Code,Municipality,Indicator")


@pytest.mark.parametrize(
    ("name", "counted"),
    [("dwelling-burglaries", "registered-crime-1.1.1"), ("wafv-crimes", "wafv-utrecht-2019")],
)
def test_what_cbs_counts_for_all_stands_in_a_funnel_with_the_municipality_named(
    client, name, counted
):
    address = f"/gemeente/GM0344/indicatoren/{name}/"
    page = client.get(address).content.decode()
    spread = StoredSpread.objects.get(indicator=counted, group="country", period="2024")
    assert page.count('class="funnel-area"') == 2 * (spread.municipalities - 1)
    own = StoredStanding.objects.get(
        indicator=counted, group="country", period="2024", area_code="GM0344"
    )
    assert f"plaats {own.rank} van {spread.municipalities}" in page
    assert f"tussen {own.best} en {own.worst}" in page
    drawn = client.get(f"{address}trechter.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"funnel-inner" in drawn.content
    assert b"47018NED" in drawn.content
    assert "per 1.000 inwoners" in drawn.content.decode()


def test_a_set_of_types_is_the_sum_of_its_types_in_the_newest_year():
    named = crime_set("wafv-utrecht-2019")
    parts = StoredFigure.objects.filter(
        area_code="GM0344",
        period="2024",
        indicator__in=[f"registered-crime-{code}" for code in named.offences],
    )
    spread = StoredSpread.objects.get(indicator=named.id)
    own = StoredStanding.objects.get(indicator=named.id, area_code="GM0344")
    assert len(parts) == 4
    # A standing holds the ratio of the municipality's rate to the common one.
    n = own.ratio * spread.rate * parts[0].exposure / 1000
    assert n == pytest.approx(sum(part.n for part in parts))


def test_the_map_per_wijk_is_a_file_where_there_is_one(client):
    drawn = client.get(f"{TABLE}registered-crimes/kaart.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.count(b"map-area--class") > 20
    assert b"47022NED" in drawn.content
    assert b"map-legend-text" in drawn.content
    assert client.get(f"{TABLE}dwelling-burglaries/kaart.svg").status_code == 404


@pytest.mark.parametrize("name", ["feels-unsafe-in-own-buurt", "registered-crimes"])
def test_what_is_not_counted_for_all_has_no_funnel(client, name):
    page = client.get(f"{TABLE}{name}/").content.decode()
    assert "funnel" not in page.replace("policy-funnel", "")
    assert client.get(f"{TABLE}{name}/trechter.svg").status_code == 404


def test_workbooks_and_drawings_say_where_they_come_from(client):
    for address in (f"{TABLE}tabel.xlsx", f"{TABLE}dwelling-burglaries/cijfers.xlsx"):
        packed = zipfile.ZipFile(io.BytesIO(client.get(address).content))
        about = packed.read("xl/worksheets/sheet2.xml").decode()
        assert "Licentie" in about
        assert "http://testserver/gemeente/GM0307/indicatoren/" in about
    drawn = client.get(f"{TABLE}dwelling-burglaries/grafiek.svg").content.decode()
    assert "Woninginbraken, Amersfoort" in drawn
    assert "quasi-poisson-scaled-gamma" in drawn
    assert client.get(f"{TABLE}tabel.pdf").status_code == 404


@pytest.mark.parametrize("name", ["", "dwelling-burglaries/"])
def test_a_page_has_a_link_to_itself_and_a_key_of_its_marks(client, name):
    page = client.get(f"{TABLE}{name}").content.decode()
    assert f'data-copy="http://testserver{TABLE}{name}"' in page
    for mark, _tone, words in LEGEND:
        assert f"#{mark}" in page
        assert str(words) in page


def test_not_to_be_told_has_a_mark_of_its_own():
    marks = Path(finders.find("baken/marks.svg")).read_text()
    shapes = {mark for mark, _tone in MARKS.values()} | {UNTOLD[0]}
    assert UNTOLD[0] not in {mark for mark, _tone in MARKS.values()}
    assert shapes - {"info"} == {mark for mark, _tone, _words in LEGEND}
    for shape in shapes:
        assert f'id="{shape}"' in marks


def test_what_nobody_delivered_is_listed_with_the_reason(reader):
    english = reader.cookies["django_language"].value == "en"
    why = "The municipality has not published" if english else "De gemeente heeft dit aantal niet"
    for address in ("", "temporary-restraining-orders/"):
        page = reader.get(f"/gemeente/GM0344/indicatoren/{address}").content.decode()
        assert why in page
    assert reader.get(f"{TABLE}temporary-restraining-orders/").status_code == 404


def test_what_the_catalogue_does_not_know_is_listed_and_not_judged(client):
    stated = PublishedFigure.objects.filter(area_code="GM0307").first()
    stated.pk = None
    stated.indicator, stated.label = "own-indicator", "Eigen indicator"
    stated.value, stated.unit, stated.period = 12.5, "%", "2023"
    stated.save()
    page = client.get(TABLE).content.decode()
    start = page.index('id="undeclared"')
    shown = page[start : page.index("</section>", start)]
    for words in ("Eigen indicator", "2023", "12,5 %", f"?regel={stated.row}#"):
        assert words in shown
    assert "own-indicator/" not in page


def test_a_municipality_with_only_indicators_of_its_own_has_a_table_too(client):
    stated = PublishedFigure.objects.filter(area_code="GM0307").first()
    stated.pk = None
    stated.indicator, stated.label, stated.area_code = "own-indicator", "Eigen", "GM0363"
    stated.save()
    assert "/gemeente/GM0363/indicatoren/" in client.get("/gemeente/GM0363/").content.decode()
    assert "Eigen" in client.get("/gemeente/GM0363/indicatoren/").content.decode()
    assert client.get("/gemeente/GM0363/indicatoren/tabel.csv").status_code == 200


def test_a_provisional_year_is_hatched():
    row = policy_page("GM0344", "wafv-crimes").row
    assert row.newest.status == "provisional"
    wide, narrow = drawn(row, "Utrecht")
    for chart in (wide, narrow):
        assert chart.count('class="map-hatching"') == 2  # the year, and its key


def test_the_municipality_page_leads_to_its_indicators(client):
    assert TABLE in client.get("/gemeente/GM0307/").content.decode()
    assert "/indicatoren/" not in client.get("/gemeente/GM0363/").content.decode()
