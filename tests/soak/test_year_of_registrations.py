"""A year of daily deliveries in any order: one end state, and an exact memory."""

import random
from pathlib import Path

import pytest
from records.registrations.year import end_state, faults_of_memory, invented

from baken.records.registrations.whole_columns import REGISTRATIONS_IN_COLUMNS

SEED, DAYS, ROWS, ASKED = 20_250_101, 365, 70, 100


@pytest.mark.django_db
def test_a_year_in_any_order(tmp_path: Path) -> None:
    year, chance = invented(DAYS, ROWS, SEED), random.Random(SEED)
    orders = (year.days, year.days[::-1], chance.sample(year.days, DAYS))
    one, *others = (end_state(tmp_path, year, each, REGISTRATIONS_IN_COLUMNS) for each in orders)
    assert len(one[0]) > year.told["rows"] * 0.9
    assert one[1], "the default place is found"
    assert all(other == one for other in others)
    asked = chance.sample(year.days, ASKED)
    assert faults_of_memory(tmp_path, year, asked, REGISTRATIONS_IN_COLUMNS) == []
    print(f"seed {SEED}: {DAYS} deliveries, {year.told}, {ASKED} days asked")
