"""Deliveries in any order leave the same, and what was known on a day is remembered to the letter.

The whole year is in the soak.
"""

import random
from pathlib import Path

import pytest
from records.registrations.year import end_state, faults_of_memory, invented

from baken.records.registrations.kind import REGISTRATIONS
from baken.records.registrations.whole_columns import REGISTRATIONS_IN_COLUMNS

SEED, DAYS, ROWS = 365, 10, 25
YEAR = invented(DAYS, ROWS, SEED)


@pytest.mark.django_db
def test_in_order_reversed_and_shuffled_end_the_same(tmp_path: Path) -> None:
    shuffled = random.Random(SEED).sample(YEAR.days, len(YEAR.days))
    orders = (YEAR.days, YEAR.days[::-1], shuffled, [*shuffled, *shuffled[:3]])
    one, *others = (end_state(tmp_path, YEAR, order, REGISTRATIONS_IN_COLUMNS) for order in orders)
    assert one[0]
    assert all(other == one for other in others)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [REGISTRATIONS, REGISTRATIONS_IN_COLUMNS])
def test_what_stood_on_a_day_is_what_was_known_on_it(tmp_path: Path, kind: object) -> None:
    assert faults_of_memory(tmp_path, YEAR, YEAR.days[3::4], kind) == []
