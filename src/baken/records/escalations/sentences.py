"""Why a phase holds, in one plain sentence, Dutch and English."""

import math

from baken.catalogue.escalation import EscalationModel
from baken.engines.phases import PhaseEvidence, once_in_years

ORDINARY = 0.1
"""A p above this is nothing to speak of."""


def sentences(evidence: PhaseEvidence, model: EscalationModel) -> tuple[str, str]:
    """Return the sentence in Dutch and in English."""
    return _dutch(evidence, model), _english(evidence, model)


def _dutch(evidence: PhaseEvidence, model: EscalationModel) -> str:
    what = model.head.phenomenon if evidence.count == 1 else model.head.phenomenon_plural_nl
    counted = f"{evidence.count} {what} in 2 weken"
    if evidence.p is None or evidence.expected is None:
        return f"{counted}; wat te verwachten was is niet bekend{_repeats_nl(evidence)}"
    return (
        f"{counted}; verwacht {_number(evidence.expected, ',')} (95 %: "
        f"{evidence.lower:.0f}-{evidence.upper:.0f}); {_rare_nl(evidence.p)}{_repeats_nl(evidence)}"
    )


def _english(evidence: PhaseEvidence, model: EscalationModel) -> str:
    plural = model.head.phenomenon_plural_en
    what = _singular(plural) if evidence.count == 1 else plural
    counted = f"{evidence.count} {what} in 2 weeks"
    if evidence.p is None or evidence.expected is None:
        return f"{counted}; what was to be expected is not known{_repeats_en(evidence)}"
    return (
        f"{counted}; expected {_number(evidence.expected, '.')} (95 %: "
        f"{evidence.lower:.0f}-{evidence.upper:.0f}); {_rare_en(evidence.p)}{_repeats_en(evidence)}"
    )


def _rare_nl(p: float) -> str:
    if p > ORDINARY:
        return "dat is niet ongewoon"
    found = once_in_years(p)
    if found.beyond:
        return f"in rustige tijden komt dit minder dan eens in {found.years:.0f} jaar voor"
    return (
        f"in rustige tijden komt dit eens in {_span(found.years, 'maand', 'maanden', 'jaar')} voor"
    )


def _rare_en(p: float) -> str:
    if p > ORDINARY:
        return "that is not unusual"
    found = once_in_years(p)
    if found.beyond:
        return f"in quiet times this happens less than once in {found.years:.0f} years"
    return f"in quiet times this happens once in {_span(found.years, 'month', 'months', 'years')}"


def _span(years: float, month: str, months: str, unit: str) -> str:
    """Write a span in months below a year and a half, else in years, as exact as it is known."""
    if years < 1.5:
        number = max(1, round(years * 12))
        return f"{number} {month if number == 1 else months}"
    if years < 20:
        return f"{round(years)} {unit}"
    digits = 10 ** math.floor(math.log10(years))
    return f"{round(years / digits) * digits} {unit}"


def _repeats_nl(evidence: PhaseEvidence) -> str:
    number = evidence.near_repeats or 0
    if number < 1:
        return ""
    verb = "volgde" if number == 1 else "volgden"
    return f"; {number} {verb} binnen 7 dagen en 200 meter op een eerdere"


def _repeats_en(evidence: PhaseEvidence) -> str:
    number = evidence.near_repeats or 0
    return f"; {number} within 7 days and 200 metres of an earlier one" if number else ""


def _number(value: float, point: str) -> str:
    written = f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
    return written.removesuffix(".0").replace(".", point)


def _singular(plural: str) -> str:
    return plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")
