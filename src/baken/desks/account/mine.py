"""My account: password, second factor, recovery codes, sessions, and one's own lines of the log."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.roles import role_entry
from baken.desks.account.enrol import PROVEN, PROVEN_SECONDS
from baken.desks.account.forms import ChangePasswordForm, NewPasswordForm, OwnPasswordForm
from baken.desks.account.half import keep_logged_in
from baken.desks.account.log_in import PAGE, refusal
from baken.desks.account.wording import in_words
from baken.flows.log_in import check_own_password
from baken.flows.own_account import (
    change_own_password,
    end_other_sessions,
    end_own_session,
    remove_own_second_factor,
    renew_own_recovery_codes,
    set_password_by_link,
)
from baken.foundation.partners.accounts import account_of, needs_second_factor, sessions_of
from baken.foundation.partners.addresses import client_address
from baken.foundation.partners.openid.organisation import organisation
from baken.foundation.partners.password_links import person_of_link
from baken.foundation.partners.permissions import ANYONE, SIGNED_IN
from baken.foundation.partners.routes import needs
from baken.foundation.partners.second_factor import has_second_factor, recovery_codes_left
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.partners.sessions import STARTED
from baken.foundation.stewardship.acts import own_acts

CONFIRMED = {
    "second-factor": gettext_lazy("Set a second factor"),
    "recovery-codes": gettext_lazy("Make new recovery codes"),
    "remove-second-factor": gettext_lazy("Remove the second factor"),
}


@needs(SIGNED_IN)
@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account: roles, password, second factor, sessions, own lines of the log."""
    person, language = request.user.pk, get_language() or "nl"
    names = municipality_names()
    shown = {
        "account": account_of(person),
        "roles": [
            (role_entry(role).title(language), names.get(tenant, tenant))
            for tenant, role in sorted(request.scope.roles)
        ],
        "second_factor": has_second_factor(person),
        "must_have": needs_second_factor(request.scope),
        "codes_left": recovery_codes_left(person),
        "sessions": sessions_of(person, this=request.session.session_key),
        "organisation": organisation(),
        "acts": in_words(own_acts(person)),
    }
    return render(request, "account/account.html", shown)


@needs(SIGNED_IN)
@sensitive_post_parameters()
@PAGE
@never_cache
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the own password; other sessions end."""
    if request.user.is_demo or not request.user.has_usable_password():
        return redirect("account")
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows_password(request, form):
        try:
            change_own_password(
                person=request.user.pk,
                password=form.cleaned_data["password"],
                this_session=request.session.session_key or "",
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("password", error)
        else:
            keep_logged_in(request)
            messages.success(request, _("Your password was changed. Other sessions have ended."))
            return redirect("account")
    return render(request, "account/change_password.html", {"form": form})


@needs(SIGNED_IN)
@sensitive_post_parameters()
@PAGE
@never_cache
def confirm(request: HttpRequest, what: str) -> HttpResponse:
    """Ask the own password again, and do what it was asked for.

    Who has none, and logs in with the organisation's account, must have done so just now.
    """
    if what not in CONFIRMED:
        raise Http404
    if request.user.is_demo:
        return redirect("account")
    shown: dict[str, object] = {"title": CONFIRMED[what]}
    if not request.user.has_usable_password():
        fresh = timezone.now().timestamp() - request.session.get(STARTED, 0) <= PROVEN_SECONDS
        if fresh and request.method == "POST":
            return _confirmed(request, what)
        return render(request, "account/confirm.html", shown | {"fresh": fresh, "form": None})
    form = OwnPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows_password(request, form):
        return _confirmed(request, what)
    return render(request, "account/confirm.html", shown | {"form": form})


@needs(SIGNED_IN)
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of the own sessions, or all others."""
    person, mark = request.user.pk, request.POST.get("session", "")
    if mark:
        end_own_session(person=person, mark=mark, at=timezone.now())
        messages.success(request, _("The session has ended."))
        return redirect("account")
    this = request.session.session_key or ""
    ended = end_other_sessions(person=person, this_session=this, at=timezone.now())
    messages.success(
        request,
        ngettext("%d other session has ended.", "%d other sessions have ended.", ended) % ended,
    )
    return redirect("account")


@needs(ANYONE)
@sensitive_post_parameters()
@PAGE
@never_cache
def password_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Set a password with a link that an administrator made; it works once."""
    person = person_of_link(secret, at=timezone.now())
    form = NewPasswordForm(request.POST or None)
    if person is not None and request.method == "POST" and form.is_valid():
        try:
            if set_password_by_link(
                secret=secret, password=form.cleaned_data["password"], at=timezone.now()
            ):
                messages.success(request, _("Your password is set. Log in with it."))
                return redirect("log-in")
        except ValidationError as error:
            form.add_error("password", error)
    status = 200 if person is not None else 404
    shown = {"form": form, "of": person}
    return render(request, "account/password_by_link.html", shown, status=status)


def _knows_password(request: HttpRequest, form: OwnPasswordForm) -> bool:
    """Return whether the password is the own one; if not, say so in the form."""
    known = check_own_password(
        account=account_of(request.user.pk),
        password=form.cleaned_data["current"],
        address=client_address(request),
        at=timezone.now(),
    )
    if not known:
        form.add_error("current", refusal())
    return known


def _confirmed(request: HttpRequest, what: str) -> HttpResponse:
    person = request.user.pk
    if what == "second-factor":
        request.session[PROVEN] = timezone.now().timestamp()
        return redirect("account-enrol")
    if what == "recovery-codes" and has_second_factor(person):
        codes = renew_own_recovery_codes(person=person, at=timezone.now())
        return render(request, "account/recovery_codes.html", {"codes": codes})
    if what == "remove-second-factor" and not needs_second_factor(request.scope):
        remove_own_second_factor(person=person, at=timezone.now())
        messages.success(request, _("You log in with your password alone from now on."))
    return redirect("account")
