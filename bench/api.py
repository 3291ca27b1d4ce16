"""Server time of the API's lists beside the same query sent raw by the same framework, one run.

Peer: django-ninja itself, the same rows as dictionaries, sent as JSON without shapes, links,
tags or limits. Through the whole middleware, page cache off. Bar: p95 at most 2x.
"""

import gc
import os
import statistics
import time

os.environ |= {"DJANGO_SETTINGS_MODULE": "baken.site.settings", "BAKEN_LOG_LEVEL": "ERROR"}

import django

from baken.site import environment
from baken.site.database import start_database

start_database(environment.read())
django.setup()

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.test import Client, override_settings
from django.urls import include, path
from ninja import NinjaAPI

from baken.foundation.intake.models import Delivery
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.places.models import Area
from baken.records.indicators.models import StoredFigure

ROUNDS = 200
raw = NinjaAPI(urls_namespace="raw", docs_url=None, openapi_url=None)


@raw.get("/figures")
def figures(request: HttpRequest, size: int) -> JsonResponse:  # noqa: ARG001  the framework's name
    """Send the same rows of figures, and count them."""
    found = StoredFigure.objects.order_by("indicator", "area_code", "period")
    return JsonResponse({"items": list(found.values()[:size]), "total": found.count()})


@raw.get("/areas")
def areas(request: HttpRequest, size: int) -> JsonResponse:  # noqa: ARG001  the framework's name
    """Send the same rows of areas, and count them."""
    newest = Area.objects.order_by("code", "-year").distinct("code").values("pk").query
    found = Area.objects.filter(pk__in=newest).order_by("sort_key", "code")
    columns = ("code", "level", "name", "year", "municipality_code", "wijk_code", "min_x", "min_y")
    return JsonResponse({"items": list(found.values(*columns)[:size]), "total": found.count()})


@raw.get("/deliveries")
def deliveries(request: HttpRequest, size: int) -> JsonResponse:  # noqa: ARG001  the framework's name
    """Send the same rows of deliveries, and count them."""
    found = Delivery.objects.order_by("-delivered_on")
    return JsonResponse({"items": list(found.values()[:size]), "total": found.count()})


def _raw_urls() -> list:
    patterns = [each for each in raw.urls[0] if each.name != "api-root"]
    for each in patterns:
        each.callback.permission = ANYONE
    return patterns


urlpatterns = [path("raw/", include(_raw_urls())), path("", include("baken.site.urls"))]
LISTS = (("figures", 100), ("figures", 1000), ("areas", 100), ("areas", 500), ("deliveries", 100))


def _seconds(client: Client, address: str) -> float:
    cache.clear()
    began = time.perf_counter()
    response = client.get(address)
    taken = time.perf_counter() - began
    assert response.status_code == 200, (address, response.content[:200])
    return taken


def _p95s(client: Client, addresses: tuple[str, ...]) -> list[float]:
    """Return p95 of each; asked by turns, so that what else the machine does hits all alike."""
    rounds = [[_seconds(client, each) for each in addresses] for _ in range(ROUNDS)]
    return [statistics.quantiles(each, n=20)[-1] for each in zip(*rounds[10:], strict=True)]


def main() -> None:
    """Print p95 of both and the ratio, per list."""
    client = Client(headers={"host": "127.0.0.1"})
    print(f"{'list':<22}{'ours ms':>10}{'raw ms':>10}{'ratio':>8}")
    with override_settings(ROOT_URLCONF=__name__):
        client.get("/raw/areas?size=1"), client.get("/api/v1/areas?pageSize=1")
        gc.collect()
        gc.freeze()  # as the web process does
        for name, size in LISTS:
            both = (f"/raw/{name}?size={size}", f"/api/v1/{name}?pageSize={size}")
            theirs, ours = _p95s(client, both)
            ratio = ours / theirs
            print(f"{name} x {size:<12}{1000 * ours:>10.1f}{1000 * theirs:>10.1f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
