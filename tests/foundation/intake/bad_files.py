"""The corpus of bad files: how each is made, and what must become of it. All rows are synthetic."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

NL = Path(__file__).resolve().parents[3] / "data" / "nl" / "boundaries"
HEADER = "gemeentecode,soort_misdrijf,jaar,geregistreerde_misdrijven,voorlopig\n"
GOOD = "GM9998,1.1.1,2029,5,0\n"
TABLE = HEADER + GOOD
LINES = [HEADER.strip().split(","), ["GM9998", "1.1.1", 2029, 5, 0]]


@dataclass(frozen=True)
class BadFile:
    """A bad file: ``make`` writes it; it is refused with words, or rows wait for reasons."""

    name: str
    make: Callable[[Path], None]
    refused: str = ""
    kept: int = 0
    waiting: dict[str, int] = field(default_factory=dict)
    kind: str = "crime-statistics"
    note: str = ""


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content.encode(encoding))


def raw(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content)


def refused(name: str, make, words: str, kind: str = "crime-statistics") -> BadFile:
    return BadFile(name, make, refused=words, kind=kind)


def rows(name: str, extra: str, **waiting: int) -> BadFile:
    """Two good rows around the bad ones: both must be kept."""
    more = "GM9998,1.1.2,2029,6,0\n"
    reasons = {reason.replace("_", "-"): times for reason, times in waiting.items()}
    return BadFile(name, text(TABLE + extra + more), kept=2, waiting=reasons)


def workbook(path: Path, lines: list[list]) -> None:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)


def packed_again(path: Path, changes: dict[str, bytes]) -> None:
    workbook(path, LINES)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def bomb(member: str, size: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        if member.startswith("xl/"):
            packed_again(path, {})
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
            archive.open(member, "w") as file,
        ):
            for _ in range(size // 1_000_000):
                file.write(bytes(1_000_000))

    return make


def repeated(start: bytes, piece: bytes, times: int, end: bytes = b"") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            for _ in range(times):
                file.write(piece)
            file.write(end)

    return make


SQUARE = [[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.2], [5.1, 52.1]]
BOW_TIE = [[5.1, 52.1], [5.2, 52.2], [5.2, 52.1], [5.1, 52.2], [5.1, 52.1]]
METRES = [[136000, 455000], [137000, 455000], [137000, 456000], [136000, 455000]]


def area_map(*rings, label: str = "", codes: tuple[str, ...] = ("BU99980001", "BU99980002")):
    content: dict = {"type": "FeatureCollection"}
    if label:
        content["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{label}"}}
    content["features"] = [
        {
            "type": "Feature",
            "properties": {"buurtcode": code, "buurtnaam": "Synthetisch", "jaar": 2029},
            "geometry": ring
            if ring is None or isinstance(ring, dict)
            else {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in zip(codes, rings, strict=False)
    ]
    return content


def a_map(name: str, content, **more) -> BadFile:
    given = content if isinstance(content, str) else json.dumps(content)
    return BadFile(name, text(given), kind="areas", **more)


def shapes(path: Path, *, without: str = "", cut: int = 0, prj: str = "") -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted((NL / "shp").glob("wijk_2022_amersfoort_rd.*")):
            content = part.read_bytes()
            if part.suffix == ".shp" and cut:
                content = content[:cut]
            if part.suffix == ".prj" and prj:
                content = prj.encode()
            if part.suffix != without:
                archive.writestr(f"../../etc/wijk{part.suffix}", content)


def gpkg(change: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        shutil.copy(NL / "wijken_2022_utrecht_rd.gpkg", path)
        path.chmod(0o644)
        with sqlite3.connect(path) as connection:
            connection.executescript(change)

    return make


WHOLE = [
    refused("empty.csv", raw(b""), "is empty"),
    refused("blank.csv", text(" \r\n\r\n"), "is empty"),
    refused("zeros.csv", raw(bytes(5000)), "is empty"),
    refused("header-only.csv", text(HEADER), "no rows under it"),
    refused("web-page.csv", text("<!DOCTYPE html><html><body>Inloggen</body></html>"), "web page"),
    refused("report.csv", raw(b"%PDF-1.7\n" + TABLE.encode()), "a PDF"),
    refused("old.xlsx", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9), "old Excel file"),
    refused("packed.csv", raw(b"\x1f\x8b\x08\x00" * 9), "gzip"),
    refused("feed.csv", text('<?xml version="1.0"?><a/>'), "is XML"),
    refused("picture.csv", raw(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "a picture"),
    refused("noise.csv", raw(bytes(range(1, 32)) * 900), "no text"),
    refused("half-utf-16.csv", raw(TABLE.encode("utf-16")[:-1]), "cut off"),
    refused("columns-missing.csv", text("a,b\n1,2\n"), "columns-missing.csv"),
    refused(
        "renamed.csv", text(TABLE.replace("gemeentecode", "a").replace("GM9998", "Z")), "column"
    ),
    refused("doubled.csv", text(TABLE.replace("voorlopig", "jaar")), "occurs more than once"),
    refused("unclosed.csv", text(TABLE + 'GM9998,"1.1.1,2029,5,0\n' + GOOD), "row 3: a quotation"),
    refused("swallowing.csv", text(TABLE + '"GM9998,1\n' + 'GM,"1",2,3,0\n'), "row 3: a quotation"),
    refused("many-columns.csv", text(",".join(f"k{n}" for n in range(3000)) + "\n1\n"), "at most"),
    refused("person.csv", text("burgerservicenummer,naam,jaar\n123456782,X,2029\n"), "citizen"),
    refused("map.csv", text(json.dumps(area_map(SQUARE))), 'without a list "value"'),
]
ROWS = [
    rows("cut-off-row.csv", "GM9998,1.2.1,20\n", too_few_cells=1),
    rows("unquoted-comma.csv", "GM9998,1.2.1,2029,5,0,x\n", more_cells_than_columns=1),
    rows("broken-quotes.csv", 'GM9998,"1.2"1,2029,5,0\n', broken_quotation=1),
    rows("zero-byte.csv", "GM9998,1.2.1,2029,5\0,0\n", unreadable_text=1),
    rows("words.csv", "GM9998,1.2.1,2029,vijf,0\n", not_a_count=1),
    rows("negative.csv", "GM9998,1.2.1,2029,-5,0\n", not_a_count=1),
    rows("infinite.csv", "GM9998,1.2.1,2029,inf,0\nGM9998,1.2.2,2029,1e999,0\n", not_a_count=2),
    rows("not-a-number.csv", "GM9998,1.2.1,2029,NaN,0\n", no_value=1),
    rows("underscores.csv", "GM9998,1.2.1,2029,1_000,0\n", not_a_count=1),
    rows("arabic-digits.csv", "GM9998,1.2.1,2029,٣,0\n", not_a_count=1),
    rows("half.csv", 'GM9998,1.2.1,2029,"1,5",0\n', not_a_count=1),
    rows("huge.csv", f"GM9998,1.2.1,2029,{'9' * 400},0\n", impossible_value=1),
    rows("impossible-year.csv", "GM9998,1.2.1,20299,5,0\n", not_a_year=1),
    rows("impossible-date.csv", "GM9998,1.2.1,2029-02-31,5,0\n", not_a_period=1),
    rows("impossible-month.csv", "GM9998,1.2.1,2029MM13,5,0\n", not_a_period=1),
    rows("no-area.csv", "Utrecht?,1.2.1,2029,5,0\n", not_an_area_code=1),
    rows("formula.csv", "\"=cmd|' /C calc'!A0\",1.2.1,2029,5,0\n", not_an_area_code=1),
    rows("no-offence.csv", "GM9998,inbraak,2029,5,0\n", not_an_offence_code=1),
    rows("neither.csv", "GM9998,1.2.1,2029,5,misschien\n", not_0_or_1=1),
    rows("doubled-key.csv", "GM9998,1.1.1,2029,7,0\n", contradicts_an_earlier_row=1),
    rows("long-cell.csv", f"GM9998,{'x' * 40_000},2029,5,0\n", cell_too_long=1),
    rows("header-again.csv", HEADER, not_an_area_code=1),
    BadFile("same-row.csv", text(TABLE + GOOD), kept=1),
    BadFile("only-cr.csv", text(TABLE.replace("\n", "\r")), kept=1),
    BadFile("utf-16.csv", text(TABLE, "utf-16"), kept=1),
    BadFile("titled.csv", text("Misdrijven\n\n" + TABLE + "Bron: CBS\n"), kept=1, note="row 3"),
    BadFile("padded.csv", text(TABLE.replace("1.1.1", "1.1.1 ")), kept=1),
    BadFile(
        "broken-utf-8.csv",
        raw(TABLE.encode() + b"GM9998,1.2.1,2029,5,\xff\n" + "GM9998,é,2029,5,0\n".encode()),
        kept=1,
        waiting={"unreadable-text": 1, "not-an-offence-code": 1},
    ),
]
V3 = {"SoortMisdrijf": "1.1.1 ", "RegioS": "GM9998", "Perioden": "2029JJ00"}
V3 = {"value": [V3 | {"GeregistreerdeMisdrijven_1": 5}]}
JSON = [
    refused("cut.json", text(json.dumps(V3)[:-9]), "cut off"),
    refused("deep.json", text('{"value": ' + "[" * 90_000), "nested more than"),
    refused("page.json", text(json.dumps(V3 | {"odata.nextLink": "x"})), "one page of several"),
    refused("none.json", text('{"value": []}'), "without rows"),
    refused("nan.json", text('{"value": [{"a": NaN}]}'), "NaN is no number"),
    BadFile(
        "shapes.json",
        text(json.dumps({"value": [*V3["value"], V3["value"][0] | {"Perioden": [1]}]})),
        kept=1,
        waiting={"other-shape-than-the-first-row": 1},
    ),
]
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOKS = [
    refused("cut.xlsx", raw(b"PK\x03\x04xl/" + bytes(300)), "cannot be unpacked"),
    refused("entities.xlsx", lambda p: packed_again(p, {SHEET: b"<!DOCTYPE a><a/>"}), "entities"),
    refused("broken.xlsx", lambda p: packed_again(p, {SHEET: b"<a><b>"}), "XML is broken"),
    refused("many.xlsx", lambda p: packed_again(p, {f"n{n}": b"" for n in range(1100)}), "at most"),
    BadFile(
        "formula.xlsx",
        lambda p: workbook(
            p,
            [*LINES, ["GM9998", "1.1.2", 2029, "=1+1", 0]],
        ),
        kept=1,
        waiting={"formula-without-value": 1},
    ),
]
MAPS = [
    a_map("wrong-label.geojson", area_map(SQUARE, label="28992"), kept=1, note="are degrees"),
    a_map("no-label.geojson", area_map(METRES), kept=1, note="RD metres"),
    a_map("swapped.geojson", area_map([p[::-1] for p in SQUARE]), kept=1, note="axes were swapped"),
    a_map("bow-tie.geojson", area_map(SQUARE, BOW_TIE), kept=2, note="outline mended"),
    a_map(
        "far.geojson",
        area_map([[p[0] + 90, p[1]] for p in SQUARE]),
        waiting={"unusable-outline": 1},
    ),
    a_map("no-outline.geojson", area_map(SQUARE, None), kept=1, waiting={"unusable-outline": 1}),
    a_map(
        "a-point.geojson",
        area_map(SQUARE, {"type": "Point", "coordinates": [5.1, 52.1]}),
        kept=1,
        waiting={"unusable-outline": 1},
    ),
    a_map(
        "infinite.geojson",
        json.dumps(area_map(SQUARE, BOW_TIE)).replace("[5.1, 52.2]]", "[1e999, 1]]", 1),
        kept=2,
        note="mended",
    ),
    a_map("cut.geojson", json.dumps(area_map(SQUARE))[:-30], refused="cut off"),
    a_map("no-areas.geojson", '{"features": []}', refused="an empty list"),
    a_map("nested.geojson", '{"features": [' + '{"geometries": [' * 999, refused="nested more"),
    a_map("topology.json", '{"type": "Topology"}', refused='no list "features"'),
    refused("cut.zip", lambda p: shapes(p, cut=3000), "stops in the middle", "areas"),
    refused("no-table.zip", lambda p: shapes(p, without=".dbf"), "lacks its .dbf", "areas"),
    refused("empty.zip", lambda p: zipfile.ZipFile(p, "w").close(), "without a Shapefile", "areas"),
    refused("cut.gpkg", raw((NL / "wijken_2022_utrecht_rd.gpkg").read_bytes()[:9000]), "", "areas"),
    refused(
        "view.gpkg",
        gpkg("CREATE VIEW v AS SELECT 1; UPDATE gpkg_geometry_columns SET table_name = 'v'"),
        "without a layer",
        "areas",
    ),
]
HEAVY = [
    refused("one-line.csv", repeated(HEADER.encode(), b"x" * 1_000_000, 100), "longer than"),
    refused("one-quote.csv", repeated(b'a,b\n"', b"x,y\n" * 250_000, 100), "a quotation mark"),
    refused("bomb.xlsx", bomb("xl/media/a.bin", 1_000_000_000), "would unpack to"),
    refused("sheet-bomb.xlsx", bomb("xl/worksheets/sheet9.xml", 300_000_000), "would unpack to"),
    refused("bomb.zip", bomb("kaart.shp", 1_000_000_000), "would unpack to", "areas"),
    refused(
        "deep.geojson",
        repeated(b'{"features": [{"geometry": ', b"[" * 1_000_000, 50),
        "nested more",
        "areas",
    ),
    refused(
        "one-outline.geojson",
        repeated(b'{"features": [{"geometry": {"coordinates": [[', b"[5.1,52.1]," * 90_000, 90),
        "one object of more than",
        "areas",
    ),
    refused("one-text.json", repeated(b'{"value": [{"a": "', b"x" * 1_000_000, 100), "one object"),
]
CORPUS = [*WHOLE, *ROWS, *JSON, *WORKBOOKS, *MAPS]
