"""The glossary as data: every word of Baken, strictly read into frozen dataclasses."""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

GLOSSARY_FILE = Path(__file__).with_name("glossary.toml")

_IDENTIFIER = re.compile(r"[a-z]+(_[a-z]+)*")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class GlossaryError(ValueError):
    """The glossary is wrong; the message lists every error, one a line."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word: its English identifier, the Dutch term, a sentence in both, and its source.

    ``not_used`` holds the synonyms, in lower case, that no class, function or module may carry.
    """

    identifier: str
    term_nl: str
    sentence_nl: str
    sentence_en: str
    source: str
    not_used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameEnding:
    """A technical word that a class may add to a term, such as ``Fact``."""

    word: str
    sentence_nl: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class CompoundName:
    """A class name that is made of terms, and the identifiers of these terms."""

    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All words, in the order of the file."""

    terms: tuple[GlossaryTerm, ...]
    endings: tuple[NameEnding, ...]
    compounds: tuple[CompoundName, ...]

    def explains(self, class_name: str) -> bool:
        """Return whether a class name is a term, a compound, or one of these with an ending."""
        names = {compound.name.lower() for compound in self.compounds}
        names |= {term.identifier.replace("_", "") for term in self.terms}
        stems = [class_name, *(class_name.removesuffix(ending.word) for ending in self.endings)]
        return any({stem.lower(), stem.lower().removesuffix("s")} & names for stem in stems if stem)

    def banned_in(self, identifier: str) -> tuple[tuple[str, str], ...]:
        """Return (synonym, identifier to use instead) for every banned synonym in a name."""
        written = f" {' '.join(words_of(identifier))} "
        return tuple(
            (synonym, term.identifier)
            for term in self.terms
            for synonym in term.not_used
            if f" {synonym} " in written
        )


def read_glossary(path: Path = GLOSSARY_FILE) -> Glossary:
    """Read the glossary.

    Raises:
        GlossaryError: listing every mistake: unknown or missing keys, empty texts, doubles,
            compounds of terms that do not exist.
    """
    return parse_glossary(path.read_text(encoding="utf-8"))


def parse_glossary(text: str) -> Glossary:
    """Read a glossary from TOML text; raises GlossaryError as ``read_glossary`` does."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GlossaryError([f"glossary: no valid TOML ({error}); mend the line"]) from error
    known = ("term", "ending", "compound")
    unknown = sorted(set(content) - set(known))
    errors = [f'glossary: unknown table "{name}"{_hint(name, known)}' for name in unknown]
    glossary = Glossary(
        terms=_entries(content, "term", GlossaryTerm, errors),
        endings=_entries(content, "ending", NameEnding, errors),
        compounds=_entries(content, "compound", CompoundName, errors),
    )
    errors += [*_doubles(glossary), *_unknown_terms(glossary), *_bad_identifiers(glossary)]
    if errors:
        raise GlossaryError(errors)
    return glossary


def words_of(name: str) -> tuple[str, ...]:
    """Return the lower-case words of an identifier: ``StoredFigure`` is (stored, figure)."""
    return tuple(word.lower() for word in _WORDS.findall(name))


Entry = TypeVar("Entry", GlossaryTerm, NameEnding, CompoundName)


def _entries(
    content: Mapping[str, Any], key: str, kind: type[Entry], errors: list[str]
) -> tuple[Entry, ...]:
    found = (
        _entry(table, kind, f"{key} {number}", errors)
        for number, table in enumerate(content.get(key, []), start=1)
    )
    return tuple(entry for entry in found if entry is not None)


def _entry(
    table: Mapping[str, Any], kind: type[Entry], place: str, errors: list[str]
) -> Entry | None:
    wanted: dict[str, Any] = {field.name: field.type for field in fields(kind)}
    place = f"{place} ({next(iter(table.values()), 'empty')})"
    found = [
        f'{place}: unknown key "{k}"{_hint(k, wanted)}' for k in sorted(set(table) - {*wanted})
    ]
    found += [f'{place}: the key "{k}" is missing; add it' for k in wanted if k not in table]
    for name in wanted.keys() & table.keys():
        found += _wrong_value(table[name], wanted[name] is str, f'{place}: key "{name}"')
    errors += found
    if found:
        return None
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return kind(**values)


def _wrong_value(value: Any, wants_text: Any, place: str) -> list[str]:
    if wants_text:
        good = isinstance(value, str) and bool(value.strip())
        return [] if good else [f"{place}: expected a text, given {value!r}; write one"]
    good = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
    return [] if good else [f"{place}: expected a list of texts, given {value!r}; write one"]


def _doubles(glossary: Glossary) -> list[str]:
    named = (
        ("identifier", [term.identifier for term in glossary.terms]),
        ("term_nl", [term.term_nl.lower() for term in glossary.terms]),
        ("ending", [ending.word for ending in glossary.endings]),
        ("compound", [compound.name for compound in glossary.compounds]),
    )
    return [
        f'glossary: the {what} "{name}" occurs {number} times; keep one entry'
        for what, names in named
        for name, number in Counter(names).items()
        if number > 1
    ]


def _unknown_terms(glossary: Glossary) -> list[str]:
    known = [term.identifier for term in glossary.terms]
    return [
        f'compound ({compound.name}): no term "{name}"{_hint(name, known)}'
        for compound in glossary.compounds
        for name in compound.terms
        if name not in known
    ]


def _bad_identifiers(glossary: Glossary) -> list[str]:
    return [
        f'term ({term.identifier}): an identifier is written in lower case with "_" between words'
        for term in glossary.terms
        if not _IDENTIFIER.fullmatch(term.identifier)
    ]


def _hint(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else f"; known: {', '.join(sorted(known))}"
