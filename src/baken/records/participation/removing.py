"""Takes names, addresses, telephone numbers and mail addresses out of what people said.

With deduce (MIT/LGPL, made for Dutch care records), its lists of names and our own rules. Places
stay: a wijk, a street or a square without a house number says where, not who. Loaded by the worker
only; the lists of names are built once, in a folder under the home of this install.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import simplemma
from deduce import Deduce
from deduce.data.lookup.src import all_lists

from baken.records.participation.marks import REMOVED_MARKS
from baken.records.participation.person_rules import OWN_RULES, SMALL_NAME

KEPT_GROUPS = frozenset({"names", "locations", "identifiers", "phone_numbers", "email_addresses"})
LEFT_OUT = frozenset({"eponymous_disease", "placename", "street_lookup", "patient_name"})
"""Lists of places and of diseases: the first stay in a conversation, the second are not in one."""
KIND_OF_TAG = {
    "persoon": "name",
    "locatie": "address",
    "telefoonnummer": "phone",
    "emailadres": "mail",
    "bsn": "number",
    "id": "number",
}


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text with marks in the place of what was taken out, and how many were."""

    text: str
    removed: int


Progress = Callable[[str], None]


class Remover:
    """Takes out what leads to a person; ``places`` are words that stay."""

    def __init__(self, folder: Path, *, places: Iterable[str] = ()) -> None:
        self._deduce = Deduce(
            load_base_config=False,
            config=_config(),
            lookup_data_path=_lists(folder),
            cache_path=folder,
        )
        self._first_names = _first_names(folder)
        self._places = frozenset(word for place in places for word in _words(place))

    def clean(self, text: str) -> CleanText:
        """Return the text with what leads to a person taken out; fails closed."""
        plain = " ".join(text.split())
        spans = [*self._own(plain), *self._small_names(plain), *self._by_deduce(plain)]
        return _replaced(plain, spans)

    def _own(self, text: str) -> Iterable[tuple[int, int, str]]:
        for kind, rule in OWN_RULES:
            for found in rule.finditer(text):
                group = 1 if rule.groups else 0
                if kind != "name" or not self._is_place(found[group]):
                    yield (*found.span(group), kind)

    def _small_names(self, text: str) -> Iterable[tuple[int, int, str]]:
        for found in SMALL_NAME.finditer(text):
            if found[1] in self._first_names and not self._is_place(found[1]):
                yield (*found.span(1), "name")

    def _by_deduce(self, text: str) -> Iterable[tuple[int, int, str]]:
        for each in self._deduce.deidentify(text).annotations:
            kind = KIND_OF_TAG.get(each.tag, "other")
            if kind == "name" and self._is_word(text, each.start_char, each.text):
                continue
            if kind != "name" or not self._is_place(each.text):
                yield each.start_char, each.end_char, kind

    def _is_word(self, text: str, start: int, found: str) -> bool:
        """Return whether a lone "surname" is a plain word with the capital of its sentence."""
        small = found.casefold()
        if not found.isalpha() or small in self._first_names:
            return False
        before = text[:start].rstrip()
        begins = not before or before[-1] in '.!?:"“'
        return begins and bool(simplemma.is_known(small, lang="nl"))

    def _is_place(self, text: str) -> bool:
        words = _words(text)
        return bool(words) and all(word in self._places for word in words)


def is_built(folder: Path) -> bool:
    """Return whether the lists of names are there: the first time takes a minute or more."""
    return (folder / "cache" / "lookup_structs.pickle").exists()


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> CleanText:
    """Return the text with joined spans replaced, the longer and earlier first."""
    out, place, removed = [], 0, 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < place:
            # What sticks out of a span that is gone already goes with it.
            place = max(place, end)
            continue
        out += [text[place:start], REMOVED_MARKS[kind]]
        place, removed = end, removed + 1
    return CleanText("".join([*out, text[place:]]), removed)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())


def _first_names(folder: Path) -> frozenset[str]:
    """Return the first names, small, without those that are a common word or a stop word."""
    lists = folder / "lists" / "src"

    def read(*names: str) -> frozenset[str]:
        found = [path for name in names for path in (lists / name).rglob("items.txt")]
        return frozenset(
            line.casefold() for path in found for line in path.read_text("utf-8").splitlines()
        )

    return read("names/lst_first_name") - read("whitelist")


def _config() -> dict:
    base = json.loads(files("deduce").joinpath("base_config.json").read_text(encoding="utf-8"))
    base["annotators"] = {
        name: each
        for name, each in base["annotators"].items()
        if each.get("group") in KEPT_GROUPS and name not in LEFT_OUT
    }
    return base


def _lists(folder: Path) -> Path:
    """Return a folder with deduce's lists of names; the lists that we leave out are empty there.

    The whole lists take minutes to build and more than a gigabyte to hold.
    """
    target = folder / "lists"
    source = Path(str(files("deduce").joinpath("data", "lookup", "src")))
    for name in all_lists:
        place = target / "src" / name
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.startswith(("names/", "whitelist/")):
            shutil.copytree(source / name, place)
        else:
            place.mkdir(parents=True)
            (place / "items.txt").write_text("zzleegzz\n", encoding="utf-8")
    return target
