"""The words of the desk: kinds, work, states, and why something is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.foundation.jobs.rules import JobState
from baken.foundation.jobs.work import WorkName
from baken.vocabulary.delivery import WaitingState

# As in desks/front: desks do not know each other, and the list of kinds is loaded by jobs only.
KINDS: dict[str, Promise] = {
    "areas": _("boundaries"),
    "population": _("inhabitants per municipality"),
    "key-figures": _("key figures of areas"),
    "crime-statistics": _("registered crime"),
    "indicators": _("indicators"),
    "municipal-counts": _("counts of the municipality itself"),
    "registrations": _("registrations of the police"),
    "addresses": _("addresses with their buurt"),
}
WORKS: dict[str, Promise] = {
    WorkName.COMPUTE_FIGURES: _("compute the figures"),
    WorkName.EXAMINE_UPLOAD: _("look at a file"),
    WorkName.TAKE_IN_UPLOAD: _("take in a file"),
    WorkName.CORRECT_ROWS: _("take in corrected rows"),
    WorkName.CORRECT_BY_FILE: _("take in a file of corrected rows"),
    WorkName.SET_ROWS_ASIDE: _("set rows aside"),
    WorkName.LET_ROWS_WAIT: _("let rows wait again"),
    WorkName.TRY_PHASES: _("try an escalation model on the past"),
    WorkName.CHECK_PLAN: _("look at a plan as a workbook"),
    WorkName.TAKE_IN_PLAN: _("take in a plan"),
    WorkName.PUBLISH_ACCOUNT: _("publish an account"),
    WorkName.WITHDRAW_DELIVERY: _("withdraw a delivery"),
    WorkName.TAKE_IN_CONVERSATIONS: _("take conversations in"),
    WorkName.FIND_THEMES: _("look for themes"),
    WorkName.PUBLISH_VOICES: _("publish quotes and themes"),
    WorkName.PUT_BACK_DELIVERY: _("put a delivery back"),
    WorkName.PLANT_REGISTRATIONS: _("bring invented registrations in"),
    WorkName.POLICE_DAY: _("do the police day"),
    WorkName.CHECK_WATCH: _("hold the watch against its promise"),
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
    "names": _("Taking names and addresses out"),
    "words": _("Reading words"),
    "themes": _("Looking for themes"),
    "files": _("Making files"),
}
LEVELS: dict[str, Promise] = {
    "GM": _("gemeente"),
    "WK": _("wijken"),
    "BU": _("buurten"),
}
WAITING_STATES: dict[WaitingState, Promise] = {
    WaitingState.WAITING: _("waits for a correction"),
    WaitingState.CORRECTED: _("corrected"),
    WaitingState.SET_ASIDE: _("set aside"),
}
REASONS: dict[str, Promise] = {
    "an-area-above-the-municipality": _("an area above the municipality"),
    "broken-quotation": _("quotation marks that do not close"),
    "cell-too-long": _("a cell that is too long"),
    "contradicts-an-earlier-row": _("contradicts another row of the file"),
    "formula-without-value": _("a formula without a value"),
    "impossible-value": _("a value that cannot exist"),
    "more-cells-than-columns": _("more cells than columns"),
    "no-value": _("no value"),
    "not-0-or-1": _("not a yes or a no"),
    "not-a-count": _("not a whole number"),
    "not-a-date": _("not a date"),
    "not-a-number": _("not a number"),
    "not-a-period": _("not a period"),
    "not-a-text": _("not a text"),
    "not-a-year": _("not a year"),
    "not-an-area-code": _("not an area code"),
    "not-an-offence-code": _("not a code of a type of crime"),
    "other-shape-than-the-first-row": _("another shape than the first row"),
    "too-few-cells": _("too few cells"),
    "unknown-area": _("an area that is not known"),
    "unknown-role": _("not a realisation, baseline or target"),
    "unreadable-text": _("text that cannot be read"),
    "unusable-outline": _("an outline that cannot be used"),
    "value-outside-its-interval": _("a value outside its interval"),
    "water-part-of-an-area": _("the water of an area"),
}
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You do not deliver files for this municipality."),
    "empty-file": _("This file is empty; bring in a file with rows."),
    "ended-already": _("This has ended already; there is nothing to change."),
    "unknown-upload": _("This file is no longer there; bring it in again."),
    "unknown-mapping": _("This saved reading is no longer there."),
    "name-is-taken": _("Another one has this name already; choose another name."),
    "no-name": _("Give it a name."),
    "unknown-job": _("There is no such job."),
}
