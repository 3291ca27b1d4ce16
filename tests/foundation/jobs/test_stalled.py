"""What a dead worker held goes back to the queue, all of it; a fault of the server ends no job."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection, transaction
from foundation.jobs.own_database import OwnDatabase
from procrastinate import App
from psycopg import sql

from baken.foundation.intake.bulk import copy_rows
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import JobState
from baken.foundation.jobs.running import run_job
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_municipality, ensure_person
from baken.site import environment
from baken.site.stalled import forget_failed, put_back_stalled
from baken.site.worker import make_app

DEAD = "INSERT INTO jobs.procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
QUEUED = (
    "INSERT INTO jobs.procrastinate_jobs (task_name, queue_name, queueing_lock, lock, status,"
    " worker_id) VALUES ('{task}', 'baken', {twin}, {lock}, '{status}',"
    " (SELECT max(id) FROM jobs.procrastinate_workers WHERE '{status}' = 'doing'))"
)


def in_queue(own: OwnDatabase, statement: str) -> None:
    """Do what only the queue itself does, where its own functions are found."""
    own.ask(f"DO $$ BEGIN SET LOCAL search_path = jobs; {statement}; END $$")


def with_app(own: OwnDatabase, work: Callable[[App], Awaitable[None]]) -> None:
    async def look() -> None:
        app = make_app(environment.read(own.environ), threading.Event())
        async with app.open_async():
            await work(app)

    # In a thread of its own: where a browser's tests ran before, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, look()).result()


def put_back(own: OwnDatabase) -> None:
    with_app(own, lambda app: put_back_stalled(app, silence=20))


def queue(own: OwnDatabase) -> list[tuple[str, str]]:
    return own.ask("SELECT task_name, status::text FROM jobs.procrastinate_jobs ORDER BY id")


def test_work_whose_successor_waits_holds_up_nothing_else(own: OwnDatabase) -> None:
    in_queue(own, "DELETE FROM jobs.procrastinate_jobs")
    in_queue(own, DEAD)
    twin = {"task": "watch-folder", "twin": "'watch-folder'", "lock": "'watch-folder'"}
    in_queue(own, QUEUED.format(**twin, status="doing"))
    in_queue(own, QUEUED.format(**twin, status="todo"))
    in_queue(own, QUEUED.format(task="run-job", twin="NULL", lock="NULL", status="doing"))
    put_back(own)
    assert queue(own) == [("watch-folder", "todo"), ("run-job", "todo")]


def test_an_entry_that_failed_is_tried_again_until_its_job_ended(own: OwnDatabase) -> None:
    in_queue(own, "DELETE FROM jobs.procrastinate_jobs")
    job = own.request("juggle")
    in_queue(own, "UPDATE jobs.procrastinate_jobs SET status = 'doing'")
    in_queue(own, "UPDATE jobs.procrastinate_jobs SET status = 'failed', attempts = 100")
    put_back(own)
    assert queue(own) == [("run-job", "todo")]
    with own.worker():
        assert own.wait(job)["state"] == "failed"  # nobody can juggle
    assert queue(own) == []


def test_turns_that_failed_long_ago_are_forgotten(own: OwnDatabase) -> None:
    in_queue(own, "DELETE FROM jobs.procrastinate_jobs")
    for name in ("sweep-uploads", "nightly-round"):
        in_queue(own, QUEUED.format(task=name, twin="NULL", lock="NULL", status="todo"))
    for status in ("doing", "failed"):
        in_queue(own, f"UPDATE jobs.procrastinate_jobs SET status = '{status}'")
    in_queue(
        own,
        "UPDATE jobs.procrastinate_events e SET at = now() - interval '8 days' FROM "
        "jobs.procrastinate_jobs j WHERE j.id = e.job_id AND j.task_name = 'sweep-uploads'",
    )
    with_app(own, forget_failed)
    assert queue(own) == [("nightly-round", "failed")]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_job_is_not_failed_because_the_database_went_away(fault: type[Exception]) -> None:
    ensure_municipality(code="GM0344", name="Utrecht")
    person = ensure_person(username="steward", full_name="S. Steward", password=None)
    with every_municipality():
        job = Job.objects.create(
            tenant_id="GM0344", person_id=person, work="compute-figures", asked_at=datetime.now(UTC)
        )

    def go_away(_run: JobRun) -> dict[str, object]:
        raise fault("the connection is closed")

    works = {"compute-figures": Work(WorkName.COMPUTE_FIGURES, lambda _s, _t: True, go_away)}
    with pytest.raises(fault):
        run_job(
            identifier=UUID(str(job.id)), person=person, tenant="GM0344", works=works,
            stopping=threading.Event(),
        )  # fmt: skip
    with every_municipality():
        assert Job.objects.get(id=job.id).state == JobState.RUNNING


@pytest.mark.django_db
def test_faults_of_a_copy_are_those_of_every_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (n integer) ON COMMIT DROP")
        with pytest.raises(DataError), transaction.atomic():
            copy_rows(cursor, sql.SQL("COPY numbers (n) FROM STDIN"), [("not a number",)])
