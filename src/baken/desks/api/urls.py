"""Addresses of the open API, below /api/v1; every one names its permission."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from baken.desks.api import areas, catalogue, deliveries, features, figures, policy, quality
from baken.desks.api.answers import answer
from baken.desks.api.contract import api
from baken.desks.api.description import description
from baken.desks.api.problems import no_entry, problem
from baken.desks.api.throttle import throttled
from baken.foundation.partners.permissions import ANYONE, READ_PUBLISHED
from baken.foundation.partners.routes import needs

# Loading these modules adds their operations to the API.
OPERATIONS = (areas, catalogue, deliveries, features, figures, policy, quality)
PREFIX = "/api/v1/"


@needs(ANYONE)
@throttled
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe the API to programs (OpenAPI)."""
    return answer(request, lambda: description(PREFIX))


@needs(ANYONE)
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address below /api/v1 that does not exist."""
    closing = " without its closing slash" if rest.endswith("/") else ""
    return problem(
        HTTPStatus.NOT_FOUND,
        f'there is nothing at "{request.path}"; see /api/v1/openapi.json, or ask{closing}',
    )


def _listed() -> list[URLPattern]:
    """Return the operations' own patterns, each under our names and with its permission."""
    patterns, _namespace, _name = api.urls
    sentences = _sentences()
    found = []
    for pattern in patterns:
        if pattern.name not in sentences:
            continue  # the library's own root, which answers nothing
        view = throttled(pattern.callback)
        view.permission, view.refuse = READ_PUBLISHED, no_entry
        view.__doc__ = sentences[pattern.name]
        found.append(path(f"api/v1/{pattern.pattern}", view, name=f"api-{pattern.name}"))
    return found


def _sentences() -> dict[str, str]:
    described = api.get_openapi_schema(path_prefix="")["paths"].values()
    return {each["get"]["x-name"]: each["get"]["description"] for each in described}


urlpatterns = [
    *_listed(),
    path("api/v1/openapi.json", openapi, name="api-openapi-json"),
    path("api/v1/<path:rest>", nothing_here, name="api-nothing-here"),
]
