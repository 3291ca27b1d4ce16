"""Versions of the same figure: any order of files, withdrawals, and what was known on a day.

The slow twin holds the deliveries in a list and answers from the definition: what is known at a
moment is the last that was said by then by a delivery that was not withdrawn by then.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from django.db import connection, transaction
from foundation.deliveries import HEADER, counts, deliver, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.effects import (
    changed_values,
    number_of_changed_values,
    reach_of,
    sums_of,
)
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.selectors import quarantine
from baken.foundation.intake.withdrawing import put_back_delivery, withdraw_delivery
from baken.records.indicators.kinds import CRIME_STATISTICS, OBSERVATION_TABLE
from baken.records.indicators.models import Observation
from baken.records.indicators.raw_counts import delivered_values
from baken.records.indicators.selectors import value_as_known_on
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.figure import FigureStatus

pytestmark = pytest.mark.django_db
OFFENCES = ("1.1.1", "1.1.2", "1.4.2")
FIRST = date(2030, 1, 1)


def withdraw(delivery, day: date):
    at = datetime.combine(day, datetime.min.time(), UTC)
    return withdraw_delivery(kind=CRIME_STATISTICS, delivery=delivery, corrector=Corrector(at=at))


def put_back(delivery, day: date):
    at = datetime.combine(day, datetime.min.time(), UTC)
    return put_back_delivery(kind=CRIME_STATISTICS, delivery=delivery, corrector=Corrector(at=at))


def known(offence: str, day: date | None = None):
    """Return the value that holds now, or that was known on a day."""
    indicator = f"registered-crime-{offence}"
    if day is None:
        found = Observation.objects.filter(
            indicator=indicator, area_code="GM9998", period="2029", known_until=None
        )
        return found[0].value if found else None
    moment = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
    answer = value_as_known_on(
        indicator=indicator, area_code="GM9998", period="2029", moment=moment
    )
    return answer and answer[0]


def said(deliveries, offence: str, day: date | None):
    """Slow twin: (day, values, withdrawn on, put back on); what was the last that counts."""
    last = None
    for on, values, gone, back in sorted(deliveries, key=lambda each: each[0]):
        by_then = day is None or on <= day
        counts_then = gone is None or (day is not None and gone > day)
        counts_then = counts_then or (back is not None and (day is None or back <= day))
        if by_then and counts_then and offence in values:
            last = values[offence]
    return last


values = st.dictionaries(st.sampled_from(OFFENCES), st.integers(0, 3), min_size=1)
ends = st.sampled_from(["stays", "withdrawn", "put back at once", "put back at last"])
deliveries_made = st.lists(st.tuples(values, ends), min_size=1, max_size=5).flatmap(
    lambda made: st.tuples(st.just(made), st.permutations(range(len(made))))
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=deliveries_made)
def test_the_fast_merge_and_its_slow_twin_agree(made, tmp_path):
    contents, order = made
    with transaction.atomic():
        held, waiting = [], []
        for place in order:
            content, end = contents[place]
            on = FIRST + timedelta(days=10 * place)
            lines = "".join(row(value, offence=offence) for offence, value in content.items())
            receipt = deliver(tmp_path, HEADER + lines, on=on, name=f"{place}.csv")
            gone = None if end == "stays" else FIRST + timedelta(days=100)
            back = FIRST + timedelta(days=110) if end.startswith("put back") else None
            if gone:
                withdraw(receipt.delivery, gone)
            if end == "put back at once":
                put_back(receipt.delivery, back)
            held.append((on, content, gone, back))
            waiting += [receipt.delivery] if end == "put back at last" else []
        for delivery in waiting:
            put_back(delivery, FIRST + timedelta(days=110))
        for offence in OFFENCES:
            assert known(offence) == said(held, offence, None)
            for days in (-1, 5, 10, 15, 25, 45, 99, 101, 109, 111):
                day = FIRST + timedelta(days=days)
                assert known(offence, day) == said(held, offence, day), (offence, days)
        transaction.set_rollback(True)


def test_every_order_gives_the_same_versions(tmp_path):
    files = [("a.csv", 5, 0), ("b.csv", 9, 31), ("c.csv", 5, 59), ("d.csv", 7, 90)]
    found = set()
    for order in permutations(files):
        with transaction.atomic():
            for name, count, days in order:
                deliver(tmp_path, HEADER + row(count), on=FIRST + timedelta(days=days), name=name)
            versions = Observation.objects.filter(area_code="GM9998").order_by("known_from")
            found.add(tuple(versions.values_list("value", "known_from", "known_until")))
            transaction.set_rollback(True)
    assert len(found) == 1


def test_of_two_files_of_one_day_the_later_holds_and_the_earlier_is_kept(tmp_path):
    deliver(tmp_path, HEADER + row(5))
    second = deliver(tmp_path, HEADER + row(6), name="b.csv")
    assert counts(second) == (0, 0, 1, 0)
    assert known("1.1.1") == 6
    kept = Observation.objects.filter(area_code="GM9998").order_by("known_from")
    assert [version.value for version in kept] == [5, 6]


def test_a_withdrawn_delivery_is_kept_waits_no_longer_and_may_come_again(tmp_path):
    deliver(tmp_path, HEADER + row(5))
    wrong = deliver(tmp_path, HEADER + row(50) + row("x"), on=date(2030, 2, 1), name="b.csv")
    assert withdraw(wrong.delivery, date(2030, 3, 1)) == 1
    assert known("1.1.1") == 5
    assert known("1.1.1", date(2030, 2, 15)) == 50
    assert not [each for each in quarantine() if each.delivery == wrong.delivery]
    assert Delivery.objects.get(id=wrong.delivery).rows == 2
    with pytest.raises(UnusableInputError, match="withdrawn before"):
        withdraw(wrong.delivery, date(2030, 3, 2))
    again = deliver(tmp_path, HEADER + row(50) + row("x"), on=date(2030, 2, 1), name="b.csv")
    assert again.delivery != wrong.delivery
    assert known("1.1.1") == 50


def test_put_back_is_as_if_it_was_never_withdrawn_and_the_gap_is_kept(tmp_path):
    deliver(tmp_path, HEADER + row(5))
    middle = deliver(tmp_path, HEADER + row(50) + row("x"), on=date(2030, 2, 1), name="b.csv")
    deliver(tmp_path, HEADER + row(7, offence="1.4.2"), on=date(2030, 2, 15), name="c.csv")
    versions = Observation.objects.filter(area_code="GM9998").order_by("pk")
    before = list(versions.values())
    withdraw(middle.delivery, date(2030, 3, 1))
    assert known("1.1.1") == 5
    assert put_back(middle.delivery, date(2030, 4, 1)) == 1
    assert list(versions.values()) == before
    on = {day: known("1.1.1", day) for day in (date(2030, 2, 20), date(2030, 3, 15))}
    assert on == {date(2030, 2, 20): 50, date(2030, 3, 15): 5}
    assert [each.number for each in quarantine() if each.delivery == middle.delivery] == [3]
    with pytest.raises(UnusableInputError, match="is not withdrawn"):
        put_back(middle.delivery, date(2030, 4, 2))


def test_what_came_in_anew_is_not_put_back_beside_it(tmp_path):
    wrong = deliver(tmp_path, HEADER + row(50))
    withdraw(wrong.delivery, date(2030, 3, 1))
    deliver(tmp_path, HEADER + row(50))
    with pytest.raises(UnusableInputError, match="brought in again"):
        put_back(wrong.delivery, date(2030, 4, 1))


def test_the_effects_of_a_delivery_are_told_from_its_versions(tmp_path):
    first = deliver(tmp_path, HEADER + row(5) + row(9, offence="1.1.2"))
    second = deliver(
        tmp_path,
        HEADER + row(8) + row(9, offence="1.1.2") + row(1, offence="1.4.2"),
        on=date(2030, 2, 1),
        name="b.csv",
    )
    sums = {each.subject: each for each in sums_of(OBSERVATION_TABLE, second.delivery)}
    burglary = sums["registered-crime-1.1.1"]
    assert (burglary.total, burglary.beside, burglary.before) == (8, 8, 5)
    assert [(s.new, s.revised, s.same) for s in sums.values()] == [(0, 1, 0), (0, 0, 1), (1, 0, 0)]
    (changed,) = changed_values(OBSERVATION_TABLE, second.delivery, first=0, number=9)
    assert (changed.area, changed.period, changed.before, changed.after) == ("GM9998", "2029", 5, 8)
    assert number_of_changed_values(OBSERVATION_TABLE, second.delivery) == 1
    reach = reach_of(OBSERVATION_TABLE, second.delivery)
    assert (reach.values, reach.earlier, reach.changed, reach.overtaken) == (3, 2, 1, 0)
    assert (reach.areas, reach.periods) == (("GM9998",), ("2029",))
    overtaken = reach_of(OBSERVATION_TABLE, first.delivery)
    assert (overtaken.values, overtaken.overtaken) == (0, 2)


def test_the_same_bytes_on_a_later_day_take_the_old_value_back(tmp_path):
    deliver(tmp_path, HEADER + row(5))
    deliver(tmp_path, HEADER + row(9), on=date(2030, 2, 1), name="b.csv")
    assert counts(deliver(tmp_path, HEADER + row(5), on=date(2030, 3, 1))) == (0, 0, 1, 0)
    assert known("1.1.1") == 5


def test_one_version_holds_at_a_time(tmp_path):
    for number in range(4):
        deliver(tmp_path, HEADER + row(number % 2), on=FIRST + timedelta(days=number))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM indicators_observation a JOIN indicators_observation b "
            "USING (indicator, area_code, period) WHERE a.area_code = 'GM9998' "
            "AND a.known_from < b.known_from AND tstzrange(a.known_from, a.known_until) && "
            "tstzrange(b.known_from, b.known_until)"
        )
        assert cursor.fetchone() == (0,)


def settled(day: date) -> FigureStatus:
    moment = datetime.combine(day, datetime.min.time(), UTC)
    answer = value_as_known_on(
        indicator="registered-crime-1.1.1", area_code="GM9998", period="2029", moment=moment
    )
    return answer[1]


def test_a_delivery_that_leaves_the_status_open_revises_none_that_was_stated(tmp_path):
    """Status per delivery: final, not stated, final, not stated with another value, provisional."""
    steps = [("0", 5), ("", 5), ("0", 5), ("", 6), ("1", 6), ("", 6)]
    found = [
        counts(
            deliver(
                tmp_path,
                HEADER + row(value, provisional=provisional),
                on=FIRST + timedelta(days=10 * place),
                name=f"{place}.csv",
            )
        )[1:3]
        for place, (provisional, value) in enumerate(steps)
    ]
    unchanged, revised = (1, 0), (0, 1)
    assert found[1:] == [unchanged, unchanged, revised, revised, unchanged]
    told = [settled(FIRST + timedelta(days=10 * place + 5)) for place in range(6)]
    final, open_, provisional = (
        FigureStatus.FINAL,
        FigureStatus.NOT_STATED,
        FigureStatus.PROVISIONAL,
    )
    assert told == [final, final, final, open_, provisional, provisional]
    current = [each for each in delivered_values() if each.area == "GM9998"]
    assert [each.status for each in current] == [provisional]
