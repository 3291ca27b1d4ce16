"""The words of the desk: kinds, work, states, and why something is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.foundation.jobs.rules import JobState
from baken.foundation.jobs.work import WorkName

# As in desks/front: desks do not know each other, and the list of kinds is loaded by jobs only.
KINDS: dict[str, Promise] = {
    "areas": _("boundaries"),
    "population": _("inhabitants per municipality"),
    "key-figures": _("key figures of areas"),
    "crime-statistics": _("registered crime"),
    "indicators": _("indicators"),
    "municipal-counts": _("counts of the municipality itself"),
}
WORKS: dict[str, Promise] = {
    WorkName.COMPUTE_FIGURES: _("compute the figures"),
    WorkName.EXAMINE_UPLOAD: _("look at a file"),
    WorkName.TAKE_IN_UPLOAD: _("take in a file"),
}
STATES: dict[JobState, Promise] = {
    JobState.WAITING: _("waits for its turn"),
    JobState.RUNNING: _("is being done"),
    JobState.DONE: _("done"),
    JobState.FAILED: _("failed"),
    JobState.CANCELLED: _("cancelled"),
}
STEPS: dict[str, Promise] = {
    "": _("Starting"),
    "check": _("Checking rows"),
    "rows": _("Taking in rows"),
    "store": _("Storing"),
    "compute": _("Computing figures"),
    "read": _("Reading"),
}
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You do not deliver files for this municipality."),
    "empty-file": _("This file is empty; bring in a file with rows."),
    "ended-already": _("This has ended already; there is nothing to change."),
    "unknown-upload": _("This file is no longer there; bring it in again."),
    "unknown-job": _("There is no such job."),
}
