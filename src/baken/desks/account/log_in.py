"""Logging in: a name and a password, then a code where the account has a second factor."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from baken.desks.account.forms import CodeForm, LogInForm
from baken.desks.account.half import Half, begin_half, finish, half_of, safe_heading
from baken.flows.log_in import PASSWORD, check_code, check_password, record_log_out
from baken.flows.log_in_with_organisation import ORGANISATION
from baken.foundation.partners.accounts import PersonAccount, person_needs_second_factor
from baken.foundation.partners.addresses import client_address
from baken.foundation.partners.openid.organisation import organisation
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.foundation.partners.second_factor import has_second_factor
from baken.foundation.partners.sessions import FIRST

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@needs(ANYONE)
@sensitive_post_parameters("password")
@PAGE
@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in with a name and a password, and go on to where one was heading."""
    heading = safe_heading(request, request.POST.get("next", request.GET.get("next", "")))
    form = LogInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = check_password(
            name=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            address=client_address(request),
            at=timezone.now(),
        )
        if account is not None:
            return _go_on(request, account, heading)
        form.add_error(None, refusal())
    # Django would name the site after the address it is reached at.
    shown = {
        "form": form,
        "next": heading,
        "site_name": settings.BAKEN_SITE_NAME,
        "organisation": organisation(),
    }
    return render(request, "account/log_in.html", shown)


@needs(ANYONE)
@sensitive_post_parameters("code")
@PAGE
@never_cache
def log_in_code(request: HttpRequest) -> HttpResponse:
    """Finish a log-in with the code of the second factor."""
    half = half_of(request)
    if half is None or not has_second_factor(half.account.id):
        return start_again(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = check_code(
            account=half.account,
            code=form.cleaned_data["code"],
            address=client_address(request),
            at=timezone.now(),
        )
        if shown is not None:
            return _arrive(request, half, shown)
        form.add_error("code", wrong_code())
    return render(request, "account/log_in_code.html", {"form": form})


@needs(ANYONE)
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out and go to the home page; after the organisation's log-in, say what is left there."""
    by_organisation = request.session.get(FIRST) == ORGANISATION
    if request.user.is_authenticated:
        record_log_out(person=request.user.pk, at=timezone.now())
    logout(request)
    left = by_organisation and organisation() is not None
    return redirect("logged-out" if left else settings.LOGOUT_REDIRECT_URL)


def refusal() -> str:
    """Return the one answer to every log-in that is refused."""
    return _(
        "This name and password do not belong together, or it was tried too often. Wait a moment "
        "and try again."
    )


def wrong_code() -> str:
    """Return the one answer to every code that is refused."""
    return _(
        "This code is not right, was used before, or it was tried too often. Wait for the next "
        "code and try again."
    )


def start_again(request: HttpRequest) -> HttpResponse:
    """Say that the half log-in is over, and go back to its beginning."""
    messages.info(request, _("The log-in took too long. Please start again."))
    return redirect("log-in")


def _go_on(request: HttpRequest, account: PersonAccount, heading: str) -> HttpResponse:
    if has_second_factor(account.id):
        begin_half(request, account, heading)
        return redirect("log-in-code")
    if person_needs_second_factor(account.id):
        begin_half(request, account, heading)
        return redirect("log-in-enrol")
    finish(request, account, PASSWORD)
    return redirect(heading or reverse("desk"))


def _arrive(request: HttpRequest, half: Half, method: str) -> HttpResponse:
    finish(request, half.account, method, first=half.first)
    return redirect(half.heading or reverse("desk"))
