"""An invented municipality to practise with: ``python tools/sample_municipality.py FOLDER``.

Writes boundaries, population, key figures and registered crime of "Voorbeeldstad" (GM9999), in the
shapes in which CBS and the police publish them. The same seed gives the same files. The place lies
in open water and every number is made up: deliver the files with the source "invented-sample",
which marks every figure as synthetic.
"""

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

SEED = 9999
CODE, NAME = "GM9999", "Voorbeeldstad (verzonnen)"
WEST, SOUTH, SIDE = 143_000, 505_000, 800  # RD metres; the side of a buurt
ACROSS, UP = 4, 3  # buurten in a row, rows; each row of buurten is a wijk
POPULATION_YEARS, CRIME_YEARS = range(2012, 2025), range(2021, 2025)
ALL, ALL_RATE = "0.0.0", 52.0  # all types together, per 1,000 inhabitants
RATES = {"1.1.1": 2.1, "1.2.3": 6.4, "1.4.5": 3.2, "2.2.1": 5.1}
RD = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


def main(arguments: list[str]) -> int:
    """Write the files and name them."""
    folder = Path(arguments[0]) if arguments else Path("voorbeeldstad")
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)  # noqa: S311 - made-up numbers, no secrets
    buurten = {code: chance.randrange(900, 6_000) for code in _buurten()}
    _write_areas(folder)
    _write_population(folder, sum(buurten.values()))
    _write_key_figures(folder, buurten)
    _write_crime(folder, buurten, chance)
    for path in sorted(folder.iterdir()):
        print(path)
    return 0


def _buurten() -> list[str]:
    return [f"BU9999{row + 1:02d}{place + 1:02d}" for row in range(UP) for place in range(ACROSS)]


def _square(west: float, south: float, wide: float, high: float) -> dict[str, Any]:
    east, north = west + wide, south + high
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _write_areas(folder: Path) -> None:
    whole = _square(WEST, SOUTH, ACROSS * SIDE, UP * SIDE)
    _features(folder / "gemeente_2024.geojson", [({"statcode": CODE, "statnaam": NAME}, whole)])
    wijken = [
        (
            {"wijkcode": f"WK9999{row + 1:02d}", "wijknaam": f"Wijk {row + 1}"},
            _square(WEST, SOUTH + row * SIDE, ACROSS * SIDE, SIDE),
        )
        for row in range(UP)
    ]
    _features(folder / "wijken_2024.geojson", wijken)
    buurten = [
        (
            {"buurtcode": code, "buurtnaam": f"Buurt {int(code[6:8])}-{int(code[8:])}"},
            _square(*_corner(code), SIDE, SIDE),
        )
        for code in _buurten()
    ]
    _features(folder / "buurten_2024.geojson", buurten)


def _corner(buurt: str) -> tuple[float, float]:
    row, place = int(buurt[6:8]), int(buurt[8:])
    return WEST + (place - 1) * SIDE, SOUTH + (row - 1) * SIDE


def _features(path: Path, areas: list[tuple[dict[str, str], dict[str, Any]]]) -> None:
    features = [
        {"type": "Feature", "properties": properties, "geometry": outline}
        for properties, outline in areas
    ]
    content = {"type": "FeatureCollection", "crs": RD, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")


def _write_population(folder: Path, inhabitants: int) -> None:
    rows = [
        (CODE, NAME, year, round(inhabitants * (1 - 0.008 * (2024 - year))))
        for year in POPULATION_YEARS
    ]
    header = ("gemeentecode", "gemeentenaam", "jaar", "gemiddeld_inwoners")
    _table(folder / "inwoners.csv", header, rows)


def _write_key_figures(folder: Path, buurten: dict[str, int]) -> None:
    totals = {CODE: sum(buurten.values())}
    for code, number in buurten.items():
        wijk = f"WK{code[2:8]}"
        totals[wijk] = totals.get(wijk, 0) + number
    rows = [
        (code, number, round(number * 0.16), round(number * 0.18), round(number / 2.1))
        for code, number in (totals | buurten).items()
    ]
    header = ("regiocode", "inwoners", "inwoners0tot15", "inwoners65plus", "huishoudens")
    _table(folder / "kerncijfers_2024.csv", header, rows)


def _write_crime(folder: Path, buurten: dict[str, int], chance: random.Random) -> None:
    per_city, per_buurt = [], []
    for year in CRIME_YEARS:
        in_buurten = [
            (code, ALL, year, _count(number * ALL_RATE / 1000, chance))
            for code, number in buurten.items()
        ]
        # The total of the municipality is the sum of its buurten, as on the pages.
        per_city.append((CODE, ALL, year, sum(row[-1] for row in in_buurten)))
        for code, rate in RATES.items():
            expected = sum(buurten.values()) * rate / 1000
            per_city.append((CODE, code, year, _count(expected, chance)))
        per_buurt.extend(in_buurten)
    said = ("soort_misdrijf", "jaar", "geregistreerde_misdrijven")
    _table(folder / "misdrijven_gemeente.csv", ("gemeentecode", *said), per_city)
    _table(folder / "misdrijven_buurt.csv", ("buurtcode", *said), per_buurt)


def _count(expected: float, chance: random.Random) -> int:
    return max(0, round(chance.gauss(expected, (1.5 * expected) ** 0.5)))


def _table(path: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
