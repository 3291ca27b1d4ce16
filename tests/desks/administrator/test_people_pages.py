"""The administrator's desk: own municipality only, never oneself, somebody stays in charge."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from baken.flows.manage_people import set_blocked, withdraw_role
from baken.foundation.partners.managing import PeopleRefusedError, administrator_of_all
from baken.foundation.partners.models import Membership, Person
from baken.foundation.partners.services import ensure_home
from baken.foundation.stewardship.models import AuditEntry
from baken.vocabulary.role import Role

Visit = Callable[..., Client]
UTRECHT, AMERSFOORT = "GM0344", "GM0307"
ADMIN = (UTRECHT, Role.ADMINISTRATOR)
WHY = "begint op 1 mei"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def other(make_person: Callable[..., Person]) -> Person:
    person = make_person("c.kok", (UTRECHT, Role.COORDINATOR))
    ensure_home(person=person.pk, tenant=UTRECHT)
    return person


def as_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def actions_on(person: int) -> list[str]:
    """Return what the log says was done to somebody, in order; read past row security."""
    as_owner()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344,GM0307', true)")
    found = AuditEntry.objects.filter(subject=f"person {person}").order_by("number")
    return list(found.values_list("action", flat=True))


def roles_of(person: int) -> set[tuple[str, str]]:
    as_owner()
    return set(Membership.objects.filter(person_id=person).values_list("tenant_id", "role"))


def test_an_invitation_ends_with_somebody_at_their_desk(visit: Visit) -> None:
    client = visit("a.dam", ADMIN)
    given = {"username": "n.nieuw", "full_name": "N. Nieuw", "tenant": UTRECHT}
    page = client.post("/mensen/uitnodigen/", given | {"role": "coordinator", "reason": WHY})
    assert page.status_code == 200
    link = re.search(r"http://[^\"]+(/wachtwoord/[^\"]+/)", page.content.decode()).group(1)
    new = Client(HTTP_HOST="localhost:8344")
    assert "N. Nieuw" in new.get(link).content.decode()
    password = {"password": "een heel lange zin", "again": "een heel lange zin"}
    assert new.post(link, password).headers["Location"] == "/inloggen/"
    assert new.get(link).status_code == 404, "a link works once"
    told = new.post("/inloggen/", {"username": "n.nieuw", "password": password["password"]})
    assert told.headers["Location"] == "/bureau/"
    assert new.get("/bureau/").headers["Location"] == "/bureau/coordinator/"
    person = Person.objects.get(username="n.nieuw").pk
    wanted = ["invite-person", "grant-role", "set-password-by-link", "log-in"]
    assert actions_on(person) == wanted


def test_granting_and_withdrawing_end_the_sessions_and_are_logged(
    visit: Visit, other: Person
) -> None:
    their = visit("c.kok")
    client = visit("a.dam", ADMIN)
    assert their.get("/bureau/coordinator/").status_code == 200
    role = {"tenant": UTRECHT, "role": "policy-adviser", "reason": WHY}
    address = f"/mensen/{other.pk}/rol/"
    assert client.post(address, role | {"act": "grant"}).status_code == 302
    assert their.get("/bureau/coordinator/").status_code == 302, "logged out"
    assert client.post(address, role | {"act": "grant"}).status_code == 422
    assert client.post(address, role | {"act": "withdraw"}).status_code == 302
    assert roles_of(other.pk) == {(UTRECHT, "coordinator")}
    assert actions_on(other.pk) == ["grant-role", "withdraw-role"]


@pytest.mark.parametrize(
    "changed",
    [
        {"tenant": AMERSFOORT}, {"tenant": "GM9999"}, {"tenant": ""}, {"role": "mayor"},
        {"role": ""}, {"reason": ""}, {"reason": "x" * 201}, {"reason": "a\0b"}, {"act": "own"},
    ],
)  # fmt: skip
def test_what_may_not_be_given_is_refused(
    visit: Visit, other: Person, changed: dict[str, str]
) -> None:
    client = visit("a.dam", ADMIN)
    given = {"act": "grant", "tenant": UTRECHT, "role": "data-steward", "reason": WHY} | changed
    assert client.post(f"/mensen/{other.pk}/rol/", given).status_code == 422
    assert roles_of(other.pk) == {(UTRECHT, "coordinator")}
    assert actions_on(other.pk) == []


def test_nobody_changes_themselves(visit: Visit) -> None:
    client = visit("a.dam", ADMIN)
    own = Person.objects.get(username="a.dam").pk
    role = {"act": "grant", "tenant": UTRECHT, "role": "privacy-officer", "reason": WHY}
    assert client.post(f"/mensen/{own}/rol/", role).status_code == 422
    withdraw = role | {"act": "withdraw", "role": "administrator"}
    assert client.post(f"/mensen/{own}/rol/", withdraw).status_code == 422
    for act in ("block", "link", "reset-second-factor"):
        assert client.post(f"/mensen/{own}/account/", {"act": act}).status_code == 422
    assert roles_of(own) == {(UTRECHT, "administrator")}


def test_people_elsewhere_do_not_exist(visit: Visit, make_person: Callable[..., Person]) -> None:
    elsewhere = make_person("e.elders", (AMERSFOORT, Role.COORDINATOR))
    client = visit("a.dam", ADMIN)
    assert "e.elders" not in client.get("/bureau/administrator/").content.decode()
    assert client.get(f"/mensen/{elsewhere.pk}/").status_code == 404
    for act in ("block", "link"):
        assert client.post(f"/mensen/{elsewhere.pk}/account/", {"act": act}).status_code == 404


def test_the_account_of_who_also_works_here_is_managed_at_home(
    visit: Visit, make_person: Callable[..., Person]
) -> None:
    both = make_person("b.beide", (AMERSFOORT, Role.COORDINATOR), (UTRECHT, Role.COORDINATOR))
    ensure_home(person=both.pk, tenant=AMERSFOORT)
    client = visit("a.dam", ADMIN)
    page = client.get(f"/mensen/{both.pk}/").content.decode()
    assert "Amersfoort" not in page.partition("<main")[2].partition("</main>")[0]
    assert client.post(f"/mensen/{both.pk}/account/", {"act": "block"}).status_code == 422
    role = {"act": "withdraw", "tenant": UTRECHT, "role": "coordinator", "reason": WHY}
    assert (
        client.post(f"/mensen/{both.pk}/rol/", role)
        .headers["Location"]
        .endswith("/bureau/administrator/")
    )
    assert roles_of(both.pk) == {(AMERSFOORT, "coordinator")}


def test_blocking_closes_the_door_at_once(visit: Visit, other: Person) -> None:
    their = visit("c.kok")
    client = visit("a.dam", ADMIN)
    address = f"/mensen/{other.pk}/account/"
    assert client.post(address, {"act": "block"}).status_code == 302
    assert their.get("/bureau/coordinator/").status_code == 302
    told = their.post("/inloggen/", {"username": "c.kok", "password": "een-lang-wachtwoord"})
    assert told.status_code == 200
    assert client.post(address, {"act": "unblock"}).status_code == 302
    told = their.post("/inloggen/", {"username": "c.kok", "password": "een-lang-wachtwoord"})
    assert told.status_code == 302


def test_the_filter_stands_in_the_address(visit: Visit, other: Person) -> None:
    client = visit("a.dam", ADMIN)

    def names(**asked: str) -> set[str]:
        page = client.get("/bureau/administrator/", asked).content.decode()
        return {name for name in ("c.kok", "a.dam") if f">{name}</td>" in page}

    assert names() == {"c.kok", "a.dam"}
    assert names(naam="KOK") == {"c.kok"}
    assert names(rol="administrator") == {"a.dam"}
    assert names(toestand="blocked") == set()
    assert names(naam="<script>") == set()


def test_the_last_administrator_keeps_the_role_and_the_account(
    make_person: Callable[..., Person],
) -> None:
    """Also for who manages everybody: the command line."""
    only = make_person("a.dam", ADMIN)
    ensure_home(person=only.pk, tenant=UTRECHT)
    by = administrator_of_all(make_person("baken-person").pk)
    act = {"person": only.pk, "by": by, "at": NOW}
    role = {"tenant": UTRECHT, "role": Role.ADMINISTRATOR, "reason": WHY}
    with pytest.raises(PeopleRefusedError, match="last-administrator"):
        withdraw_role(**act, **role)
    with pytest.raises(PeopleRefusedError, match="last-administrator"):
        set_blocked(**act, blocked=True)
    second = make_person("b.dam", ADMIN)
    withdraw_role(**act, **role)
    assert roles_of(only.pk) == set()
    with pytest.raises(PeopleRefusedError, match="last-administrator"):
        withdraw_role(person=second.pk, by=by, at=NOW, **role)


def test_who_plays_the_administrator_of_a_demo_sees_and_changes_demo_people_only(
    other: Person, settings: object
) -> None:
    settings.BAKEN_DEMO = True
    client = Client(HTTP_HOST="localhost:8344", REMOTE_ADDR="127.0.0.1")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    assert client.post("/kijk-als/administrator/").status_code == 302
    listed = client.get("/bureau/administrator/").content.decode()
    assert "Demo: bewoner" in listed
    assert other.full_name not in listed
    role = {"act": "grant", "tenant": UTRECHT, "role": "administrator", "reason": WHY}
    for address, given in (
        ("rol", role),
        ("account", {"act": "link"}),
        ("account", {"act": "block"}),
    ):
        assert client.get(f"/mensen/{other.pk}/").status_code == 404
        assert client.post(f"/mensen/{other.pk}/{address}/", given).status_code == 404
    standing = Person.objects.get(username="demo-resident").pk
    assert client.post(f"/mensen/{standing}/rol/", role).status_code == 422
    assert actions_on(other.pk) == []


def test_whom_a_demo_invites_is_a_demo_person_and_logs_in_nowhere(
    settings: object, db: None
) -> None:
    settings.BAKEN_DEMO = True
    client = Client(HTTP_HOST="localhost:8344", REMOTE_ADDR="127.0.0.1")
    client.post("/kijk-als/administrator/")
    given = {"username": "p.proef", "full_name": "P. Proef", "tenant": UTRECHT, "reason": WHY}
    page = client.post("/mensen/uitnodigen/", given | {"role": "coordinator"}).content.decode()
    link = re.search(r"http://[^\"]+(/wachtwoord/[^\"]+/)", page).group(1)
    assert Client().get(link).status_code == 404
    made = Person.objects.get(username="p.proef")
    assert made.is_demo
    role = {"act": "grant", "tenant": UTRECHT, "role": "administrator", "reason": WHY}
    assert client.post(f"/mensen/{made.pk}/rol/", role).status_code == 302
    taken = client.post(
        "/mensen/uitnodigen/", given | {"username": "demo-baas", "role": "resident"}
    )
    assert taken.status_code == 422


def test_a_real_administrator_leaves_demo_people_alone(visit: Visit) -> None:
    client = visit("a.dam", ADMIN)
    standing = Person.objects.get(username="demo-resident").pk
    assert client.post(f"/mensen/{standing}/account/", {"act": "block"}).status_code == 422
