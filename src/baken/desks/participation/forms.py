"""The forms of the desk: one typed conversation, and what was done with a quote or a theme."""

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from baken.desks.participation.plan_places import BETWEEN, PlanPlaces
from baken.desks.participation.wording import FORMS, OUTCOMES
from baken.records.participation.facts import InputOutcome
from baken.records.participation.rows import LONGEST_RAW
from baken.records.participation.services import InputAnswer

TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
AREA = {"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 5, "cols": 60}

CONSENT_NEEDS = {
    "consent_how": _("Fill in how this person agreed, for instance: said aloud."),
    "consent_on": _("Fill in on which day this person agreed."),
}


def _day(label: object, **named: object) -> forms.DateField:
    widget = forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **named)


def _told(words: object, *kinds: str) -> dict[str, object]:
    return dict.fromkeys(("required", *kinds), words)


def _line(label: object, **named: object) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.TextInput(attrs=TEXT), **named)


class ConversationForm(forms.Form):
    """One conversation with one quote, typed on screen."""

    code = _line(
        _("Your own mark of the conversation"),
        max_length=40,
        help_text=_("For instance 2025-03-01-plein-1. The same mark adds a quote to it."),
        error_messages=_told(_("Give the conversation a mark, for instance 2025-03-01-plein-1.")),
    )
    form = forms.ChoiceField(
        label=_("Form"), choices=tuple(FORMS.items()), widget=forms.Select(attrs=SELECT)
    )
    area = forms.ChoiceField(label=_("Area"), widget=forms.Select(attrs=SELECT))
    held_on = _day(
        _("Day of the conversation"),
        error_messages=_told(_("Fill in on which day the conversation was held."), "invalid"),
    )
    participants = forms.IntegerField(
        label=_("How many people took part"),
        min_value=1,
        max_value=10_000,
        localize=False,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
        error_messages=_told(
            _("Fill in how many people took part: a whole number from 1 to 10,000."),
            "invalid",
            "min_value",
            "max_value",
        ),
    )
    source = _line(
        _("Where it comes from"),
        max_length=200,
        error_messages=_told(_("Fill in where it comes from, for instance: talk on the square.")),
    )
    quote = forms.CharField(
        label=_("What was said"),
        help_text=_("Names and addresses are taken out before it is kept. Leave them out anyway."),
        max_length=LONGEST_RAW,
        error_messages=_told(_("Write down what was said.")),
        widget=forms.Textarea(attrs=AREA),
    )
    consent = forms.BooleanField(
        label=_("This person agreed to be quoted without a name"), required=False
    )
    consent_how = _line(
        _("How was that agreed?"),
        max_length=100,
        required=False,
        help_text=_("Needed when somebody agreed."),
    )
    consent_on = _day(
        _("On which day?"),
        required=False,
        help_text=_("Needed when somebody agreed."),
        error_messages=_told(_("Fill in on which day this person agreed."), "invalid"),
    )
    consent_asked_by = _line(_("Who asked? A role, not a name"), max_length=60, required=False)
    use_required_attribute = False

    def __init__(self, areas: Iterable[tuple[str, str]], data: object = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = list(areas)

    def clean(self) -> None:
        """Ask how and when, where somebody agreed."""
        given = self.cleaned_data
        if given.get("consent"):
            for name, words in CONSENT_NEEDS.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)

    def about_the_talk(self) -> list[BoundField]:
        """Return the fields about the conversation itself."""
        return [field for field in self if not field.name.startswith("consent")]

    def about_the_consent(self) -> list[BoundField]:
        """Return the fields that say how somebody agreed; the tick itself stands before them."""
        return [field for field in self if field.name.startswith("consent_")]

    def row(self) -> dict[str, str]:
        """Return what was typed as a row of a file of conversations."""
        given = self.cleaned_data
        columns = {
            "gesprek": "code",
            "vorm": "form",
            "gebied": "area",
            "datum": "held_on",
            "deelnemers": "participants",
            "citaat": "quote",
            "toestemming_hoe": "consent_how",
            "toestemming_datum": "consent_on",
            "toestemming_aan": "consent_asked_by",
            "bron": "source",
        }
        row = {name: str(given[field] or "") for name, field in columns.items()}
        return row | {"toestemming": "ja" if given["consent"] else "nee"}


class AnswerForm(forms.Form):
    """What was done with a quote or a theme, and what was told about it."""

    outcome = forms.ChoiceField(
        label=_("What was done with it"),
        choices=tuple(OUTCOMES.items()),
        widget=forms.Select(attrs=SELECT),
    )
    in_plan = forms.ChoiceField(
        label=_("In which plan and measure"),
        required=False,
        help_text=_("Who reads this gets a link to the measure."),
        widget=forms.Select(attrs=SELECT),
    )
    plan = _line(
        _("In another document"),
        max_length=80,
        required=False,
        help_text=_("Only when it is not in a plan above."),
    )
    measure = _line(_("Which measure in that document"), max_length=80, required=False)
    passed_to = _line(
        _("Passed on to"),
        max_length=120,
        required=False,
        help_text=_("An organisation or department, not a person."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("Everybody may read this once it is published."),
        widget=forms.Textarea(attrs={**AREA, "rows": 3}),
    )
    reported_on = _day(_("Told back on"), required=False)
    reported_how = _line(_("Told back how"), max_length=300, required=False)
    use_required_attribute = False

    def __init__(self, *data: object, tenant: str) -> None:
        super().__init__(*data)
        self.fields["in_plan"].choices = PlanPlaces().choices(tenant)

    def answer(self, **about: object) -> InputAnswer:
        """Return the answer as the service takes it; a plan of Baken goes by its ids."""
        given = dict(self.cleaned_data)
        chosen = given.pop("in_plan")
        if chosen:
            given["plan"], _between, given["measure"] = chosen.partition(BETWEEN)
        return InputAnswer(outcome=InputOutcome(given.pop("outcome")), **given, **about)
