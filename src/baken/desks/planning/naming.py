"""How plans are said: names, dates and places in the language of the reader."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.policy_texts import POLICY_TEXTS, PolicyText, policy_text
from baken.desks.planning import wording
from baken.records.plans.schema import Measure, Stated
from baken.vocabulary.writing import NumberWriter

_ORGANISATIONS = {each.id: each for each in ORGANISATIONS}
_PHENOMENA = {each.id: each for each in PHENOMENA}


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def joined(words: list[str]) -> str:
    """Write an enumeration: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(all_but_last)s and %(last)s") % {
        "all_but_last": ", ".join(words[:-1]),
        "last": words[-1],
    }


def place_words(stated: Stated) -> str:
    """Say where in which text something stands, as far as that is known."""
    words = {
        "text": text_words(stated.source),
        "section": stated.section,
        "line": stated.line,
    }
    if stated.section and stated.line:
        return _("%(text)s, “%(section)s”, paragraph %(line)d") % words
    if stated.section:
        return _("%(text)s, “%(section)s”") % words
    return words["text"]


def text_words(source: str) -> str:
    """Write where something stands: the title of a text that is known here, or the words given."""
    text = policy_text(source)
    return text.title(language()) if text else source


def read_source(words: str) -> str:
    """Return the name that plans give to a text with this title, or the words themselves."""
    return next((each.id for each in POLICY_TEXTS if words in _titles(each)), words)


def _titles(text: PolicyText) -> tuple[str, str]:
    return text.title_nl, text.title_en


def organisations(names: Iterable[str]) -> str:
    """Write organisations by name."""
    return ", ".join(_ORGANISATIONS[name].name(language()) for name in names)


def phenomena(names: Iterable[str]) -> str:
    """Write phenomena by name."""
    return ", ".join(_PHENOMENA[name].name(language()) for name in names)


def when(measure: Measure) -> str:
    """Write everything a text says about when; empty where it says nothing."""
    said = [
        _("from %(day)s") % {"day": day_words(measure.start)} if measure.start else "",
        _("until %(day)s") % {"day": day_words(measure.end)} if measure.end else "",
        _("before %(day)s") % {"day": measure.due_nl or day_words(measure.due)}
        if measure.due or measure.due_nl
        else "",
        str(measure.year or ""),
        day_words(measure.event_date) if measure.event_date else "",
        str(wording.RHYTHMS.get(measure.interval, measure.interval)),
        measure.season_nl,
        _("law in force since %(day)s") % {"day": day_words(measure.law_in_force)}
        if measure.law_in_force
        else "",
    ]
    return ", ".join(each for each in said if each)


def day_words(written: str) -> str:
    """Write a date as precisely as the text gives it: a year, a month or a day."""
    parts = written.split("-")
    if len(parts) == 1:
        return written
    year, month, *day = (int(part) for part in parts)
    return date_format(date(year, month, *day or [1]), "j F Y" if day else "F Y")


def number(value: float) -> str:
    """Write a number with as many decimals as it has, at most three."""
    decimals = next((n for n in range(3) if round(value, n) == value), 3)
    return NumberWriter(language() == "en").number(value, decimals)


def euros(value: float) -> str:
    """Write an amount of money; cents only where there are any."""
    whole = round(value) == value
    return f"€ {NumberWriter(language() == 'en').number(value, 0 if whole else 2)}"


def percents(share: float) -> str:
    """Write a share as a percentage."""
    return NumberWriter(language() == "en").percents(share)


def plain_number(value: float) -> str:
    """Write a number as a form shows it: whole, without grouping."""
    text = f"{value:.12g}"
    return text if language() == "en" else text.replace(".", ",")


def read_number(text: str) -> float | None:
    """Read a number as the reader writes it: 1.250,5 in Dutch, 1,250.5 in English; or None."""
    point, grouping = (".", ",") if language() == "en" else (",", ".")
    if re.fullmatch(rf"-?\d{{1,3}}(\{grouping}\d{{3}})+(\{point}\d+)?", text):
        text = text.replace(grouping, "")
    text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"-?\d{1,15}(\.\d+)?", text) else None
