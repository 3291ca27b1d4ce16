"""The words in which stored codes about plans are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.records.plans.facts import Measurability, Need
from baken.records.plans.schema import GoalLevel, MeasureKind, MeasureStatus

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
