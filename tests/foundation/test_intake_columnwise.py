"""Whole columns at a time and row by row: the same file leaves the same, to the last version.

The slow twin is the same kind without ``columnwise``: every row on its own.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from foundation.deliveries import HEADER, counts, deliver, row
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from baken.foundation.intake.models import QuarantinedRow
from baken.foundation.intake.reading import csv_files, grid
from baken.foundation.intake.selectors import rows_of
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.models import Observation

pytestmark = pytest.mark.django_db
ROW_BY_ROW = replace(CRIME_STATISTICS, columnwise=None)
FIRST = date(2030, 1, 1)


def left(text: str, days: tuple[int, ...], folder, kind) -> list[object]:
    """Return everything that deliveries of a text leave behind; the database stays as it was."""
    found: list[object] = []
    with transaction.atomic():
        for place, day in enumerate(days):
            lines = text.replace("{n}", str(place))
            on = FIRST + timedelta(days=day)
            receipt = deliver(folder, lines, on=on, name=f"{place}.csv", kind=kind)
            waiting = QuarantinedRow.objects.filter(delivery=receipt.delivery).order_by("number")
            found += [
                (counts(receipt), receipt.rows, receipt.reasons, receipt.notes),
                list(waiting.values_list("number", "column", "value", "reason", "remedy_en")),
                [(r.number, r.values) for r in rows_of(receipt.delivery, first=0, number=999)],
            ]
        versions = Observation.objects.filter(area_code="GM9998").order_by(
            "indicator", "period", "known_from"
        )
        found += versions.values_list(
            *("indicator", "period", "value", "status", "row", "known_from", "known_until"),
            "delivery__file_name",
        )
        transaction.set_rollback(True)
    return found


cells = st.tuples(
    st.sampled_from(["5", "6", "{n}", " 7 ", "vijf", "", "1.250", "3,5", "\\N"]),
    st.sampled_from(["1.1.1", "1.1.2", "1.4", "0344"]),
    st.sampled_from(["2028", "2029", "2029JJ00", "29"]),
    st.sampled_from(["0", "1", "", "ja", "?"]),
).map(lambda c: row(c[0], offence=c[1], year=c[2], provisional=c[3]))
odd_lines = st.sampled_from(
    [
        *("\n", ",,,,\n", "Bron: CBS\n", "GM9998,1.1.1\n", "GM9998,1.1.1,2029,5,0,6\n"),
        *(
            '"GM9998",1.1.1,2029,8,0\n',
            '"GM9998\n",1.1.1,2029,8,0\n',
            'GM"9998,1.1.1,2029,"8"x,0\n',
        ),
        *("GM9998\t,1.1.1,2029,9,0\n", "GM9998,1.1.1\\,2029,9,0\n", "gm9998,1.1.1,2029,9,nee\n"),
    ]
)
texts = st.lists(st.one_of(cells, cells, cells, odd_lines), min_size=1, max_size=12).map(
    lambda lines: HEADER + row(1, offence="0.0.0") + "".join(lines)
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=texts,
    days=st.permutations([0, 10, 20]).map(tuple),
    at_once=st.sampled_from([1, 60, 1 << 20]),
)
@example(
    text=HEADER + row(5) + row(6) + row(5) + row("x") + row(5) + row(7),
    days=(0, 10, 5),
    at_once=60,
)
def test_the_fast_way_and_its_slow_twin_leave_the_same(text, days, at_once, tmp_path):
    slow = left(text, days, tmp_path, ROW_BY_ROW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "SAMPLE", 2)
        patch.setattr(csv_files, "CHARACTERS_AT_ONCE", at_once)
        assert left(text, days, tmp_path, CRIME_STATISTICS) == slow


def test_a_row_that_contradicts_one_of_an_earlier_block_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "SAMPLE", 2)
    monkeypatch.setattr(csv_files, "CHARACTERS_AT_ONCE", 30)
    text = HEADER + row(5) + row(1, offence="1.1.2") + row(6) + row(5) + row(6) + row(5)
    receipt = deliver(tmp_path, text)
    assert counts(receipt) == (2, 2, 0, 2)
    waiting = QuarantinedRow.objects.filter(delivery=receipt.delivery).order_by("number")
    assert [(each.number, each.remedy_en.split(" says")[0]) for each in waiting] == [
        (4, "Row 2"),
        (6, "Row 2"),
    ]
