"""The words in which stored codes about plans are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.records.plans.codes import (
    Direction,
    ExecutionState,
    GoalLevel,
    LocalLaw,
    MarginUnit,
    MeasureKind,
    MeasureStatus,
    PartRole,
    Reading,
    Scale,
)
from baken.records.plans.draft_facts import DraftState
from baken.records.plans.facts import Measurability, Need, NormVerdict

VERDICTS: dict[Measurability, tuple[Promise, str]] = {
    Measurability.MEASURABLE: (_("measurable"), "held"),
    Measurability.PARTLY: (_("measurable in part"), "warning"),
    Measurability.NOT_MEASURABLE: (_("not measurable"), "lost"),
}
NEEDS: dict[Need, Promise] = {
    Need.INDICATOR: _("Indicator"),
    Need.BASELINE: _("Baseline"),
    Need.TARGET: _("Target value"),
    Need.DATE: _("Date"),
    Need.SOURCE: _("Source"),
}
LACKING: dict[Need, Promise] = {
    Need.INDICATOR: _("no indicator"),
    Need.BASELINE: _("no baseline"),
    Need.TARGET: _("no target"),
    Need.DATE: _("no date"),
    Need.SOURCE: _("no source"),
}
REMEDIES: dict[Need, Promise] = {
    Need.INDICATOR: _("Choose an indicator that counts what the goal names."),
    Need.BASELINE: _("Write down where it stands now, with the year and the source."),
    Need.TARGET: _("Say what it should become, or which level is to be kept with which margin."),
    Need.DATE: _("Say when it should be reached."),
    Need.SOURCE: _("Name the decision in which the goal stands."),
}
LEVELS: dict[GoalLevel, Promise] = {
    GoalLevel.MISSION: _("Mission"),
    GoalLevel.MAIN: _("Main goal"),
    GoalLevel.AMBITION: _("Ambition"),
    GoalLevel.GOAL: _("Goal"),
    GoalLevel.SUB_GOAL: _("Goal of one part"),
}
STATUSES: dict[MeasureStatus, Promise] = {
    MeasureStatus.NEW: _("new"),
    MeasureStatus.INTENSIFY: _("to be intensified"),
    MeasureStatus.EXPLORE: _("to be explored"),
    MeasureStatus.CONTINUE: _("goes on"),
    MeasureStatus.LOOKED_BACK: _("looked back on; whether it goes on is not said"),
    MeasureStatus.CONDITION: _("a condition, no activity"),
}
KINDS: dict[MeasureKind, Promise] = {
    MeasureKind.ENFORCEMENT: _("enforcement"),
    MeasureKind.PREVENTION: _("prevention"),
    MeasureKind.CARE: _("care"),
    MeasureKind.INFORMATION: _("information position"),
    MeasureKind.COMMUNICATION: _("communication"),
    MeasureKind.COOPERATION: _("cooperation"),
    MeasureKind.ADMIN_INSTRUMENT: _("administrative instrument"),
    MeasureKind.GOVERNANCE: _("direction and agreements"),
    MeasureKind.RESEARCH: _("research"),
    MeasureKind.TRAINING: _("training"),
    MeasureKind.PREPAREDNESS: _("preparedness"),
    MeasureKind.INFRASTRUCTURE: _("layout and technique"),
    MeasureKind.PARTICIPATION: _("participation"),
    MeasureKind.LOBBY: _("lobby"),
    MeasureKind.PERSON_APPROACH: _("approach of persons"),
    MeasureKind.AREA_APPROACH: _("approach of areas"),
}
RHYTHMS: dict[str, Promise] = {
    "yearly": _("every year"),
    "two_yearly": _("every two years"),
}
GAPS: dict[str, Promise] = {
    "organisatie": _("No organisation named"),
    "datum": _("No date named"),
    "beide": _("Neither organisation nor date"),
}
PART_ROLES: dict[PartRole, Promise] = {
    PartRole.OWNER: _("Owner"),
    PartRole.DOES: _("Does it"),
    PartRole.ADVISES: _("Advises"),
    PartRole.INFORMED: _("Is informed"),
}
SCALES: dict[Scale, Promise] = {
    Scale.PERSON: _("person"),
    Scale.FAMILY: _("family"),
    Scale.STREET: _("street"),
    Scale.BUURT: _("buurt"),
    Scale.WIJK: _("wijk"),
    Scale.CITY: _("city"),
    Scale.REGION: _("region"),
    Scale.COUNTRY: _("country"),
    Scale.WEB: _("the web"),
}
LOCAL_LAW: dict[LocalLaw, Promise] = {
    LocalLaw.LAWFUL: _("may be used here"),
    LocalLaw.NOT_YET: _("may not be used here yet"),
}
EXECUTION_STATES: dict[ExecutionState, Promise] = {
    ExecutionState.NOT_STARTED: _("not started"),
    ExecutionState.RUNNING: _("running"),
    ExecutionState.DELAYED: _("delayed"),
    ExecutionState.DONE: _("done"),
    ExecutionState.STOPPED: _("stopped"),
}
DIRECTIONS: dict[Direction, Promise] = {
    Direction.AT_MOST: _("at most this"),
    Direction.AT_LEAST: _("at least this"),
}
MARGIN_UNITS: dict[MarginUnit, Promise] = {
    MarginUnit.SHARE: _("a share of the baseline"),
    MarginUnit.POINTS: _("points"),
}
READINGS: dict[Reading, Promise] = {
    Reading.YES: _("yes"),
    Reading.PARTLY: _("in part"),
    Reading.NO: _("no"),
}
DRAFT_STATES: dict[DraftState, Promise] = {
    DraftState.OPEN: _("open"),
    DraftState.ADOPTED: _("adopted"),
    DraftState.DISCARDED: _("discarded"),
}
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You do not change plans of this municipality."),
    "may-not-adopt": _("A programme manager adopts plans; ask one, or have the role granted."),
    "draft-is-closed": _("This draft was adopted or discarded; open a new one."),
    "empty-why": _("Say why; the reason is empty."),
    "why-too-long": _("A reason is at most 500 characters; shorten it."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "unknown-version": _("There is no such version; choose one from the list."),
    "unknown-row": _("This row is not in the draft (any more); look at the draft again."),
    "unknown-change": _("There is no such change in this draft."),
    "undone-already": _("This was undone already."),
    "nothing-changed": _("The draft says the same as the plan; there is nothing to adopt."),
    "newer-version": _("The plan has a newer version; take over first what it changed."),
    "row-is-gone": _("This cannot be done: the row it was about is gone. Put that row back first."),
    "head-is-set": _("The id and the municipality of a plan cannot be changed."),
    "too-much-to-keep": _("This is too much text to keep; shorten it."),
}
TARGETS: dict[Direction | None, Promise] = {
    None: _("Target: %(value)s in %(day)s"),
    Direction.AT_MOST: _("Target: at most %(value)s in %(day)s"),
    Direction.AT_LEAST: _("Target: at least %(value)s in %(day)s"),
}
KEPT: dict[MarginUnit, Promise] = {
    MarginUnit.SHARE: _("To be kept until %(day)s; more than %(value)s worse is lost"),
    MarginUnit.POINTS: _("To be kept until %(day)s; more than %(value)s points worse is lost"),
}
LOGIC_STEPS: dict[str, Promise] = {
    "input": _("What goes in"),
    "activity": _("What is done"),
    "output": _("What that gives"),
    "outcome": _("What should come of it"),
    "assumption": _("What is assumed"),
    "evidence": _("What is known of it"),
}
NORM_VERDICTS: dict[NormVerdict, tuple[Promise, str]] = {
    NormVerdict.MET: (_("in order"), "held"),
    NormVerdict.PARTLY: (_("in part"), "warning"),
    NormVerdict.NOT_MET: (_("not in order"), "lost"),
}
# What was counted for a norm, with the numbers filled in.
NORM_COUNTS: dict[str, Promise] = {
    "goals-with-baseline": _("%(part)s of %(whole)s goals have a baseline"),
    "goals-with-indicator": _("%(part)s of %(whole)s goals have an indicator"),
    "goals-with-target": _("%(part)s of %(whole)s goals have a target"),
    "measures-tied-to-goal": _("%(part)s of %(whole)s measures stand under a goal"),
    "measures-with-logic": _("%(part)s of %(whole)s measures say why they should work"),
    "measures-with-organisation": _("%(part)s of %(whole)s measures name an organisation"),
    "measures-with-owner": _("%(part)s of %(whole)s measures name an owner"),
    "measures-with-amount": _("%(part)s of %(whole)s measures name an amount"),
    "measures-with-capacity": _("%(part)s of %(whole)s measures name capacity"),
    "interventions-with-legal-basis": _(
        "%(part)s of %(whole)s measures that intervene name the law"
    ),
}
# Of what is there or not: the words for both.
NORM_SIGNS: dict[str, tuple[Promise, Promise]] = {
    "residents-heard": (_("residents were heard"), _("it is not said that residents were heard")),
    "residents-told": (
        _("residents are told how it goes"),
        _("it is not said that residents are told how it goes"),
    ),
    "adopted-by-council": (
        _("the council adopted it"),
        _("it is not said that the council adopted it"),
    ),
    "yearly-account-to-council": (
        _("the council gets a report every year"),
        _("it is not said that the council gets a report every year"),
    ),
}
