"""Somebody who reads everything that is open, and what follows from a number, a rate or a change.

A claim is what an exit says of one count: the bounds that follow from it, or the words in its
place. Nothing here knows how counts are protected.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from django.test import Client
from flows.small_counts_world import ALL, CITY, TYPES, YEAR, YEARS, Cell

COUNTED = tuple(f"registrations-{offence}" for offence in (*TYPES, ALL))
COUNT = re.compile(r"(\d[\d.]*) geregistreerd")
_RATE = re.compile(r"(\d[\d.]*(?:,\d+)?) per 1\.000")
_SINCE = re.compile(r"sinds (\d{4}) \(([+−]?[\d.,]+)\s%\)")


class Claim(NamedTuple):
    """What is said of a count: its bounds, or words in its place."""

    cell: Cell
    least: float = 0.0
    most: float = np.inf
    words: str = ""

    @property
    def tells(self) -> bool:
        """Return whether more is said than words."""
        return self.least > 0 or self.most < np.inf


Claims = Iterator[Claim]


class Visitor:
    """Somebody with a browser who reads everything; what was fetched is not fetched again."""

    def __init__(self) -> None:
        self.client = Client(headers={"accept-language": "nl"})
        self.fetched: dict[str, bytes] = {}
        self._inhabitants: dict[tuple[str, int], float] = {}
        self._codes: dict[str, str] = {}

    def read(self, address: str) -> bytes:
        """Return what an address gives."""
        if address not in self.fetched:
            answer = self.client.get(address)
            assert answer.status_code == 200, address
            self.fetched[address] = answer.content
        return self.fetched[address]

    def text(self, address: str) -> str:
        """Return what an address gives, as text."""
        return self.read(address).decode("utf-8-sig")

    def inhabitants(self, area: str, year: int) -> float | None:
        """Return how many live in an area, as some figure of it says: of others, or of the own."""
        if not self._inhabitants:
            for item in self.figures():
                if item["inhabitants"]:
                    key = item["area"], int(item["period"])
                    if item["indicator"] in COUNTED or key not in self._inhabitants:
                        self._inhabitants[key] = item["inhabitants"]
        return self._inhabitants.get((area, year))

    def figures(self) -> Iterator[dict]:
        """Yield every item of the open list of figures."""
        number, size = 1, 500
        asked = f"?municipality={CITY}&fromYear={YEARS[0]}&toYear={YEAR}&pageSize={size}"
        while True:
            items = json.loads(self.read(f"/api/v1/figures{asked}&page={number}"))["items"]
            yield from items
            if len(items) < size:
                return
            number += 1

    def codes(self) -> dict[str, str]:
        """Return the areas of the city, code by name."""
        if not self._codes:
            every = json.loads(self.read(f"/api/v1/areas?municipality={CITY}&pageSize=1000"))
            self._codes = {each["name"]: each["code"] for each in every["items"]}
        return self._codes

    def says(self, cell: Cell, number: object, rate: object = None, words: str = "") -> Claims:
        """Yield the claims of a number and a rate, as far as they are given."""
        if number is not None:
            yield Claim(cell, float(number), float(number))
        if rate is not None:
            yield from self.rate(cell, float(rate), 1e-6)
        if words:
            yield Claim(cell, words=words)

    def rate(self, cell: Cell, rate: float, half: float) -> Claims:
        """Yield the bounds of a count whose rate per 1,000 was rounded by at most ``half``."""
        living = self.inhabitants(cell.area, cell.year)
        assert living is not None, f"nobody says how many live in {cell.area} in {cell.year}"
        yield Claim(cell, (rate - half) * living / 1000, (rate + half) * living / 1000)

    def said(self, cell: Cell, text: str) -> Claims:
        """Take words apart: what is registered, per 1,000, and the change since another year."""
        counted, rated, since = COUNT.search(text), _RATE.search(text), _SINCE.search(text)
        if counted:
            yield from self.says(cell, number_in(counted[1]))
        if rated:
            yield from self.rate(cell, *rounded(rated[1]))
        if rated and since:
            yield from self.before(cell, int(since[1]), rounded(rated[1]), since[2])
        if not (counted or rated):
            yield Claim(cell, words=text)

    def before(self, cell: Cell, year: int, rate: tuple[float, float], change: str) -> Claims:
        """Yield the bounds of the earlier count that follow from a rate and its change."""
        percents, half = rounded(change.lstrip("+−"))
        percents = -percents if change.startswith("−") else percents
        living = self.inhabitants(cell.area, year)
        then = [1 + (percents - half) / 100, 1 + (percents + half) / 100]
        if living and min(then) > 0:
            least, most = (rate[0] - rate[1]) / max(then), (rate[0] + rate[1]) / min(then)
            yield Claim(cell._replace(year=year), least * living / 1000, most * living / 1000)


def number_in(text: str) -> float:
    """Return a number as it is written in Dutch."""
    return float(text.replace(".", "").replace(",", "."))


def rounded(text: str) -> tuple[float, float]:
    """Return a number in Dutch and by how much it may have been rounded."""
    return number_in(text), 0.5 * 10.0 ** -len(text.partition(",")[2]) + 1e-9
