"""What went wrong, as problem details (RFC 9457)."""

import json
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

VERSION = "1.0.0"
PROBLEM = "application/problem+json"


class AskedWronglyError(Exception):
    """A parameter holds a value that cannot be answered; the message has all four parts."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class NothingThereError(Exception):
    """There is no such thing; the message says what was asked and where to look."""


def problem(status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    """Return a problem: a title that goes with the status, and what to do about this one."""
    content = {"type": "about:blank", "title": status.phrase, "status": status.value}
    content |= {"detail": detail} | more
    response = HttpResponse(
        json.dumps(content, ensure_ascii=False), content_type=PROBLEM, status=status
    )
    response["API-Version"] = VERSION
    return response


def not_found(_request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer that there is no such thing."""
    return problem(HTTPStatus.NOT_FOUND, str(error))


def asked_wrongly(_request: HttpRequest, error: AskedWronglyError) -> HttpResponse:
    """Answer that a parameter cannot be used."""
    wrong = [{"name": error.parameter, "reason": str(error)}]
    return problem(HTTPStatus.BAD_REQUEST, str(error), invalidParams=wrong)


def not_valid(_request: HttpRequest, error: Any) -> HttpResponse:
    """Answer which parameters the framework could not read."""
    wrong = [
        {"name": ".".join(str(part) for part in each["loc"][1:]), "reason": each["msg"]}
        for each in error.errors
    ]
    detail = "; ".join(f"{each['name']}: {each['reason']}" for each in wrong)
    return problem(HTTPStatus.BAD_REQUEST, detail, invalidParams=wrong)


def fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer that something broke, without a word on what; the log has it."""
    match = request.resolver_match
    structlog.get_logger("baken.api").error(
        "fault", route=match.route if match else "", exc_info=error
    )
    detail = "Something broke on our side; try again later. The log of the server has the details."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def no_entry(request: HttpRequest) -> HttpResponse:
    """Answer somebody who may not read: log in first, or another role is needed."""
    if request.user.is_anonymous:
        return problem(HTTPStatus.UNAUTHORIZED, "This installation answers people who logged in.")
    return problem(HTTPStatus.FORBIDDEN, "Your roles do not open this.")
