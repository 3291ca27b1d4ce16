"""The API itself: its name, its version, and how faults are answered.

Follows the Dutch API Design Rules 2.x: plural kebab-case paths without a closing slash, camelCase
query keys and fields, the version in the path and in a header, problem details, and its own
description at ``openapi.json``.
"""

from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError

from baken.desks.api import problems
from baken.desks.api.shapes import ProblemShape

DESCRIPTION = (
    "Gebieden, indicatoren, cijfers met hun interval en de leveringen eronder. Alleen lezen, "
    "zonder sleutel. Elk cijfer draagt zijn interval, zijn status en de weg naar de geleverde "
    "rijen. "
    "Bron: CBS / Politie en CBS / Kadaster, CC BY 4.0."
)

api = NinjaAPI(
    title="Baken: open veiligheidscijfers van gemeenten",
    version=problems.VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,  # ours, in description.py: the namespace of the library is not used
    urls_namespace="api",
    openapi_extra={
        "info": {
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
            "contact": {
                "name": "Baken",
                "email": "beheer@baken.example",
                "url": "https://baken.example/",
            },
        },
    },
)
REFUSALS: dict[Any, Any] = {
    400: ProblemShape,
    401: ProblemShape,
    404: ProblemShape,
    429: ProblemShape,
}


def declared(shape: type, name: str, tag: str, summary: str) -> dict[str, Any]:
    """Return what every operation declares: its name, what it answers, and its refusals."""
    return {
        "response": {200: shape} | REFUSALS,
        "by_alias": True,
        "url_name": name,
        "tags": [tag],
        "summary": summary,
        "openapi_extra": {"x-name": name},
    }


api.add_exception_handler(problems.NothingThereError, problems.not_found)
api.add_exception_handler(problems.AskedWronglyError, problems.asked_wrongly)
api.add_exception_handler(ValidationError, problems.not_valid)
api.add_exception_handler(Exception, problems.fault)
