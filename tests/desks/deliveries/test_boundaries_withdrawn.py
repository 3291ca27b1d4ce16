"""Boundaries on screen: what they changed, taken back with a reason, and put back."""

from typing import Any

import pytest
from desks.deliveries.mending_world import do_job, steward_of
from django.test import Client

from baken.foundation.intake.models import Delivery
from baken.foundation.places.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Client:
    return steward_of()


def wijken() -> int:
    return Area.objects.filter(code__startswith="WK0344", year=2022).count()


def test_boundaries_are_withdrawn_and_put_back_on_screen(steward: Client) -> None:
    delivery = Delivery.objects.get(file_name="wijken_2022_utrecht.geojson")
    here: Any = f"/aanleveringen/{delivery.id}/"
    before = wijken()
    page = steward.get(f"{here}").content.decode()
    assert f"{here}intrekken/" in page
    assert "grond zoals getekend" in page
    asked = steward.get(f"{here}intrekken/").content.decode()
    assert f"<strong>{before}</strong> waarden" in asked
    job = do_job(steward.post(f"{here}intrekken/", {"reden": "verkeerde indeling"}))
    assert job.outcome["values"] == before > 0
    assert wijken() == 0
    do_job(steward.post(f"{here}terugzetten/", {"reden": "toch goed"}))
    assert wijken() == before
