"""Reads ``policy_indicators/*/*.toml`` and holds the entries against each other."""

import re
from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import CatalogueError, read_entries
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.measure import Cadence, Measure
from baken.vocabulary.standing import Polarity


@dataclass(frozen=True, slots=True)
class PolicyIndicator:
    """An indicator as a municipality states it in a budget, a plan or an account.

    ``per`` is the unit of a rate (1,000 inhabitants) or a share (100). ``municipalities`` lists
    who states it; none means any. ``of_count`` names the indicator that counts what a rate or a
    share is taken of, ``complement`` the share that makes 100 % with this one. ``sampled`` figures
    come from a survey; a ``stock`` is a state at a moment, in which chance hardly plays a part.
    Without a target ``no_target`` says why, so that it is never taken for 0 or for missing;
    ``no_figures`` says why nobody delivered any.
    """

    id: str
    measure: Measure
    per: int
    polarity: Polarity
    theme: str
    measured: Cadence
    breakdowns: tuple[AreaLevel, ...]
    minimum: int
    decimals: int
    aliases: tuple[str, ...]
    municipalities: tuple[str, ...]
    source_nl: str
    source_en: str
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
    no_figures_nl: str = ""
    no_figures_en: str = ""
    offences: tuple[str, ...] = ()
    crime_set: str = ""
    of_count: str = ""
    complement: str = ""
    product_of: tuple[str, ...] = ()
    spread_of: str = ""
    exposure: str = ""
    mandatory: bool = False
    sampled: bool = False
    stock: bool = False

    def said(self, field: str, language: str) -> str:
        """Return ``label``, ``unit``, ``explanation`` … in Dutch or English."""
        text: str = getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")
        return text


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading of the table of indicators."""

    id: str
    label_nl: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A text that states indicators; ``name`` is how deliveries call it, ``made`` a year and month.

    Where two publications differ, the one made later counts.
    """

    id: str
    name: str
    municipality: str
    made: str
    title_nl: str
    title_en: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class KeptIndicator:
    """An indicator of a baseline set; ``margin`` is how much worse would be too much.

    A share of the baseline for a count or a rate (0.1 = 10 %), points for a share or a score.
    """

    indicator: str
    margin: float


@dataclass(frozen=True, slots=True)
class BaselineSet:
    """The levels of one year that a municipality wants to keep, with a margin each."""

    id: str
    municipality: str
    year: int
    until_year: int
    label_nl: str
    label_en: str
    source_nl: str
    source_en: str
    quote_nl: str
    margin_nl: str
    margin_en: str
    kept: tuple[KeptIndicator, ...]


@dataclass(frozen=True, slots=True)
class DefinitionBreak:
    """The year from which an indicator means something else; nothing is compared across it."""

    id: str
    indicator: str
    from_year: int
    sentence_nl: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What was going on in some years that no plan decided and that figures show as well."""

    id: str
    first_year: int
    last_year: int
    label_nl: str
    label_en: str
    sentence_nl: str
    sentence_en: str

    def said(self, field: str, language: str) -> str:
        """Return ``label`` or ``sentence`` in Dutch or English."""
        text: str = getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")
        return text


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
    reading_nl: str = ""
    reading_en: str = ""


def as_delivered(name: str) -> str:
    """Return a name as deliveries store it: lower case, dashes between words."""
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-")[:80]


def refuse_misfits(
    indicators: tuple[PolicyIndicator, ...],
    breaks: tuple[DefinitionBreak, ...],
    sets: tuple[CrimeSet, ...],
    themes: tuple[Theme, ...],
    baselines: tuple[BaselineSet, ...] = (),
) -> None:
    """Refuse names that lead nowhere, aliases of two indicators, rates of nothing, margins of none.

    Raises:
        CatalogueError: with every misfit.
    """
    known = {entry.id for entry in indicators}
    errors = [f'break "{b.id}": no indicator "{b.indicator}"' for b in breaks
              if b.indicator not in known]  # fmt: skip
    errors += _doubled_aliases(indicators)
    for entry in indicators:
        errors += _misfits(entry, known, {each.id for each in sets})
        if entry.theme not in {theme.id for theme in themes}:
            errors.append(f'indicator "{entry.id}": theme "{entry.theme}" is no theme')
    for baseline in baselines:
        errors += _wrong_margins(baseline, known)
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
        for key, name in (
            ("of_count", entry.of_count),
            ("complement", entry.complement),
            *(("product_of", name) for name in entry.product_of),
        )
        if name and name not in known
    ]
    if entry.product_of and len(entry.product_of) != 2:
        wrong.append(f"{place}: product_of names a count and a share, two in all")
    if entry.crime_set and entry.crime_set not in sets:
        wrong.append(f'{place}: crime_set "{entry.crime_set}" is no set')
    if entry.measure in {Measure.RATE, Measure.SHARE} and not entry.denominator_nl:
        wrong.append(f"{place}: a {entry.measure} needs a denominator")
    return wrong


def _wrong_margins(baseline: BaselineSet, known: set[str]) -> list[str]:
    place = f'baseline "{baseline.id}"'
    wrong = [f'{place}: "{kept.indicator}" is no indicator' for kept in baseline.kept
             if kept.indicator not in known]  # fmt: skip
    return wrong + [
        f'{place}: the margin {kept.margin} of "{kept.indicator}" is not above zero; without a '
        "margin nothing can be shown to be kept"
        for kept in baseline.kept
        if kept.margin <= 0
    ]


_FOLDER = Path(__file__).parent
POLICY_INDICATORS: tuple[PolicyIndicator, ...] = read_entries(
    _FOLDER / "indicators", "indicator", PolicyIndicator
)
BREAKS: tuple[DefinitionBreak, ...] = read_entries(_FOLDER / "breaks", "break", DefinitionBreak)
CRIME_SETS: tuple[CrimeSet, ...] = read_entries(_FOLDER / "crime_sets", "set", CrimeSet)
THEMES: tuple[Theme, ...] = read_entries(_FOLDER / "themes", "theme", Theme)
PUBLICATIONS: tuple[Publication, ...] = read_entries(
    _FOLDER / "publications", "publication", Publication
)
BASELINES: tuple[BaselineSet, ...] = read_entries(_FOLDER / "baselines", "baseline", BaselineSet)
CIRCUMSTANCES: tuple[Circumstance, ...] = read_entries(
    _FOLDER / "circumstances", "circumstance", Circumstance
)
refuse_misfits(POLICY_INDICATORS, BREAKS, CRIME_SETS, THEMES, BASELINES)
_BY_NAME = {name: entry for entry in POLICY_INDICATORS for name in (entry.id, *entry.aliases)}
_BY_DELIVERED = {as_delivered(name): entry for name, entry in _BY_NAME.items()}
_PUBLICATIONS = {entry.name: entry for entry in PUBLICATIONS}


def policy_indicator(name: str) -> PolicyIndicator | None:
    """Return the indicator with this id or alias, or None."""
    return _BY_NAME.get(name)


def policy_indicator_delivered(name: str) -> PolicyIndicator | None:
    """Return the indicator that deliveries store under this name, or None."""
    return _BY_DELIVERED.get(name)


def named_by(municipality: str) -> tuple[PolicyIndicator, ...]:
    """Return the indicators that a municipality's texts name, and those that are mandatory.

    Nothing for a municipality of which no text is known.
    """
    if not any(municipality in entry.municipalities for entry in POLICY_INDICATORS):
        return ()
    return tuple(
        entry
        for entry in POLICY_INDICATORS
        if entry.mandatory or municipality in entry.municipalities
    )


def publication_named(name: str) -> Publication | None:
    """Return the publication that deliveries call so, or None."""
    return _PUBLICATIONS.get(name)


def crime_set(identifier: str) -> CrimeSet | None:
    """Return the crime set with this id, or None."""
    return next((entry for entry in CRIME_SETS if entry.id == identifier), None)


def breaks_of(identifier: str) -> tuple[DefinitionBreak, ...]:
    """Return the breaks in definition of an indicator, the earliest first."""
    found = [entry for entry in BREAKS if entry.indicator == identifier]
    return tuple(sorted(found, key=lambda entry: entry.from_year))
