"""The words in which stored codes about neighbourhood plans are shown."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.records.neighbourhood_plans.facts import (
    AgreementState,
    Answer,
    EntryKind,
    VoiceKind,
    VoiceOrigin,
)

_NUMBERED = re.compile(r"^Wijk \d+ (?=\S)")
VOICE_KINDS: dict[VoiceKind, Promise] = {
    VoiceKind.PRIORITY: _("priority"),
    VoiceKind.PROPOSAL: _("proposal"),
}
ORIGINS: dict[VoiceOrigin, Promise] = {
    VoiceOrigin.RESIDENTS: _("from residents"),
    VoiceOrigin.PROFESSIONAL: _("from a professional"),
    VoiceOrigin.AREA_SCAN: _("from the area scan"),
}
ANSWERS: dict[Answer, tuple[Promise, str]] = {
    Answer.YES: (_("Yes"), "held"),
    Answer.NO: (_("No"), "lost"),
    Answer.LATER: (_("Later"), "untold"),
}
AGREEMENT_STATES: dict[AgreementState, tuple[Promise, str]] = {
    AgreementState.PLANNED: (_("agreed"), "untold"),
    AgreementState.RUNNING: (_("under way"), "info"),
    AgreementState.DONE: (_("done"), "held"),
    AgreementState.NOT_DONE: (_("not done"), "lost"),
}
PARTS: dict[EntryKind, Promise] = {
    EntryKind.HEAD: _("What the plan is about"),
    EntryKind.VOICE: _("What was asked"),
    EntryKind.DECISION: _("What was decided"),
    EntryKind.AGREEMENT: _("What was agreed"),
    EntryKind.REVIEW: _("Looking back on a year"),
}
LACKING: dict[str, Promise] = {
    "head": _("Write what the plan is about and whom to call."),
    "voices": _("Write down what was asked."),
    "decision": _("Not decided yet"),
    "agreement": _("Yes was said, and not what happens"),
}
SENTENCES: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You do not write plans of wijken of this municipality."),
    "no-wijk": _("Choose a wijk from the list."),
    "unusable-years": _("Choose years from now on, the first before the last."),
    "plan-there-already": _("This wijk has a plan that begins in that year; open that one."),
    "needed": _("Fill this in."),
    "text-too-long": _("This text is too long for the card; shorten it."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "somebodys-number": _("Take the phone number or mail address out: this text becomes public."),
    "names-a-person": _(
        "Take the name or the house number out: this text becomes public. Write for example “a "
        "resident” or only the street."
    ),
    "phone-or-mail": _("Give a phone number or a mail address."),
    "unusable-number": _("Write a whole number of people, or leave it empty."),
    "no-day": _("Choose a day."),
    "no-month": _("Write a month or a day: 03-2027 or 31-03-2027."),
    "unknown-voice": _("What was asked is no longer there; look at the plan again."),
    "unknown-entry": _("This part is no longer there; look at the plan again."),
    "changed-meanwhile": _(
        "Somebody changed this meanwhile. Your text stands below; compare it with what stands now."
    ),
    "not-whole": _("The plan is not whole yet; see what lacks."),
    "reason-needed": _("Say why it is published again or withdrawn."),
    "nothing-published": _("Nothing of this plan stands published."),
    "unknown-plan": _("There is no such plan."),
}


def when_words(written: str) -> str:
    """Write a month or a day in words."""
    year, month, *day = (int(part) for part in written.split("-"))
    return date_format(date(year, month, *day or [1]), "j F Y" if day else "F Y")


def wijk_name(name: str) -> str:
    """Return the name of a wijk as people say it: CBS puts its number before some of them."""
    return _NUMBERED.sub("", name)


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"
