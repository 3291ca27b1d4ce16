"""The forms in which an alarm is handled, and in which something is noted as done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desks.planning.alarm_wording import REFUSALS
from baken.records.alarms.rules import LONGEST_REFERENCE, LONGEST_TEXT
from baken.vocabulary.alarm import AlarmAct

_NO_DAY = _("Write a day, such as 31-12-2027.")
_DAY = {"type": "date", "class": "utrecht-textbox utrecht-textbox--html-input"}


class HandlingForm(forms.Form):
    """Taking an alarm up, or explaining it: one text, one day."""

    text = forms.CharField(
        label=_("What will you do, or why does it stand?"),
        help_text=_("At most 1,000 characters. About the work; never name a person."),
        strip=False,
        error_messages={"required": REFUSALS["empty-text"]},
        widget=forms.Textarea(
            attrs={
                "class": "utrecht-textarea utrecht-textarea--html-textarea",
                "rows": 5,
                "cols": 70,
                "maxlength": LONGEST_TEXT,
                "autocomplete": "off",
                "aria-required": "true",
            }
        ),
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("The day by which it is done, or until which the explanation holds."),
        error_messages={"required": _NO_DAY, "invalid": _NO_DAY},
        widget=forms.DateInput(attrs=_DAY | {"aria-required": "true"}, format="%Y-%m-%d"),
    )
    act = forms.ChoiceField(
        choices=[(AlarmAct.TAKEN_UP, ""), (AlarmAct.EXPLAINED, "")], widget=forms.HiddenInput
    )
    use_required_attribute = False


class FulfilmentForm(forms.Form):
    """That something was done, when, and where that can be read."""

    promise = forms.ChoiceField(
        label=_("What was done"),
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )
    done_on = forms.DateField(
        label=_("On which day"),
        error_messages={"required": _NO_DAY, "invalid": _NO_DAY},
        widget=forms.DateInput(attrs=_DAY | {"aria-required": "true"}, format="%Y-%m-%d"),
    )
    reference = forms.CharField(
        label=_("Where can that be read?"),
        help_text=_("A letter to the council with its number, or a web address. No names."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": REFUSALS["empty-text"]},
        widget=forms.TextInput(
            attrs={
                "class": "utrecht-textbox utrecht-textbox--html-input",
                "maxlength": LONGEST_REFERENCE,
                "autocomplete": "off",
                "aria-required": "true",
            }
        ),
    )
    use_required_attribute = False

    def __init__(self, promises: list[tuple[str, str]], data: object = None) -> None:
        super().__init__(data)
        self.fields["promise"].choices = promises
