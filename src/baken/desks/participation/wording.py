"""The words in which conversations, quotes and themes are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.engines.reach import Heard
from baken.foundation.jobs.rules import JobState
from baken.records.participation.facts import (
    ConversationForm,
    InputOutcome,
    QuoteOrigin,
    QuoteState,
    ThemeAct,
)

FORMS: dict[ConversationForm, Promise] = {
    ConversationForm.STREET_CONVERSATION: _("street conversation"),
    ConversationForm.CITY_TALK: _("city talk"),
    ConversationForm.NEIGHBOURHOOD_TALK: _("neighbourhood talk"),
    ConversationForm.SURVEY_ANSWER: _("open answer in a survey"),
    ConversationForm.EXPERIENCE_STUDY: _("study of how people experience safety"),
    ConversationForm.OTHER: _("other"),
}
STATES: dict[QuoteState, Promise] = {
    QuoteState.TO_CHECK: _("to check"),
    QuoteState.APPROVED: _("approved"),
    QuoteState.PUT_ASIDE: _("thrown away"),
}
STEPPED: dict[QuoteState, Promise] = {
    QuoteState.TO_CHECK: _("The quote waits for a check again."),
    QuoteState.APPROVED: _("Quote approved."),
    QuoteState.PUT_ASIDE: _("Quote thrown away; its words are gone."),
}
ORIGINS: dict[QuoteOrigin, Promise] = {
    QuoteOrigin.OWN: _("own conversation"),
    QuoteOrigin.PUBLISHED: _("published before"),
    QuoteOrigin.SYNTHETIC: _("invented (synthetic)"),
}
OUTCOMES: dict[InputOutcome, Promise] = {
    InputOutcome.TAKEN_OVER: _("taken over in a plan"),
    InputOutcome.PASSED_ON: _("passed on"),
    InputOutcome.NOT_DONE: _("not done"),
    InputOutcome.PRINTED: _("printed in a plan"),
}
ACTS: dict[ThemeAct, Promise] = {
    ThemeAct.FOUND: _("found by Baken"),
    ThemeAct.NAME: _("named"),
    ThemeAct.MERGE: _("merged"),
    ThemeAct.SPLIT: _("split off"),
    ThemeAct.MOVE: _("quote moved"),
    ThemeAct.UNDO: _("gone back to version"),
    ThemeAct.PUBLISH: _("published"),
    ThemeAct.UNPUBLISH: _("taken away from outside"),
}
REMOVALS: dict[str, Promise] = {
    "name": _("a name"),
    "address": _("an address"),
    "phone": _("a telephone number"),
    "mail": _("a mail address"),
    "number": _("another number of a person"),
    "other": _("something else that leads to a person"),
}
HEARD: dict[Heard, Promise] = {
    Heard.NOBODY: _("nobody was heard here"),
    Heard.LESS: _("heard less than its share"),
    Heard.MORE: _("heard more than its share"),
    Heard.NOT_TO_BE_TOLD: _("no difference that can be told"),
    Heard.NOT_KNOWN: _("not known"),
}
HEARD_MARKS = {
    Heard.NOBODY: "lost",
    Heard.LESS: "lost",
    Heard.MORE: "held",
    Heard.NOT_TO_BE_TOLD: "untold",
    Heard.NOT_KNOWN: "untestable",
}
AGES: dict[str, Promise] = {"0-15": _("younger than 15"), "65+": _("65 and older")}
WORKS: dict[str, Promise] = {
    "take-in-conversations": _("take conversations in"),
    "find-themes": _("look for themes"),
    "publish-voices": _("publish quotes and themes"),
}
JOB_STATES: dict[JobState, Promise] = {
    JobState.WAITING: _("waits"),
    JobState.RUNNING: _("under way"),
    JobState.DONE: _("done"),
    JobState.FAILED: _("failed"),
    JobState.CANCELLED: _("cancelled"),
}
REASONS: dict[str, Promise] = {
    "empty": _("is empty"),
    "too-long": _("is too long"),
    "unknown-area": _("is no area of this municipality (code or name)"),
    "unknown-word": _("is not one of the words that may stand there"),
    "no-count": _("is no whole number"),
    "no-day": _("is no date (2025-03-01 or 01-03-2025)"),
    "day-to-come": _("is a day that is still to come"),
    "neither-yes-nor-no": _("says neither yes nor no"),
    "consent-without-day": _("is missing: consent needs its day"),
    "unusable-characters": _("has characters that cannot be stored"),
    "number-twice": _("stands twice in this conversation"),
    "other-conversation-with-this-code": _("belongs to a conversation that says otherwise"),
    "number-known-with-other-words": _("is known under this number with other words"),
}
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("Your role may not do this in this municipality."),
    "unknown-quote": _("There is no such quote."),
    "no-such-step": _("This quote cannot go there from where it stands."),
    "not-in-the-text": _("These words do not stand in the quote; copy them exactly."),
    "unknown-kind-of-removal": _("Say what it is that goes."),
    "no-consent-to-withdraw": _("There was no consent to withdraw."),
    "incomplete-taken-over": _("Say in which plan it was taken over."),
    "incomplete-printed": _("Say in which plan it was printed."),
    "incomplete-passed-on": _("Say to whom it was passed on."),
    "incomplete-not-done": _("Say why it was not done."),
    "incomplete-report": _("Give both: the day on which it was told, and how."),
    "day-to-come": _("That day is still to come."),
    "text-too-long": _("The text is too long; shorten it."),
    "empty-name": _("Give the theme a name."),
    "name-taken": _("Another theme has this name already."),
    "same-theme": _("Choose another theme to merge with."),
    "unknown-theme": _("There is no such theme."),
    "unknown-version": _("There is no such version."),
    "no-quote-with-this-word": _("No quote of this theme has that word among its reasons."),
    "no-themes-yet": _("There are no themes yet; have them looked for first."),
    "no-table": _("Bring in a CSV file or an Excel workbook (.xlsx)."),
    "too-large-or-empty": _("The file is empty, or larger than 5 MB."),
    "about-nothing": _("Say what the decision is about."),
}
