"""The words of the pages on the course of a plan: timeline, board, means."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.records.plans.codes import ExecutionState

KINDS: dict[str, tuple[Promise, str]] = {
    "planned": (_("planned"), "untold"),
    "meant": (_("should be under way, not known whether it is"), "untold"),
    "running": (_("running"), "untold"),
    "untold": (_("day passed, not known whether it happened"), "untold"),
    "done": (_("done"), "held"),
    "late": (_("late"), "lost"),
    "stopped": (_("stopped"), "warning"),
}
HINDRANCES: dict[str, Promise] = {
    "late": _("past its date"),
    "delayed": _("delayed"),
    "stopped": _("stopped"),
}
COLUMNS: dict[ExecutionState, Promise] = {
    ExecutionState.NOT_STARTED: _("Not started"),
    ExecutionState.RUNNING: _("Running"),
    ExecutionState.DELAYED: _("Delayed"),
    ExecutionState.DONE: _("Done"),
    ExecutionState.STOPPED: _("Stopped"),
}
CAPACITY_REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("Your role does not enter capacity in this municipality."),
    "unknown-organisation": _("There is no such organisation; choose one from the list."),
    "unknown-year": _("Choose a year from 2000 to 2100."),
    "unusable-number": _("Give a number of 0 or more."),
    "no-source": _("Say where the number comes from."),
    "text-too-long": _("The text is too long; shorten it."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
}
