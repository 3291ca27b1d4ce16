"""Rows of a file of conversations are read strictly; a refused row keeps none of its words."""

from datetime import date, datetime

import pytest

from baken.records.participation.facts import ConversationForm, QuoteOrigin
from baken.records.participation.rows import ReadRows, missing_columns, read_rows

ROW = {
    "gesprek": "g1", "vorm": "straatgesprek", "gebied": "Noord", "datum": "2025-02-01",
    "citaat": "Er wordt te hard gereden.", "toestemming": "ja", "toestemming_hoe": "mondeling",
    "toestemming_datum": "01-02-2025", "toestemming_aan": "gespreksleider", "bron": "Luisterpaal",
    "deelnemers": 3.0,
}  # fmt: skip
TODAY = date(2025, 3, 1)


def read(*rows: dict[str, object]) -> ReadRows:
    areas = {"Noord": "WK034402"}
    return read_rows(enumerate(rows, start=2), area_of=areas.get, today=TODAY)


def test_a_row_is_a_quote_of_a_conversation() -> None:
    found = read(ROW, ROW | {"citaat": "Het is donker.", "toestemming": "nee"})
    ((talk, quotes),) = found.conversations.items()
    assert (talk.form, talk.area_code, talk.participants, talk.origin) == (
        ConversationForm.STREET_CONVERSATION, "WK034402", 3, QuoteOrigin.OWN,
    )  # fmt: skip
    assert [(q.number, q.consent, q.consent_on) for q in quotes] == [
        (1, True, date(2025, 2, 1)),
        (2, False, None),
    ]


def test_a_workbook_gives_days_as_days() -> None:
    found = read(ROW | {"datum": datetime(2025, 2, 1), "toestemming_datum": datetime(2025, 2, 1)})  # noqa: DTZ001 - as openpyxl gives it
    (talk,) = found.conversations
    assert talk.held_on == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"gebied": "Elders"}, "gebied", "unknown-area"),
        ({"vorm": "praatje"}, "vorm", "unknown-word"),
        ({"datum": "2025-03-02"}, "datum", "day-to-come"),
        ({"datum": "gisteren"}, "datum", "no-day"),
        ({"citaat": ""}, "citaat", "empty"),
        ({"citaat": "x" * 2001}, "citaat", "too-long"),
        ({"toestemming": "misschien"}, "toestemming", "neither-yes-nor-no"),
        ({"toestemming_datum": ""}, "toestemming_datum", "consent-without-day"),
        ({"toestemming_hoe": ""}, "toestemming_hoe", "empty"),
        ({"deelnemers": "veel"}, "deelnemers", "no-count"),
        ({"herkomst": "verzonnen"}, "herkomst", "unknown-word"),
    ],
)
def test_what_cannot_be_used_is_refused_by_column_and_reason(
    changed: dict[str, object], column: str, reason: str
) -> None:
    found = read(ROW | changed)
    assert [(r.row, r.column, r.reason) for r in found.refused] == [(2, column, reason)]
    assert found.conversations == {}


def test_one_code_is_one_conversation_and_one_number_one_quote() -> None:
    found = read(
        ROW | {"nummer": "1"},
        ROW | {"nummer": "1", "citaat": "Anders."},
        ROW | {"vorm": "stadsgesprek"},
    )
    assert [(r.row, r.reason) for r in found.refused] == [
        (3, "number-twice"),
        (4, "other-conversation-with-this-code"),
    ]


def test_raw_words_are_in_no_picture_of_a_quote() -> None:
    (quotes,) = read(ROW).conversations.values()
    assert "hard gereden" not in repr(quotes)


def test_missing_columns_are_named() -> None:
    assert missing_columns(["Gesprek", "vorm", "gebied", "bron"]) == ("citaat", "toestemming")
