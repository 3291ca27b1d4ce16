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
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.selectors import quarantine
from baken.foundation.intake.withdrawing import withdraw_delivery
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.models import Observation
from baken.records.indicators.selectors import value_as_known_on
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
OFFENCES = ("1.1.1", "1.1.2", "1.4.2")
FIRST = date(2030, 1, 1)


def withdraw(delivery, day: date):
    at = datetime.combine(day, datetime.min.time(), UTC)
    return withdraw_delivery(kind=CRIME_STATISTICS, delivery=delivery, corrector=Corrector(at=at))


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
    """Slow twin: (day, values, withdrawn on) of every delivery; what was the last that counts."""
    last = None
    for on, values, gone in sorted(deliveries, key=lambda each: each[0]):
        by_then = day is None or on <= day
        counts_then = gone is None or (day is not None and gone > day)
        if by_then and counts_then and offence in values:
            last = values[offence]
    return last


values = st.dictionaries(st.sampled_from(OFFENCES), st.integers(0, 3), min_size=1)
deliveries_made = st.lists(st.tuples(values, st.booleans()), min_size=1, max_size=5).flatmap(
    lambda made: st.tuples(st.just(made), st.permutations(range(len(made))))
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=deliveries_made)
def test_the_fast_merge_and_its_slow_twin_agree(made, tmp_path):
    contents, order = made
    with transaction.atomic():
        held = []
        for place in order:
            content, goes = contents[place]
            on = FIRST + timedelta(days=10 * place)
            lines = "".join(row(value, offence=offence) for offence, value in content.items())
            receipt = deliver(tmp_path, HEADER + lines, on=on, name=f"{place}.csv")
            gone = FIRST + timedelta(days=100) if goes else None
            if gone:
                withdraw(receipt.delivery, gone)
            held.append((on, content, gone))
        for offence in OFFENCES:
            assert known(offence) == said(held, offence, None)
            for days in (-1, 5, 10, 15, 25, 45, 99, 101):
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
            "AND a.id < b.id AND tstzrange(a.known_from, a.known_until) && "
            "tstzrange(b.known_from, b.known_until)"
        )
        assert cursor.fetchone() == (0,)
