"""Facts of the log in words, as the pages of this desk show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from baken.desks.steward.wording import ACTIONS, CONTENTS, DETAILS, SUBJECTS
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.stewardship.holdings import TableFact
from baken.foundation.stewardship.selectors import AuditFact


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry of the log in words."""

    entry: AuditFact
    municipality: str
    action: Promise | str
    about: str
    details: tuple[tuple[Promise | str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words: what it holds and about whom."""

    fact: TableFact
    contents: Promise | str
    of_staff: bool


def entries_in_words(entries: Iterable[AuditFact]) -> list[ShownEntry]:
    """Return entries with the words for the act and its details."""
    names = municipality_names()
    return [
        ShownEntry(
            entry,
            names.get(entry.tenant, entry.tenant),
            ACTIONS.get(entry.action, entry.action),
            _about(entry.subject),
            tuple((DETAILS.get(key, key), value) for key, value in entry.details.items()),
        )
        for entry in entries
    ]


def _about(subject: str) -> str:
    kind = next((each for each in SUBJECTS if f"{subject} ".startswith(f"{each} ")), None)
    return f"{SUBJECTS[kind]}{subject[len(kind) :]}" if kind else subject


def table_in_words(fact: TableFact) -> ShownTable:
    """Return a table with what it holds."""
    contents, of_staff = CONTENTS.get(fact.table, (fact.table, False))
    return ShownTable(fact, contents, of_staff)


def contents_of(table: str) -> Promise | str:
    """Return what a table holds, in words."""
    return CONTENTS.get(table, (table, False))[0]


def names_of_municipalities(codes: Iterable[str]) -> list[str]:
    """Return the names of municipalities in alphabetical order."""
    names = municipality_names()
    return sorted(names.get(code, code) for code in codes)
