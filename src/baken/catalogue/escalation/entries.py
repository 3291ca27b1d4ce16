"""Reads ``escalation/models/*.toml``: one model per file, every mistake in all files at once."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from baken.catalogue.reader import CatalogueError, build
from baken.vocabulary.phase import Phase

Part = TypeVar("Part")
LEVELS = ("wijk", "buurt")
SOURCE_KINDS = ("named_in_text", "example")
OWNER_KINDS: dict[str, tuple[str, str]] = {
    "gemeente": ("gemeente", "municipality"),
    "politie": ("politie", "police"),
    "boa": ("handhaving (boa's)", "street enforcement"),
    "bewoners": ("bewoners", "residents"),
    "woningcorporatie": ("woningcorporatie", "housing corporation"),
    "burgemeester": ("burgemeester", "mayor"),
    "driehoek": ("driehoek", "driehoek (mayor, prosecutor, police)"),
    "veiligheidshuis": ("Zorg- en Veiligheidshuis", "Zorg- en Veiligheidshuis"),
    "beheer_openbare_ruimte": ("beheer openbare ruimte", "upkeep of public space"),
}
"""Who may own a step of a package, in Dutch and English."""


@dataclass(frozen=True, slots=True)
class RuleValues:
    """The numbers by which phases rise, and after which a step down is proposed.

    Each p is that of the watch over weekly counts. ``promised_*`` is what these numbers keep to in
    a quiet area, per year, as measured.
    """

    is_example: bool
    window_weeks: int
    alert_p: float
    hold_p: float
    lasting_p: float
    escalate_p: float
    confirm_reviews: int
    quiet_reviews: int
    min_count: int
    near_repeats: int
    near_repeats_p: float
    promised_alerts: float
    promised_escalations: float
    owner_days: int
    measured_in: str


@dataclass(frozen=True, slots=True)
class PhaseEntry:
    """One phase of a model: its name and what its package is for."""

    id: Phase
    order: int
    title_nl: str
    title_en: str
    aim_nl: str
    aim_en: str
    name_source: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Intervention:
    """One step of a package: who owns it, and within how many days. Never begun by itself."""

    id: str
    phase: Phase
    title_nl: str
    title_en: str
    owner_kind: str
    term_days: int
    term_is_example: bool
    phase_is_example: bool
    source_kind: str
    source: str
    section: str = ""
    line: int | None = None
    cost_euro: float | None = None
    cost_note_nl: str = ""
    cost_note_en: str = ""

    def title(self, language: str) -> str:
        """Return what is done, in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl

    def owner(self, language: str) -> str:
        """Return who owns it, in Dutch or English."""
        return OWNER_KINDS[self.owner_kind][language.startswith("en")]


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    title_nl: str
    title_en: str
    phenomenon: str
    phenomenon_plural_nl: str
    phenomenon_plural_en: str
    offence_codes: tuple[str, ...]
    is_example: bool
    replace_before_use: bool
    area_level: str
    review_interval_days: int
    source: str
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class _Trigger:
    id: str
    is_example: bool
    statistic_nl: str
    statistic_en: str
    alert_when_nl: str
    alert_when_en: str
    escalate_when_nl: str
    escalate_when_en: str
    deescalate_when_nl: str
    deescalate_when_en: str
    thresholds_given_in_text: bool
    values_are: str


@dataclass(frozen=True, slots=True)
class EscalationModel:
    """A model as its file says it; ``sha256`` is that of the file."""

    head: _Head
    trigger: _Trigger
    rules: RuleValues
    phases: tuple[PhaseEntry, ...]
    interventions: tuple[Intervention, ...]
    sha256: str

    @property
    def id(self) -> str:
        """Return the model's id."""
        return self.head.id

    @property
    def is_example(self) -> bool:
        """Return whether this is example policy, to be replaced before it is used."""
        return self.head.is_example

    def title(self, language: str) -> str:
        """Return the model's name in Dutch or English."""
        return self.head.title_en if language.startswith("en") else self.head.title_nl

    def said(self, field: str, language: str) -> str:
        """Return ``statistic``, ``alert_when``, ``escalate_when`` or ``deescalate_when``."""
        text: str = getattr(self.trigger, f"{field}_{'en' if language.startswith('en') else 'nl'}")
        return text

    def phase(self, phase: Phase) -> PhaseEntry:
        """Return what the model says of a phase."""
        return next(entry for entry in self.phases if entry.id is phase)

    def package(self, phase: Phase) -> tuple[Intervention, ...]:
        """Return the steps of a phase's package, the soonest first."""
        own = (each for each in self.interventions if each.phase is phase)
        return tuple(sorted(own, key=lambda each: (each.term_days, each.id)))


def read_models(folder: Path) -> tuple[EscalationModel, ...]:
    """Read every model of a folder.

    Raises:
        CatalogueError: naming file, place and remedy of every mistake in all files.
    """
    errors: list[str] = []
    found = [_read(path, errors) for path in sorted(folder.glob("*.toml"))]
    models = tuple(model for model in found if model is not None)
    ids = [model.id for model in models]
    errors += [f'the model "{name}" occurs twice' for name in {i for i in ids if ids.count(i) > 1}]
    if errors:
        raise CatalogueError(errors)
    return models


def read_model(path: Path) -> EscalationModel:
    """Read one model.

    Raises:
        CatalogueError: naming every mistake of the file.
    """
    errors: list[str] = []
    model = _read(path, errors)
    if errors or model is None:
        raise CatalogueError(errors)
    return model


_TABLES = ("escalation_model", "trigger", "rules", "phase", "intervention")


def _read(path: Path, errors: list[str]) -> EscalationModel | None:
    raw = path.read_bytes()
    try:
        content = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        errors.append(f"{path.name}: no valid TOML ({error})")
        return None
    before = len(errors)
    errors += [
        f'{path.name}: unknown table "{name}"; known: {", ".join(_TABLES)}'
        for name in sorted(set(content) - set(_TABLES))
    ]
    head = _one(_Head, content, "escalation_model", path, errors)
    trigger = _one(_Trigger, content, "trigger", path, errors)
    rules = _one(RuleValues, content, "rules", path, errors)
    phases = _many(PhaseEntry, content, "phase", path, errors)
    steps = _many(Intervention, content, "intervention", path, errors)
    errors += [f"{path.name}: {fault}" for fault in _faults(head, rules, phases, steps)]
    if len(errors) > before or head is None or trigger is None or rules is None:
        return None
    in_order = tuple(sorted(phases, key=lambda entry: entry.order))
    return EscalationModel(
        head, trigger, rules, in_order, tuple(steps), hashlib.sha256(raw).hexdigest()
    )


def _one(
    kind: type[Part], content: Mapping[str, Any], key: str, path: Path, errors: list[str]
) -> Part | None:
    table = content.get(key)
    if not isinstance(table, dict):
        errors.append(f"{path.name}: the table [{key}] is missing; add it")
        return None
    return build(kind, table, f"{path.name}: {key}", errors)


def _many(
    kind: type[Part], content: Mapping[str, Any], key: str, path: Path, errors: list[str]
) -> list[Part]:
    tables = content.get(key, [])
    if not isinstance(tables, list):
        errors.append(f"{path.name}: write [[{key}]], with two brackets")
        return []
    made = [
        build(kind, table, f"{path.name}: {key} {number}", errors)
        for number, table in enumerate(tables, start=1)
    ]
    return [each for each in made if each is not None]


def _faults(
    head: _Head | None,
    rules: RuleValues | None,
    phases: list[PhaseEntry],
    steps: list[Intervention],
) -> list[str]:
    """What is wrong between the parts."""
    found = [
        f'phase "{phase}" is missing; add [[phase]] id = "{phase}"'
        for phase in Phase
        if phase not in {entry.id for entry in phases}
    ]
    if len({entry.id for entry in phases}) < len(phases):
        found.append("a phase occurs twice; give each once")
    ids = [each.id for each in steps]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    found += [f'intervention "{name}" occurs twice; ids are unique' for name in twice]
    for each in steps:
        if each.owner_kind not in OWNER_KINDS:
            known = ", ".join(OWNER_KINDS)
            found.append(f'intervention "{each.id}": owner "{each.owner_kind}" is none of {known}')
        if not 1 <= each.term_days <= 366:
            found.append(f'intervention "{each.id}": term_days {each.term_days}; give 1 to 366')
        if each.source_kind not in SOURCE_KINDS:
            known = ", ".join(SOURCE_KINDS)
            found.append(f'intervention "{each.id}": "{each.source_kind}" is none of {known}')
        if each.source_kind == "named_in_text" and not (each.section and each.line):
            found.append(f'intervention "{each.id}": named in a text, so give section and line')
    return found + _faults_of_head(head) + _faults_of_rules(rules)


def _faults_of_head(head: _Head | None) -> list[str]:
    if head is None:
        return []
    found = []
    if head.area_level not in LEVELS:
        found.append(f'"area_level" is "{head.area_level}"; give {" or ".join(LEVELS)}')
    if head.review_interval_days != 7:
        found.append('"review_interval_days": the watch counts weeks; give 7')
    if not head.offence_codes:
        found.append('"offence_codes" is empty; name at least one code')
    return found


def _faults_of_rules(rules: RuleValues | None) -> list[str]:
    if rules is None:
        return []
    found = []
    if rules.window_weeks != 2:
        found.append('"window_weeks": the watch looks at one and two weeks; give 2')
    if not 0 < rules.escalate_p < rules.lasting_p <= rules.alert_p < rules.hold_p < 1:
        found.append("rules: give 0 < escalate_p < lasting_p <= alert_p < hold_p < 1")
    found += [
        f'"{name}" is {getattr(rules, name)}; give 1 to 52'
        for name in ("confirm_reviews", "quiet_reviews", "owner_days")
        if not 1 <= getattr(rules, name) <= 52
    ]
    if rules.min_count < 0 or rules.near_repeats < 0 or not 0 < rules.near_repeats_p < 1:
        found.append("min_count and near_repeats: 0 or more; near_repeats_p: between 0 and 1")
    if rules.promised_alerts <= 0 or rules.promised_escalations <= 0:
        found.append("promised_alerts and promised_escalations: above 0, as measured")
    return found


ESCALATION_MODELS: tuple[EscalationModel, ...] = read_models(Path(__file__).parent / "models")


def escalation_model(name: str) -> EscalationModel | None:
    """Return a model by its id, or None."""
    return next((model for model in ESCALATION_MODELS if model.id == name), None)
