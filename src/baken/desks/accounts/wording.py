"""The words in which stored codes of accounts are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.records.accounts.facts import EntryState, StoryKind
from baken.records.indicators.facts import HiddenFact
from baken.records.plans.codes import ExecutionState
from baken.records.plans.facts import Measurability
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.paper import Mark, Tone
from baken.vocabulary.standing import KeptVerdict, TargetVerdict

STATES: dict[EntryState, Promise] = {
    EntryState.DONE: _("done"),
    EntryState.UNDER_WAY: _("under way"),
    EntryState.NOT_STARTED: _("not started"),
    EntryState.STOPPED: _("stopped"),
    EntryState.CHANGED: _("changed"),
}
STORIES: dict[StoryKind, Promise] = {
    StoryKind.QUOTE: _("somebody's words"),
    StoryKind.SITE_VISIT: _("a visit on site"),
    StoryKind.PICTURE: _("a picture"),
}
VERDICTS: dict[TargetVerdict, Promise] = {
    TargetVerdict.MET: _("met"),
    TargetVerdict.NOT_MET: _("not met"),
    TargetVerdict.NOT_TESTABLE: _("not testable"),
    TargetVerdict.NOT_TO_BE_TOLD: _("not to be told"),
}
KEPT: dict[KeptVerdict, Promise] = {
    KeptVerdict.HELD: _("kept"),
    KeptVerdict.LOST: _("lost"),
    KeptVerdict.NOT_TO_BE_TOLD: _("not to be told"),
}
KEPT_MARKS: dict[KeptVerdict, tuple[Mark, Tone]] = {
    KeptVerdict.HELD: (Mark.HELD, Tone.FAVOURABLE),
    KeptVerdict.LOST: (Mark.LOST, Tone.UNFAVOURABLE),
    KeptVerdict.NOT_TO_BE_TOLD: (Mark.UNTOLD, Tone.NEUTRAL),
}
WHOLE_KEPT: dict[KeptVerdict, Promise] = {
    KeptVerdict.HELD: _("The level was kept on every indicator."),
    KeptVerdict.LOST: _("The level was lost: at least one indicator worsened for certain."),
    KeptVerdict.NOT_TO_BE_TOLD: _(
        "Of the whole it cannot be told, because it cannot be told of every indicator."
    ),
}
MEASURABLE: dict[Measurability, Promise] = {
    Measurability.MEASURABLE: _("The plan makes this goal measurable."),
    Measurability.PARTLY: _("The plan makes this goal measurable in part."),
    Measurability.NOT_MEASURABLE: _(
        "The plan does not make this goal measurable; whether it was reached cannot be said."
    ),
}
MEASURABLE_SHORT: dict[Measurability, Promise] = {
    Measurability.MEASURABLE: _("yes"),
    Measurability.PARTLY: _("in part"),
    Measurability.NOT_MEASURABLE: _("no"),
}
EXECUTION: dict[ExecutionState, Promise] = {
    ExecutionState.NOT_STARTED: _("not started"),
    ExecutionState.RUNNING: _("running"),
    ExecutionState.DELAYED: _("delayed"),
    ExecutionState.DONE: _("done"),
    ExecutionState.STOPPED: _("stopped"),
}
MEANINGS: tuple[tuple[Promise, Promise], ...] = (
    (_("met"), _("The figure and its whole margin are at the target or better.")),
    (_("not met"), _("The figure and its whole margin are worse than the target.")),
    (
        _("not testable"),
        _("The step that the target asked is too small to be told from chance with such numbers."),
    ),
    (
        _("not to be told"),
        _("A figure or its margin is missing, or the target lies within the margin."),
    ),
    (
        _("kept"),
        _("The margin rules out that it became worse by the agreed margin."),
    ),
    (_("lost"), _("It became worse for certain, and not certainly by less than agreed.")),
)
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You have no role for this in the municipality."),
    "reason-needed": _("Say why; without a reason nobody understands it."),
    "say-what-was-done": _("Say what was done."),
    "text-too-long": _("This text is too long; make it shorter."),
    "unusable-characters": _("This text has characters that cannot be kept."),
    "names-a-person": _(
        "Take the name or the house number out: this text becomes public. Write for example “a "
        "resident” or only the street."
    ),
    "unusable-amount": _("Give an amount in euros from 0 up, such as 12500 or 12500.50."),
    "amount-without-source": _("Say where the amount comes from."),
    "needed": _("Fill this in."),
    "not-yet": _("This day is still to come."),
    "consent-ended": _("This consent has ended; without consent it cannot be kept."),
    "picture-too-large": _("The picture is larger than 2 MB; make it smaller."),
    "picture-without-text": _("Say in words what is to be seen, for who cannot see the picture."),
    "unusable-picture": _("This is no JPEG or PNG picture."),
    "withdrawn-already": _("This was withdrawn already."),
    "unknown": _("This is not there (any more)."),
}
PUBLISHING_REFUSED: dict[str, str] = {
    "names-a-person": "A text or story names a person; take the name out, then publish again.",
    "reason-needed": "It was published meanwhile; say why it is published again.",
}
"""Why publishing did not go on, as the job keeps it; the page says it in the reader's language."""
PUBLISHING_FAILED: dict[str, Promise] = {
    PUBLISHING_REFUSED["names-a-person"]: _(
        "A text or story names a person. Take the name out, then publish again."
    ),
    PUBLISHING_REFUSED["reason-needed"]: _(
        "Somebody published it meanwhile. Say why it is published again."
    ),
}
FORMS: dict[str, Promise] = {
    "pdf": _("PDF"),
    "docx": _("Word (DOCX)"),
    "html": _("one HTML page"),
    "json": _("the document as data (JSON)"),
    "csv": _("the figures behind it (CSV)"),
}
CHANGED: dict[ChangeVerdict, Promise] = {
    ChangeVerdict.HIGHER: _("More for certain."),
    ChangeVerdict.LOWER: _("Fewer for certain."),
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _("That can be chance."),
    ChangeVerdict.NOT_COMPARABLE: _("These cannot be compared."),
}


def hidden_words(hidden: HiddenFact) -> str:
    """Return what stands in the place of a count that is not shown."""
    if hidden.state.is_small:
        return str(_("fewer than %(minimum)s") % {"minimum": hidden.minimum})
    return str(_("not published") if hidden.state is CellState.SILENT else _("not shown"))
