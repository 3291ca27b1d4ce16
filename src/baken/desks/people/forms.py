"""The form in which a remark is written."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.flows.remarks_of_area import RemarksOfArea
from baken.records.remarks.rules import LONGEST_TEXT, RemarkRefusedError, check_text

SENTENCES = {
    "no-role-in-this-municipality": _("You do not write remarks about this municipality."),
    "empty-text": _("Write what you know; the text is empty."),
    "text-too-long": _("A remark is at most 1,000 characters; shorten the text."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "names-a-person": _(
        "The text names a person or a house. Leave the name and the house number out, and write "
        "for example “a resident” or only the street."
    ),
    "unknown-area": _("There is no such area; choose one from the list."),
    "unknown-indicator": _("There is no such figure; choose one from the list."),
    "unknown-year": _("There is no figure of that year; choose one from the list."),
    "unknown-figure": _("There is no such figure of that year; choose another year."),
    "not-the-author": _("Only who wrote a remark can withdraw it."),
    "withdrawn-already": _("This remark was withdrawn before."),
}


class RemarkForm(forms.Form):
    """A remark about a figure of an area in a year."""

    indicator = forms.ChoiceField(
        label=_("About which figure"),
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )
    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )
    text = forms.CharField(
        label=_("What do you know about it?"),
        help_text=_("At most 1,000 characters. About the place; never about a person."),
        strip=False,
        error_messages={"required": SENTENCES["empty-text"]},
        widget=forms.Textarea(
            attrs={
                "class": "utrecht-textarea utrecht-textarea--html-textarea",
                "rows": 6,
                "cols": 70,
                "maxlength": LONGEST_TEXT,
                "autocomplete": "off",
                "aria-required": "true",
            }
        ),
    )
    # The theme paints an empty required field red before anybody wrote a word.
    use_required_attribute = False

    def __init__(self, page: RemarksOfArea, data: object = None) -> None:
        super().__init__(data)
        language = get_language() or "nl"
        self.fields["indicator"].choices = [
            (entry.id, entry.label(language)) for entry in page.indicators
        ]
        self.fields["year"].choices = [(year, str(year)) for year in page.years]

    def clean_text(self) -> str:
        """Return the text as the record will keep it."""
        try:
            return check_text(self.cleaned_data["text"])
        except RemarkRefusedError as refusal:
            raise forms.ValidationError(SENTENCES[refusal.reason]) from refusal
