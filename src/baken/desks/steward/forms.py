"""The form in which an exception for a person column is asked."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.desks.steward.register import language
from baken.foundation.partners.scope import Scope
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.stewardship.exceptions import SHORTEST_TEXT, ExceptionWish
from baken.vocabulary.permission import PermissionName

SENTENCES = {
    "may-not-ask": _("You do not bring in files for this municipality."),
    "unknown-person-kind": _("Choose what the column holds."),
    "no-column": _("Name the column and the kind of file."),
    "no-purpose": _("Say for what purpose, in ten characters at least."),
    "no-basis": _("Name the legal basis, in ten characters at least."),
    "end-out-of-range": _("Choose a day from today on, within one year."),
    "unknown-exception": _("There is no such exception, or it is not for you to decide."),
    "asked-by-yourself": _("You asked for this yourself; somebody else has to agree."),
    "decided-already": _("This was decided before."),
    "over": _("The last day of this exception has passed."),
}
_TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
_CHOICE = {"class": "utrecht-select utrecht-select--html-select"}


class ExceptionForm(forms.Form):
    """A wish: which column of which kind of file, what it holds, why, and until when."""

    tenant = forms.ChoiceField(label=_("Municipality"), widget=forms.Select(attrs=_CHOICE))
    file_kind = forms.CharField(
        label=_("Kind of file"),
        help_text=_("As in the import, such as registrations."),
        max_length=40,
        widget=forms.TextInput(attrs=_TEXT),
    )
    column = forms.CharField(
        label=_("Name of the column"),
        help_text=_("Exactly as it stands in the file."),
        max_length=80,
        widget=forms.TextInput(attrs=_TEXT),
    )
    person_kind = forms.ChoiceField(
        label=_("What the column holds"), widget=forms.Select(attrs=_CHOICE)
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        min_length=SHORTEST_TEXT,
        max_length=500,
        widget=forms.TextInput(attrs=_TEXT),
    )
    basis = forms.CharField(
        label=_("Legal basis"),
        help_text=_("With the article, such as: AVG article 6(1)(e) with Gemeentewet article 172."),
        min_length=SHORTEST_TEXT,
        max_length=300,
        widget=forms.TextInput(attrs=_TEXT),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("At most one year from now."),
        widget=forms.DateInput(attrs=_TEXT | {"type": "date"}, format="%Y-%m-%d"),
    )
    # The theme paints an empty required field red before anybody wrote a word.
    use_required_attribute = False

    def __init__(self, scope: Scope, data: object = None) -> None:
        super().__init__(data, initial={"ends_on": timezone.localdate() + timedelta(days=90)})
        names = municipality_names()
        codes = sorted(scope.where(PermissionName.DELIVER_FILES))
        self.fields["tenant"].choices = [(code, names.get(code, code)) for code in codes]
        self.fields["person_kind"].choices = [
            (kind.id, getattr(kind, f"label_{language()}")) for kind in PERSON_COLUMNS
        ]
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def wish(self) -> ExceptionWish:
        """Return what was asked."""
        wanted = {key: value for key, value in self.cleaned_data.items() if key != "tenant"}
        return ExceptionWish(**wanted)
