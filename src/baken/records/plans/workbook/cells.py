"""One cell of a plan: a value as text or number on a sheet, and back."""

import csv
import difflib
import functools
import io
from collections.abc import Iterable, Mapping
from typing import Any

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.engines.spreadsheet import Cell
from baken.records.plans.workbook.columns import CellForm, PlanColumn, word_name

LANGUAGES = ("nl", "en")
_YES = frozenset({"ja", "yes", "true", "waar", "1", "j", "y", "x"})
_NO = frozenset({"nee", "no", "false", "onwaar", "0", "n"})
_ORGANISATION_KEYS = frozenset({"owner", "partners", "partners_inferred", "organisation"})
_PHENOMENON_KEYS = frozenset({"phenomena", "phenomena_inferred"})


class CellRefusedError(Exception):
    """A cell cannot be read; ``reason`` is a fault of the catalogue, ``given`` fills its words."""

    def __init__(self, reason: str, **given: str) -> None:
        super().__init__(reason)
        self.reason, self.given = reason, given


def written(value: Any, column: PlanColumn, language: str) -> Cell:
    """Return a value as it stands in a cell; None for nothing."""
    if value is None:
        return None
    if column.is_list:
        return joined(str(_one_written(each, column, language)) for each in value)
    return _one_written(value, column, language)


def _one_written(value: Any, column: PlanColumn, language: str) -> Cell:
    if column.form is CellForm.YES_NO:
        return word_name("yes" if value else "no", language)
    if column.form is CellForm.WORD:
        return word_name(str(value), language)
    return value


def joined(items: Iterable[str]) -> str:
    """Return items as one cell, parted by semicolons; quotation marks only where needed."""
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="").writerow(list(items))
    return line.getvalue().replace(";", "; ") if '"' not in line.getvalue() else line.getvalue()


def parted(text: str) -> list[str]:
    """Return the items of a cell.

    Raises:
        CellRefusedError: when a quotation mark is opened and not closed.
    """
    if '"' not in text:
        # People press Enter inside a cell as well.
        return [item.strip() for item in text.replace("\n", ";").split(";") if item.strip()]
    try:
        items = next(csv.reader([text], delimiter=";", skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise CellRefusedError("broken-list") from error
    return [item.strip() for item in items if item.strip()]


def read(text: str, column: PlanColumn) -> Any:
    """Return the value of a cell that holds something.

    Raises:
        CellRefusedError: when it cannot be read as what the column holds.
    """
    if column.is_list:
        return [_one_read(item, column) for item in parted(text)]
    return _one_read(text.strip(), column)


def _one_read(text: str, column: PlanColumn) -> Any:
    if column.form is CellForm.WORD:
        return _word(text, column.words)
    if column.form is CellForm.YES_NO:
        return _yes_or_no(text)
    if column.form is CellForm.WHOLE:
        return _whole(text)
    if column.form is CellForm.NUMBER:
        return _number(text)
    return _known_name(text, column.path[-1])


def _whole(text: str) -> int:
    number = text.removesuffix(".0").replace(" ", "")
    try:
        return int(number)
    except ValueError as error:
        raise CellRefusedError("no-whole-number") from error


def _number(text: str) -> float:
    plain = text.replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError as error:
        raise CellRefusedError("no-number") from error


def _yes_or_no(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise CellRefusedError("no-yes-or-no")


def _word(text: str, words: tuple[str, ...]) -> str:
    known = _names_of_words(words)
    if plain(text) in known:
        return known[plain(text)]
    nl, en = (suggestion(text, [word_name(word, lang) for word in words]) for lang in LANGUAGES)
    raise CellRefusedError(
        "unknown-word",
        choices_nl=", ".join(word_name(word, "nl") for word in words),
        choices_en=", ".join(word_name(word, "en") for word in words),
        **hints(nl, en),
    )


@functools.lru_cache(maxsize=64)
def _names_of_words(words: tuple[str, ...]) -> dict[str, str]:
    named = {plain(word_name(word, language)): word for word in words for language in LANGUAGES}
    return named | {plain(word): word for word in words}


def _known_name(text: str, key: str) -> str:
    """Return the id of an organisation or phenomenon that is written by its name."""
    if key in _ORGANISATION_KEYS:
        return _ORGANISATIONS.get(plain(text), text)
    if key in _PHENOMENON_KEYS:
        return _PHENOMENA.get(plain(text), text)
    return text


def names_for(key: str) -> list[str]:
    """Return what may be written under a key that names something of the catalogue."""
    if key in _ORGANISATION_KEYS:
        return [each.id for each in ORGANISATIONS]
    return [each.id for each in PHENOMENA] if key in _PHENOMENON_KEYS else []


def plain(text: str) -> str:
    """Return a text as it is compared: without case and without doubled spaces."""
    return " ".join(text.casefold().replace("_", " ").split())


def suggestion(given: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest to what was given, empty where none is near."""
    named = {plain(each): each for each in known}
    close = difflib.get_close_matches(plain(given), list(named), n=1, cutoff=0.6)
    return named[close[0]] if close else ""


def hints(nl: str, en: str) -> dict[str, str]:
    """Return the ends of sentences that suggest a name; empty where nothing is near."""
    return {
        "hint_nl": f'; bedoelde u "{nl}"?' if nl else "",
        "hint_en": f'; did you mean "{en}"?' if en else "",
    }


def _by_name(entries: Iterable[Any]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in entries:
        for name in (each.name_nl, each.name_en):
            found.setdefault(plain(name), each.id)
    return found | {plain(each.id): each.id for each in entries}


_ORGANISATIONS = _by_name(ORGANISATIONS)
_PHENOMENA = _by_name(PHENOMENA)
