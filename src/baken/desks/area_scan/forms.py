"""The form in which a statement is signed."""

from datetime import date

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.catalogue.area_scan import PILLARS, SCAN_RULE
from baken.desks.area_scan.wording import BEARINGS
from baken.records.statements.rules import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    StatementRefusedError,
    check_words,
)
from baken.vocabulary.pillar import Bearing, Pillar

SENTENCES = {
    "no-role-in-this-municipality": _("You do not sign statements about this municipality."),
    "empty-text": _("Write what you know; the text is empty."),
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
    "days-out-of-order": _("Choose a day to look again after today, and not after it expires."),
    "may-not-show": _("You may not show statements to everybody."),
    "not-the-author": _("Only who signed a statement can withdraw it."),
    "withdrawn-already": _("This statement was withdrawn before."),
}
_SELECT = {"class": "utrecht-select utrecht-select--html-select"}
_LINE = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}


def sentence_of_refusal(refusal: StatementRefusedError) -> str:
    """Return why a statement is refused, with the words of it that are the cause."""
    found = ", ".join(f"“{word}”" for word in refusal.words)
    return str(SENTENCES[refusal.reason]) % {"words": found}


def months_later(day: date, months: int) -> date:
    """Return the first day of the month, so many months after a day."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


class StatementForm(forms.Form):
    """A statement about one pillar of an area."""

    pillar = forms.TypedChoiceField(
        label=_("Which side of the area"), coerce=Pillar, widget=forms.Select(attrs=_SELECT)
    )
    bearing = forms.TypedChoiceField(
        label=_("What it comes to"), coerce=Bearing, widget=forms.Select(attrs=_SELECT)
    )
    subject = forms.CharField(
        label=_("About what, in a few words"),
        help_text=_("For example: lighting at the shopping centre. At most 80 characters."),
        strip=False,
        error_messages={"required": SENTENCES["empty-text"]},
        widget=forms.TextInput(attrs=_LINE | {"maxlength": LONGEST_SUBJECT}),
    )
    text = forms.CharField(
        label=_("What do you know about it?"),
        help_text=_(
            "At most 600 characters. About the place, never about a person: no names, addresses, "
            "telephone numbers or licence plates."
        ),
        strip=False,
        error_messages={"required": SENTENCES["empty-text"]},
        widget=forms.Textarea(
            attrs={
                "class": "utrecht-textarea utrecht-textarea--html-textarea",
                "rows": 5,
                "cols": 70,
                "maxlength": LONGEST_TEXT,
                "autocomplete": "off",
            }
        ),
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(attrs=_LINE | {"type": "date"}, format="%Y-%m-%d"),
    )
    expires_on = forms.DateField(
        label=_("No longer shown from"),
        widget=forms.DateInput(attrs=_LINE | {"type": "date"}, format="%Y-%m-%d"),
    )
    # The theme paints an empty required field red before anybody wrote a word.
    use_required_attribute = False

    def __init__(self, today: date, data: object = None) -> None:
        super().__init__(data)
        language = get_language() or "nl"
        self.fields["pillar"].choices = [(each.id, each.label(language)) for each in PILLARS]
        self.fields["bearing"].choices = [(key, words[0]) for key, words in BEARINGS.items()]
        self.fields["review_on"].initial = months_later(today, SCAN_RULE.review_months)
        self.fields["expires_on"].initial = months_later(today, SCAN_RULE.expire_months)

    def clean_subject(self) -> str:
        """Return the subject as the record will keep it."""
        return _checked(self.cleaned_data["subject"], LONGEST_SUBJECT)

    def clean_text(self) -> str:
        """Return the text as the record will keep it."""
        return _checked(self.cleaned_data["text"], LONGEST_TEXT)


def _checked(text: str, longest: int) -> str:
    try:
        return check_words(text, longest=longest)
    except StatementRefusedError as refusal:
        raise forms.ValidationError(sentence_of_refusal(refusal)) from refusal
