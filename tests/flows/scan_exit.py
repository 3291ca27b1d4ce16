"""What anybody can read of small counts in the scan of an area.

The PDF and the Word file are made of the same document as the page.
"""

import re
from html import unescape

from flows.small_counts_world import ALL, YEAR, Cell, buurten, wijken
from flows.visitor import COUNTED, Claim, Claims, Visitor, number_in, rounded

from baken.catalogue.indicators import INDICATORS

_OFFENCES = {
    each.label_nl: each.id.removeprefix("registrations-")
    for each in INDICATORS
    if each.id in COUNTED
}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_REGISTERED = re.compile(r"registreerde de politie ([\d.]+) misdrij")
_BEFORE = re.compile(r"dan in (\d{4}) \(([\d.]+)\)")
_RATED = re.compile(r"Per 1\.000 inwoners zijn het er ([\d.,]*\d)")
_ROW = re.compile(
    r'<tr><th scope="row">([^<]+)</th><td data-label="Aantal"[^>]*>([^<]*)</td>(.*?)</tr>'
)
_RATE = re.compile(r">([\d.]+(?:,\d+)?) \(")
NOT_SHOWN = re.compile(r"([^;:.(>]+, eigen registraties) \(([^)]*)\)")


def area_scans(visitor: Visitor) -> Claims:
    """The scan of each wijk and buurt: its sentences, its types, and the buurten of a wijk."""
    for area in (*wijken(), *buurten()):
        kind = "wijk" if area.startswith("WK") else "buurt"
        page = visitor.text(f"/{kind}/{area}/gebiedsscan/")
        yield from _sentences(visitor, area, page)
        for name, number, rest in _ROW.findall(page):
            yield from _row(visitor, _about(visitor, unescape(name), area), number, rest)
        for name, words in NOT_SHOWN.findall(unescape(page)):
            yield Claim(Cell(_OFFENCES[name.strip()], area, YEAR), words=words)


def _sentences(visitor: Visitor, area: str, page: str) -> Claims:
    whole = Cell(ALL, area, YEAR)
    for counted in _REGISTERED.findall(page):
        yield from visitor.says(whole, number_in(counted))
    for year, counted in _BEFORE.findall(page):
        yield from visitor.says(whole._replace(year=int(year)), number_in(counted))
    for rate in _RATED.findall(page):
        yield from visitor.rate(whole, *rounded(rate))


def _about(visitor: Visitor, name: str, area: str) -> Cell | None:
    """Return what a row is about: a type in the area, or a buurt with its number on the map."""
    if name in _OFFENCES:
        return Cell(_OFFENCES[name], area, YEAR)
    numbered = re.fullmatch(r"\d+\. (.+)", name)
    return Cell(ALL, visitor.codes()[numbered[1]], YEAR) if numbered else None


def _row(visitor: Visitor, cell: Cell | None, number: str, rest: str) -> Claims:
    if cell is None:
        return
    if not _NUMBER.fullmatch(number):
        yield Claim(cell, words=number)
        return
    yield from visitor.says(cell, number_in(number))
    for rate in _RATE.findall(rest):
        yield from visitor.rate(cell, *rounded(rate))
