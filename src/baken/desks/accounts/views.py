"""Accounts for everybody: the list, one account with its files, the archive, and proof of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.accounts.asked import (
    account_or_404,
    address_of,
    computed_document,
    first_crumbs,
    may_publish,
    may_write,
    newest_published,
)
from baken.desks.accounts.data_file import data_table
from baken.desks.accounts.folded import folded_paper
from baken.desks.accounts.publishing import wijk_name
from baken.desks.accounts.wijk_page import standing_today, wijk_document
from baken.desks.accounts.wording import FORMS
from baken.engines.spreadsheet import csv_text
from baken.flows.account_year import account_of_year, accountable_years
from baken.flows.account_year.inputs import inputs_of
from baken.flows.account_year.wijk import wijk_of_account
from baken.flows.freeze_account import file_of_document, made_again, revised_since
from baken.flows.tell_indicator.writing import language
from baken.foundation.paper.frozen import thaw
from baken.foundation.paper.screen import to_screen
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.accounts.facts import FileForm, PublishedAccountFact
from baken.records.accounts.selectors import (
    account_file,
    published_account,
    published_accounts,
)
from baken.vocabulary.paper import Document

KINDS = {
    FileForm.PDF: "application/pdf",
    FileForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileForm.HTML: "text/html; charset=utf-8",
    FileForm.JSON: "application/json",
}


@needs(READ_PUBLISHED)
@require_safe
def all_accounts(request: HttpRequest) -> HttpResponse:
    """List the plans with their years, and how each account stands."""
    published = {(each.plan, each.year): each for each in reversed(published_accounts())}
    shown = [
        {
            "head": plan.head,
            "title": plan.head.title(language()),
            "years": [
                {
                    "year": year,
                    "href": reverse("plan-account", args=[plan.head.id, year]),
                    "published": published.get((plan.head.id, year)),
                    "after": year > plan.head.period_end,
                }
                for year in reversed(years)
            ],
        }
        for plan, years in accountable_years()
    ]
    crumbs = [{"url": reverse("plans"), "label": _("Plans")}, {"label": _("Accounts")}]
    return render(request, "accounts/accounts.html", {"plans": shown, "crumbs": crumbs})


@needs(READ_PUBLISHED)
@require_safe
def one_account(request: HttpRequest, name: str, year: int) -> HttpResponse:
    """Show an account: the published one, or what Baken makes of the tables."""
    account = account_or_404(name, year)
    published = newest_published(name, year)
    document = _published_document(published) if published else None
    document = document or computed_document(request, account, is_draft=False)
    shown = {
        "account": account,
        "document": document,
        "paper": folded_paper(document, account, has_wijken=bool(account.wijken)),
        "published": published,
        "revised": revised_since(published, inputs_of(account)) if published else (),
        "files": _file_links(name, year),
        "may_write": may_write(request, account),
        "may_publish": may_publish(request, account),
        "earlier": published_accounts(name, year)[1:],
        "crumbs": [
            *first_crumbs(),
            {"label": document.title},
        ],
        "share": request.build_absolute_uri(reverse("plan-account", args=[name, year])),
    }
    return render(request, "accounts/account.html", shown)


def _published_document(published: PublishedAccountFact) -> Document:
    return thaw(published.content)[language()]


def _file_links(name: str, year: int) -> list[tuple[str, str]]:
    return [
        (str(words), reverse("plan-account-file", args=[name, year, form]))
        for form, words in FORMS.items()
    ]


@needs(READ_PUBLISHED)
@require_safe
def account_file_of_year(request: HttpRequest, name: str, year: int, form: str) -> HttpResponse:
    """Give an account as a file: as it was published, or as Baken makes it now."""
    account = account_or_404(name, year)
    file_name = _file_name(name, year, form)
    if form == "csv":
        text = csv_text(data_table(account), decimal_comma=language() == "nl")
        return _attached(text.encode(), "text/csv; charset=utf-8", file_name)
    wanted = _form_or_404(form)
    published = newest_published(name, year)
    content = (
        account_file(published.id, language=language(), form=wanted)
        if published
        else file_of_document(computed_document(request, account, is_draft=False), wanted)
    )
    return _attached(content, KINDS[wanted], file_name)


@needs(READ_PUBLISHED)
@require_safe
def archived(request: HttpRequest, name: str, year: int, number: int) -> HttpResponse:
    """Show a published account as it stands in the archive, with what came later."""
    found = _archived_or_404(name, year, number)
    now = account_of_year(name, year, today=found.published_at.date())
    shown = {
        "found": found,
        "document": None if found.is_hidden else _published_document(found),
        "files": () if found.is_hidden else found.files,
        "made_with": sorted(found.made_with.items()),
        "revised": revised_since(found, inputs_of(now)) if now else (),
        "again": made_again(found) if "proef" in request.GET and not found.is_hidden else (),
        "inputs": len(found.inputs),
        "crumbs": [
            *first_crumbs(),
            {
                "url": reverse("plan-account", args=[name, year]),
                "label": _("Account of %(year)s") % {"year": year},
            },
            {"label": _("number %(number)s") % {"number": number}},
        ],
    }
    return render(request, "accounts/archived.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def archived_file(
    _request: HttpRequest, name: str, year: int, number: int, tongue: str, form: str
) -> HttpResponse:
    """Give a file of a published account, byte for byte as it went out."""
    found = _archived_or_404(name, year, number)
    wanted = _form_or_404(form)
    content = account_file(found.id, language=tongue, form=wanted)
    if found.is_hidden or content is None:
        raise Http404(_("There is no such file."))
    return _attached(content, KINDS[wanted], _file_name(name, f"{year}-{number}-{tongue}", form))


@needs(READ_PUBLISHED)
@require_safe
def of_wijk(request: HttpRequest, name: str, year: int, code: str) -> HttpResponse:
    """Show the page for the residents of a wijk, or give it as PDF."""
    found = wijk_of_account(account_or_404(name, year), code)
    if found is None:
        raise Http404(_("There is no such wijk."))
    published = newest_published(name, year)
    document = thaw(published.content)[wijk_name(code, language())] if published else None
    if document is None:
        standing = standing_today(timezone.localdate(), address_of(request, name, year))
        document = wijk_document(found, standing, in_language=language())
    if request.GET.get("als") == "pdf":
        file_name = _file_name(name, f"{year}-{code}", "pdf")
        return _attached(file_of_document(document, FileForm.PDF), KINDS[FileForm.PDF], file_name)
    address = reverse("plan-account", args=[name, year])
    shown = {
        "document": document,
        "paper": to_screen(document),
        "pdf": "?als=pdf",
        "whole": address,
        "plan": name,
        "crumbs": [
            *first_crumbs(),
            {"url": address, "label": _("Account of %(year)s") % {"year": year}},
            {"label": found.wijk.name},
        ],
        "share": request.build_absolute_uri(request.path),
    }
    return render(request, "accounts/wijk.html", shown)


def _archived_or_404(name: str, year: int, number: int) -> PublishedAccountFact:
    found = published_account(name, year, number)
    if found is None:
        raise Http404(_("There is no such account."))
    return found


def _form_or_404(form: str) -> FileForm:
    if form not in set(FileForm):
        raise Http404(f'no account as "{form}"; there are {", ".join(FileForm)} and csv')
    return FileForm(form)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file_name(plan: str, part: int | str, form: str) -> str:
    return f"{_('account')}-{plan}-{part}.{form}"
