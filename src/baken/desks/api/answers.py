"""How an answer is sent: as JSON, CSV or GeoJSON, with a tag that saves sending it again."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag

from baken import __version__
from baken.desks.api.problems import VERSION, AskedWronglyError
from baken.foundation.intake.selectors import newest_delivery_moment
from baken.records.indicators.selectors import last_computation
from baken.vocabulary.spreadsheet import plain_text

JSON, CSV, GEOJSON = "application/json", "text/csv", "application/geo+json"
_FORMATS = {"json": JSON, "csv": CSV, "geojson": GEOJSON}


def wanted_format(request: HttpRequest, *known: str) -> str:
    """Return the media type that ``f`` or the Accept header asks, the first known one by default.

    Raises:
        AskedWronglyError: when ``f`` asks another than the known ones.
    """
    asked = request.GET.get("f", "")
    if asked:
        chosen = _FORMATS.get(asked)
        if chosen in known:
            return chosen
        names = ", ".join(name for name, kind in _FORMATS.items() if kind in known)
        raise AskedWronglyError("f", f'f="{asked}" is no format of this list; use {names}')
    return request.get_preferred_type(list(known)) or known[0]


def answer(
    request: HttpRequest, make: Callable[[], Any], *, as_type: str = JSON, also: str = ""
) -> HttpResponse:
    """Send what ``make`` returns, or 304 when the caller has it already.

    The tag is of the address, the media type and what the figures were computed from, so an
    unchanged answer costs two short questions to the database.
    """
    tag = quote_etag(_tag(request, as_type))
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        made = make()
        text = made if isinstance(made, str | bytes) else as_json(made)
        response = HttpResponse(text, content_type=f"{as_type}; charset=utf-8{also}")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept, Cookie"
    response["API-Version"] = VERSION
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = (
        "API-Version, Content-Crs, ETag, Link, RateLimit, RateLimit-Policy"
    )
    return response


def as_json(content: Any) -> str:
    """Return compact JSON; text keeps its accents, and what is not a number is null before here."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """Return flat rows as CSV (RFC 4180): commas, a decimal point, UTF-8."""
    file = io.StringIO()
    names = list(columns)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    return as_json(value) if isinstance(value, list | dict) else value


def _tag(request: HttpRequest, as_type: str) -> str:
    last = last_computation()
    parts = (
        __version__,
        VERSION,
        as_type,
        request.build_absolute_uri(),
        last[0] if last else "",
        str(newest_delivery_moment()),
        ",".join(sorted(request.scope.tenants)),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
