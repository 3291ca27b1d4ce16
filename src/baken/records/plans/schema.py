"""What a plan file may say, table by table, strictly: an unknown key is an error with a hint.

A number, date or organisation that a text does not give is absent, never guessed. What was read
into a text stands in a field that ends in ``_inferred`` or ``_judgement``, in ``measurable``,
``judgement_en`` or ``note_en``. Field by field: docs/reference/plan-files.md.
"""

from dataclasses import dataclass

from baken.records.plans.codes import (
    Direction,
    ExecutionState,
    GoalLevel,
    IndicatorLink,
    LocalLaw,
    MarginUnit,
    MeasureContext,
    MeasureKind,
    MeasureStatus,
    PartRole,
    Reading,
    Scale,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """The plan itself; ``sources`` begins with the plan's own text."""

    id: str
    kind: str
    title_nl: str
    title_en: str
    municipality: str
    municipality_code: str
    period_start: int | None = None
    period_end: int | None = None
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
    """Something a text says: in our own words, with text, heading and paragraph.

    What was written on screen has a source, and a heading or paragraph only where there is one.
    """

    id: str
    title_nl: str
    source: str
    title_en: str = ""
    section: str = ""
    line: int = 0
    note_en: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English; in Dutch where nobody translated it."""
        return (self.title_en if language.startswith("en") else "") or self.title_nl


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBaseline:
    """Where the indicator of a goal stood, and when (a year, a month or a day)."""

    value: float
    date: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTarget:
    """What the indicator of a goal should become, when, and by which decision."""

    value: float
    date: str
    direction: Direction | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLevel:
    """A baseline set: the baseline is to be kept until a date, and how much worse is too much.

    The margin is a share of the baseline (0.1 = 10 %) or a number of points.
    """

    margin: float
    unit: MarginUnit
    date: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Stated):
    """A mission, goal or ambition, with what the text gives to measure it by."""

    level: GoalLevel
    measurable: Reading = Reading.YES
    judgement_en: str = ""
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
    baseline: PlanBaseline | None = None
    target: PlanTarget | None = None
    kept_level: KeptLevel | None = None
    not_measurable_because_nl: str = ""
    not_measurable_because_en: str = ""


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
    """That a text names money; an amount stands in none of the bundled texts."""

    amount_given: bool
    source_document: str = ""
    structural: bool | None = None
    years: int | None = None
    years_received: tuple[int, ...] = ()
    application_prepared_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCapacity:
    """How much of an organisation a measure needs in a year: full-time jobs, hours, or both."""

    organisation: str
    year: int
    fte: float | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMoney:
    """An amount in euros for a year, where it comes from, and what of it was spent."""

    year: int
    amount: float
    source: str
    spent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRole:
    """What an organisation is to a measure."""

    organisation: str
    role: PartRole


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalInstrument:
    """The law that a measure uses: in force in the country or not, lawful here or not yet.

    ``since`` is when it became lawful here, or when that is expected.
    """

    name_nl: str
    in_force_nationally: bool
    lawful_locally: LocalLaw
    since: str = ""
    note_nl: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """How far a measure is on a day, and why."""

    state: ExecutionState
    date: str
    reason_nl: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document that belongs to a measure: its name, where it stands, and its fingerprint."""

    name: str
    address: str
    sha256: str = ""


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
    roles: tuple[OrganisationRole, ...] = ()
    capacity_by_year: tuple[YearCapacity, ...] = ()
    money_by_year: tuple[YearMoney, ...] = ()
    scales: tuple[Scale, ...] = ()
    instrument: LegalInstrument | None = None
    execution: Execution | None = None
    depends_on: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def organisations_as(self, role: PartRole) -> tuple[str, ...]:
        """Return the organisations that have a role; an owner may stand in ``owner`` as well."""
        found = [each.organisation for each in self.roles if each.role is role]
        if role is PartRole.OWNER and self.owner:
            found.insert(0, self.owner)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A piece of work under a measure: who, before when, and how far it is."""

    id: str
    measure: str
    title_nl: str
    title_en: str = ""
    owner: str = ""
    due: str = ""
    state: ExecutionState = ExecutionState.NOT_STARTED
    note_nl: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English; in Dutch where nobody translated it."""
        return (self.title_en if language.startswith("en") else "") or self.title_nl


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
class AreaGoal:
    """A goal for one area of the plan, and what is scaled down once it is met.

    ``met_on`` is the day on which somebody established that it was met.
    """

    id: str
    area: str
    title_nl: str
    source: str
    title_en: str = ""
    goal: str = ""
    indicator_ids: tuple[str, ...] = ()
    baseline: PlanBaseline | None = None
    target: PlanTarget | None = None
    scale_down_when_met: bool = False
    scale_down_measures: tuple[str, ...] = ()
    scale_down_nl: str = ""
    met_on: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English; in Dutch where nobody translated it."""
        return (self.title_en if language.startswith("en") else "") or self.title_nl


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
    "activity": Activity,
    "area": PlanArea,
    "area_goal": AreaGoal,
    "duty": Duty,
}
"""Tables that are read into a type of their own, each row with an id."""
