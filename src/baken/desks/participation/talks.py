"""The conversations of a municipality: all of them, one of them, and bringing new ones in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.desks.participation.asked import UNUSABLE, area_names, page_of, tenant_of
from baken.desks.participation.example import SHOWN_COLUMNS, example_file
from baken.desks.participation.forms import ConversationForm
from baken.desks.participation.showing import shown_job, shown_quote, shown_talk
from baken.desks.participation.wording import REFUSALS
from baken.flows.ask_about_conversations import (
    bring_in_conversations,
    jobs_about_conversations,
    write_conversation,
)
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.permissions import HANDLE_CONVERSATIONS, READ_CONVERSATIONS
from baken.foundation.partners.routes import needs
from baken.records.participation.own_selectors import (
    conversation,
    conversations,
    quotes_of,
)
from baken.records.participation.rules import ConversationRefusedError

JOBS, ON_A_PAGE = 5, 100


@needs(READ_CONVERSATIONS)
@require_safe
def all_talks(request: HttpRequest) -> HttpResponse:
    """Show the conversations, the newest first, and what the worker does with new ones."""
    tenant = tenant_of(request)
    names = area_names(tenant)
    found = [talk for talk in conversations(by=request.scope) if talk.tenant == tenant]
    jobs = jobs_about_conversations(tenant, number=JOBS)
    shown = page_of(request, tenant, "talks") | {
        "talks": [shown_talk(talk, names) for talk in found[:ON_A_PAGE]],
        "number": len(found),
        "quotes": sum(talk.quotes for talk in found),
        "waiting": sum(talk.to_check for talk in found),
        "jobs": [shown_job(job) for job in jobs],
        "in_hand": sum(
            job.work == WorkName.TAKE_IN_CONVERSATIONS and not job.ended for job in jobs
        ),
        "columns": SHOWN_COLUMNS,
    }
    return render(request, "participation/talks.html", shown)


@needs(READ_CONVERSATIONS)
@require_safe
def one_talk(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show one conversation with its quotes."""
    talk = conversation(identifier, by=request.scope)
    if talk is None:
        raise Http404
    shown = page_of(request, talk.tenant, "talks") | {
        "talk": shown_talk(talk, area_names(talk.tenant)),
        "quotes": [shown_quote(each) for each in quotes_of(identifier, by=request.scope)],
    }
    return render(request, "participation/talk.html", shown)


@needs(HANDLE_CONVERSATIONS)
@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Let a file wait sealed for the worker, who takes the names out."""
    tenant = tenant_of(request)
    file = request.FILES.get("file")
    content = file.read() if file else b""
    if file:
        # Closing removes what lay on disk while it came in.
        file.close()
    try:
        bring_in_conversations(
            content=content,
            file_name=file.name if file else ".csv",
            tenant=tenant,
            by=request.scope,
            at=timezone.now(),
        )
    except ConversationRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    else:
        messages.success(
            request,
            _("The file waits, sealed. Names and addresses go out first; then you check."),
        )
    return redirect(f"{_address('talks')}?gemeente={tenant}")


# The upload handler asks for this mark before it keeps a byte.
bring_in.takes_files = HANDLE_CONVERSATIONS


@needs(HANDLE_CONVERSATIONS)
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Give a small file with invented rows, as conversations may be brought in."""
    response = HttpResponse(
        example_file(tenant_of(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="gesprekken-voorbeeld.csv"'
    return response


@needs(HANDLE_CONVERSATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Type one conversation in; the words wait sealed for the worker."""
    tenant = tenant_of(request)
    asked = request.POST if request.method == "POST" else None
    form = ConversationForm(area_names(tenant).items(), asked)
    shown = page_of(request, tenant, "talks") | {"form": form}
    if asked is None or not form.is_valid():
        status = UNUSABLE if asked is not None else 200
        return render(request, "participation/write.html", shown, status=status)
    write_conversation(row=form.row(), tenant=tenant, by=request.scope, at=timezone.now())
    messages.success(request, _("It waits, sealed. Names go out first; then you check."))
    return redirect(f"{_address('talks')}?gemeente={tenant}")


def _address(name: str) -> str:
    return redirect(name).url
