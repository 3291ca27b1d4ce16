"""One page of a long list, with the addresses of the pages around it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from ninja import Field, Schema

from baken.catalogue.limits import API_LIMITS

# An offset beyond this makes the database walk; nobody pages that far by hand.
FURTHEST = 10_000_000


class PageAsked(Schema):
    """Which page, counted from 1, and how many items it holds."""

    page: int = Field(1, ge=1, le=FURTHEST, description="The page, counted from 1.")
    page_size: int = Field(
        API_LIMITS.page_size,
        alias="pageSize",
        ge=1,
        le=API_LIMITS.largest_page,
        description="Items a page.",
    )

    @property
    def after(self) -> int:
        """Return how many items come before this page."""
        return (self.page - 1) * self.page_size


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of items out of ``total``."""

    items: list[Any]
    total: int

    def content(self, request: HttpRequest, asked: PageAsked) -> dict[str, Any]:
        """Return the page as it is sent."""
        last = max(-(-self.total // asked.page_size), 1)
        links = {"self": asked.page, "first": 1, "last": last}
        links |= {"prev": asked.page - 1} if 1 < asked.page <= last else {}
        links |= {"next": asked.page + 1} if asked.page < last else {}
        return {
            "items": self.items,
            "page": asked.page,
            "pageSize": asked.page_size,
            "total": self.total,
            "links": {name: {"href": _address(request, page)} for name, page in links.items()},
        }


def _address(request: HttpRequest, page: int) -> str:
    asked: QueryDict = request.GET.copy()
    asked["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
