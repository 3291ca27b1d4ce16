"""The worker: takes jobs from the queue and does them, two at a time, until it is told to stop.

It connects as the owner role, which writes the open tables; row security is forced for that role
too, and each job enters the scope of the person who asked for it.
"""

import asyncio
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import structlog
from django.db import connection
from procrastinate import App, PsycopgConnector, RetryStrategy

from baken.flows.watch_folder import WatchedFolder
from baken.foundation.jobs.rules import JobBusyError, JobInterruptedError
from baken.foundation.jobs.running import DATABASE_WENT_AWAY, run_job
from baken.site import environment
from baken.site.daily import nightly_round, police_morning, sweep
from baken.site.database import connection_parameters
from baken.site.demo_registrations import ask_for_registrations
from baken.site.kinds import DEFAULT_SOURCES
from baken.site.queue import QUEUE, RUN_JOB, SCHEMA
from baken.site.stalled import forget_failed, put_back_stalled
from baken.site.works import WORKS

LOG = structlog.get_logger("baken.worker")
TOGETHER = 2  # jobs at a time: a look at a file need not wait for a long import
HEARTBEAT, SILENCE = 5.0, 20.0  # seconds between signs of life; without one a worker is dead
LOOK_FOR_STALLED = "* * * * * */10"  # every ten seconds
EVERY_NIGHT = "20 3 * * *"  # at 03:20
EVERY_MORNING = "15 4 * * *"  # UTC: 05:15 or 06:15 here, before the day begins at 07:00
LOOK_IN_FOLDER = "* * * * * */5"
SWEEP = "40 * * * *"  # every hour: what a kill left of uploads, what failed long ago
TRY_AGAIN = RetryStrategy(
    max_attempts=100,
    wait=10,
    retry_exceptions={JobInterruptedError, JobBusyError, *DATABASE_WENT_AWAY},
)


def make_app(values: Mapping[str, str], stopping: threading.Event) -> App:
    """Return procrastinate's application with our tasks on it."""
    parameters = connection_parameters(values, "owner") | {
        "options": f"-c search_path={SCHEMA}",
        "application_name": "baken-worker",
    }
    app = App(
        connector=PsycopgConnector(kwargs=parameters, min_size=1, max_size=4, timeout=30),
        worker_defaults={"delete_jobs": "successful"},
    )

    @app.task(name=RUN_JOB, queue=QUEUE, retry=TRY_AGAIN)
    def do_job(job: str, tenant: str, person: int) -> None:
        try:
            run_job(
                identifier=UUID(job), person=person, tenant=tenant, works=WORKS, stopping=stopping
            )
        finally:
            connection.close()

    @app.periodic(cron=LOOK_FOR_STALLED)
    @app.task(name="retry-stalled", queue=QUEUE, queueing_lock="retry-stalled", pass_context=False)
    async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
        await put_back_stalled(app, silence=SILENCE)

    @app.periodic(cron=SWEEP)
    @app.task(name="forget-failed", queue=QUEUE, queueing_lock="forget-failed", pass_context=False)
    async def forget(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
        await forget_failed(app)

    _keep_hours(app, values)
    _watch(app, values)
    return app


def _keep_hours(app: App, values: Mapping[str, str]) -> None:
    """Have done what comes by the clock: the night's round, the morning, the hourly sweep."""

    @app.periodic(cron=EVERY_NIGHT)
    @app.task(name="nightly-round", queue=QUEUE, queueing_lock="nightly-round", pass_context=False)
    def go_round(timestamp: int) -> None:
        try:
            at = datetime.fromtimestamp(timestamp, UTC)
            ask_for_registrations(at=at)  # of a demo: before the police day of this morning
            done = nightly_round(values, at=at)
            LOG.info("nightly round", rows=sum(fact.number for fact in done.destroyed))
        finally:
            connection.close()

    @app.periodic(cron=EVERY_MORNING)
    @app.task(name="police-day", queue=QUEUE, queueing_lock="police-day", pass_context=False)
    def do_police_day(timestamp: int) -> None:
        try:
            done = police_morning(at=datetime.fromtimestamp(timestamp, UTC))
            LOG.info("police day", municipalities=len(done), lines=sum(d.high for d in done))
        finally:
            connection.close()

    @app.periodic(cron=SWEEP)
    @app.task(name="sweep-uploads", queue=QUEUE, queueing_lock="sweep-uploads", pass_context=False)
    def sweep_hourly(timestamp: int) -> None:
        try:
            sweep(at=datetime.fromtimestamp(timestamp, UTC))
        finally:
            connection.close()


def _watch(app: App, values: Mapping[str, str]) -> None:
    """Have the watched folder looked at, where one is set."""
    if not values["BAKEN_WATCHED_FOLDER"]:
        return
    uploads = environment.home_folder(values) / "uploads"
    watched = WatchedFolder(
        folder=Path(values["BAKEN_WATCHED_FOLDER"]).expanduser(),
        arriving=uploads / "arriving",
        sources=DEFAULT_SOURCES,
    )

    @app.periodic(cron=LOOK_IN_FOLDER)
    @app.task(name="watch-folder", queue=QUEUE, queueing_lock="watch-folder", lock="watch-folder")
    def watch_folder(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
        try:
            watched.look(at=datetime.now(UTC), clock=time.monotonic())
        finally:
            connection.close()


def work(values: Mapping[str, str], *, until_input_ends: bool) -> None:
    """Work until a signal to stop, or until standard input ends (whoever started us is gone)."""
    # Its own log tells every look for stalled jobs; ours tells what people asked for.
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    stopping = threading.Event()
    asyncio.run(_work(make_app(values, stopping), stopping, until_input_ends=until_input_ends))


async def _work(app: App, stopping: threading.Event, *, until_input_ends: bool) -> None:
    loop = asyncio.get_running_loop()
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                concurrency=TOGETHER,
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=SILENCE,
                fetch_job_polling_interval=2.0,
            )
        )

        def stop() -> None:
            # Once: a second cancellation would cut off the farewell to the queue.
            if not stopping.is_set():
                stopping.set()
                worker.cancel()

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        if until_input_ends:
            loop.add_reader(sys.stdin.fileno(), _stop_reading, loop, stop)
        try:
            await worker
        except asyncio.CancelledError:
            LOG.info("worker stopped")


def _stop_reading(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    loop.remove_reader(sys.stdin.fileno())
    stop()
