"""``baken person``: what a shell does with people stands in the log, with whose shell it was."""

import io
import json
from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client

from baken.foundation.partners.models import Membership, Person
from baken.foundation.stewardship.models import AuditEntry
from baken.site.command_line import main
from baken.site.commands.person import COMMAND_LINE
from baken.site.machine_account import machine_account
from baken.vocabulary.role import Role

UTRECHT, AMERSFOORT = "GM0344", "GM0307"
PASSWORD = "een lange zin als wachtwoord"


def entries(*, tenants: str = UTRECHT) -> list[AuditEntry]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenants])
    found = AuditEntry.objects.select_related("actor").exclude(action__startswith="import")
    return list(found.order_by("tenant", "number"))


@pytest.fixture
def baken(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        return main(["person", *words])

    return run


def test_whom_a_shell_adds_stands_in_the_log_with_its_account(baken: Callable[..., int]) -> None:
    words = ("add", "n.nieuw", "N. Nieuw", "--role", "coordinator", "--municipality", UTRECHT)
    assert baken(*words, typed=PASSWORD) == 0
    assert authenticate(username="n.nieuw", password=PASSWORD) is not None
    added, granted = entries()
    person = Person.objects.get(username="n.nieuw").pk
    assert (added.action, granted.action) == ("add-person", "grant-role")
    assert {entry.subject for entry in (added, granted)} == {f"person {person}"}
    assert {entry.actor.username for entry in (added, granted)} == {COMMAND_LINE[0]}
    whose = {"through": "command-line", "account": machine_account()}
    assert added.details == {"password": "set"} | whose
    assert granted.details == {"role": "coordinator"} | whose


def test_another_password_from_a_shell_is_seen_wherever_the_person_works_and_ends_sessions(
    baken: Callable[..., int], make_person: Callable[..., Person], client: Client
) -> None:
    person = make_person("k.smit", (UTRECHT, Role.COORDINATOR), (AMERSFOORT, Role.RESIDENT))
    client.force_login(person)
    assert baken("add", "k.smit", "K. Smit", typed=PASSWORD) == 0
    assert client.get("/account/").status_code == 302
    found = entries(tenants=f"{UTRECHT},{AMERSFOORT}")
    assert [(entry.tenant_id, entry.action) for entry in found] == [
        (AMERSFOORT, "correct-person"),
        (UTRECHT, "correct-person"),
    ]
    assert {entry.details["password"] for entry in found} == {"set"}


def test_a_role_given_and_withdrawn_names_the_shell(
    baken: Callable[..., int], make_person: Callable[..., Person]
) -> None:
    make_person("k.smit", (UTRECHT, Role.RESIDENT))
    where = ("--role", "coordinator", "--municipality", UTRECHT, "--reason", "nieuw werk")
    assert baken("grant", "k.smit", *where) == 0
    assert baken("withdraw", "k.smit", *where) == 0
    found = entries()
    assert [entry.action for entry in found] == ["grant-role", "withdraw-role"]
    assert {entry.details["account"] for entry in found} == {machine_account()}
    assert {entry.details["reason"] for entry in found} == {"nieuw werk"}


@pytest.mark.parametrize(
    "words",
    [
        ("add", "demo-baas", "Baas"),
        ("add", "n.nieuw", "N. Nieuw", "--role", "coordinator"),
        ("add", "n.nieuw", "N. Nieuw", "--role", "coordinator", "--municipality", "GM9999"),
        ("add", "n.nieuw"),
        ("grant", "niemand", "--role", "coordinator", "--municipality", UTRECHT),
        ("block", "demo-coordinator"),
    ],
)
def test_what_a_shell_may_not_is_refused_whole(
    baken: Callable[..., int], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert baken(*words, typed=PASSWORD) == 2
    assert capsys.readouterr().err.startswith("baken person: ")
    assert not Person.objects.filter(username__in=("demo-baas", "n.nieuw")).exists()
    assert entries() == []


def test_the_roles_of_somebody_are_shown_and_showing_is_no_act(
    baken: Callable[..., int], make_person: Callable[..., Person],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    make_person("k.smit", (UTRECHT, Role.RESIDENT))
    assert baken("roles", "k.smit", "--json") == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["roles"] == [[UTRECHT, "resident"]]
    assert entries() == []
    assert Membership.objects.filter(person__username="k.smit").count() == 1
