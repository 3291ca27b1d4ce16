"""The description of the API (OpenAPI) with the media types that are really sent."""

from typing import Any

from baken.desks.api.answers import CSV, GEOJSON, JSON
from baken.desks.api.contract import api
from baken.desks.api.problems import PROBLEM

TEXT, OBJECT = {"schema": {"type": "string"}}, {"schema": {"type": "object"}}
# What an operation sends besides or instead of JSON; the framework knows JSON only.
ALSO: dict[str, dict[str, Any]] = {
    "areas": {CSV: TEXT, GEOJSON: OBJECT},
    "figures": {CSV: TEXT, GEOJSON: OBJECT},
    "ogc-items": {GEOJSON: OBJECT},
    "ogc-item": {GEOJSON: OBJECT},
    "catalogue": {"text/turtle": TEXT, "application/ld+json": OBJECT},
}


def description(prefix: str) -> dict[str, Any]:
    """Return the OpenAPI document: refusals are problems, and every media type is named."""
    described: dict[str, Any] = api.get_openapi_schema(path_prefix=prefix)
    for path in described["paths"].values():
        for operation in path.values():
            for status, answered in operation["responses"].items():
                _name_types(operation["x-name"], int(status), answered)
    return described


def _name_types(operation: str, status: int, answered: dict[str, Any]) -> None:
    content = answered.get("content", {})
    if status >= 400 and JSON in content:
        content[PROBLEM] = content.pop(JSON)
    elif status < 400:
        content |= ALSO.get(operation, {})
