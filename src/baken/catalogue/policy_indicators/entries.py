"""Reads ``policy_indicators/*/*.toml`` and holds the entries against each other."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.measure import Measure
from baken.vocabulary.standing import Polarity


@dataclass(frozen=True, slots=True)
class PolicyIndicator:
    """An indicator as a municipality states it in a budget, a plan or an account.

    ``per`` is the unit of a rate (1,000 inhabitants) or a share (100). ``municipalities`` lists
    who states it; none means any. ``of_count`` names the indicator that counts what a rate or a
    share is taken of, ``complement`` the share that makes 100 % with this one. ``sampled`` figures
    come from a survey; a ``stock`` is a state at a moment, in which chance hardly plays a part.
    Without a target ``no_target`` says why, so that it is never taken for 0 or for missing.
    """

    id: str
    measure: Measure
    per: int
    polarity: Polarity
    aliases: tuple[str, ...]
    municipalities: tuple[str, ...]
    unit_nl: str
    unit_en: str
    numerator_nl: str
    numerator_en: str
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str
    denominator_nl: str = ""
    denominator_en: str = ""
    no_target_nl: str = ""
    no_target_en: str = ""
    offences: tuple[str, ...] = ()
    crime_set: str = ""
    of_count: str = ""
    complement: str = ""
    mandatory: bool = False
    sampled: bool = False
    stock: bool = False

    def said(self, field: str, language: str) -> str:
        """Return ``label``, ``unit``, ``explanation`` … in Dutch or English."""
        text: str = getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")
        return text


@dataclass(frozen=True, slots=True)
class DefinitionBreak:
    """The year from which an indicator means something else; nothing is compared across it."""

    id: str
    indicator: str
    from_year: int
    sentence_nl: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class CrimeSet:
    """A named set of CBS crime types, as one text of one municipality uses the name."""

    id: str
    municipality: str
    offences: tuple[str, ...]
    label_nl: str
    label_en: str
    explanation_nl: str
    explanation_en: str


def refuse_misfits(
    indicators: tuple[PolicyIndicator, ...],
    breaks: tuple[DefinitionBreak, ...],
    sets: tuple[CrimeSet, ...],
) -> None:
    """Refuse names that lead nowhere, aliases of two indicators and rates of nothing.

    Raises:
        CatalogueError: with every misfit.
    """
    known = {entry.id for entry in indicators}
    errors = [f'break "{b.id}": no indicator "{b.indicator}"' for b in breaks
              if b.indicator not in known]  # fmt: skip
    errors += _doubled_aliases(indicators)
    for entry in indicators:
        errors += _misfits(entry, known, {each.id for each in sets})
    if errors:
        raise CatalogueError(errors)


def _doubled_aliases(indicators: tuple[PolicyIndicator, ...]) -> list[str]:
    names = [name for entry in indicators for name in (entry.id, *entry.aliases)]
    doubled = sorted({name for name in names if names.count(name) > 1})
    return [f'the name "{name}" belongs to two indicators; keep one' for name in doubled]


def _misfits(entry: PolicyIndicator, known: set[str], sets: set[str]) -> list[str]:
    place = f'indicator "{entry.id}"'
    wrong = [
        f'{place}: {key} "{name}" is no indicator'
        for key, name in (("of_count", entry.of_count), ("complement", entry.complement))
        if name and name not in known
    ]
    if entry.crime_set and entry.crime_set not in sets:
        wrong.append(f'{place}: crime_set "{entry.crime_set}" is no set')
    if entry.measure in {Measure.RATE, Measure.SHARE} and not entry.denominator_nl:
        wrong.append(f"{place}: a {entry.measure} needs a denominator")
    return wrong


_FOLDER = Path(__file__).parent
POLICY_INDICATORS: tuple[PolicyIndicator, ...] = read_entries(
    _FOLDER / "indicators", "indicator", PolicyIndicator
)
BREAKS: tuple[DefinitionBreak, ...] = read_entries(_FOLDER / "breaks", "break", DefinitionBreak)
CRIME_SETS: tuple[CrimeSet, ...] = read_entries(_FOLDER / "crime_sets", "set", CrimeSet)
refuse_misfits(POLICY_INDICATORS, BREAKS, CRIME_SETS)
_BY_NAME = {name: entry for entry in POLICY_INDICATORS for name in (entry.id, *entry.aliases)}


def policy_indicator(name: str) -> PolicyIndicator | None:
    """Return the indicator with this id or alias, or None."""
    return _BY_NAME.get(name)


def breaks_of(identifier: str) -> tuple[DefinitionBreak, ...]:
    """Return the breaks in definition of an indicator, the earliest first."""
    found = [entry for entry in BREAKS if entry.indicator == identifier]
    return tuple(sorted(found, key=lambda entry: entry.from_year))
