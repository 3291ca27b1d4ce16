"""Themes: looked for by the worker, then named, merged, split and corrected by a person."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.participation.asked import UNUSABLE, page_of, tenant_of
from baken.desks.participation.forms import AnswerForm
from baken.desks.participation.showing import shown_job
from baken.desks.participation.theme_rows import theme_page
from baken.desks.participation.wording import REFUSALS
from baken.flows.ask_about_conversations import (
    ask_for_themes,
    ask_to_publish,
    jobs_about_conversations,
)
from baken.foundation.partners.permissions import (
    HANDLE_CONVERSATIONS,
    PUBLISH_THEMES,
    READ_CONVERSATIONS,
)
from baken.foundation.partners.routes import needs
from baken.records.participation import services, theme_services
from baken.records.participation.facts import ThemeAct
from baken.records.participation.rules import ConversationRefusedError
from baken.records.participation.theme_selectors import newest_version

JOBS, MOST_THEMES = 3, 40


@needs(READ_CONVERSATIONS)
@require_safe
def all_themes(request: HttpRequest) -> HttpResponse:
    """Show the themes as they stand, with words, typical quotes and all versions."""
    return _show(request, AnswerForm(tenant=tenant_of(request)))


@needs(HANDLE_CONVERSATIONS)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Have the worker look for themes; with a number, for so many."""
    tenant, wanted = tenant_of(request), request.POST.get("number", "").strip()
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= MOST_THEMES else None
    ask_for_themes(tenant=tenant, number=number, by=request.scope, at=timezone.now())
    messages.success(request, _("Baken looks for themes; this takes a minute or so."))
    return _back(tenant)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def change(request: HttpRequest, act: str) -> HttpResponse:
    """Name, merge or split a theme, or go back to an earlier version."""
    tenant = tenant_of(request)
    given = {"tenant": tenant, "by": request.scope, "at": timezone.now()}
    post = request.POST.get
    acts: dict[str, Callable[[], object]] = {
        "naam": lambda: theme_services.name_theme(
            key=post("key", ""), name=post("name", ""), **given
        ),
        "samenvoegen": lambda: theme_services.merge_themes(
            key=post("key", ""), into=post("into", ""), **given
        ),
        "afsplitsen": lambda: theme_services.split_theme(
            key=post("key", ""), word=post("word", ""), **given
        ),
        "terug": lambda: theme_services.undo_themes(to=_version(post("version", "")), **given),
    }
    if act not in acts:
        raise Http404
    _do(request, acts[act])
    return _back(tenant)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def move(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Put a quote in another theme, or in none."""
    tenant = tenant_of(request)
    _do(
        request,
        lambda: theme_services.move_quote(
            tenant=tenant,
            quote=identifier,
            to=request.POST.get("to", ""),
            by=request.scope,
            at=timezone.now(),
        ),
    )
    return redirect("quote", identifier=identifier)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Write down what was done with a theme."""
    tenant = tenant_of(request)
    form = AnswerForm(request.POST, tenant=tenant)
    if not form.is_valid():
        return _show(request, form, status=UNUSABLE)
    key = request.POST.get("key", "")
    done = _do(
        request,
        lambda: services.decide_input(
            tenant=tenant,
            answer=form.answer(theme=_known(tenant, key, request)),
            by=request.scope,
            at=timezone.now(),
        ),
    )
    return _back(tenant) if done else _show(request, form, status=UNUSABLE)


@needs(PUBLISH_THEMES)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the themes as they stand and every approved quote with consent, or only quotes."""
    tenant, now = tenant_of(request), timezone.now()
    wanted = request.POST.get("what", "")
    acts = {"themes": ThemeAct.PUBLISH, "away": ThemeAct.UNPUBLISH}
    if wanted in acts:
        _do(
            request,
            lambda: theme_services.set_outside(
                tenant=tenant, act=acts[wanted], by=request.scope, at=now
            ),
        )
    try:
        ask_to_publish(tenant=tenant, by=request.scope, at=now)
    except ConversationRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    return _back(tenant)


def _known(tenant: str, key: str, request: HttpRequest) -> str:
    version = newest_version(tenant, by=request.scope)
    if version is None:
        raise ConversationRefusedError("no-themes-yet")
    return version.themes.theme(key).key


def _version(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 8 else 0


def _show(request: HttpRequest, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    tenant = tenant_of(request)
    shown = page_of(request, tenant, "themes") | {
        "page": theme_page(tenant, by=request.scope),
        "jobs": [shown_job(job) for job in jobs_about_conversations(tenant, number=JOBS)],
        "form": form,
    }
    return render(request, "participation/themes.html", shown, status=status)


def _do(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except ConversationRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return False
    messages.success(request, _("Done; the version before it is kept."))
    return True


def _back(tenant: str) -> HttpResponse:
    return redirect(f"{redirect('own-themes').url}?gemeente={tenant}")
