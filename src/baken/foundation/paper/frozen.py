"""A document as canonical text: to be kept for years, and read back as the same document."""

import dataclasses
import json
from datetime import date
from enum import StrEnum
from typing import Any

from baken.vocabulary import paper
from baken.vocabulary.paper import Document, PaperError

_KINDS = {
    name: kind
    for name, kind in vars(paper).items()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
}
_CODES: dict[str, type[StrEnum]] = {
    name: kind
    for name, kind in vars(paper).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}


def frozen(documents: dict[str, Document]) -> str:
    """Return documents by name as text: the same documents give the same text, letter for letter.

    >>> thaw(frozen({})) == {}
    True
    """
    plain = {name: _plain(document) for name, document in documents.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(text: str) -> dict[str, Document]:
    """Return the documents that a text was made of.

    Raises:
        PaperError: when it is no such text, or one of a form that is not known here.
    """
    try:
        read = json.loads(text)
        return {name: _whole(each) for name, each in read.items()}
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise PaperError(
            f"this is no frozen document ({error}); it was changed or cut off"
        ) from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        found = {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
        return {"is": type(value).__name__, **found}
    if isinstance(value, StrEnum):
        return {"is": type(value).__name__, "code": value.value}
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_whole(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "date":
        return date.fromisoformat(value["day"])
    if kind in _CODES:
        return _CODES[kind](value["code"])
    fields = {name: _whole(each) for name, each in value.items() if name != "is"}
    return _KINDS[kind](**fields)
