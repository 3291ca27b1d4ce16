"""The forms in which parts of a neighbourhood plan are written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desks.neighbourhood.when import WhenField
from baken.desks.neighbourhood.wording import AGREEMENT_STATES, ANSWERS, ORIGINS, VOICE_KINDS
from baken.records.neighbourhood_plans.facts import (
    AgreementContent,
    AgreementState,
    Answer,
    Content,
    DecisionContent,
    EntryKind,
    HeadContent,
    ReviewContent,
    VoiceContent,
    VoiceKind,
    VoiceOrigin,
)
from baken.records.neighbourhood_plans.rules import LONGEST

SELECT = {"class": "utrecht-select utrecht-select--html-select"}
TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
LONG = {
    "class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 4, "cols": 70,
    "autocomplete": "off",
}  # fmt: skip


def _line(label: Any, name: str, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST.get(name, 20),
        widget=forms.TextInput(attrs=dict(TEXT)),
    )


def _when(label: Any, hint: Any, *, required: bool = True) -> WhenField:
    return WhenField(
        label=label,
        help_text=hint,
        required=required,
        max_length=20,
        widget=forms.TextInput(attrs=dict(TEXT)),
    )


def _text(label: Any, name: str, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST[name],
        widget=forms.Textarea(attrs=dict(LONG)),
    )


def _choice(label: Any, words: Mapping) -> forms.ChoiceField:
    shown = [
        (str(code), said[0] if isinstance(said, tuple) else said) for code, said in words.items()
    ]
    return forms.ChoiceField(label=label, choices=shown, widget=forms.Select(attrs=dict(SELECT)))


class PartForm(forms.Form):
    """A part of a plan; ``seen`` is the version that is changed."""

    # The theme paints an empty required field red before anybody wrote a word.
    use_required_attribute = False
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def content(self) -> Content:
        """Return what was written, as the record keeps it."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """Return what was filled in, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class HeadForm(PartForm):
    """What the plan is about, and whom to call."""

    introduction = _text(
        _("What is it about?"),
        "introduction",
        _("Two or three plain sentences; they stand at the top of the card."),
    )
    contact = _line(
        _("Whom to call"), "contact", _("A function, such as gebiedsmanager Overvecht; no name.")
    )
    phone = _line(_("Phone"), "phone", required=False)
    mail = _line(_("Mail address"), "mail", required=False)

    def content(self) -> HeadContent:
        """Return the head of the plan."""
        return HeadContent(**self.given())


class VoiceForm(PartForm):
    """Something that was asked."""

    kind = _choice(_("What is it"), VOICE_KINDS)
    title = _line(_("In one line"), "title", _("As residents say it; it stands on the card."))
    text = _text(
        _("More about it"),
        "text",
        _("About the place, never about a person. Becomes public."),
        required=False,
    )
    origin = _choice(_("Where it comes from"), ORIGINS)
    heard = _line(
        _("Where was it heard"), "heard", _("For example: 12 talks on the street."), required=False
    )
    number = forms.IntegerField(
        label=_("How many people said so"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
    )
    reference = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def content(self) -> VoiceContent:
        """Return what was asked."""
        given = self.given()
        return VoiceContent(
            **given | {"kind": VoiceKind(given["kind"]), "origin": VoiceOrigin(given["origin"])}
        )


class DecisionForm(PartForm):
    """What was decided about something that was asked."""

    voice = forms.CharField(widget=forms.HiddenInput)
    answer = _choice(_("Answer"), ANSWERS)
    reason = _text(_("Why?"), "reason", _("Say it to who asked; it stands on the card."))
    decided_by = _line(
        _("Who decided"), "decided_by", _("A body or function, such as the mayor; no name.")
    )
    decided_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )
    later_when = _when(_("Later: when"), _("A month, such as 03-2028."), required=False)

    def content(self) -> DecisionContent:
        """Return what was decided."""
        given = self.given()
        day: date = given["decided_on"]
        return DecisionContent(
            **given | {"answer": Answer(given["answer"]), "decided_on": day.isoformat()}
        )


class AgreementForm(PartForm):
    """What happens, who does it and when."""

    voice = forms.ChoiceField(
        label=_("About what was asked"), required=False, widget=forms.Select(attrs=dict(SELECT))
    )
    title = _line(_("What happens"), "title")
    owner = _line(_("Who does it"), "owner", _("An organisation or function; no name."))
    when = _when(_("When"), _("A month or a day: 03-2027 or 31-03-2027."))
    state = _choice(_("How far it is"), AGREEMENT_STATES)
    note = _text(_("What is to be known"), "note", required=False)

    def content(self) -> AgreementContent:
        """Return what was agreed."""
        given = self.given()
        return AgreementContent(**given | {"state": AgreementState(given["state"])})


class ReviewForm(PartForm):
    """Looking back on a year."""

    year = forms.IntegerField(
        label=_("Year"),
        localize=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
    )
    done = _text(_("What was done"), "done")
    not_done = _text(_("What was not done, and why"), "not_done")
    following = _text(_("What comes next"), "following")

    def content(self) -> ReviewContent:
        """Return the look back."""
        return ReviewContent(**self.given())


FORMS: dict[EntryKind, type[PartForm]] = {
    EntryKind.HEAD: HeadForm,
    EntryKind.VOICE: VoiceForm,
    EntryKind.DECISION: DecisionForm,
    EntryKind.AGREEMENT: AgreementForm,
    EntryKind.REVIEW: ReviewForm,
}


class BeginForm(forms.Form):
    """For which wijk and years a plan is begun."""

    use_required_attribute = False
    area = forms.ChoiceField(label=_("Wijk"), widget=forms.Select(attrs=dict(SELECT)))
    first_year = forms.IntegerField(
        label=_("First year"),
        localize=False,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
    )
    last_year = forms.IntegerField(
        label=_("Last year"),
        localize=False,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
    )
