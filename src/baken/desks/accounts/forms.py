"""The forms in which people write what was done, tell a story, and publish."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.desks.accounts import wording
from baken.flows.account_year import AccountYear
from baken.flows.tell_indicator.writing import language
from baken.records.accounts.facts import (
    AccountPart,
    AccountSubject,
    EntryContent,
    EntryState,
    StoryContent,
    StoryKind,
)
from baken.records.accounts.rules import LARGEST_PICTURE, LONGEST_REASON, LONGEST_TEXT

_SELECT = {"class": "utrecht-select utrecht-select--html-select"}
_BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}


def _area(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(
        attrs={
            "class": "utrecht-textarea utrecht-textarea--html-textarea",
            "rows": rows,
            "cols": 70,
            "maxlength": most,
            "autocomplete": "off",
        }
    )


def _text(label: str, hint: str = "", *, rows: int = 4, most: int = LONGEST_TEXT) -> forms.Field:
    return forms.CharField(label=label, help_text=hint, required=False, widget=_area(rows, most))


def _line(label: str, hint: str = "") -> forms.Field:
    widget = forms.TextInput(attrs=_BOX)
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _day(label: str, hint: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={**_BOX, "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=widget)


class _PartForm(forms.Form):
    """A form about a part of the plan; without the browser's own marks on empty fields."""

    use_required_attribute = False
    part = forms.ChoiceField(label=_("About which part of the plan"), widget=forms.Select(_SELECT))

    def __init__(self, account: AccountYear, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.account = account
        self.fields["part"].choices = part_choices(account)

    def subject(self) -> AccountSubject:
        """Return what this is about."""
        kind, _colon, identifier = self.cleaned_data["part"].partition(":")
        head = self.account.plan.head
        return AccountSubject(
            head.municipality_code, head.id, self.account.year, AccountPart(kind), identifier
        )

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show beside each field what is wrong with it."""
        for field, reason in faults.items():
            self.add_error(field if field in self.fields else None, wording.REFUSALS[reason])


class EntryForm(_PartForm):
    """What was done under a part of the plan."""

    state = forms.ChoiceField(
        label=_("How far is it"),
        choices=[(str(key), words) for key, words in wording.STATES.items()],
        widget=forms.Select(_SELECT),
    )
    reason = _text(
        _("Why"), _("Needed when it was not started, stopped or changed."), most=LONGEST_REASON
    )
    done = _text(_("What was done"), _("What happened, where and how often. No names of people."))
    failed = _text(_("What did not work"))
    changes = _text(_("What changes now"))
    spent = forms.DecimalField(
        label=_("Spent, in euros"),
        required=False,
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={**_BOX, "inputmode": "decimal"}),
        error_messages={"invalid": wording.REFUSALS["unusable-amount"]},
    )
    spent_source = _line(_("Where the amount comes from"), _("Such as: annual accounts, page 31."))

    def content(self) -> EntryContent:
        """Return what was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "part"}
        return EntryContent(**(given | {"state": EntryState(given["state"])}))


class StoryForm(_PartForm):
    """A story beside the figures, with the consent for it."""

    kind = forms.ChoiceField(
        label=_("What kind of story"),
        choices=[(str(key), words) for key, words in wording.STORIES.items()],
        widget=forms.Select(_SELECT),
    )
    text = _text(_("The words, or what was seen"))
    said_by = _line(
        _("Whose words, without a name"), _("Such as: a shopkeeper, a mother of two children.")
    )
    place = _line(_("Place"), _("A wijk or a square, no address."))
    told_on = _day(_("Day"))
    source = _line(_("Where it comes from"), _("Such as: a conversation on the street."))
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG or PNG, 2 MB at most. What the camera wrote into it is taken out."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    alternative = _text(_("What is to be seen in the picture"), rows=2, most=500)
    consent_by = _line(_("Who consented"), _("Seen only by who may write here."))
    consent_how = _line(_("How"), _("Such as: in writing, on 3 September."))
    consent_until = _day(_("Until when"))

    def content(self) -> StoryContent:
        """Return the story with its consent."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "part"}
        file = given["picture"]
        # One byte more than is allowed is enough to refuse it.
        given["picture"] = file.read(LARGEST_PICTURE + 1) if file else None
        return StoryContent(**(given | {"kind": StoryKind(given["kind"])}))


class PublishForm(forms.Form):
    """Publishing: a reason where it replaces an earlier account, and that one has looked at it."""

    use_required_attribute = False
    reason = _text(
        _("Why is it published again"),
        _("Everybody reads this beside the earlier account."),
        most=LONGEST_REASON,
    )
    hides_replaced = forms.BooleanField(
        label=_("The earlier account is no longer shown, because a consent ended"), required=False
    )
    looked = forms.BooleanField(
        label=_("I looked at the draft, in both languages"),
        error_messages={"required": _("Look at the draft first; what is published stays.")},
    )

    def __init__(self, *given: object, is_again: bool, **named: object) -> None:
        super().__init__(*given, **named)
        if not is_again:
            del self.fields["reason"], self.fields["hides_replaced"]


def part_choices(account: AccountYear) -> list[tuple[str, object]]:
    """Return every part of the plan that one writes about, in groups."""
    tongue = language()
    groups: list[tuple[str, object]] = [(f"{AccountPart.PLAN}:plan", _("The plan as a whole"))]
    goals = [c.judged.goal for c in account.chapters if c.judged]
    groups.append(
        (str(_("Goals")), [(f"{AccountPart.GOAL}:{g.id}", g.title(tongue)) for g in goals])
    )
    for chapter in account.chapters:
        for line in chapter.lines:
            title = line.line.title(tongue)
            parts = [(f"{AccountPart.LINE}:{line.line.id}", str(_("The whole line: ")) + title)]
            parts += [
                (f"{AccountPart.MEASURE}:{m.measure.id}", m.measure.title(tongue))
                for m in line.measures
            ]
            groups.append((title, parts))
    return groups
