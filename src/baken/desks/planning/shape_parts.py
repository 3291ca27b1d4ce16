"""What forms of plans are made of, and the fields that several of them share."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.desks.planning import choices, wording
from baken.desks.planning.fields import FieldKind, FormField

TEXT, LONG, NUMBER, WHOLE = FieldKind.TEXT, FieldKind.LONG, FieldKind.NUMBER, FieldKind.WHOLE
DATE, CHOICE, PICKS, WORDS = FieldKind.DATE, FieldKind.CHOICE, FieldKind.PICKS, FieldKind.WORDS
LINES, TICK = FieldKind.LINES, FieldKind.TICK
DATE_HELP = _("A year, a month or a day: 2027, 2027-03 or 31-03-2027.")


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, under a heading; a group that is not needed starts closed."""

    title: Promise
    fields: tuple[FormField, ...]
    sentence: Promise | str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class RowShape:
    """The form of a table: what a row of it is called, and its groups of fields."""

    table: str
    name: Promise
    add: Promise
    groups: tuple[FieldGroup, ...]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Return every field of the form."""
        return tuple(each for group in self.groups for each in group.fields)


TITLE = FormField("title_nl", TEXT, _("Title"), is_needed=True)
ENGLISH = FormField("title_en", TEXT, _("Title in English"), _("May stay empty."))
SOURCE = FormField(
    "source",
    FieldKind.SOURCE,
    _("Source"),
    _("In which decision or document does it stand? Such as: council decision of 12 March 2027."),
    is_needed=True,
    choices=choices.texts,
)
SECTION = FormField("section", TEXT, _("Chapter or heading"))
INDICATORS = FormField(
    "indicator_ids",
    PICKS,
    _("Indicator"),
    _("What is counted. Choose what counts the thing that the goal names."),
    choices=choices.indicators,
)
BASELINE = (
    FormField("baseline.value", NUMBER, _("Baseline: where it stands"), completes_part=True),
    FormField("baseline.date", DATE, _("Baseline: when"), DATE_HELP, completes_part=True),
    FormField(
        "baseline.source", FieldKind.SOURCE, _("Baseline: according to whom"), choices=choices.texts
    ),
)
TARGET = (
    FormField("target.value", NUMBER, _("Target: what it should become"), completes_part=True),
    FormField(
        "target.direction",
        CHOICE,
        _("Target: at most or at least"),
        choices=choices.of_words(wording.DIRECTIONS),
    ),
    FormField("target.date", DATE, _("Target: when"), DATE_HELP, completes_part=True),
    FormField(
        "target.source",
        FieldKind.SOURCE,
        _("Target: according to which decision"),
        _("The title of a text, or a decision: council decision of 12 March 2027."),
        asked_with_change=True,
        choices=choices.texts,
    ),
)
KEPT = (
    FormField(
        "kept_level.margin",
        NUMBER,
        _("Margin: how much worse is too much"),
        _("As a share of the baseline (0,05 is 5 %) or in points."),
        completes_part=True,
    ),
    FormField(
        "kept_level.unit",
        CHOICE,
        _("Margin: in what"),
        completes_part=True,
        choices=choices.of_words(wording.MARGIN_UNITS),
    ),
    FormField("kept_level.date", DATE, _("To be kept until"), DATE_HELP, completes_part=True),
    FormField(
        "kept_level.source",
        FieldKind.SOURCE,
        _("To be kept according to which decision"),
        asked_with_change=True,
        choices=choices.texts,
    ),
)
