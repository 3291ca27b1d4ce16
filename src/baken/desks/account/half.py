"""The half of a log-in: the password or the organisation was right, the code is still to come."""

from dataclasses import dataclass

from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from baken.catalogue.accounts import LOG_IN
from baken.flows.log_in import PASSWORD, record_log_in
from baken.foundation.partners.accounts import PersonAccount, account_of
from baken.foundation.partners.selectors import person_by_id
from baken.foundation.partners.sessions import FIRST, SECOND_FACTOR

HALF = "half"
BACKEND = "baken.foundation.partners.log_in.PeopleBackend"


@dataclass(frozen=True, slots=True)
class Half:
    """Whose half log-in this is, where that person was heading, and what was shown first."""

    account: PersonAccount
    heading: str
    first: str


def begin_half(
    request: HttpRequest, account: PersonAccount, heading: str, *, first: str = PASSWORD
) -> None:
    """Remember the half in a session with a new key; nobody is logged in by it."""
    request.session.flush()
    request.session[HALF] = {
        "person": account.id,
        "at": timezone.now().timestamp(),
        "heading": heading,
        "first": first,
    }


def half_of(request: HttpRequest) -> Half | None:
    """Return the half log-in of this session; None when there is none or it took too long."""
    kept = request.session.get(HALF)
    if not kept or timezone.now().timestamp() - kept["at"] > 60 * LOG_IN.half_log_in_minutes:
        return None
    account = account_of(kept["person"])
    known = account is not None and account.is_active
    return Half(account, kept["heading"], kept["first"]) if known else None


def finish(
    request: HttpRequest, account: PersonAccount, method: str, *, first: str = PASSWORD
) -> None:
    """Log the person in, in a session with a new key, and log it."""
    request.session.flush()
    login(request, person_by_id(account.id), backend=BACKEND)
    request.session[SECOND_FACTOR], request.session[FIRST] = method, first
    shown = method if first in method or first == PASSWORD else f"{first}, {method}"
    record_log_in(person=account.id, method=shown, at=timezone.now())


def safe_heading(request: HttpRequest, asked: str) -> str:
    """Return the address somebody was heading for when it lies on this site, or nothing."""
    own = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A whole path from the root, in one line: anything else Django would take for a view's name.
    path = asked.startswith("/") and not asked.startswith("//")
    return asked if own and path and asked.isprintable() else ""


def keep_logged_in(request: HttpRequest) -> None:
    """Stay logged in after one's own password was changed, in a session with a new key."""
    update_session_auth_hash(request, person_by_id(request.user.pk))
