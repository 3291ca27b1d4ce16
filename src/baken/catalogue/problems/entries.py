"""Reads ``problems/*.toml``: each message that intake raises, and how a reader sees it.

A message is English where it is raised: commands and logs show it so. A job keeps it as it is;
what it says is found again by its form, and told in the reader's language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.catalogue.problems.forms import NAMED, dutch_number, form_of
from baken.catalogue.reader import read_entries


class ProblemHelp(StrEnum):
    """The parts of the help page about files."""

    FORMAT = "format"
    SIZE = "size"
    TABLE = "table"
    MAP = "map"
    PERSONS = "persons"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Problem:
    """One message: as raised, for a Dutch reader, and on an English screen when that differs."""

    id: str
    message: str
    nl: str
    help: ProblemHelp
    en: str = ""

    def told(self, parameters: Mapping[str, str], language: str) -> str:
        """Return what is wrong and what to do, in Dutch or English."""
        if language.startswith("en"):
            return (self.en or self.message).format(**parameters)
        dutch = {name: dutch_number(text) for name, text in parameters.items()}
        return self.nl.format(**dutch | _listed_in_dutch(dutch))


PROBLEMS: tuple[Problem, ...] = read_entries(Path(__file__).parent, "problem", Problem)


@lru_cache(maxsize=512)
def known_problem(message: str) -> tuple[Problem, dict[str, str]] | None:
    """Return which problem a message tells and its parameters, or None for an unknown one."""
    for problem, form in _FORMS:
        if found := form.fullmatch(message):
            return problem, found.groupdict()
    return None


# The most telling first: of two forms that fit, the one with more words of its own is meant.
_FORMS = sorted(
    ((problem, form_of(problem.message)) for problem in PROBLEMS),
    key=lambda pair: -len(NAMED.sub("", pair[0].message)),
)


_PERSON = re.compile(
    r'column (?P<name>"[^"]*"|\d+) \((?P<label>.+?), (?:by its name|(?P<share>\d+)% of its cells)\)'
)
_PERSON_LABELS = {column.label_en: column.label_nl for column in PERSON_COLUMNS}


def _listed_in_dutch(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the lists in a message for a Dutch reader, under their name with ``_nl`` behind it."""
    found = {}
    if "found" in parameters:
        found["found_nl"] = _PERSON.sub(_person_in_dutch, parameters["found"])
    if "parts" in parameters:
        found["parts_nl"] = parameters["parts"].replace(" and ", " en ")
    if "change" in parameters:
        change = (
            parameters["change"].replace("missing: ", "ontbreekt: ").replace("new: ", "nieuw: ")
        )
        found["change_nl"] = change.replace(" may now be called ", " heet nu misschien ")
    return found


def _person_in_dutch(match: re.Match[str]) -> str:
    label = _PERSON_LABELS.get(match["label"], match["label"])
    how = f"{match['share']}% van de cellen" if match["share"] else "aan de naam te zien"
    return f"kolom {match['name']} ({label}, {how})"
