"""The states of an upload, the name under which it is kept, and what is refused."""

import unicodedata
from enum import StrEnum

LONGEST_NAME = 150


class UploadState(StrEnum):
    """Where an upload stands."""

    RECEIVED = "received"
    LOOKED_AT = "looked-at"
    ASKED = "asked"
    TAKEN_IN = "taken-in"
    DISCARDED = "discarded"


STEPS: dict[UploadState, frozenset[UploadState]] = {
    UploadState.RECEIVED: frozenset(
        {UploadState.RECEIVED, UploadState.LOOKED_AT, UploadState.DISCARDED}
    ),
    UploadState.LOOKED_AT: frozenset(
        {UploadState.LOOKED_AT, UploadState.ASKED, UploadState.DISCARDED}
    ),
    # Asked again: the job failed or was cancelled, and other choices are made.
    UploadState.ASKED: frozenset(
        {UploadState.ASKED, UploadState.TAKEN_IN, UploadState.DISCARDED, UploadState.LOOKED_AT}
    ),
    UploadState.TAKEN_IN: frozenset(),
    UploadState.DISCARDED: frozenset(),
}


class UploadRefusedError(Exception):
    """An upload cannot be kept or changed; ``reason`` says why in a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_step(old: UploadState, new: UploadState) -> None:
    """Refuse a step that the table does not know."""
    if new not in STEPS[old]:
        raise UploadRefusedError("ended-already")


def safe_name(given: str) -> str:
    """Return the name of a file without folders and signs that a disk or screen cannot carry.

    The ending stays, because it says what the file is.
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C"
    ).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    kept = _shortened(stem or "bestand", LONGEST_NAME)
    return f"{kept}.{_shortened(ending, 20)}" if ending else kept


def _shortened(text: str, bytes_long: int) -> str:
    # A name on disk is limited in bytes, not in letters.
    return text.encode("utf-8")[:bytes_long].decode("utf-8", errors="ignore")
