"""Reads large JSON (RFC 8259) a piece at a time: the objects of one list, never the whole file."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from baken.catalogue.limits import READING_LIMITS
from baken.vocabulary.errors import UnusableInputError

_CHUNK = 262_144
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Element:
    """An object of the list that was asked for: its place from 1, and what it says."""

    number: int
    value: Any


class JsonList:
    """The list under one name of the outermost object, read as a stream.

    ``around`` holds what stands beside the list and was read so far: small members only.

    Raises:
        UnusableInputError: no JSON, cut off, nested too deep, or one object that is too large.
    """

    def __init__(self, path: Path, list_name: str) -> None:
        self.path, self.list_name = path, list_name
        self.around: dict[str, Any] = {}
        self.found = False

    def __iter__(self) -> Iterator[Element]:
        with self.path.open("rb") as file:
            scanner = _Scanner(self.path, file)
            head = scanner.until_list(self.list_name)
            if head is None:
                return
            self.found = True
            self.around |= self.loads(head.strip().rstrip(b":,") + b"}", "the start")
            for number, text in enumerate(scanner.objects(), start=1):
                yield Element(number, self.loads(text, f"object {number}"))
            tail = scanner.rest()
            self.around |= self.loads(b"{" + tail.lstrip(b", \t\r\n"), "the end")

    def loads(self, text: bytes, where: str) -> Any:
        """Return a piece of the file as Python says it; numbers that are no numbers are refused."""
        try:
            return json.loads(text.decode("utf-8-sig"), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise UnusableInputError(
                f'"{self.path.name}", {where}: no valid JSON ({error}); download the file again'
            ) from error


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


class _Scanner:
    """Walks over the strings and brackets of JSON bytes, with little in memory."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path, self.file = path, file
        self.buffer, self.at, self.ended = b"", 0, False

    def until_list(self, name: str) -> bytes | None:
        """Return the members before the list, as far as its opening bracket; None without it."""
        wanted = json.dumps(name).encode()
        depth, last, start = 0, b"", 0
        while token := self._next():
            depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(token, 0)
            self._check_depth(depth)
            if token == b"[" and depth == 2 and last == wanted:
                return self._before_name(start, wanted)
            if depth == 0:
                return None
            if depth == 1 and token.startswith(b'"'):
                last = token
            elif depth > 1 and not token.startswith(b'"'):
                last = b""
        raise self._cut_off()

    def _before_name(self, start: int, wanted: bytes) -> bytes:
        head = self.buffer[start : self.at]
        self.buffer, self.at = self.buffer[self.at :], 0
        return head[: head.rindex(wanted)]

    def objects(self) -> Iterator[bytes]:
        """Yield each object of the list, as it stands."""
        depth, start = 1, 0
        while token := self._next():
            if token in b"{[" and depth == 1:
                start = self.at - 1
                self._check_between(self.buffer[:start])
            depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(token, 0)
            self._check_depth(depth)
            if depth == 0:
                self._check_between(self.buffer[: self.at - 1])
                self.buffer, self.at = self.buffer[self.at :], 0
                return
            if depth == 1 and token in b"}]":
                self._check_size(self.at - start)
                yield self.buffer[start : self.at]
                self.buffer, self.at = self.buffer[self.at :], 0
        raise self._cut_off()

    def _check_between(self, text: bytes) -> None:
        if text.strip(b", \t\r\n"):
            raise UnusableInputError(
                f'"{self.path.name}": {text[:40]!r} stands between the objects of the list; every '
                "element must be an object"
            )

    def rest(self) -> bytes:
        """Return what stands behind the list."""
        tail = self.buffer + self.file.read(_CHUNK)
        if not tail.strip().endswith(b"}"):
            raise self._cut_off()
        return tail

    def _next(self) -> bytes:
        while True:
            found = _TOKEN.search(self.buffer, self.at)
            # A string may go on behind the buffer: a bracket before its end could be inside it.
            if found and b'"' not in self.buffer[self.at : found.start()]:
                self.at = found.end()
                return found[0]
            if not self._more():
                return b""

    def _more(self) -> bool:
        piece = self.file.read(max(_CHUNK, len(self.buffer)))
        self._check_size(len(self.buffer))
        self.buffer += piece
        return bool(piece)

    def _check_size(self, size: int) -> None:
        if size > READING_LIMITS.feature_bytes:
            raise UnusableInputError(
                f'"{self.path.name}" holds one object of more than '
                f"{READING_LIMITS.feature_bytes:,} bytes; is this the right file? Deliver a "
                "generalised map, or the table in more rows"
            )

    def _check_depth(self, depth: int) -> None:
        if depth > READING_LIMITS.json_depth:
            raise UnusableInputError(
                f'"{self.path.name}" is nested more than {READING_LIMITS.json_depth} deep; '
                "no table or map is. Download the file again and look at it"
            )

    def _cut_off(self) -> UnusableInputError:
        return UnusableInputError(
            f'"{self.path.name}" stops in the middle: it was cut off. Download it again, whole'
        )
