"""Which account is asked for, from the address, and what it is made of for who asks."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.desks.accounts.document import Standing, account_document
from baken.flows.account_year import AccountYear, account_of_year
from baken.flows.tell_indicator.writing import language
from baken.foundation.partners.scope import VISITOR, Scope
from baken.records.accounts.facts import PublishedAccountFact
from baken.records.accounts.selectors import published_accounts
from baken.vocabulary.paper import Document
from baken.vocabulary.permission import PermissionName


def account_or_404(plan: str, year: int, *, by: Scope = VISITOR) -> AccountYear:
    """Return the account of a plan and year as who asks may read it.

    Raises:
        Http404: when there is none.
    """
    found = account_of_year(plan, year, today=timezone.localdate(), by=by)
    if found is None:
        raise Http404(_("There is no such account."))
    return found


def may_write(request: HttpRequest, account: AccountYear) -> bool:
    """Return whether who asks writes in this account."""
    tenant = account.plan.head.municipality_code
    return request.scope.may(PermissionName.WRITE_ACCOUNTS, tenant=tenant)


def may_publish(request: HttpRequest, account: AccountYear) -> bool:
    """Return whether who asks publishes this account."""
    tenant = account.plan.head.municipality_code
    return request.scope.may(PermissionName.PUBLISH_ACCOUNTS, tenant=tenant)


def newest_published(plan: str, year: int) -> PublishedAccountFact | None:
    """Return the account that counts, or None where none was published."""
    return next(iter(published_accounts(plan, year)), None)


def address_of(request: HttpRequest, plan: str, year: int) -> str:
    """Return the whole address of an account, as it stands on paper."""
    return request.build_absolute_uri(reverse("plan-account", args=[plan, year]))


def computed_document(request: HttpRequest, account: AccountYear, *, is_draft: bool) -> Document:
    """Return the account that Baken makes now, in the reader's language."""
    standing = Standing(
        dated=timezone.localdate(),
        address=address_of(request, account.plan.head.id, account.year),
        is_draft=is_draft,
    )
    return account_document(account, standing, in_language=language())


def first_crumbs() -> list[dict[str, str]]:
    """Return where the breadcrumb of every page of an account begins."""
    return [
        {"url": reverse("plans"), "label": _("Plans")},
        {"url": reverse("plan-accounts"), "label": _("Accounts")},
    ]
