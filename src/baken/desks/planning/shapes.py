"""Which fields the form of each table of a plan shows, in which groups, under which names."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from baken.desks.planning import choices, wording
from baken.desks.planning.fields import FormField
from baken.desks.planning.measure_shape import MEASURE_GROUPS
from baken.desks.planning.shape_parts import (
    BASELINE,
    CHOICE,
    DATE,
    DATE_HELP,
    ENGLISH,
    INDICATORS,
    KEPT,
    LONG,
    PICKS,
    SECTION,
    SOURCE,
    TARGET,
    TEXT,
    TICK,
    TITLE,
    WHOLE,
    WORDS,
    FieldGroup,
    RowShape,
)

GOAL_GROUPS = (
    FieldGroup(
        _("The goal"),
        (
            TITLE,
            FormField(
                "level",
                CHOICE,
                _("How high it stands"),
                is_needed=True,
                choices=choices.of_words(wording.LEVELS),
            ),
            SOURCE,
            SECTION,
            ENGLISH,
        ),
        is_open=True,
    ),
    FieldGroup(
        _("How it is measured"),
        (INDICATORS, *BASELINE, *TARGET),
        _("With an indicator, a baseline, a target and a date anybody can check it later."),
        is_open=True,
    ),
    FieldGroup(
        _("Or: keep the level of now"),
        KEPT,
        _("Instead of a target: the baseline is kept, and this much worse would be too much."),
    ),
    FieldGroup(
        _("Or: not measurable, because"),
        (
            FormField(
                "not_measurable_because_nl",
                LONG,
                _("Why it cannot be measured"),
                _("An honest reason is better than a number that says nothing. It is shown."),
            ),
        ),
    ),
    FieldGroup(
        _("Our reading of the text"),
        (
            FormField(
                "measurable",
                CHOICE,
                _("Do the indicators measure what the goal names?"),
                choices=choices.of_words(wording.READINGS),
                default="yes",
            ),
            FormField("judgement_nl", LONG, _("Remark on that")),
        ),
    ),
)
LINE_GROUPS = (FieldGroup(_("The line"), (TITLE, SOURCE, SECTION, ENGLISH), is_open=True),)
EFFORT_GROUPS = (
    FieldGroup(
        _("The line"),
        (
            TITLE,
            FormField("goals", PICKS, _("Works on the goals"), choices=choices.goals),
            SOURCE,
            SECTION,
            ENGLISH,
        ),
        is_open=True,
    ),
)
ACTION_GROUPS = (
    FieldGroup(
        _("The line"),
        (
            TITLE,
            FormField("ambition", CHOICE, _("Works on the ambition"), choices=choices.goals),
            SOURCE,
            SECTION,
            ENGLISH,
        ),
        is_open=True,
    ),
)
ACTIVITY_GROUPS = (
    FieldGroup(
        _("The activity"),
        (
            TITLE,
            FormField("measure", CHOICE, _("For the measure"), is_needed=True,
                      choices=choices.measures),
            FormField("owner", CHOICE, _("Who does it"), choices=choices.organisations),
            FormField("due", DATE, _("Ready before"), DATE_HELP),
            FormField("state", CHOICE, _("How far it is"), default="not_started",
                      choices=choices.of_words(wording.EXECUTION_STATES)),
            FormField("note_nl", LONG, _("Remark")),
        ),
        is_open=True,
    ),
)  # fmt: skip
AREA_GOAL_GROUPS = (
    FieldGroup(
        _("The goal for this area"),
        (
            FormField("area", CHOICE, _("Area"), is_needed=True, choices=choices.areas),
            TITLE,
            FormField("goal", CHOICE, _("Part of the goal"), choices=choices.goals),
            SOURCE,
            INDICATORS,
            *BASELINE,
            *TARGET,
        ),
        is_open=True,
    ),
    FieldGroup(
        _("When it is met"),
        (
            FormField("scale_down_when_met", TICK, _("Scale down once it is met")),
            FormField("scale_down_measures", PICKS, _("These measures go down"),
                      choices=choices.measures),
            FormField("scale_down_nl", LONG, _("What goes down, in words")),
            FormField("met_on", DATE, _("Found to be met on"), DATE_HELP),
        ),
        is_open=True,
    ),
)  # fmt: skip
AREA_GROUPS = (
    FieldGroup(
        _("The place"),
        (
            FormField("name_nl", TEXT, _("Name"), is_needed=True),
            FormField("kind", CHOICE, _("Kind of place"), is_needed=True,
                      choices=choices.place_kinds),
            FormField("codes", WORDS, _("Codes of CBS"),
                      _("Such as WK030701 or BU03070101, one on each line.")),
            FormField("code_fit", CHOICE, _("Do the codes fit the place?"), is_needed=True,
                      choices=choices.code_fits),
            FormField("source", TEXT, _("Source"), is_needed=True),
        ),
        is_open=True,
    ),
)  # fmt: skip
DUTY_GROUPS = (
    FieldGroup(
        _("The promise"),
        (
            TITLE,
            FormField("interval", CHOICE, _("How often"), is_needed=True,
                      choices=choices.intervals),
            FormField("to", CHOICE, _("To whom"), is_needed=True, choices=choices.told),
            FormField("due", DATE, _("Before"), DATE_HELP),
            SOURCE,
            SECTION,
            ENGLISH,
        ),
        is_open=True,
    ),
)  # fmt: skip
HEAD_GROUPS = (
    FieldGroup(
        _("The plan"),
        (
            TITLE,
            FormField("title_en", TEXT, _("Title in English"), is_needed=True),
            FormField("period_start", WHOLE, _("First year"), is_needed=True),
            FormField("period_end", WHOLE, _("Last year"), is_needed=True),
            FormField("adopted_by", CHOICE, _("Adopted by"), choices=choices.adopters),
            FormField("legal_basis_nl", LONG, _("Legal basis")),
        ),
        is_open=True,
    ),
)
SHAPES: dict[str, RowShape] = {
    shape.table: shape
    for shape in (
        RowShape("plan", _("The plan"), _("The plan"), HEAD_GROUPS),
        RowShape("goal", _("Goal"), _("Add a goal"), GOAL_GROUPS),
        RowShape("ambition", _("Ambition"), _("Add an ambition"), GOAL_GROUPS),
        RowShape("basis_field", _("Basis field"), _("Add a basis field"), LINE_GROUPS),
        RowShape("action_line", _("Action line"), _("Add an action line"), ACTION_GROUPS),
        RowShape("effort", _("Effort"), _("Add an effort"), EFFORT_GROUPS),
        RowShape("measure", _("Measure"), _("Add a measure"), MEASURE_GROUPS),
        RowShape("activity", _("Activity"), _("Add an activity"), ACTIVITY_GROUPS),
        RowShape("area", _("Place"), _("Add a place"), AREA_GROUPS),
        RowShape("area_goal", _("Goal for one area"), _("Add a goal for one area"),
                 AREA_GOAL_GROUPS),
        RowShape("duty", _("Promise to report"), _("Add a promise to report"), DUTY_GROUPS),
    )
}  # fmt: skip


def field_at(table: str, path: str) -> FormField | None:
    """Return the field of a form, or None where the form does not show it."""
    shape = SHAPES.get(table)
    found: Sequence[FormField] = shape.fields if shape else ()
    return next((each for each in found if each.path == path), None)
