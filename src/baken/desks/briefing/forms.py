"""The forms of the morning: what was seen, and what a meeting decides."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desks.briefing.wording import OUTCOMES
from baken.records.meetings.facts import Outcome
from baken.records.meetings.rules import LONGEST_OWNER
from baken.records.meetings.rules import LONGEST_TEXT as LONGEST_DECISION
from baken.records.sightings.rules import LARGEST_PHOTO, LONGEST_STREET, LONGEST_TEXT

SELECT = {"class": "utrecht-select utrecht-select--html-select"}
LINE = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
TEXT = {
    "class": "utrecht-textarea utrecht-textarea--html-textarea",
    "cols": 60,
    "autocomplete": "off",
}
_NEEDED = {"required": _("This is needed; fill it in.")}
PlaceChoices = list[tuple[str, list[tuple[str, str]]]]


class SightingForm(forms.Form):
    """What somebody saw: what, where, and perhaps a photo."""

    # The theme paints an empty required field red before anybody wrote a word.
    use_required_attribute = False
    text = forms.CharField(
        label=_("What did you see?"),
        help_text=_("About the place, never about a person: no names, numbers or plates."),
        strip=False,
        error_messages=_NEEDED,
        widget=forms.Textarea(attrs={**TEXT, "rows": 3, "maxlength": LONGEST_TEXT}),
    )
    area = forms.ChoiceField(
        label=_("Where: wijk or buurt"), error_messages=_NEEDED, widget=forms.Select(attrs=SELECT)
    )
    street = forms.CharField(
        label=_("Street or square, if you like"),
        help_text=_("Without a house number."),
        required=False,
        max_length=LONGEST_STREET,
        widget=forms.TextInput(attrs={**LINE, "maxlength": LONGEST_STREET}),
    )
    photo = forms.FileField(
        label=_("Photo, if you like"),
        help_text=_("No recognisable people. Place and time are taken out of the file."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    lengte = forms.FloatField(required=False, widget=forms.HiddenInput)
    breedte = forms.FloatField(required=False, widget=forms.HiddenInput)

    def __init__(self, places: PlaceChoices, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["area"].choices = places

    def photo_content(self) -> bytes | None:
        """Return the photo; one byte more than is allowed is enough to refuse it."""
        file = self.cleaned_data["photo"]
        return file.read(LARGEST_PHOTO + 1) if file else None


class ItemForm(forms.Form):
    """Something that is put on the table."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("What is it about"),
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs={**LINE, "maxlength": LONGEST_DECISION}),
    )


class DecisionForm(forms.Form):
    """What is decided about an item: what, who, when."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Decision"),
        help_text=_("Also when nothing is done: say so, and when you look again."),
        error_messages=_NEEDED,
        widget=forms.Textarea(attrs={**TEXT, "rows": 2, "maxlength": LONGEST_DECISION}),
    )
    owner = forms.CharField(
        label=_("Who does it"),
        help_text=_("A function or organisation, no name."),
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs={**LINE, "maxlength": LONGEST_OWNER}),
    )
    due = forms.DateField(
        label=_("Ready by"),
        error_messages={**_NEEDED, "invalid": _("Choose a day.")},
        widget=forms.DateInput(attrs={**LINE, "type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, identifier: str, *given: object, due: date | None = None) -> None:
        super().__init__(*given, prefix=identifier)
        self.fields["due"].initial = due


class OutcomeForm(forms.Form):
    """What came of a promise."""

    use_required_attribute = False
    outcome = forms.TypedChoiceField(
        label=_("What came of it"),
        coerce=Outcome,
        choices=[(str(key), words) for key, words in OUTCOMES.items()],
        widget=forms.Select(attrs=SELECT),
    )
    note = forms.CharField(
        label=_("In a few words, if you like"),
        required=False,
        widget=forms.TextInput(attrs={**LINE, "maxlength": LONGEST_DECISION}),
    )
    due = forms.DateField(
        label=_("New day, when later"),
        required=False,
        widget=forms.DateInput(attrs={**LINE, "type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, identifier: str, *given: object) -> None:
        super().__init__(*given, prefix=identifier)
