"""The words of the morning's pages."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.catalogue.roles import role_entry
from baken.records.meetings.facts import ItemSource, Outcome
from baken.vocabulary.role import Role

OF_TEXTS = {
    "no-role-in-this-municipality": _("You do not write for this municipality."),
    "empty-text": _("Write something; the text is empty."),
    "text-too-long": _("The text is too long; shorten it."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "leads-to-a-person": _(
        "The text holds an e-mail address, a telephone number or a licence plate. Write about the "
        "place, and leave that out."
    ),
    "names-a-person": _(
        "The text says %(words)s: that leads to a person. Leave the name and the house number out, "
        "and write for example “a resident” or “in a house in this street”."
    ),
    "unknown-area": _("There is no such area; choose one from the list."),
    "no-wijk": _("Choose a wijk or buurt from the list."),
}
OF_SIGHTINGS = {
    **OF_TEXTS,
    "photo-too-large": _("The photo is larger than 3 MB; choose a smaller one, or send none."),
    "unusable-photo": _("This is no JPEG or PNG photo; choose another, or send none."),
    "too-long-ago": _("The note waited longer than three days; that is no news any more."),
    "unknown-sighting": _("There is no such note."),
    "not-the-author": _("Only who wrote a note can take it away."),
    "withdrawn-already": _("This note was taken away before."),
}
OF_MEETINGS = {
    **OF_TEXTS,
    "no-owner": _("Say who does it: a function or an organisation."),
    "day-out-of-reach": _("Choose a day from the day of the meeting on, within a year."),
    "unknown-meeting": _("There is no such meeting."),
    "closed-already": _("This meeting is closed; what was decided stays."),
    "no-open-promise": _("This promise has its outcome already."),
    "items-without-decision": _("These items have no decision yet: %(words)s."),
    "promises-without-outcome": _("Say first what came of: %(words)s."),
}
PHASES = {
    "rust": _("at rust"),
    "alert": _("alert"),
    "escalatie": _("escalatie"),
}
SOURCES = {
    ItemSource.UNUSUAL: _("unusual this week"),
    ItemSource.PHASE: _("phase"),
    ItemSource.SIGHTING: _("seen on the street"),
    ItemSource.PRIORITY: _("priority"),
    ItemSource.OWN: _("brought in"),
}
OUTCOMES = {
    Outcome.KEPT: _("done"),
    Outcome.NOT_KEPT: _("not done"),
    Outcome.LATER: _("later"),
}


def sentence_of_refusal(sentences: dict[str, object], reason: str, words: tuple[str, ...]) -> str:
    """Return why something is refused, with the words that are the cause."""
    found = ", ".join(f"“{word}”" for word in words)
    return str(sentences[reason]) % {"words": found}


def role_title(role: str) -> str:
    """Return the title of a role in the language that is active."""
    return role_entry(Role(role)).title(language())


def language() -> str:
    """Return the language that is active."""
    return (get_language() or "nl")[:2]


def short_name(name: str) -> str:
    """Write "Wijk 03 Overvecht" as Overvecht: the number says nothing to who works there."""
    words = name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else name
