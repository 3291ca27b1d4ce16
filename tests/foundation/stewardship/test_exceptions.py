"""An exception for a person column: purpose, basis, two people, an end, and the log."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from baken.foundation.intake.guarding import guarded
from baken.foundation.intake.reading.table import RawRow, Table
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import Scope, enter_scope
from baken.foundation.partners.second_factor import set_second_factor
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.partners.totp import code_of_counter, new_secret, step_at
from baken.foundation.stewardship.exceptions import (
    ExceptionRefusedError,
    ExceptionWish,
    agree_exception,
    agreed_exceptions,
    ask_exception,
    exceptions,
    withdraw_exception,
)
from baken.foundation.stewardship.models import AuditEntry, PersonColumnException
from baken.foundation.stewardship.person_columns import PersonColumnsRefusedError
from baken.site.command_line import main
from baken.site.machine_account import machine_account
from baken.vocabulary.role import Role

NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
TENANT = "GM0344"
WISH = ExceptionWish(
    file_kind="registrations",
    column="kenteken",
    person_kind="licence-plate",
    purpose="Tellen van voertuigen uit het buitenland",
    basis="AVG artikel 6, eerste lid, onder e",
    ends_on=date(2025, 6, 1),
)
ROLES = {
    "steward": [(TENANT, Role.DATA_STEWARD)],
    "officer": [(TENANT, Role.PRIVACY_OFFICER)],
    "both": [(TENANT, Role.DATA_STEWARD), (TENANT, Role.PRIVACY_OFFICER)],
    "elsewhere": [("GM0307", Role.PRIVACY_OFFICER), ("GM0307", Role.DATA_STEWARD)],
    "adviser": [(TENANT, Role.POLICY_ADVISER)],
}


class People:
    """Who asks, by name; entering the scope as the middleware does."""

    def __init__(self) -> None:
        self.keys = {}
        for name, roles in ROLES.items():
            key = ensure_person(username=name, full_name=name.title(), password=None)
            for tenant, role in roles:
                grant_role(person=key, tenant=tenant, role=role)
            self.keys[name] = key

    def __getitem__(self, name: str) -> Scope:
        return enter_scope(Person.objects.get(pk=self.keys[name]))


@pytest.fixture
def people(db: None) -> People:
    made = People()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE baken_app")
    return made


def ask(by: Scope, **changed: object) -> UUID:
    return ask_exception(wish=replace(WISH, **changed), tenant=TENANT, by=by, at=NOW)


def allowed(on: date = date(2025, 3, 2), tenant: str | None = TENANT) -> frozenset:
    return agreed_exceptions(tenant=tenant, file_kind="registrations", on=on)


def test_one_asks_another_agrees_and_then_the_column_passes(people: People) -> None:
    identifier = ask(people["steward"])
    assert allowed() == frozenset()
    agree_exception(identifier=identifier, by=people["officer"], at=NOW)
    assert allowed() == {("kenteken", "licence-plate")}
    assert allowed(date(2025, 6, 1)) == {("kenteken", "licence-plate")}
    assert allowed(date(2025, 6, 2)) == frozenset(), "it ends"
    assert allowed(tenant=None) == frozenset(), "files open to all have no exceptions"
    logged = AuditEntry.objects.order_by("number").values_list("action", "details__column")
    assert list(logged) == [("ask-exception", "kenteken"), ("agree-exception", "kenteken")]


def test_nobody_agrees_with_oneself(people: People) -> None:
    identifier = ask(people["both"])
    with pytest.raises(ExceptionRefusedError, match="asked-by-yourself"):
        agree_exception(identifier=identifier, by=people["both"], at=NOW)
    with pytest.raises(IntegrityError, match="asked_and_agreed_by_two"), transaction.atomic():
        PersonColumnException.objects.update(agreed_by=people.keys["both"], agreed_at=NOW)
    agree_exception(identifier=identifier, by=people["officer"], at=NOW)


@pytest.mark.parametrize("name", ["officer", "adviser", "elsewhere"])
def test_who_does_not_deliver_files_here_cannot_ask(people: People, name: str) -> None:
    with pytest.raises(ExceptionRefusedError, match="may-not-ask"):
        ask(people[name])


@pytest.mark.parametrize("name", ["adviser", "elsewhere", "steward"])
def test_who_may_not_agree_does_not_even_learn_that_it_exists(people: People, name: str) -> None:
    identifier = ask(people["steward"])
    for asked in (identifier, uuid4()):
        with pytest.raises(ExceptionRefusedError, match="unknown-exception"):
            agree_exception(identifier=asked, by=people[name], at=NOW)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"purpose": " kort "}, "no-purpose"),
        ({"basis": ""}, "no-basis"),
        ({"column": " "}, "no-column"),
        ({"person_kind": "shoe-size"}, "unknown-person-kind"),
        ({"ends_on": date(2025, 2, 28)}, "end-out-of-range"),
        ({"ends_on": NOW.date() + timedelta(days=367)}, "end-out-of-range"),
    ],
)
def test_an_incomplete_wish_is_refused(
    people: People, changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(ExceptionRefusedError, match=reason):
        ask(people["steward"], **changed)
    assert not PersonColumnException.objects.exists()


def test_decided_is_decided_and_a_withdrawn_exception_lets_nothing_pass(people: People) -> None:
    identifier = ask(people["steward"])
    agree_exception(identifier=identifier, by=people["officer"], at=NOW)
    with pytest.raises(ExceptionRefusedError, match="decided-already"):
        agree_exception(identifier=identifier, by=people["both"], at=NOW)
    withdraw_exception(identifier=identifier, by=people["steward"], at=NOW)
    assert allowed() == frozenset()
    with pytest.raises(ExceptionRefusedError, match="decided-already"):
        withdraw_exception(identifier=identifier, by=people["officer"], at=NOW)
    assert [fact.state(NOW.date()) for fact in exceptions(by=people["officer"])] == ["withdrawn"]


def test_agreeing_too_late_is_refused(people: People) -> None:
    identifier = ask(people["steward"])
    late = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
    with pytest.raises(ExceptionRefusedError, match="over"):
        agree_exception(identifier=identifier, by=people["officer"], at=late)


def test_exceptions_are_listed_for_who_may_ask_or_agree_there(people: People) -> None:
    ask(people["steward"])
    assert [fact.asked_by for fact in exceptions(by=people["officer"])] == ["Steward"]
    assert exceptions(by=people["elsewhere"]) == ()
    assert exceptions(by=people["adviser"]) == ()


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return json.loads(capsys.readouterr().out.splitlines()[-1])["exceptions"]


PASSWORD = "een-lang-wachtwoord"


def entries_of(*actions: str) -> list[AuditEntry]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [TENANT])
    return list(AuditEntry.objects.filter(action__in=actions).order_by("number"))


def proven(monkeypatch: pytest.MonkeyPatch, name: str, *, password: str = PASSWORD) -> None:
    """Let standard input hold the password and, where it is the own one, a code of now."""
    person = Person.objects.get(username=name)
    person.set_password(PASSWORD)
    person.save()
    secret, now = new_secret(), datetime.now(UTC)
    earlier = now - timedelta(minutes=5)
    code = code_of_counter(secret, step_at(earlier.timestamp()))
    assert set_second_factor(person=person.pk, secret=secret, code=code, at=earlier)
    code = code_of_counter(secret, step_at(now.timestamp()))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n{code}\n"))


def test_the_command_acts_as_the_person_who_proves_to_be_the_one_named(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    People()
    until = datetime.now(UTC).date() + timedelta(days=30)
    ask = ["exception", "ask", "--by", "steward", "--municipality", TENANT, "--kind",
           "registrations", "--column", "kenteken", "--holds", "licence-plate",
           "--purpose", "Tellen van voertuigen", "--basis", "AVG artikel 6, eerste lid",
           "--until", str(until), "--json"]  # fmt: skip
    proven(monkeypatch, "steward", password="geraden")
    assert main(ask) == 2
    proven(monkeypatch, "steward")
    assert main(ask) == 0
    identifier = told(capsys)[0]["id"]
    agree = ["exception", "agree", identifier]
    proven(monkeypatch, "steward")
    assert main([*agree, "--by", "steward"]) == 2, "the same person twice"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main([*agree, "--by", "nobody"]) == 2
    proven(monkeypatch, "officer", password="geraden")
    assert main([*agree, "--by", "officer"]) == 2, "naming somebody is not enough"
    proven(monkeypatch, "officer")
    assert main([*agree, "--by", "officer", "--json"]) == 0
    assert told(capsys)[0]["agreed_by"] == "Officer"
    proven(monkeypatch, "steward")
    assert main(["exception", "withdraw", identifier, "--by", "steward"]) == 0
    assert main(["exception", "agree", "--by", "officer"]) == 2
    assert main(["exception", "ask", "--by", "steward"]) == 2
    assert main(["exception", "list", "--by", "adviser"]) == 2, "no role for it"
    assert main(["exception", "list", "--by", "steward"]) == 0
    entries = entries_of("ask-exception", "agree-exception", "withdraw-exception")
    assert len(entries) == 3
    ways = {(entry.details["through"], entry.details["account"]) for entry in entries}
    assert ways == {("command-line", machine_account())}


def test_a_role_that_takes_a_second_factor_is_not_proven_without_one(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    People()
    person = Person.objects.get(username="officer")
    person.set_password(PASSWORD)
    person.save()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    agree = ["exception", "agree", "00000000-0000-0000-0000-000000000007", "--by", "officer"]
    assert main(agree) == 2
    assert "takes a second factor" in capsys.readouterr().err


def test_a_file_passes_under_an_exception_and_its_use_is_logged(people: People) -> None:
    identifier = ask(people["steward"])
    agree_exception(identifier=identifier, by=people["officer"], at=NOW)
    people["steward"]
    table = Table(("buurt", "kenteken"), [RawRow(2, {"buurt": "x", "kenteken": "AB-12-CD"})])
    for tenant, passes in ((TENANT, True), ("GM0307", False), (None, False)):
        if not passes:
            with pytest.raises(PersonColumnsRefusedError):
                guarded(table, kind="registrations", tenant=tenant, at=NOW, by=None)
            continue
        seen = guarded(
            table, kind="registrations", tenant=tenant, at=NOW, by=people.keys["steward"]
        )
        assert len(list(seen.rows)) == 1
    used = AuditEntry.objects.get(action="use-exception")
    assert used.details["column"] == "kenteken"
