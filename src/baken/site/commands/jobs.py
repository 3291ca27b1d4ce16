"""The newest first, of all municipalities together."""

import argparse

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.selectors import newest_jobs
from baken.foundation.partners.scope import every_municipality
from baken.site.commands.reporting import report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a number."""
    parser.add_argument("--number", type=int, default=50, help="how many to list (50)")


def run(arguments: argparse.Namespace) -> int:
    """List the newest jobs."""
    with every_municipality() as tenants:
        found = newest_jobs(tenants=tenants, number=arguments.number)
    sentence = "\n".join(_line(job) for job in found) or "There are no jobs."
    report({"jobs": found}, sentence, as_json=arguments.json)
    return 0


def _line(job: JobFact) -> str:
    of = f" of {job.total}" if job.total else ""
    how_far = f"{job.step} {job.done}{of}" if job.step and not job.ended else job.message
    what = f"{job.asked_at:%Y-%m-%d %H:%M} {job.tenant} {job.work} {job.subject}"
    return f"{what}: {job.state} {how_far}".rstrip()
