"""What a plan file may say, table by table, strictly: an unknown key is an error with a hint.

A number, date or organisation that a text does not give is absent, never guessed. What was read
into a text stands in a field that ends in ``_inferred`` or ``_judgement``, in ``measurable``,
``judgement_en`` or ``note_en``. Field by field: docs/reference/plan-files.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class GoalLevel(StrEnum):
    """How high a goal stands."""

    MISSION = "mission"
    MAIN = "main"
    AMBITION = "ambition"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"


class Reading(StrEnum):
    """Whether a goal is measurable, as somebody who read the text judged it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class IndicatorLink(StrEnum):
    """Who tied indicators to a goal: the text, our reading, or nobody."""

    NAMED = "named"
    JUDGEMENT = "judgement"
    NONE = "none"


class MeasureStatus(StrEnum):
    """Where a measure stands in the plan's own text."""

    CONTINUE = "continue"
    INTENSIFY = "intensify"
    NEW = "new"
    EXPLORE = "explore"
    LOOKED_BACK = "looked_back"
    CONDITION = "condition"


class MeasureKind(StrEnum):
    """What kind of measure it is."""

    ENFORCEMENT = "enforcement"
    PREVENTION = "prevention"
    CARE = "care"
    INFORMATION = "information"
    COMMUNICATION = "communication"
    COOPERATION = "cooperation"
    ADMIN_INSTRUMENT = "admin_instrument"
    GOVERNANCE = "governance"
    RESEARCH = "research"
    TRAINING = "training"
    PREPAREDNESS = "preparedness"
    INFRASTRUCTURE = "infrastructure"
    PARTICIPATION = "participation"
    LOBBY = "lobby"
    PERSON_APPROACH = "person_approach"
    AREA_APPROACH = "area_approach"


class MeasureContext(StrEnum):
    """Where a measure comes from, when not from the plan itself."""

    AFTER_PLAN_TEXT = "after_plan_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """The plan itself; ``sources`` begins with the plan's own text."""

    id: str
    kind: str
    title_nl: str
    title_en: str
    municipality: str
    municipality_code: str
    period_start: int
    period_end: int
    sources: tuple[str, ...]
    adopted_by: str = ""
    legal_basis_nl: str = ""
    legal_basis_en: str = ""
    note_en: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something a text says: in our own words, with text, heading and paragraph."""

    id: str
    title_nl: str
    title_en: str
    source: str
    section: str
    line: int
    note_en: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Stated):
    """A mission, goal or ambition, with what the text gives to measure it by."""

    level: GoalLevel
    measurable: Reading
    judgement_en: str
    judgement_nl: str = ""
    number: int | None = None
    systems: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    indicator_link: IndicatorLink | None = None
    has_indicator: bool | None = None
    has_baseline: bool | None = None
    has_target: bool | None = None
    has_date: bool | None = None
    baseline_nl: str = ""
    baseline_en: str = ""
    target_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine(Stated):
    """A heading under which measures stand: an action line, a basis field or an effort."""

    number: int | None = None
    ambition: str = ""
    goals: tuple[str, ...] = ()
    goal_link: IndicatorLink | None = None
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """How much is done, as the text says it."""

    value: int
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """That money is named; an amount stands in none of the bundled texts."""

    amount_given: bool
    source_document: str = ""
    structural: bool | None = None
    years: int | None = None
    years_received: tuple[int, ...] = ()
    application_prepared_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicModel:
    """Why a measure should work, step by step; ``evidence`` says what is known of that.

    Source: W.K. Kellogg Foundation (2004), Logic Model Development Guide.
    """

    input: str
    activity: str
    output: str
    outcome: str
    assumption: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Stated):
    """A measure under a line; what is not said is not filled in."""

    parent: str
    kind: MeasureKind
    status: MeasureStatus
    systems: tuple[str, ...] = ()
    owner: str = ""
    logic: LogicModel | None = None
    partners: tuple[str, ...] = ()
    partners_inferred: tuple[str, ...] = ()
    phenomena: tuple[str, ...] = ()
    phenomena_inferred: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    target_groups_nl: tuple[str, ...] = ()
    context: MeasureContext | None = None
    angle: str = ""
    branches: tuple[str, ...] = ()
    three_e: str = ""
    urban_functions_nl: tuple[str, ...] = ()
    urban_functions_en: tuple[str, ...] = ()
    data_sources_nl: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    age_max: int | None = None
    start: str = ""
    start_note_en: str = ""
    end: str = ""
    due: str = ""
    due_nl: str = ""
    year: int | None = None
    event_date: str = ""
    interval: str = ""
    season_nl: str = ""
    result_expected: str = ""
    accuracy_nl: str = ""
    purpose_nl: str = ""
    legal_basis_nl: str = ""
    law_in_force: str = ""
    capacity: Capacity | None = None
    money: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanArea:
    """A place that a plan names; ``code_fit`` says how well the codes fit it."""

    id: str
    name_nl: str
    kind: str
    source: str
    code_fit: str
    codes: tuple[str, ...] = ()
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Stated):
    """What a plan promises to report or decide: to whom, and how often."""

    interval: str
    to: str
    due: str = ""
    due_nl: str = ""


GOAL_TABLES = ("goal", "ambition")
LINE_TABLES = ("basis_field", "action_line", "effort")
TYPED_TABLES: dict[str, type] = {
    **dict.fromkeys(GOAL_TABLES, Goal),
    **dict.fromkeys(LINE_TABLES, PlanLine),
    "measure": Measure,
    "area": PlanArea,
    "duty": Duty,
}
"""Tables that are read into a type of their own, each row with an id."""
KEPT_TABLES = (
    "principle",
    "scale_levels",
    "safety_domain",
    "programme_pillar",
    "linked_programme",
    "participation",
    "risk",
    "steering_rule",
    "system_named",
    "survey_calendar",
    "date_named",
    "indicator_use",
)
"""Tables that are kept whole and shown nowhere yet."""
