"""One registration as the police would write it: Dutch headings, and marked as invented."""

import re
from functools import cache

import numpy as np

from baken.catalogue.offences import offence
from baken.catalogue.planted_crime import PLANTED_TYPES
from baken.engines.planted_registrations import CORRECTIONS, NO_AREA, VERSION, PlantedYear, Streets

HEADER = (
    *("registratienummer", "misdrijfcode", "incidentcode", "omschrijving"),
    *("pleegdatum_van", "pleegdatum_tot", "kennisname", "registratiedatum"),
    *("straat", "postcode", "wijk", "buurt", "x", "y"),
    *("poging_voltooid", "ontdekt_door", "status", "herkomst", "zaad", "generator_versie"),
)
SYNTHETIC = "synthetisch"
_COMPLETIONS = {1: "poging", 0: "voltooid", -1: ""}
_CODE = re.compile(r"([A-Z]\d+) (.+)")
_TREES = (
    *("Berken", "Beuken", "Eiken", "Elzen", "Essen", "Hazelaar", "Iepen", "Kastanje", "Linden"),
    *("Meidoorn", "Olmen", "Populieren", "Sparren", "Vlier", "Wilgen"),
)
_BIRDS = (
    *("fuut", "gors", "kievit", "leeuwerik", "lijster", "meeuw", "merel", "mus", "reiger"),
    *("roodborst", "spreeuw", "tjiftjaf", "uil", "vink", "zwaluw"),
)
_ENDS = ("straat", "laan", "weg", "pad", "plein", "kade", "hof", "singel")
_FRONTS = ("", "Oude ", "Nieuwe ", "Lange ", "Korte ", "Hoge ", "Lage ", "Verre ")


class RowWriter:
    """Writes the events of a planted year as rows of a file."""

    def __init__(self, year: PlantedYear, streets: Streets, seed: int, municipality: str) -> None:
        self._year, self._streets = year, streets
        self._marks = {"herkomst": SYNTHETIC, "zaad": str(seed), "generator_versie": VERSION}
        self._prefix = f"SYN{municipality[2:]}-{year.year}-"
        moments = (year.committed_from, year.committed_to, year.noted, year.recorded)
        self._moments = [
            np.char.replace(np.datetime_as_string(each, unit="m"), "T", " ").tolist()
            for each in moments
        ]

    def row(self, event: int, *, wrong: int, withdrawn: bool) -> dict[str, str]:
        """Return a row; ``wrong`` is 0, or 1 + the position in CORRECTIONS of its mistake."""
        year = self._year
        mistake = CORRECTIONS[wrong - 1] if wrong else ""
        kind = int(year.type_number[event])
        code = PLANTED_TYPES[_neighbour(kind) if mistake == "offence" else kind].id
        incident, description = _incident(code, event)
        began, ended, noted, recorded = (each[event] for each in self._moments)
        said = {
            "registratienummer": f"{self._prefix}{event + 1:06}",
            "misdrijfcode": code,
            "incidentcode": incident,
            "omschrijving": description,
            "pleegdatum_van": ended if mistake == "times" else began,
            "pleegdatum_tot": noted if mistake == "times" else ended,
            "kennisname": noted,
            "registratiedatum": recorded,
            **self._place(event, known=mistake != "place"),
            "poging_voltooid": _completion(int(year.attempted[event]), mistake),
            "ontdekt_door": "politie" if year.by_police[event] else "burger",
            "status": "ingetrokken" if withdrawn else "geldig",
        }
        return said | self._marks

    def _place(self, event: int, *, known: bool) -> dict[str, str]:
        year = self._year
        area, street = int(year.area[event]), int(year.street[event])
        buurt = "" if area == NO_AREA else self._streets.areas[area]
        at = "" if np.isnan(year.x[event]) else f"{year.x[event]:.0f}"
        beside = "" if np.isnan(year.y[event]) else f"{year.y[event]:.0f}"
        return {
            "straat": street_name(street) if known and street >= 0 else "",
            "postcode": "",
            "wijk": f"WK{buurt[2:8]}" if buurt else "",
            "buurt": buurt,
            "x": at if known else "",
            "y": beside if known else "",
        }


@cache
def street_name(number: int) -> str:
    """Return the name of an invented street; it says itself that it is invented."""
    name = _TREES[number % len(_TREES)]
    number //= len(_TREES)
    name += _BIRDS[number % len(_BIRDS)]
    number //= len(_BIRDS)
    name += _ENDS[number % len(_ENDS)]
    number //= len(_ENDS)
    return f"Bedachte {_FRONTS[number % len(_FRONTS)]}{name}"


@cache
def _neighbour(kind: int) -> int:
    """Return a type that is easily taken for another: the next one of the same habit."""
    habit = PLANTED_TYPES[kind].habit
    alike = [n for n, each in enumerate(PLANTED_TYPES) if each.habit == habit]
    return alike[(alike.index(kind) + 1) % len(alike)] if len(alike) > 1 else (kind + 1) % 3


def _incident(code: str, event: int) -> tuple[str, str]:
    codes = _incidents(code)
    # Seven in ten are the first that CBS lists, two in ten the second: an assumption.
    place = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)[event % 10]
    return codes[min(place, len(codes) - 1)]


@cache
def _incidents(code: str) -> tuple[tuple[str, str], ...]:
    entry = offence(code)
    found = [_CODE.fullmatch(each) for each in (entry.incidents if entry else ())]
    return tuple((each[1], each[2]) for each in found if each) or (("", ""),)


def _completion(attempted: int, mistake: str) -> str:
    if mistake == "completion" and attempted >= 0:
        attempted = 1 - attempted
    return _COMPLETIONS[attempted]
