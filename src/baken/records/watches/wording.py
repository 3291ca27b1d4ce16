"""The sentence of an unusual week, in Dutch and English, from its numbers."""

from datetime import date, timedelta

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.offences import offence as offence_entry
from baken.records.watches.facts import WatchedWeekFact, WatchSide

WEEKS_A_YEAR = 52.1775
_WORDS = {
    "nl": {
        "what": "{offence}, {area}: {count} in {when}; verwacht {expected} (95 %: {lower}-{upper})",
        "week": "de week van {day}",
        "weeks": "2 weken tot en met {day}",
        "growing": ", waarschijnlijk nog {number} te registreren",
        "rare": "in rustige tijden gebeurt dit eens in de {years} jaar",
        "yearly": "in rustige tijden gebeurt dit {times} keer per jaar",
        "never": "in rustige tijden gebeurt dit minder dan eens in de 1.000 jaar",
        "fell": "er kwam bijna niets binnen: kijk eerst na of alles is geleverd",
        "short": "de geschiedenis is kort, dus zonder seizoen",
    },
    "en": {
        "what": "{offence}, {area}: {count} in {when}; expected {expected} (95 %: {lower}-{upper})",
        "week": "the week of {day}",
        "weeks": "the 2 weeks up to {day}",
        "growing": ", probably {number} still to be recorded",
        "rare": "in quiet times this happens once in {years} years",
        "yearly": "in quiet times this happens {times} times a year",
        "never": "in quiet times this happens less than once in 1,000 years",
        "fell": "almost nothing came in: first check whether everything was delivered",
        "short": "the history is short, so without season",
    },
}  # fmt: skip
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}

_NAMED = {
    entry.offence: (entry.label_nl, entry.label_en)
    for entry in INDICATORS
    if entry.id == f"registered-crime-{entry.offence}"
}


def offence_words(code: str) -> tuple[str, str]:
    """Return the words for a type, Dutch and English; CBS's own name where we have no other."""
    entry = offence_entry(code)
    own = entry.name if entry else code
    return _NAMED.get(code, (own, own))


def sentence(
    language: str, watched: WatchedWeekFact, *, week: date, area: str, offence: str
) -> str:
    """Return what was counted, what was expected, and how often that happens in quiet times."""
    words = _WORDS[language]
    when = words["week"].format(day=_day(language, week))
    if watched.weeks == 2:
        when = words["weeks"].format(day=_day(language, week + timedelta(days=6)))
    to_come = round(watched.nowcast - watched.count)
    said = words["what"].format(
        offence=offence,
        area=area,
        count=watched.count,
        when=when + (words["growing"].format(number=to_come) if to_come >= 1 else ""),
        expected=_number(language, watched.expected),
        lower=round(watched.lower),
        upper=round(watched.upper),
    )
    parts = [said, words["fell"] if watched.fell_away else _how_rare(language, watched)]
    return "; ".join([*parts, *([words["short"]] if watched.short else [])])


def _how_rare(language: str, watched: WatchedWeekFact) -> str:
    words = _WORDS[language]
    p = watched.p_low if watched.side is WatchSide.LOW and watched.p_low is not None else watched.p
    years = 1 / max(p * WEEKS_A_YEAR, 1e-9)
    if years > 1000:
        return words["never"]
    if years >= 1.5:
        return words["rare"].format(years=_number(language, years))
    return words["yearly"].format(times=_number(language, 1 / years))


def _number(language: str, value: float) -> str:
    written = f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
    written = written.removesuffix(".0")
    return written.replace(".", ",") if language == "nl" else written


def _day(language: str, day: date) -> str:
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"
