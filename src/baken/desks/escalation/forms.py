"""The forms in which somebody decides on a phase, a task, or thresholds."""

from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.desks.escalation.wording import REFUSALS, THRESHOLDS
from baken.records.escalations.rules import LONGEST_REASON
from baken.vocabulary.phase import Phase

_NO_DAY = _("Write a day, such as 31-12-2027.")
_BOX = "utrecht-textbox utrecht-textbox--html-input"


def reason_field(label: Promise, hint: Promise, name: str) -> forms.CharField:
    """Return the field for a reason; every act has one."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        error_messages={"required": REFUSALS["empty-reason"]},
        widget=forms.Textarea(
            attrs={
                "id": name,
                "class": "utrecht-textarea utrecht-textarea--html-textarea",
                "rows": 3,
                "cols": 60,
                "maxlength": LONGEST_REASON,
                "autocomplete": "off",
                "aria-required": "true",
            }
        ),
    )


def day_field(label: Promise, hint: Promise | str, name: str) -> forms.DateField:
    """Return the field for a day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        error_messages={"required": _NO_DAY, "invalid": _NO_DAY},
        widget=forms.DateInput(
            attrs={"id": name, "type": "date", "class": _BOX, "aria-required": "true"},
            format="%Y-%m-%d",
        ),
    )


class RulingForm(forms.Form):
    """Taking or refusing a proposed step down."""

    reason = reason_field(
        _("Why"), _("At most 600 characters. About the area; never name a person."), "ruling-reason"
    )
    use_required_attribute = False


class ByHandForm(forms.Form):
    """Setting a phase by hand, with a reason and a last day."""

    phase = forms.ChoiceField(
        label=_("Phase"),
        choices=[(phase, phase) for phase in Phase],
        widget=forms.Select(
            attrs={"id": "by-hand-phase", "class": "utrecht-select utrecht-select--html-select"}
        ),
    )
    until = day_field(
        _("Until and including"),
        _("At most a quarter ahead. After that day the rules hold again, by themselves."),
        "by-hand-until",
    )
    reason = reason_field(
        _("Why"),
        _("What do you know that the counts do not show? Never name a person."),
        "by-hand-reason",
    )
    use_required_attribute = False


class TaskForm(forms.Form):
    """What came of a task, or why it is not done yet and until when that holds."""

    text = reason_field(
        _("What came of it, or why not yet?"),
        _("At most 600 characters. Never name a person."),
        "task-text",
    )
    until = forms.DateField(
        label=_("If not done yet: holds until"),
        required=False,
        error_messages={"invalid": _NO_DAY},
        widget=forms.DateInput(
            attrs={"id": "task-until", "type": "date", "class": _BOX}, format="%Y-%m-%d"
        ),
    )
    use_required_attribute = False


class TrialForm(forms.Form):
    """Thresholds to try, and on which past."""

    first = day_field(_("From"), "", "trial-first")
    last = day_field(_("Until"), "", "trial-last")
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label, hint in THRESHOLDS:
            self.fields[name] = _threshold(name, label, hint)

    def rules(self) -> dict[str, float | int]:
        """Return the thresholds as they were filled in."""
        return {name: self.cleaned_data[name] for name, _label, _hint in THRESHOLDS}

    def days(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return self.cleaned_data["first"], self.cleaned_data["last"]


def _threshold(name: str, label: Promise, hint: Promise) -> forms.Field:
    words = {
        "required": _("Write a number."),
        "invalid": _("Write a number, such as 0.03."),
        "min_value": _("This number is too small."),
        "max_value": _("This number is too large."),
    }
    attrs = {"id": f"trial-{name}", "class": _BOX, "inputmode": "decimal", "autocomplete": "off"}
    if name.endswith("_p"):
        return forms.FloatField(
            label=label, help_text=hint, min_value=1e-9, max_value=0.99, error_messages=words,
            localize=True, widget=forms.TextInput(attrs=attrs),
        )  # fmt: skip
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=52, error_messages=words,
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip
