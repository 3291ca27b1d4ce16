"""Every operation of the open API asked with what its own description allows, and what it forbids.

Schemathesis draws parameters, headers and values from the OpenAPI document. No answer may be a
fault; status, content type, headers and shape are those that the document names.
``BAKEN_SOAK_API`` sets how many cases an operation gets.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks as described

from baken.site.wsgi import application

pytestmark = pytest.mark.django_db
CASES = int(os.environ.get("BAKEN_SOAK_API", "5"))
ADDRESS = "/api/v1/openapi.json"
EVERY_TIME = [
    schemathesis.checks.not_a_server_error,
    described.status_code_conformance,
    described.content_type_conformance,
    described.response_headers_conformance,
    described.response_schema_conformance,
]


@pytest.fixture
def schema() -> Iterator[schemathesis.BaseSchema]:
    """Return the document as the site serves it; the connection of the test stays open."""
    cache.clear()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(ADDRESS, application, headers={"Host": "localhost"})
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(schema: schemathesis.BaseSchema) -> Iterator[schemathesis.APIOperation]:
    for found in schema.get_all_operations():
        yield found.ok()


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: str(mode.value))
def test_every_answer_is_one_that_the_description_names(
    schema: schemathesis.BaseSchema, mode: GenerationMode
) -> None:
    asked = 0
    for operation in operations(schema):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=CASES, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            cache.clear()
            with transaction.atomic():
                case.call_and_validate(checks=EVERY_TIME)

        try:
            ask()
        except Unsatisfiable:
            # Without a query, or with any text in the path, nothing can be asked wrongly.
            assert mode is GenerationMode.NEGATIVE
            assert not [each for each in operation.query if each.name != "f"], operation.label
    assert asked >= 8 * CASES
