"""The form of a measure: who, when, why, with what people and money, by which law."""

from django.utils.translation import gettext_lazy as _

from baken.desks.planning import choices, wording
from baken.desks.planning.fields import FieldKind, FormField
from baken.desks.planning.shape_parts import (
    CHOICE,
    DATE,
    DATE_HELP,
    ENGLISH,
    LINES,
    LONG,
    NUMBER,
    PICKS,
    SECTION,
    SOURCE,
    TEXT,
    TITLE,
    WHOLE,
    WORDS,
    FieldGroup,
)

ORGANISATION = FormField(
    "organisation", CHOICE, _("Organisation"), is_needed=True, choices=choices.organisations
)
YEAR = FormField("year", WHOLE, _("Year"), is_needed=True)
MEASURE_GROUPS = (
    FieldGroup(
        _("The measure"),
        (
            TITLE,
            FormField("parent", CHOICE, _("Under"), is_needed=True, choices=choices.lines),
            FormField(
                "kind",
                CHOICE,
                _("Kind"),
                is_needed=True,
                choices=choices.of_words(wording.KINDS),
            ),
            FormField(
                "status",
                CHOICE,
                _("Status"),
                is_needed=True,
                choices=choices.of_words(wording.STATUSES),
            ),
            SOURCE,
            SECTION,
            ENGLISH,
        ),
        is_open=True,
    ),
    FieldGroup(
        _("Who"),
        (
            FormField(
                "owner",
                CHOICE,
                _("Owner"),
                _("Who answers for it: one organisation or role."),
                choices=choices.organisations,
            ),
            FormField(
                "roles",
                LINES,
                _("Who else, and in what role"),
                _("An empty line is left out. After saving there are new empty lines."),
                columns=(
                    ORGANISATION,
                    FormField(
                        "role",
                        CHOICE,
                        _("Role"),
                        is_needed=True,
                        choices=choices.of_words(wording.PART_ROLES),
                    ),
                ),
            ),
            FormField(
                "partners", PICKS, _("Named without a role"), choices=choices.organisations
            ),
        ),
        is_open=True,
    ),
    FieldGroup(
        _("When and how far"),
        (
            FormField("start", DATE, _("Begins"), DATE_HELP),
            FormField("due", DATE, _("Ready before"), DATE_HELP),
            FormField("execution.state", CHOICE, _("How far it is"), completes_part=True,
                      choices=choices.of_words(wording.EXECUTION_STATES)),
            FormField("execution.date", DATE, _("How far: on which day"), DATE_HELP,
                      completes_part=True),
            FormField("execution.reason_nl", LONG, _("How far: why")),
            FormField(
                "depends_on",
                PICKS,
                _("Waits for"),
                _("Measures that must be there first."),
                choices=choices.measures,
            ),
        ),
    ),
    FieldGroup(
        _("Why it should work"),
        (
            FormField("logic.input", LONG, wording.LOGIC_STEPS["input"],
                      _("People, money, means."), completes_part=True),
            FormField("logic.activity", LONG, wording.LOGIC_STEPS["activity"],
                      completes_part=True),
            FormField("logic.output", LONG, wording.LOGIC_STEPS["output"],
                      _("What can be counted right away, such as: 400 homes with better locks."),
                      completes_part=True),
            FormField("logic.outcome", LONG, wording.LOGIC_STEPS["outcome"],
                      _("What changes for people, such as: fewer burglaries in those streets."),
                      completes_part=True),
            FormField("logic.assumption", LONG, wording.LOGIC_STEPS["assumption"]),
            FormField("logic.evidence", LONG, wording.LOGIC_STEPS["evidence"],
                      _("A study, an earlier test, or: not known.")),
            FormField(
                "indicator_ids",
                PICKS,
                _("Indicator"),
                _("By which number one sees whether it works."),
                choices=choices.indicators,
            ),
        ),
        _("Step by step: who reads it can check every step."),
    ),
    FieldGroup(
        _("People and money"),
        (
            FormField(
                "capacity_by_year",
                LINES,
                _("People per year"),
                _("Full-time jobs, hours, or both."),
                one_of=("fte", "hours"),
                columns=(
                    ORGANISATION,
                    YEAR,
                    FormField("fte", NUMBER, _("Full-time jobs")),
                    FormField("hours", NUMBER, _("Hours")),
                ),
            ),
            FormField(
                "money_by_year",
                LINES,
                _("Money per year"),
                _("In whole euros: 25000."),
                columns=(
                    YEAR,
                    FormField("amount", NUMBER, _("Amount"), is_needed=True),
                    FormField("source", TEXT, _("Where it comes from"), is_needed=True),
                    FormField("spent", NUMBER, _("Spent")),
                ),
            ),
        ),
    ),
    FieldGroup(
        _("For whom, where, about what"),
        (
            FormField("target_groups_nl", WORDS, _("Target groups"), _("One on each line.")),
            FormField("areas", PICKS, _("Places"), choices=choices.areas),
            FormField(
                "scales", PICKS, _("Scale"), choices=choices.of_words(wording.SCALES)
            ),
            FormField("phenomena", PICKS, _("About"), choices=choices.phenomena),
        ),
    ),
    FieldGroup(
        _("By which law"),
        (
            FormField("instrument.name_nl", TEXT, _("Law or instrument"), completes_part=True),
            FormField("instrument.in_force_nationally", CHOICE, _("In force in the country?"),
                      completes_part=True, choices=choices.yes_or_no),
            FormField("instrument.lawful_locally", CHOICE, _("May it be used here?"),
                      completes_part=True, choices=choices.of_words(wording.LOCAL_LAW)),
            FormField("instrument.since", DATE, _("Since or from when"), DATE_HELP),
            FormField("instrument.note_nl", LONG, _("What still has to happen")),
        ),
    ),
    FieldGroup(
        _("Documents"),
        (
            FormField(
                "attachments",
                LINES,
                _("Documents"),
                columns=(
                    FormField("name", TEXT, _("Name"), is_needed=True),
                    FormField("address", FieldKind.ADDRESS, _("Address"), is_needed=True),
                    FormField("sha256", TEXT, _("Fingerprint (SHA-256)")),
                ),
            ),
        ),
    ),
)  # fmt: skip
