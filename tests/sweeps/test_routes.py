"""Over all addresses: a named permission, a sentence, and no fault for a visitor who asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from baken.foundation.partners.permissions import ANYONE, SIGNED_IN, Permission
from baken.foundation.partners.routes import needs
from baken.foundation.partners.scope import VISITOR
from baken.site.permissions import permission_of


def routes(
    resolver: URLResolver | None = None, before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Yield (address, pattern) of every route of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, address)
        else:
            yield address, entry


def sentence_of(view: Any) -> str:
    """Return the docstring of a view, also of one that is a class."""
    return (getattr(view, "view_class", view).__doc__ or "").strip()


def fixed_addresses() -> list[tuple[str, Permission]]:
    """Return the addresses that need nothing filled in, with their permission."""
    return [(address, permission_of(each.callback)) for address, each in fixed_routes()]


def fixed_routes() -> list[tuple[str, URLPattern]]:
    """Return the routes that need nothing filled in."""
    return [(address, each) for address, each in routes() if "<" not in address]


def says_no(response: Any, callback: Any, log_in: str) -> bool:
    """Return whether a visitor is refused: sent to log in, or told so where programs ask."""
    if hasattr(callback, "refuse"):
        return response.status_code == 401
    return response.headers.get("Location", "").startswith(f"{log_in}?next=")


def test_every_address_is_a_plain_route_with_a_name() -> None:
    found = list(routes())
    assert found
    assert [address for address, each in found if not isinstance(each.pattern, RoutePattern)] == []
    assert [address for address, each in found if not each.name] == []


def test_every_route_names_a_permission() -> None:
    assert all(isinstance(permission_of(each.callback), Permission) for _, each in routes())


def test_every_route_has_a_sentence() -> None:
    assert [address for address, each in routes() if not sentence_of(each.callback)] == []


def test_a_view_without_a_permission_does_not_answer() -> None:
    def planted(request: object) -> None:
        """Answer nothing."""

    with pytest.raises(LookupError, match="planted names no permission"):
        permission_of(planted)
    assert permission_of(needs(SIGNED_IN)(planted)) is SIGNED_IN


@pytest.mark.django_db
@pytest.mark.parametrize("public_site", [True, False])
def test_a_visitor_gets_an_answer_or_the_way_to_log_in(
    client: Client, settings: Any, *, public_site: bool
) -> None:
    settings.BAKEN_PUBLIC_SITE = public_site
    log_in = resolve_url(settings.LOGIN_URL)
    for address, route in fixed_routes():
        response, permission = client.get(address), permission_of(route.callback)
        assert response.status_code < 500, address
        refused = says_no(response, route.callback, log_in)
        assert refused != permission.allows(VISITOR, public_site=public_site), address
        assert "Content-Security-Policy" in response.headers, address


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/no-such-page/").status_code == 404


def test_a_visitor_may_do_something_at_all() -> None:
    assert [address for address, permission in fixed_addresses() if permission is ANYONE]
