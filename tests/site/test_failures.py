"""Pages that say that something broke: they ask the database nothing."""

import pytest
from django.db import InterfaceError, OperationalError

from baken.site.failures import fault


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("the connection is closed"), 503, "De gegevens zijn nu niet bereikbaar"),
        (InterfaceError("the cursor is closed"), 503, "De gegevens zijn nu niet bereikbaar"),
        (ValueError("GM0344"), 500, "Er ging iets mis"),
    ],
)
def test_a_failure_is_told_without_the_database(rf, error, status, said):
    request = rf.get("/gemeente/GM0344/?jaar=2024", headers={"cookie": "sessionid=abc"})
    request.resolver_match = None  # and no user: who it is stands in the database
    try:
        raise error
    except type(error):
        answer = fault(request)
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert str(error) not in page.replace("/gemeente/GM0344/", "")
    assert ("Retry-After" in answer) is (status == 503)
    assert 'href="/gemeente/GM0344/?jaar=2024"' in page
