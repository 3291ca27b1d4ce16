"""What anybody can read of small counts, exit by exit: fetched, and taken apart into claims."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape

import openpyxl
from flows.scan_exit import NOT_SHOWN, area_scans
from flows.small_counts_world import ALL, CITY, TYPES, YEAR, YEARS, Cell, buurten, wijken
from flows.visitor import COUNT, COUNTED, Claim, Claims, Visitor, number_in, rounded

from baken.catalogue.indicators import INDICATORS

FOCUS = TYPES[0]
PLAN = "amf_2018"
"""The plan of the city of which the small counts are."""
"""The type of which everything is read; of the others the pages, and some of the files."""
_TRAIL = re.compile(r"/cijfer/registrations-([\d.]+)/((?:GM|WK|BU)\d+)/(\d{4})/")
_AREA = re.compile(r"(?:GM\d{4}|WK\d{6}|BU\d{8})")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td[^>]*>.*?</td>", re.DOTALL)
_SPOKEN = re.compile(r'class="map-link"(?: href="([^"]*)")? aria-label="([^"]*)"')
_SLOT = re.compile(r'class="chart-slot"><title>([^<]*)</title>')
_RANKED = re.compile(r'<a class="ranking-row[^"]*" href="([^"]*)"[^>]*><title>([^<]*)</title>')


def api_json(visitor: Visitor) -> Claims:
    """Every page of the list of figures."""
    for item in visitor.figures():
        yield from _item(visitor, item)


def api_csv(visitor: Visitor) -> Claims:
    """The list of figures as a file."""
    for indicator in COUNTED:
        asked = f"?municipality={CITY}&indicator={indicator}&fromYear={YEARS[0]}&toYear={YEAR}"
        text = visitor.text(f"/api/v1/figures{asked}&pageSize=1000&f=csv")
        for row in csv.DictReader(io.StringIO(text)):
            yield from _item(visitor, {key: value or None for key, value in row.items()})


def api_geojson(visitor: Visitor) -> Claims:
    """The list of figures on the map."""
    for indicator in COUNTED:
        asked = f"?municipality={CITY}&indicator={indicator}&fromYear={YEAR}&toYear={YEAR}"
        found = json.loads(visitor.read(f"/api/v1/figures{asked}&pageSize=1000&f=geojson"))
        for feature in found["features"]:
            yield from _item(visitor, feature["properties"])


def api_features(visitor: Visitor) -> Claims:
    """OGC features per level and indicator, and each of the wijken on its own."""
    for indicator in COUNTED:
        for level in ("municipalities", "wijken", "buurten"):
            start = f"/api/v1/ogc/collections/figures-{level}/items"
            asked = f"?indicator={indicator}&datetime={YEAR}&limit=1000&bbox=5.2,52.0,5.6,52.4"
            for feature in json.loads(visitor.read(start + asked))["features"]:
                yield from _item(visitor, feature["properties"])
                if level == "wijken":
                    alone = json.loads(visitor.read(f"{start}/{feature['id']}"))
                    yield from _item(visitor, alone["properties"])


def api_single(visitor: Visitor) -> Claims:
    """One figure at a time, with its change."""
    for cell in (*_cells(FOCUS), *_cells(ALL)):
        answer = json.loads(visitor.read(f"/api/v1/figures/registrations-{'/'.join(_asked(cell))}"))
        yield from _item(visitor, answer)
        if answer["change"]:
            earlier = cell._replace(year=int(answer["change"]["previousPeriod"]))
            yield from visitor.says(earlier, answer["change"]["previousCount"])


def figure_pages(visitor: Visitor) -> Claims:
    """The page of one figure: its heading, its list of values, and the same as JSON."""
    for cell in _cells(FOCUS):
        address = f"/cijfer/registrations-{'/'.join(_asked(cell))}/"
        page = visitor.text(address)
        heading = unescape(re.search(r"<h1>[^<]*: ([^<]*)</h1>", page)[1])
        if _NUMBER.fullmatch(heading):
            yield from visitor.says(cell, number_in(heading))
        else:
            yield Claim(cell, words=heading)
        for text in re.findall(r"<dt>Aantal</dt><dd>([^<]*)</dd>", page):
            yield from visitor.says(cell, number_in(text))
        for text in re.findall(r"<dt>Per 1.000 inwoners</dt><dd>([\d.,]+)</dd>", page):
            yield from visitor.rate(cell, *rounded(text))
        found = json.loads(visitor.read(f"{address}?format=json"))
        yield from visitor.says(cell, found["value"], words=found.get("words", ""))


def area_pages(visitor: Visitor) -> Claims:
    """The tables of a page: of its parts, its years and its types."""
    for address, _ in _pages(""):
        for row in _ROW.findall(visitor.text(address)):
            yield from _of_row(visitor, row)


def drawn_maps(visitor: Visitor) -> Claims:
    """What the map of a page says of each area to who listens or points."""
    for address, indicator in _pages(""):
        for href, label in _SPOKEN.findall(visitor.text(address)):
            if area := _AREA.search(href):
                cell = Cell(_offence(indicator), area[0], YEAR)
                yield from visitor.said(cell, unescape(label).split(": ", 1)[1])


def drawn_trends(visitor: Visitor) -> Claims:
    """What the trend of a page says of each year."""
    for address, indicator in _pages(""):
        yield from _slots(visitor, address, indicator)


def drawn_rankings(visitor: Visitor) -> Claims:
    """What the drawing of the order of the wijken says of each."""
    for address, indicator in _pages(""):
        for href, title in _RANKED.findall(visitor.text(address)):
            cell = Cell(_offence(indicator), _AREA.search(href)[0], YEAR)
            told = unescape(title).split(": ", 1)[1]
            if COUNT.match(told):
                yield from visitor.said(cell, told)
            elif _NUMBER.match(told):
                yield from visitor.rate(cell, *rounded(_NUMBER.match(told)[0]))
            else:
                yield Claim(cell, words=told)


def files_of_maps(visitor: Visitor) -> Claims:
    """The map as SVG: what it says, and which areas have a colour for a figure."""
    for address, indicator in _pages("kaart.svg"):
        for link in visitor.text(address).split('<g class="map-link"')[1:]:
            name, words = unescape(re.match(r' aria-label="([^"]*)"', link)[1]).split(": ", 1)
            cell = Cell(_offence(indicator), visitor.codes()[name], YEAR)
            yield from visitor.said(cell, words)
            drawn = re.search(r'class="map-area ([^"]*)"', link)[1]
            assert ("hidden" in drawn) == bool(
                words != "geen gegevens" and not COUNT.search(words)
            ), drawn


def files_of_trends(visitor: Visitor) -> Claims:
    """The trend as SVG."""
    for address, indicator in _pages("grafiek.svg"):
        yield from _slots(visitor, address, indicator)


def map_data(visitor: Visitor) -> Claims:
    """The areas of the map as GeoJSON."""
    for address, indicator in _pages("kaart.geojson"):
        for feature in json.loads(visitor.read(address))["features"]:
            told = feature["properties"]
            cell = Cell(_offence(indicator), told["code"], YEAR)
            yield from visitor.says(cell, told["number"], told["rate"])
            yield from visitor.said(cell, told["value"])


def tables_as_csv(visitor: Visitor) -> Claims:
    """The table beside the map, and that under the trend, as files."""
    for file in ("tabel.csv", "jaren.csv"):
        for address, indicator in _pages(file):
            rows = list(csv.reader(io.StringIO(visitor.text(address)), delimiter=";"))
            yield from _of_cells(visitor, rows[1:], indicator, _from_dutch)


def tables_as_workbooks(visitor: Visitor) -> Claims:
    """The table beside the map as a workbook."""
    for address, indicator in _pages("tabel.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(visitor.read(address)))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        yield from _of_cells(visitor, rows[1:], indicator, lambda cell: cell)


def comparisons(visitor: Visitor) -> Claims:
    """Areas beside each other: the page, and its files."""
    for asked, indicator, called in _compared(visitor):
        page = visitor.text(f"/vergelijken/?{asked}")
        for row in _ROW.findall(page):
            yield from _of_row(visitor, row)
            yield from _of_change(row, indicator, called)
        text = visitor.text(f"/vergelijken/bestand.csv?{asked}")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        yield from _of_comparison(visitor, rows[1:], indicator, _from_dutch)
        book = openpyxl.load_workbook(
            io.BytesIO(visitor.read(f"/vergelijken/bestand.xlsx?{asked}"))
        )
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        yield from _of_comparison(visitor, rows[1:], indicator, lambda cell: cell)


def drawn_comparisons(visitor: Visitor) -> Claims:
    """The panels of a comparison, as SVG."""
    for asked, indicator, called in _compared(visitor):
        for title in _SLOT.findall(visitor.text(f"/vergelijken/bestand.svg?{asked}")):
            about, told = unescape(title).split("\n", 1)
            name, year = about.rsplit(", ", 1)
            cell = Cell(_offence(indicator), called[name], int(year))
            if found := _NUMBER.match(told):
                yield from visitor.rate(cell, *rounded(found[0]))
            else:
                yield Claim(cell, words=told)


_IN_ACCOUNT = re.compile(
    r"<li><strong>([^<]+)</strong>: ([\d.]+) in (\d{4}), ([\d.]+) in (\d{4}) "
    r"\(([+−]?[\d.,]+)\s%"
)


def accounts(visitor: Visitor) -> Claims:
    """The account of a year, its files, and the page of each wijk with what changed there."""
    year = f"/verantwoording/{PLAN}/{YEAR}/"
    for file in ("", "verantwoording.html", "verantwoording.json", "verantwoording.csv"):
        # The whole account is about what was published: of own counts it says nothing.
        assert "eigen registraties" not in visitor.text(year + file)
    types = {each.label_nl: each.id for each in INDICATORS if each.id in COUNTED}
    for wijk in wijken():
        page = visitor.text(f"{year}wijk/{wijk}/")
        for name, words in NOT_SHOWN.findall(unescape(page)):
            yield Claim(Cell(_offence(types[name.strip()]), wijk, YEAR), words=words)
        for found in _IN_ACCOUNT.findall(page):
            name, before, then, after, now, _change = map(unescape, found)
            if name in types:
                cell = Cell(_offence(types[name]), wijk, int(now))
                yield from visitor.says(cell._replace(year=int(then)), number_in(before))
                yield from visitor.says(cell, number_in(after))


EXITS: dict[str, Callable[[Visitor], Claims]] = {
    each.__name__: each
    for each in (
        *(api_json, api_csv, api_geojson, api_features, api_single, figure_pages, area_pages),
        *(drawn_maps, drawn_trends, drawn_rankings, files_of_maps, files_of_trends, map_data),
        *(tables_as_csv, tables_as_workbooks, comparisons, drawn_comparisons, area_scans),
        accounts,
    )
}


def _item(visitor: Visitor, item: dict) -> Claims:
    """Read one figure of the API."""
    if item["indicator"] in COUNTED:
        cell = Cell(_offence(item["indicator"]), item["area"], int(item["period"]))
        yield from visitor.says(cell, item["count"], item["rate"], item["wordsNl"] or "")


def _of_row(visitor: Visitor, row: str) -> Claims:
    """Read a row of a table of a page, where it leads to where its number comes from."""
    about = _TRAIL.search(row)
    if not about:
        return
    cell = Cell(about[1], about[2], int(about[3]))
    shown = [_plain(each) for each in _CELL.findall(row)]
    if not _NUMBER.fullmatch(shown[0]):
        yield Claim(cell, words=shown[0])
        return
    yield from visitor.says(cell, number_in(shown[0]))
    if _NUMBER.fullmatch(shown[1]):
        yield from visitor.rate(cell, *rounded(shown[1]))
        changed = re.search(r'data-label="Verandering"[^>]*>([+−][\d.,]+)\s%', row)
        if changed:
            yield from visitor.before(cell, cell.year - 1, rounded(shown[1]), changed[1])


def _of_change(row: str, indicator: str, called: dict[str, str]) -> Claims:
    """Read a row of a comparison that says how many there were in an earlier year."""
    named = re.search(r'<th scope="row">([^<]+)</th>', row)
    shown = [_plain(each) for each in _CELL.findall(row)]
    if named and "Per 1.000 toen" in row and _NUMBER.fullmatch(shown[0]):
        cell = Cell(_offence(indicator), called[unescape(named[1])], YEARS[0])
        yield Claim(cell, number_in(shown[0]), number_in(shown[0]))


def _of_cells(visitor: Visitor, rows: list, indicator: str, read: Callable) -> Claims:
    """Read rows of a file: code, name, year, type, number, rate, limits, inhabitants, change."""
    for row in rows:
        cell = Cell(_offence(indicator), row[0], int(read(row[2])))
        number, rate, change = read(row[4]), read(row[5]), read(row[9])
        if not isinstance(number, float | int):
            yield Claim(cell, words=number)
            assert not any(row[5:10]), row
            continue
        yield from visitor.says(cell, number)
        if isinstance(rate, float | int):
            yield from visitor.rate(cell, rate, 0.005)
        if isinstance(change, float | int):
            words = f"{change:+}".replace("-", "−").replace(".", ",")
            yield from visitor.before(cell, cell.year - 1, (rate, 0.005), words)


def _of_comparison(visitor: Visitor, rows: list, indicator: str, read: Callable) -> Claims:
    """Read rows of a file of a comparison: code, name, year, type, number, inhabitants, rate."""
    for row in rows:
        cell, number = Cell(_offence(indicator), row[0], int(read(row[2]))), read(row[4])
        if isinstance(number, float | int):
            yield from visitor.says(cell, number, read(row[6]))
        else:
            yield Claim(cell, words=number)
            assert not any(row[5:9]), row


def _slots(visitor: Visitor, address: str, indicator: str) -> Claims:
    """Read what a trend says of each year to who points."""
    area = _AREA.search(address)[0]
    for title in _SLOT.findall(visitor.text(address)):
        year, told = unescape(title).split("\n", 1)
        yield from visitor.said(Cell(_offence(indicator), area, int(year)), told)


def _pages(file: str) -> Iterator[tuple[str, str]]:
    """Yield the pages of the city, its wijken and some buurten, or files of these."""
    for indicator in COUNTED:
        asked = f"?soort={indicator}&jaar={YEAR}"
        yield f"/gemeente/{CITY}/{file}{asked}", indicator
        yield f"/gemeente/{CITY}/{file}{asked}&niveau=buurt", indicator
        if not file or indicator == f"registrations-{FOCUS}":
            for wijk in wijken():
                yield f"/wijk/{wijk}/{file}{asked}", indicator
            for buurt in buurten()[::10]:
                yield f"/buurt/{buurt}/{file}{asked}", indicator


def _compared(visitor: Visitor) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what is asked to compare the buurten of each wijk, six at a time at most."""
    names = {code: name for name, code in visitor.codes().items()}
    for inside in wijken().values():
        for start in range(0, len(inside), 6):
            codes = inside[start : start + 6]
            asked = "&".join(f"gebied={code}" for code in codes)
            called = {names[code]: code for code in codes}
            yield f"{asked}&soort={COUNTED[0]}&jaar={YEAR}", COUNTED[0], called


def _cells(offence: str) -> Iterator[Cell]:
    for area in (CITY, *wijken(), *buurten()):
        yield Cell(offence, area, YEAR)


def _asked(cell: Cell) -> tuple[str, str, str]:
    return cell.offence, cell.area, str(cell.year)


def _offence(indicator: str) -> str:
    return indicator.removeprefix("registrations-")


def _plain(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def _from_dutch(cell: str) -> float | str | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return cell or None
