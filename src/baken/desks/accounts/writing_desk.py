"""Where a municipality works on its account: entries, stories, the draft, and publishing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.desks.accounts import wording
from baken.desks.accounts.asked import (
    account_or_404,
    address_of,
    computed_document,
    first_crumbs,
    may_publish,
    may_write,
    newest_published,
)
from baken.desks.accounts.folded import folded_paper
from baken.desks.accounts.forms import EntryForm, PublishForm, StoryForm
from baken.desks.accounts.promised_part import part_title
from baken.desks.accounts.publishing import ask_to_publish, publishing_job
from baken.flows.account_year import AccountYear
from baken.flows.freeze_account import file_of_document
from baken.foundation.partners.permissions import (
    PUBLISH_ACCOUNTS,
    READ_ACCOUNT_DRAFTS,
    WRITE_ACCOUNTS,
)
from baken.foundation.partners.routes import needs
from baken.records.accounts.facts import FileForm
from baken.records.accounts.rules import (
    AccountRefusedError,
    faults_of_entry,
    faults_of_story,
    untested_effects,
)
from baken.records.accounts.selectors import entries_of, entry, stories_of
from baken.records.accounts.services import (
    end_consent,
    withdraw_entry,
    withdraw_story,
    write_entry,
    write_story,
)
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


@needs(READ_ACCOUNT_DRAFTS)
@require_safe
def desk(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Show everything that was written for an account, withdrawn rows too."""
    account = _own_or_404(request, name, year)
    shown = {
        "account": account,
        "title": account.plan.head.title("nl"),
        "entries": [_row(account, each) for each in entries_of(name, year, by=request.scope)],
        "stories": [_row(account, each) for each in stories_of(name, year, by=request.scope)],
        "published": newest_published(name, year),
        "may_write": may_write(request, account),
        "may_publish": may_publish(request, account),
        "crumbs": _crumbs(account, _("Work on it")),
    }
    return render(request, "accounts/desk.html", shown)


def _row(account: AccountYear, written) -> dict[str, object]:
    content = written.content
    texts = [getattr(content, each, "") for each in ("done", "failed", "changes", "text")]
    return {
        "fact": written,
        "part": part_title(account, written.subject.part_id),
        "state": wording.STATES.get(getattr(content, "state", None), ""),
        "kind": wording.STORIES.get(getattr(content, "kind", None), ""),
        "warnings": [found for text in texts for found in untested_effects(text)],
    }


@needs(WRITE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Write what was done, or correct an entry; what was typed stays when something is wrong."""
    account = _writable_or_404(request, name, year)
    before = _entry_before(request, name, year)
    form = EntryForm(account, *_sent(request), initial=_initial(request, before))
    if request.method != "POST":
        return _show_form(request, account, form, "entry")
    if form.is_valid():
        form.refuse(faults_of_entry(form.content()))
    if form.errors:
        return _show_form(request, account, form, "entry", status=UNUSABLE)
    try:
        written = write_entry(
            subject=form.subject(),
            content=form.content(),
            by=request.scope,
            at=timezone.now(),
            replaces=before.id if before else None,
        )
    except AccountRefusedError as refusal:
        form.refuse({"": refusal.reason})
        return _show_form(request, account, form, "entry", status=UNUSABLE)
    texts = (written.content.done, written.content.failed, written.content.changes)
    _warn(request, texts)
    messages.success(request, _("It is written down, with your name, role and the day."))
    return redirect("plan-account-desk", name=name, year=year)


def _entry_before(request: HttpRequest, name: str, year: int):
    asked = request.GET.get("vervangt", "")
    try:
        found = entry(UUID(asked), by=request.scope) if asked else None
    except ValueError as error:
        raise Http404 from error
    if asked and (found is None or (found.subject.plan, found.subject.year) != (name, year)):
        raise Http404
    return found


def _initial(request: HttpRequest, before) -> dict[str, object]:
    if before is None:
        return {"part": request.GET.get("deel", "")}
    content = before.content
    names = ("reason", "done", "failed", "changes", "spent", "spent_source")
    part = f"{before.subject.part}:{before.subject.part_id}"
    found = {name: getattr(content, name) for name in names}
    return {"part": part, "state": str(content.state), **found}


@needs(WRITE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Write a story with its consent."""
    account = _writable_or_404(request, name, year)
    form = StoryForm(account, *_sent(request), files=request.FILES or None)
    if request.method != "POST":
        return _show_form(request, account, form, "story")
    if form.is_valid():
        content = form.content()
        form.refuse(faults_of_story(content, today=timezone.localdate()))
    if form.errors:
        return _show_form(request, account, form, "story", status=UNUSABLE)
    try:
        write_story(subject=form.subject(), content=content, by=request.scope, at=timezone.now())
    except AccountRefusedError as refusal:
        form.refuse({"picture": refusal.reason})
        return _show_form(request, account, form, "story", status=UNUSABLE)
    _warn(request, (content.text,))
    messages.success(request, _("The story is kept, with its consent."))
    return redirect("plan-account-desk", name=name, year=year)


tell.takes_files = WRITE_ACCOUNTS


def _warn(request: HttpRequest, texts: tuple[str, ...]) -> None:
    for text in texts:
        for found in untested_effects(text):
            words = {"word": found.word, "reason": found.reason(request.LANGUAGE_CODE)}
            messages.warning(request, _("“%(word)s”: %(reason)s") % words)


@needs(WRITE_ACCOUNTS)
@require_POST
def withdraw(
    request: HttpRequest, name: str, year: int, kind: str, identifier: UUID
) -> HttpResponse:
    """Withdraw an entry or a story, or empty a story of which the consent ended."""
    _writable_or_404(request, name, year)
    acts = {"stuk": withdraw_entry, "verhaal": withdraw_story, "toestemming": end_consent}
    if kind not in acts:
        raise Http404
    try:
        acts[kind](identifier=identifier, by=request.scope, at=timezone.now())
    except AccountRefusedError as refusal:
        messages.error(request, wording.REFUSALS[refusal.reason])
    else:
        messages.success(request, _("Withdrawn. That it was there, and when, stays."))
    return redirect("plan-account-desk", name=name, year=year)


@needs(READ_ACCOUNT_DRAFTS)
@require_safe
def draft(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Show the draft as it would be published now."""
    account = _own_or_404(request, name, year)
    document = computed_document(request, account, is_draft=True)
    if request.GET.get("als") == "pdf":
        response = HttpResponse(
            file_of_document(document, FileForm.PDF), content_type="application/pdf"
        )
        response["Content-Disposition"] = f'attachment; filename="concept-{name}-{year}.pdf"'
        return response
    shown = {
        "account": account,
        "document": document,
        "paper": folded_paper(document, account, has_wijken=False),
        "may_publish": may_publish(request, account),
        "crumbs": _crumbs(account, _("Draft")),
    }
    return render(request, "accounts/draft.html", shown)


@needs(PUBLISH_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Adopt the account and have it published by the worker; from then on it is frozen."""
    account = _own_or_404(request, name, year)
    if not may_publish(request, account):
        raise Http404
    before = newest_published(name, year)
    form = PublishForm(*_sent(request), is_again=before is not None)
    if request.method == "POST" and form.is_valid():
        try:
            job = ask_to_publish(
                account,
                address=address_of(request, name, year),
                reason=form.cleaned_data.get("reason", ""),
                hides_replaced=form.cleaned_data.get("hides_replaced", False),
                by=request.scope,
                at=timezone.now(),
            )
        except AccountRefusedError as refusal:
            field = "reason" if before and refusal.reason == "reason-needed" else None
            form.add_error(field, wording.REFUSALS[refusal.reason])
        else:
            return redirect("plan-account-publishing", name=name, year=year, identifier=job.id)
    shown = {
        "account": account,
        "form": form,
        "before": before,
        "crumbs": _crumbs(account, _("Publish")),
    }
    status = UNUSABLE if form.errors else 200
    return render(request, "accounts/publish.html", shown, status=status)


@needs(PUBLISH_ACCOUNTS)
@require_safe
def publishing(request: HttpRequest, name: str, year: int, identifier: UUID) -> HttpResponse:
    """Show how far publishing is; the page asks again by itself until it has ended."""
    job = publishing_job(identifier, name, year, by=request.scope)
    if job is None:
        raise Http404
    account = _own_or_404(request, name, year)
    shown = {
        "account": account,
        "job": job,
        "busy": not job.ended,
        "share": 100 * job.done // job.total if job.total else None,
        "refusal": wording.PUBLISHING_FAILED.get(job.message, job.message),
        "crumbs": _crumbs(account, _("Publish")),
    }
    polled = request.headers.get("HX-Request") == "true"
    return render(request, f"accounts/publishing{'_live' if polled else ''}.html", shown)


def _sent(request: HttpRequest) -> tuple[QueryDict, ...]:
    """Return what was sent: also an empty form is one."""
    return (request.POST,) if request.method == "POST" else ()


def _own_or_404(request: HttpRequest, name: str, year: int) -> AccountYear:
    account = account_or_404(name, year, by=request.scope)
    tenant = account.plan.head.municipality_code
    if tenant not in request.scope.where(PermissionName.READ_ACCOUNT_DRAFTS):
        raise Http404
    return account


def _writable_or_404(request: HttpRequest, name: str, year: int) -> AccountYear:
    account = _own_or_404(request, name, year)
    if not may_write(request, account):
        raise Http404
    return account


def _show_form(
    request: HttpRequest, account: AccountYear, form, kind: str, *, status: int = 200
) -> HttpResponse:
    label = _("Write what was done") if kind == "entry" else _("Tell a story")
    shown = {"account": account, "form": form, "title": label, "crumbs": _crumbs(account, label)}
    shown["upload"] = kind == "story"
    return render(request, "accounts/write.html", shown, status=status)


def _crumbs(account: AccountYear, last: str) -> list[dict[str, str]]:
    head, year = account.plan.head, account.year
    label = _("Account of %(year)s") % {"year": year}
    return [
        *first_crumbs(),
        {"url": reverse("plan-account", args=[head.id, year]), "label": label},
        {"label": last},
    ]
