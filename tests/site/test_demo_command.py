"""A start brings the bundled files in, and nothing that somebody took back since."""

from datetime import UTC, datetime

import pytest

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.withdrawing import put_back_delivery, withdraw_delivery
from baken.site import bundled
from baken.site.commands import demo
from baken.site.kinds import kind_named

pytestmark = pytest.mark.django_db


def test_a_bundled_file_that_was_withdrawn_stays_away_until_it_is_put_back() -> None:
    entry = next(each for each in bundled.deliveries() if each.kind == "population")
    name = bundled.path_of(entry).name
    found = Delivery.objects.get(kind=entry.kind, file_name=name)
    change = {
        "kind": kind_named(entry.kind),
        "delivery": found.id,
        "corrector": Corrector(at=datetime(2030, 1, 1, tzinfo=UTC)),
    }
    withdraw_delivery(**change)
    assert demo.load(entry) is None
    assert Delivery.objects.filter(kind=entry.kind, file_name=name).count() == 1
    put_back_delivery(**change)
    assert demo.load(entry).delivery == found.id
