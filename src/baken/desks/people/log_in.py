"""Logging in with a name and a password."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs


class LogInForm(AuthenticationForm):
    """Name and password; whatever is wrong, the answer is the same sentence."""

    _refusal = _("This name and password do not belong together. Please try again.")
    error_messages = {"invalid_login": _refusal, "inactive": _refusal}

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        for name, label in (("username", _("Name")), ("password", _("Password"))):
            self.fields[name].label = label

    def confirm_login_allowed(self, user: object) -> None:
        """Refuse the people of a demo install, also when somebody gave them a password."""
        super().confirm_login_allowed(user)
        if user.is_demo:
            raise self.get_invalid_login_error()


@needs(ANYONE)
class LogIn(LoginView):
    """Log in with a name and a password, and go on to where one was heading."""

    template_name = "people/log_in.html"
    authentication_form = LogInForm
    next_page = reverse_lazy("desk")
    # Django would name the site after the address it is reached at.
    extra_context = {"site_name": settings.BAKEN_SITE_NAME}
