"""A browser that goes to the organisation's log-in and back, and what the log says of it."""

from collections.abc import Callable
from datetime import UTC, datetime

from desks.account.provider import Provider
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from baken.foundation.partners.models import Person
from baken.foundation.stewardship.models import AuditEntry
from baken.vocabulary.role import Role

UTRECHT, AMERSFOORT = "GM0344", "GM0307"
SMIT = {"email": "K.Smit@utrecht.example", "email_verified": True}
COORDINATOR, OFFICER = (UTRECHT, Role.COORDINATOR), (UTRECHT, Role.PRIVACY_OFFICER)
START, RETURN = "/inloggen/organisatie/", "/inloggen/organisatie/terug/"
Make = Callable[..., Person]


def now() -> datetime:
    return datetime.now(UTC)


def go(client: Client, provider: Provider, **asked: str) -> HttpResponse:
    """Log in at the organisation and come back, as a browser does."""
    sent = client.get(START, asked)
    assert sent.status_code == 302, sent.content
    return client.get(provider.log_in(sent.headers["Location"]))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def entries(action: str, tenant: str = UTRECHT) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenant])
        found = AuditEntry.objects.filter(action=action, tenant=tenant).order_by("number")
        details = list(found.values_list("details", flat=True))
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    return details


def refused(answer: HttpResponse) -> bool:
    return answer.status_code == 403 and "Het inloggen is niet gelukt" in answer.content.decode()
