"""The rows of a file of conversations: one quote a row, read strictly.

A row that cannot be used is refused with a column and a reason; what stood in it goes no further.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from baken.records.participation.facts import ConversationForm, QuoteOrigin
from baken.records.participation.taking_in import RefusedRow

LONGEST_RAW = 2000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("gesprek", "gesprek_id", "conversation"),
    "number": ("nummer", "number"),
    "form": ("vorm", "form"),
    "area": ("gebied", "area"),
    "held_on": ("datum", "date"),
    "participants": ("deelnemers", "participants"),
    "text": ("citaat", "quote"),
    "consent": ("toestemming", "consent"),
    "consent_how": ("toestemming_hoe", "consent_how"),
    "consent_on": ("toestemming_datum", "consent_date"),
    "consent_asked_by": ("toestemming_aan", "consent_asked_by"),
    "source": ("bron", "source"),
    "origin": ("herkomst", "origin"),
    "origin_note": ("herkomst_toelichting", "origin_note"),
    "age_0_15": ("deelnemers_0_15",),
    "age_65_plus": ("deelnemers_65_plus",),
}
"""What each column may be called; the first is how our own files call it."""
NEEDED = ("code", "form", "area", "text", "consent", "source")
FORMS = {
    "straatgesprek": ConversationForm.STREET_CONVERSATION,
    "stadsgesprek": ConversationForm.CITY_TALK,
    "wijkgesprek": ConversationForm.NEIGHBOURHOOD_TALK,
    "buurtgesprek": ConversationForm.NEIGHBOURHOOD_TALK,
    "enquête": ConversationForm.SURVEY_ANSWER,
    "enquete": ConversationForm.SURVEY_ANSWER,
    "belevingsonderzoek": ConversationForm.EXPERIENCE_STUDY,
    "anders": ConversationForm.OTHER,
} | {str(form): form for form in ConversationForm}
YES, NO = (
    frozenset({"ja", "yes", "j", "1", "true"}),
    frozenset({"nee", "no", "n", "0", "false", ""}),
)
ORIGINS = {
    "": QuoteOrigin.OWN,
    "eigen": QuoteOrigin.OWN,
    "gepubliceerd": QuoteOrigin.PUBLISHED,
    "synthetisch": QuoteOrigin.SYNTHETIC,
} | {str(origin): origin for origin in QuoteOrigin}


class _CellError(ValueError):
    """A cell that cannot be used; the reason is a code, without what stood in it."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass(frozen=True, slots=True)
class RawQuote:
    """A quote as it was delivered, its words still raw: it lives in memory only."""

    row: int
    number: int
    text: str = field(repr=False)
    consent: bool
    consent_how: str
    consent_on: date | None
    consent_asked_by: str


@dataclass(frozen=True, slots=True)
class RawConversation:
    """A conversation as it was delivered, before names are taken out."""

    code: str
    form: ConversationForm
    area_code: str
    held_on: date | None
    participants: int | None
    ages: tuple[tuple[str, int], ...]
    source: str
    origin: QuoteOrigin
    origin_note: str


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What the rows of a file are: conversations with their quotes, and what was refused."""

    conversations: Mapping[RawConversation, tuple[RawQuote, ...]]
    refused: tuple[RefusedRow, ...]


def missing_columns(header: Iterable[str]) -> tuple[str, ...]:
    """Return, in Dutch, the columns that a file of conversations needs and this one lacks."""
    named = {name.strip().casefold() for name in header}
    return tuple(COLUMNS[each][0] for each in NEEDED if not named & set(COLUMNS[each]))


def read_rows(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    *,
    area_of: Callable[[str], str | None],
    today: date,
) -> ReadRows:
    """Read rows by number and cells; ``area_of`` tells an area's code by its code or name."""
    found: dict[str, tuple[RawConversation, list[RawQuote]]] = {}
    refused: list[RefusedRow] = []
    for number, cells in rows:
        given = _named(cells)
        try:
            talk = _conversation(given, area_of, today)
            said = _quotes_of(talk, found)
            said.append(_quote(given, row=number, before=said, today=today))
        except _CellError as error:
            refused.append(RefusedRow(number, COLUMNS[error.column][0], error.reason))
    kept = {talk: tuple(said) for talk, said in found.values() if said}
    return ReadRows(kept, tuple(refused))


def _quotes_of(
    talk: RawConversation, found: dict[str, tuple[RawConversation, list[RawQuote]]]
) -> list[RawQuote]:
    known, said = found.setdefault(talk.code, (talk, []))
    if known != talk:
        raise _CellError("code", "other-conversation-with-this-code")
    return said


def _named(cells: Mapping[str, Any]) -> dict[str, str]:
    small = {str(name).strip().casefold(): value for name, value in cells.items()}
    given = {}
    for column, names in COLUMNS.items():
        value = next((small[name] for name in names if name in small), "")
        given[column] = "" if value is None else _as_text(value)
    return given


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _conversation(
    given: Mapping[str, str], area_of: Callable[[str], str | None], today: date
) -> RawConversation:
    area = area_of(given["area"])
    if area is None:
        raise _CellError("area", "unknown-area")
    ages = {"0-15": _count(given, "age_0_15"), "65+": _count(given, "age_65_plus")}
    return RawConversation(
        code=_text(given, "code", longest=40),
        form=_one_of(given, "form", FORMS),
        area_code=area,
        held_on=_day(given, "held_on", today),
        participants=_count(given, "participants"),
        ages=tuple((age, number) for age, number in ages.items() if number is not None),
        source=_text(given, "source", longest=200),
        origin=_one_of(given, "origin", ORIGINS),
        origin_note=given["origin_note"][:100],
    )


def _quote(given: Mapping[str, str], *, row: int, before: list[RawQuote], today: date) -> RawQuote:
    number = _count(given, "number") or len(before) + 1
    if any(each.number == number for each in before):
        raise _CellError("number", "number-twice")
    consent = _consent(given)
    return RawQuote(
        row=row,
        number=number,
        text=_text(given, "text", longest=LONGEST_RAW),
        consent=consent,
        consent_how=_text(given, "consent_how", longest=100) if consent else "",
        consent_on=_day(given, "consent_on", today) if consent else None,
        consent_asked_by=given["consent_asked_by"][:60] if consent else "",
    )


def _consent(given: Mapping[str, str]) -> bool:
    said = given["consent"].casefold()
    if said not in YES | NO:
        raise _CellError("consent", "neither-yes-nor-no")
    if said in YES and not given["consent_on"]:
        raise _CellError("consent_on", "consent-without-day")
    return said in YES


def _text(given: Mapping[str, str], column: str, *, longest: int) -> str:
    value = given[column]
    if not value:
        raise _CellError(column, "empty")
    if len(value) > longest:
        raise _CellError(column, "too-long")
    if "\0" in value:
        raise _CellError(column, "unusable-characters")
    return value


def _one_of(given: Mapping[str, str], column: str, words: Mapping[str, Any]) -> Any:
    try:
        return words[given[column].casefold()]
    except KeyError as error:
        raise _CellError(column, "unknown-word") from error


def _count(given: Mapping[str, str], column: str) -> int | None:
    value = given[column]
    if not value:
        return None
    if not value.isdecimal() or len(value) > 6:
        raise _CellError(column, "no-count")
    return int(value)


def _day(given: Mapping[str, str], column: str, today: date) -> date | None:
    value = given[column]
    if not value:
        return None
    try:
        day = date.fromisoformat(value[:10]) if value[4:5] == "-" else _dutch_day(value)
    except ValueError as error:
        raise _CellError(column, "no-day") from error
    if day > today:
        raise _CellError(column, "day-to-come")
    return day


def _dutch_day(value: str) -> date:
    day, month, year = value.replace("/", "-").split("-")
    return date(int(year), int(month), int(day))
