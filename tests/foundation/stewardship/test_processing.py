"""The processing log: a line where personal data are used, no user in it, joined by operation."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from baken.catalogue.processing import PROCESSING_ACTIVITIES, ActivityState, entries
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import Scope, enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry, ProcessingLine
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import subject_mark, write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.remarks.selectors import newest_remarks
from baken.records.remarks.services import write_remark
from baken.site.command_line import main
from baken.vocabulary.role import Role

NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def author(db: None) -> Scope:
    key = ensure_person(username="schrijver", full_name="S. Schrijver", password=None)
    grant_role(person=key, tenant="GM0344", role=Role.GEBIEDSMANAGER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return enter_scope(Person.objects.get(pk=key))


def write(by: Scope) -> None:
    write_remark(
        area_code="WK034402",
        year=2024,
        indicator="registered-crime-0.0.0",
        text="Het plein was dicht.",
        by=by,
        at=NOW,
    )


def test_a_remark_gives_a_line_that_joins_its_log_entry_and_names_no_user(author: Scope) -> None:
    write(author)
    line, entry = ProcessingLine.objects.get(), AuditEntry.objects.get()
    assert line.operation == entry.operation
    assert len(line.operation) == 32
    assert len(line.span) == 16
    assert (line.activity, line.name, line.state) == ("signed-remarks", "write-remark", "ok")
    assert line.subject_mark == subject_mark("person", str(author.person))
    assert str(author.person) not in {line.subject_mark, line.name}
    fields = {field.name for field in ProcessingLine._meta.fields}
    assert not {"actor", "user", "person", "author"} & fields


def test_reading_names_is_a_processing_once_per_operation(author: Scope) -> None:
    write(author)
    write(author)
    before = ProcessingLine.objects.count()
    with operation():
        newest_remarks(by=author, number=5)
        newest_remarks(by=author, number=5)
    assert ProcessingLine.objects.count() == before + 1
    assert ProcessingLine.objects.latest("began_at").name == "read-remarks"


def test_where_there_are_no_names_there_is_no_line(author: Scope) -> None:
    newest_remarks(by=author, number=5)
    assert not ProcessingLine.objects.exists()


def test_an_act_on_an_account_is_a_processing_of_that_person(author: Scope) -> None:
    write_audit_entry(
        tenant="GM0344", actor=author.person, at=NOW, action="grant-role", subject="person 7"
    )
    line = ProcessingLine.objects.get()
    assert (line.activity, line.name) == ("people-who-work-here", "grant-role")
    assert line.subject_mark == subject_mark("person", "7")
    assert line.operation == AuditEntry.objects.get().operation


@pytest.mark.parametrize(
    ("activity", "error"),
    [("never-heard-of", "there is no activity"), ("planted", "prepared and not in use")],
)
def test_what_the_register_does_not_know_may_not_take_place(
    author: Scope, activity: str, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = replace(PROCESSING_ACTIVITIES[0], id="planted", state=ActivityState.PREPARED)
    monkeypatch.setattr(entries, "PROCESSING_ACTIVITIES", (*PROCESSING_ACTIVITIES, prepared))
    with pytest.raises(LookupError, match=error):
        write_processing_line(tenant="GM0344", activity=activity, name="x", at=NOW)


def test_two_operations_differ_and_an_inner_one_goes_on_with_the_outer() -> None:
    with operation() as one, operation() as inner:
        assert inner == one
    with operation() as other:
        assert other != one


def test_the_register_is_printed_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["processing"]) == 0
    assert "Ondertekende toelichtingen" in capsys.readouterr().out
    assert main(["processing", "--language", "en", "--json"]) == 0
    assert '"signed-remarks"' in capsys.readouterr().out
