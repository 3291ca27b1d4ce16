"""What somebody types is never lost: it is kept while typing, and when a form comes too late.

A form carries a signed token that says whose it is and of which draft. When a session ended in
between, or the form came with an old key, what was typed is kept for that person and offered after
logging in. The token lets nobody do anything else.
"""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from baken.foundation.partners.scope import enter_scope, see_only
from baken.foundation.partners.selectors import person_by_id
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.unsaved import keep_input

WHOSE = "whose"
SALT = "baken plan form"
LONGEST = 14 * 24 * 3600
"""How long a form may lie open: two weeks, in seconds."""
NOT_TYPED = frozenset({"csrfmiddlewaretoken", WHOSE, "seen", "against", "doe"})


def token_of(request: HttpRequest, draft: UUID, form: str) -> str:
    """Return the token of a form."""
    return signing.dumps({"p": request.scope.person, "d": str(draft), "f": form}, salt=SALT)


def typed_in(data: QueryDict) -> list[tuple[str, str]]:
    """Return what somebody typed: every field of a form that is not its machinery."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in NOT_TYPED and not name.startswith("keuze-")
        for value in values
    ]


def seen_in(data: QueryDict) -> int:
    """Return the number of the last change that the form had seen."""
    text = data.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def keep_for_its_author(request: HttpRequest) -> bool:
    """Keep what came with a form for who its token names; return whether that could be done."""
    try:
        told = signing.loads(request.POST.get(WHOSE, ""), salt=SALT, max_age=LONGEST)
        person = person_by_id(told["p"])
        if person is None or not person.is_active:
            return False
        keep_input(
            draft=UUID(told["d"]),
            form=told["f"],
            seen=seen_in(request.POST),
            fields=typed_in(request.POST),
            by=enter_scope(person),
            at=timezone.now(),
        )
    except (signing.BadSignature, DraftRefusedError, LookupError):
        return False
    finally:
        see_only([])
    return True


def refuse(request: HttpRequest) -> HttpResponse:
    """Answer who may not open the form: log in first; what was typed is kept meanwhile."""
    if request.user.is_authenticated:
        raise PermissionDenied("needs the permission write-plans")
    if request.method == "POST":
        keep_for_its_author(request)
    return redirect_to_login(request.get_full_path())


def keep_quietly(request: HttpRequest) -> HttpResponse:
    """Answer the page's script after the session ended: keep what its token says, nothing else."""
    if request.user.is_authenticated:
        raise PermissionDenied("needs the permission write-plans")
    return HttpResponse(status=204 if keep_for_its_author(request) else 403)


def keep_typed(request: HttpRequest) -> HttpResponse | None:
    """Answer a form that came with an old key: keep what was typed, and show the form anew."""
    if not keep_for_its_author(request):
        return None
    return redirect(request.get_full_path())
