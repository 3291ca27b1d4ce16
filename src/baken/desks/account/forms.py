"""The forms of logging in and of one's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME, LONGEST_PASSWORD, LONGEST_CODE = 150, 1000, 40


def _box(kind: type[forms.TextInput], **attributes: str) -> forms.TextInput:
    return kind(attrs={"class": "utrecht-textbox utrecht-textbox--html-input", **attributes})


def password_field(label: object, autocomplete: str, hint: object = "") -> forms.CharField:
    """Return a field for a password; spaces around it are part of it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=_box(forms.PasswordInput, autocomplete=autocomplete),
    )


class LogInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=_box(
            forms.TextInput, autocomplete="username", autocapitalize="none", spellcheck="false"
        ),
    )
    password = password_field(_("Password"), "current-password")


class CodeForm(forms.Form):
    """The code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from the app on your phone, or one of your recovery codes."),
        max_length=LONGEST_CODE,
        widget=_box(
            forms.TextInput, autocomplete="one-time-code", autocapitalize="none", spellcheck="false"
        ),
    )


class OwnPasswordForm(forms.Form):
    """One's own password, asked again before something that matters."""

    current = password_field(_("Your password now"), "current-password")


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = password_field(
        _("New password"), "new-password", _("At least twelve characters; a sentence is easiest.")
    )
    again = password_field(_("New password again"), "new-password")

    def clean(self) -> dict[str, object]:
        """Refuse two passwords that differ."""
        cleaned = super().clean()
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return cleaned


class ChangePasswordForm(NewPasswordForm, OwnPasswordForm):
    """The password now, and the new one twice."""

    field_order = ("current", "password", "again")
