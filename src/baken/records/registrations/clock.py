"""Reads whole columns of dates and times; for jobs, with the outcome of ``columns/moments``.

Texts of the usual lengths are read together as digits. Any other text goes the way of a single
cell.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from baken.foundation.intake.columns.moments import LOCAL

Seconds = NDArray[np.int64]
NOTHING = np.iinfo(np.int64).min
"""Stands where nothing is said."""
ODD = NOTHING + 1
"""Stands where a cell must be looked at by itself."""
_FIRST, _LAST = 1900, 2100
# Length of a text -> places of year, month, day, hour, minute, second and of the signs between.
_FORMS = {
    ("iso", 10): ("0123", "56", "89", "", "", "", {4: "-", 7: "-"}),
    ("iso", 16): ("0123", "56", "89", "bc", "ef", "", {4: "-", 7: "-", 10: " T", 13: ":"}),
    ("iso", 19): (
        "0123",
        "56",
        "89",
        "bc",
        "ef",
        "hi",
        {4: "-", 7: "-", 10: " T", 13: ":", 16: ":"},
    ),
    ("day-first", 10): ("6789", "34", "01", "", "", "", {2: "-/.", 5: "-/."}),
    ("day-first", 16): (
        "6789",
        "34",
        "01",
        "bc",
        "ef",
        "",
        {2: "-/.", 5: "-/.", 10: " T", 13: ":"},
    ),
    ("day-first", 19): (
        *("6789", "34", "01", "bc", "ef", "hi"),
        {2: "-/.", 5: "-/.", 10: " T", 13: ":", 16: ":"},
    ),
    ("compact", 8): ("0123", "45", "67", "", "", "", {}),
}
_PLACES = {sign: place for place, sign in enumerate("0123456789abcdefghi")}
_END_OF_DAY = 86_399


def read_moments(
    texts: Sequence[str], dates: str, one: Callable[[str], datetime | None], *, ends: bool
) -> Seconds:
    """Return seconds since 1970 in UTC of local texts, shape (n,).

    ``one`` reads a single text: None for nothing; ValueError where it cannot be used. ``ends``: a
    date alone is its last second.
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    found = np.full(len(texts), ODD, dtype=np.int64)
    found[lengths == 0] = NOTHING
    for (form, length), places in _FORMS.items():
        chosen = np.flatnonzero(lengths == length) if form == dates else np.empty(0, np.int64)
        joined = "".join([texts[n] for n in chosen.tolist()]) if chosen.size else ""
        if joined and joined.isascii():
            signs = np.frombuffer(joined.encode("ascii"), np.uint8).reshape(-1, length)
            found[chosen] = _read(signs, places, ends=ends)
    for place in np.flatnonzero(found == ODD).tolist():
        found[place] = _single(texts[place], one)
    return found


def _single(text: str, one: Callable[[str], datetime | None]) -> int:
    try:
        moment = one(text)
    except ValueError:
        return ODD
    if moment is None:
        return NOTHING
    # A part of a second is kept by the way of a single row only.
    return ODD if moment.microsecond else int(moment.timestamp())


def _read(signs: NDArray[np.uint8], places: tuple, *, ends: bool) -> Seconds:
    year, month, day, hour, minute, second = (_number(signs, each) for each in places[:6])
    good = np.ones(len(signs), dtype=bool)
    for each in "".join(places[:6]):
        digits = signs[:, _PLACES[each]]
        good &= (digits >= 48) & (digits <= 57)
    for place, allowed in places[6].items():
        good &= np.isin(signs[:, place], [ord(sign) for sign in allowed])
    good &= (year >= _FIRST) & (year < _LAST) & (month >= 1) & (month <= 12) & (day >= 1)
    good &= (hour < 24) & (minute < 60) & (second < 60)
    months = (np.where(good, year, _FIRST) - 1970) * 12 + np.where(good, month, 1) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    days = first + day - 1
    good &= days < following
    clock = hour * 3600 + minute * 60 + second
    if ends and not places[3]:
        clock = clock + _END_OF_DAY
    local = days * 86_400 + clock
    return np.where(good, local - offsets_of_local(local), ODD)


def _number(signs: NDArray[np.uint8], places: str) -> Seconds:
    number = np.zeros(len(signs), dtype=np.int64)
    for each in places:
        number = number * 10 + signs[:, _PLACES[each]] - 48
    return number


@lru_cache(maxsize=1)
def _turns() -> tuple[Seconds, Seconds]:
    """Return the moments at which the clock is turned, in UTC, and the offset from each on."""
    at, offsets = [NOTHING], []
    moment = datetime(_FIRST, 1, 1, tzinfo=UTC)
    before = _offset(moment)
    offsets.append(before)
    while moment.year < _LAST + 1:
        following = moment + timedelta(days=6)
        if (after := _offset(following)) != before:
            low, high = moment, following
            while high - low > timedelta(seconds=1):
                half = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (half, high) if _offset(half) == before else (low, half)
            at.append(int(high.timestamp()))
            offsets.append(after)
            before = after
        moment = following
    return np.array(at), np.array(offsets)


def _offset(moment: datetime) -> int:
    offset = moment.astimezone(LOCAL).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def offsets_of_local(local: Seconds) -> Seconds:
    """Return the offset of the clock at local seconds: in a doubled hour, and a lost one, the
    earlier offset, as a time without a fold has it.
    """
    at, offsets = _turns()
    # A turn is past, by the local clock, when both its old and its new offset say so.
    turned = at[1:] + np.maximum(offsets[:-1], offsets[1:])
    return offsets[np.searchsorted(turned, local, side="right")]


def local_days(moments: Seconds) -> Seconds:
    """Return the days since 1970 on which moments in UTC lie by the clock here."""
    at, offsets = _turns()
    local = moments + offsets[np.searchsorted(at[1:], moments, side="right")]
    return np.floor_divide(local, 86_400)


def moment_texts(seconds: Seconds) -> list[str | None]:
    """Return moments as COPY reads them in UTC; None where a cell must be looked at by itself."""
    texts: list[str | None] = np.datetime_as_string(
        np.where(seconds > ODD, seconds, 0).astype("datetime64[s]"), timezone="UTC"
    ).tolist()
    for place in np.flatnonzero(seconds <= ODD).tolist():
        texts[place] = r"\N" if seconds[place] == NOTHING else None
    return texts


def day_texts(days: Seconds, known: NDArray[np.bool_]) -> list[str]:
    """Return days as COPY reads them, nothing where not known."""
    texts: list[str] = np.datetime_as_string(
        np.where(known, days, 0).astype("datetime64[D]")
    ).tolist()
    for place in np.flatnonzero(~known).tolist():
        texts[place] = r"\N"
    return texts
