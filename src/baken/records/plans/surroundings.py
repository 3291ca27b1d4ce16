"""What a plan says around its measures: principles, risks, programmes, who was heard, surveys.

None of it is a promise that can be kept or broken; it says from where, with whom and how the plan
came about, and what its text names beside the measures.
"""

from dataclasses import dataclass
from enum import StrEnum

from baken.records.plans.schema import Stated


class ProgrammeRelation(StrEnum):
    """How another programme stands to a plan."""

    CONTRIBUTES_TO = "contributes_to"
    LINKED = "linked"
    ALIGNED = "aligned"
    BASIS_FOR = "basis_for"
    PREDECESSOR = "predecessor"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(Stated):
    """A starting point of the policy."""

    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevels:
    """The scales on which measures are chosen, from person to web."""

    values_nl: tuple[str, ...]
    values_en: tuple[str, ...]
    source: str
    section: str
    line: int
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that a text names: in our own words, with text, heading and paragraph."""

    id: str
    name_nl: str
    name_en: str
    source: str
    section: str
    line: int
    note_en: str = ""

    def title(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.name_en if language.startswith("en") else self.name_nl


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyDomain(Named):
    """A domain of safety that the plan covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedProgramme(Stated):
    """Another programme, and how it stands to the plan."""

    relation: ProgrammeRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePillar(Stated):
    """A part of another programme."""

    programme: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationRound(Stated):
    """How residents were heard; a date that a reader filled in is marked as inferred."""

    date: str
    date_is_inferred: bool = False
    participants: int | None = None
    participants_more_than: int | None = None
    participants_per_session_about: int | None = None
    districts: int | None = None
    conversations: int | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRisk(Stated):
    """What can stand in the way of the plan, as the plan itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringRule(Stated):
    """When the municipality steers; whether a threshold is given."""

    threshold_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSystem(Named):
    """An information system that the text names, and how far it is."""

    state_en: str
    since: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyWave(Stated):
    """When something is measured and told; ``inferred_years`` are our reading."""

    measured: str = ""
    season_nl: str = ""
    results: str = ""
    results_season_nl: str = ""
    interval_years: int | None = None
    inferred_years: tuple[int, ...] = ()
    population: str = ""
    indicator_ids: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDate(Stated):
    """A date that the text names."""

    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorUse:
    """An indicator of the plan's table, with the goal that it stands for, if any."""

    indicator_id: str
    goal: str = ""
    mandatory: bool = False
    survey: bool = False
    has_target: bool = False
    source: str
    section: str
    line: int


SURROUNDING_TABLES: dict[str, type] = {
    "principle": Principle,
    "safety_domain": SafetyDomain,
    "linked_programme": LinkedProgramme,
    "programme_pillar": ProgrammePillar,
    "participation": ParticipationRound,
    "risk": PlanRisk,
    "steering_rule": SteeringRule,
    "system_named": NamedSystem,
    "survey_calendar": SurveyWave,
    "date_named": NamedDate,
    "indicator_use": IndicatorUse,
}
