"""Setting a second factor: during the log-in that asks for one, or from one's own account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from baken.desks.account.forms import CodeForm
from baken.desks.account.half import finish, half_of
from baken.desks.account.log_in import PAGE, start_again, wrong_code
from baken.desks.account.qr import qr_code
from baken.flows.log_in import CODE
from baken.flows.own_account import set_own_second_factor
from baken.foundation.partners.accounts import PersonAccount, account_of
from baken.foundation.partners.permissions import ANYONE, SIGNED_IN
from baken.foundation.partners.routes import needs
from baken.foundation.partners.sealing import SealError, seal, unseal
from baken.foundation.partners.second_factor import has_second_factor
from baken.foundation.partners.totp import enrolment_address, new_secret, readable_secret

ENROLMENT = "enrolment"
PROVEN = "proven"
PROVEN_SECONDS = 600


@needs(ANYONE)
@sensitive_post_parameters("code")
@PAGE
@never_cache
def log_in_enrol(request: HttpRequest) -> HttpResponse:
    """Set the second factor that a role asks for, and finish the log-in with it."""
    half = half_of(request)
    if half is None or has_second_factor(half.account.id):
        return start_again(request)
    codes = _codes(request, half.account)
    if isinstance(codes, HttpResponse):
        return codes
    finish(request, half.account, CODE, first=half.first)
    return _show_codes(request, codes, half.heading or reverse("desk"))


@needs(SIGNED_IN)
@sensitive_post_parameters("code")
@PAGE
@never_cache
def enrol(request: HttpRequest) -> HttpResponse:
    """Set a second factor, or another one, after one's own password was asked again."""
    account = account_of(request.user.pk)
    proven = request.session.get(PROVEN, 0)
    if account.is_demo or timezone.now().timestamp() - proven > PROVEN_SECONDS:
        return redirect("account")
    codes = _codes(request, account)
    if isinstance(codes, HttpResponse):
        return codes
    request.session.pop(PROVEN, None)
    return _show_codes(request, codes, reverse("account"))


def _codes(request: HttpRequest, account: PersonAccount) -> list[str] | HttpResponse:
    """Return the recovery codes when the code proves the enrolment, else the page that asks it."""
    secret = _secret(request, account)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plain = "".join(form.cleaned_data["code"].split())
        codes = set_own_second_factor(
            person=account.id, secret=secret, code=plain, at=timezone.now()
        )
        if codes is not None:
            request.session.pop(ENROLMENT, None)
            return codes
        form.add_error("code", wrong_code())
    address = enrolment_address(secret, account=account.username, issuer=settings.BAKEN_SITE_NAME)
    shown = {
        "form": form,
        "qr": qr_code(address),
        "secret": readable_secret(secret),
        "during_log_in": not request.user.is_authenticated,
    }
    return render(request, "account/enrol.html", shown)


def _secret(request: HttpRequest, account: PersonAccount) -> bytes:
    """Return the secret of this enrolment: kept sealed in the session, not in the page."""
    owner = f"enrolment of person {account.id}"
    try:
        return unseal(request.session.get(ENROLMENT, ""), owner=owner)
    except SealError:
        secret = new_secret()
        request.session[ENROLMENT] = seal(secret, owner=owner)
        return secret


def _show_codes(request: HttpRequest, codes: list[str], onward: str) -> HttpResponse:
    return render(request, "account/recovery_codes.html", {"codes": codes, "onward": onward})
