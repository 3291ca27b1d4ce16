"""The police day over real tables: what was known then, the same twice, a new round after more."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from records.registrations.files import UTRECHT, deliver, line

from baken.flows.police_day.day import police_day
from baken.foundation.partners.scope import in_tenant
from baken.records.watches.models import WatchedCourse
from baken.records.watches.selectors import (
    latest_day,
    round_on,
    rounds_for,
    unusual_on,
    watched_series,
)
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)
NEWEST = date(2026, 3, 2)
AT = datetime(2026, 3, 12, 5, tzinfo=UTC)


def burglary(number: int, day: date) -> str:
    moment = f"{day.isoformat()} 12:00"
    return line(
        str(number), pleegdatum_van=moment, pleegdatum_tot=moment, kennisname=moment,
        registratiedatum=moment,
    )  # fmt: skip


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """One burglary in every second week or so, known before March."""
    rng = np.random.default_rng(4)
    days = [NEWEST - timedelta(weeks=int(week)) for week in range(1, 160) if rng.random() < 0.6]
    with in_tenant(UTRECHT):
        rows = [burglary(number, day) for number, day in enumerate(days)]
        deliver(tmp_path, *rows, on=date(2026, 3, 1))
    return tmp_path


def the_day(day: date = DAY, **more):
    with in_tenant(UTRECHT):
        return police_day(UTRECHT, day=day, at=AT, **more)


def test_what_came_in_later_makes_a_new_round_and_the_old_one_stays_to_be_read(two_years):
    quiet = the_day()
    assert (quiet.high, quiet.round.week) == (0, NEWEST)
    with in_tenant(UTRECHT):
        burst = [burglary(1000 + n, NEWEST + timedelta(days=n % 5)) for n in range(9)]
        deliver(two_years, *burst, on=date(2026, 3, 10))
        found = the_day()
        assert (found.high, len(rounds_for(UTRECHT, DAY))) == (1, 2)
        assert round_on(UTRECHT, DAY).id == found.round.id != quiet.round.id
        (unusual,) = unusual_on(UTRECHT, DAY)
        assert (unusual.count, unusual.offence, unusual.week) == (9, "1.1.1", NEWEST)
        assert unusual.sentence_nl.startswith("Inbraak in woningen, ")
        assert ": 9 in de week van 2 maart 2026; verwacht " in unusual.sentence_nl
        course = watched_series(UTRECHT, unusual.area, "1.1.1", DAY, weeks=10)
        assert course.counts[-1] == 9
        assert latest_day(UTRECHT) == DAY
        # What was known on the ninth had no burst.
        assert the_day(date(2026, 3, 9)).high == 0


def test_the_same_day_twice_is_one_round(two_years):
    assert two_years
    first, second = the_day(), the_day()
    assert first.round == second.round
    with in_tenant(UTRECHT):
        assert len(rounds_for(UTRECHT, DAY)) == 1
        assert not WatchedCourse.objects.exclude(round=first.round.id).exists()


def test_a_day_of_which_nothing_was_known_says_what_to_do(two_years):
    assert two_years
    with pytest.raises(UnusableInputError, match="hindsight"):
        the_day(date(2026, 2, 20))
    later = the_day(date(2026, 2, 20), hindsight=True)
    assert later.round.settings["hindsight"] is True
