"""The newest first, of all municipalities together."""

import argparse

from django.db import transaction

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.scope import enter_tenants
from baken.foundation.jobs.selectors import newest_jobs
from baken.foundation.partners.selectors import municipality_names
from baken.site.commands.reporting import report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a number."""
    parser.add_argument("--number", type=int, default=50, help="how many to list (50)")


def run(arguments: argparse.Namespace) -> int:
    """List the newest jobs."""
    tenants = sorted(municipality_names())
    with transaction.atomic():
        # The owner obeys row security as well: it says whose rows it wants to see.
        enter_tenants(tenants)
        found = newest_jobs(tenants=tenants, number=arguments.number)
    sentence = "\n".join(_line(job) for job in found) or "There are no jobs."
    report({"jobs": found}, sentence, as_json=arguments.json)
    return 0


def _line(job: JobFact) -> str:
    of = f" of {job.total}" if job.total else ""
    how_far = f"{job.step} {job.done}{of}" if job.step and not job.ended else job.message
    what = f"{job.asked_at:%Y-%m-%d %H:%M} {job.tenant} {job.work} {job.subject}"
    return f"{what}: {job.state} {how_far}".rstrip()
