"""What the watch says of a week, in English or Dutch, and the phase that follows from alarms."""

import math

WEEKS_A_YEAR = 52
QUIET_WEEKS = 2  # without an alarm before a phase falls back

WORDS = {
    "en": {
        "one": "{count} this week; expected {expected} (95 %: {lower}-{upper}); {told}.",
        "two": "{count} in 2 weeks; expected {expected} (95 %: {lower}-{upper}); {told}.",
        "limit": "{count} this week; expected {expected}, alarm above {upper}; {told}.",
        "rare": "in quiet times this happens once in {number} years",
        "often": "in quiet times this happens {number} times a year",
        "usual": "nothing unusual",
        "low": "fewer than is usual: check whether everything was delivered",
        "short": "; short history, without season",
        "none": "not judged: the history is too short or the count unknown",
    },
    "nl": {
        "one": "{count} deze week; verwacht {expected} (95 %: {lower}-{upper}); {told}.",
        "two": "{count} in 2 weken; verwacht {expected} (95 %: {lower}-{upper}); {told}.",
        "limit": "{count} deze week; verwacht {expected}, alarm boven {upper}; {told}.",
        "rare": "in rustige tijden gebeurt dit eens in de {number} jaar",
        "often": "in rustige tijden gebeurt dit {number} keer per jaar",
        "usual": "niets ongewoons",
        "low": "minder dan gewoon: kijk na of alles geleverd is",
        "short": "; korte geschiedenis, zonder seizoen",
        "none": "niet beoordeeld: de geschiedenis is te kort of het aantal onbekend",
    },
}


def sentence(language: str, weeks: str, numbers: tuple[float, ...], told: str) -> str:
    """Count, expectation and interval of one week ("one") or two ("two"), and what to think.

    With "limit" the upper number is an alarm limit, not the end of an interval.
    """
    count, expected, lower, upper = numbers
    return WORDS[language][weeks].format(
        count=f"{count:.0f}",
        expected=_short(expected, language),
        lower=f"{lower:.0f}",
        upper=_short(upper, language) if weeks == "limit" else f"{upper:.0f}",
        told=told,
    )


def how_rare(language: str, p: float) -> str:
    """How often a quiet time brings something like this by chance."""
    a_year = p * WEEKS_A_YEAR
    words = WORDS[language]
    if a_year >= 1:
        return words["often"].format(number=f"{a_year:.0f}")
    return words["rare"].format(number=_round(1 / max(a_year, 1e-6)))


def next_phase(phase: str, quiet: int, *, alarm: bool) -> tuple[str, int]:
    """The phase after this week, and the weeks without an alarm so far.

    Rust becomes alert at an alarm, alert becomes escalatie at an alarm in the very next week; each
    falls back to rust after two quiet weeks. A rule for this command only: a municipality's own
    model stands in its catalogue.
    """
    if alarm:
        again = phase != "rust" and quiet == 0
        return ("escalatie" if again or phase == "escalatie" else "alert"), 0
    quiet += 1
    return ("rust", 0) if quiet >= QUIET_WEEKS else (phase, quiet)


def _short(value: float, language: str) -> str:
    text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text


def _round(years: float) -> str:
    """Two digits: nobody knows more of it."""
    if years < 10:
        return f"{years:.0f}"
    step = 10 ** (math.floor(math.log10(years)) - 1)
    return f"{round(years / step) * step:.0f}"
