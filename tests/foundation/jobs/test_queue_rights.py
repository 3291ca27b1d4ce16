"""Who may put what in the queue: the application role a job of its own scope, and nothing else."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import STEPS, JobRefusedError, JobState, may_step
from baken.foundation.jobs.selectors import job_by_id, newest_jobs, unfinished_jobs
from baken.foundation.jobs.services import cancel_job, request_job
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import Scope, enter_scope
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.vocabulary.role import Role

AT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
OURS, THEIRS = "GM0344", "GM0307"


@pytest.fixture
def steward(db: None) -> int:
    ensure_municipality(code=OURS, name="Utrecht")
    ensure_municipality(code=THEIRS, name="Amersfoort")
    key = ensure_person(username="steward", full_name="Sanne", password=None)
    grant_role(person=key, tenant=OURS, role=Role.DATA_STEWARD)
    return key


@pytest.fixture
def scope(steward: int) -> Scope:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return enter_scope(Person(pk=steward))


def ask(scope: Scope, tenant: str = OURS, **more: object) -> Job:
    return request_job(
        work="compute-figures", subject="x", parameters={}, tenant=tenant, by=scope, at=AT, **more
    )


def queued() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT args, lock, priority FROM jobs.procrastinate_jobs")
        return cursor.fetchall()


def test_a_job_is_kept_queued_and_logged(scope: Scope) -> None:
    job = ask(scope, lane="intake", urgency=2)
    assert (job.state, job.person_name, job.tenant) == (JobState.WAITING, "Sanne", OURS)
    assert job_by_id(job.id) == job
    assert newest_jobs(tenants=[OURS], number=5) == unfinished_jobs(tenants=[OURS]) == (job,)
    ((args, lock, priority),) = queued()
    assert args in (
        f'{{"job": "{job.id}", "person": {scope.person}, "tenant": "{OURS}"}}',
        {"job": str(job.id), "tenant": OURS, "person": scope.person},
    )
    assert (lock, priority) == ("intake", 2)
    assert AuditEntry.objects.filter(action="request-job", subject=f"job {job.id}").count() == 1


def test_nobody_asks_for_another_municipality(scope: Scope) -> None:
    with pytest.raises(JobRefusedError):
        ask(scope, tenant=THEIRS)
    with pytest.raises(DatabaseError), transaction.atomic():
        Job.objects.create(
            tenant_id=THEIRS, person_id=scope.person, work="w", subject="s", asked_at=AT
        )
    assert queued() == []


def test_what_the_scope_cannot_see_is_not_queued(scope: Scope) -> None:
    job = ask(scope)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [THEIRS])
    assert job_by_id(job.id) is None
    for identifier in (job.id, uuid4()):
        with (
            pytest.raises(DatabaseError, match="no waiting job"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT baken_enqueue(%s)", [identifier])


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM jobs.procrastinate_jobs",
        "DELETE FROM jobs.procrastinate_jobs",
        "SELECT jobs.procrastinate_register_worker_v1()",
        "CREATE TABLE jobs.mine (id int)",
    ],
)
def test_the_application_role_has_no_rights_in_the_queue(scope: Scope, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked(scope: Scope) -> None:
    waiting, running = ask(scope), ask(scope)
    Job.objects.filter(id=running.id).update(state=JobState.RUNNING)
    assert cancel_job(identifier=waiting.id, by=scope, at=AT).state is JobState.CANCELLED
    asked = cancel_job(identifier=running.id, by=scope, at=AT)
    assert (asked.state, asked.cancel_asked) == (JobState.RUNNING, True)
    with pytest.raises(JobRefusedError, match="ended-already"):
        cancel_job(identifier=waiting.id, by=scope, at=AT)
    with pytest.raises(JobRefusedError, match="unknown-job"):
        cancel_job(identifier=uuid4(), by=scope, at=AT)
    assert AuditEntry.objects.filter(action="cancel-job").count() == 2


def test_an_ended_job_goes_nowhere() -> None:
    ended = {state for state in JobState if state.ended}
    assert ended == {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
    assert not any(may_step(old, new) for old in ended for new in JobState)
    assert set(STEPS) == set(JobState)
