"""Brings the tables up to date and reads ``deliveries.toml`` beside the bundled data; safe to
repeat."""

import argparse
from datetime import UTC, datetime

from django.utils import timezone

from baken.flows.check_quality import check_quality
from baken.flows.compute_figures import compute_figures, rounds_of_all
from baken.flows.judge_indicators import judge_indicators
from baken.flows.plan_course.alarms import follow_plans
from baken.foundation.intake.pipeline import Receipt, receive
from baken.foundation.intake.reading.fingerprint import sha256_of
from baken.foundation.intake.selectors import was_withdrawn
from baken.foundation.partners.scope import every_municipality
from baken.records.plans.services import take_in_bundled_plan
from baken.site import bundled, demo_people, environment
from baken.site.bundled_quotes import take_in_bundled_quotes
from baken.site.commands.reporting import progress_bar, report, say
from baken.site.database import application_role
from baken.site.kinds import kind_named
from baken.site.migrating import bring_up_to_date


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Bring the tables up to date, load every bundled file and compute the figures."""
    bring_up_to_date(application_role=application_role(environment.read()))
    receipts = [receipt for entry in bundled.deliveries() if (receipt := load(entry))]
    with progress_bar("figures") as progress:
        outcome = compute_figures(at=datetime.now(UTC), again=False, progress=progress)
    judge_indicators(at=datetime.now(UTC))
    check_quality(at=datetime.now(UTC), rounds=rounds_of_all())
    demo_people.ensure_demo_people()
    for path in bundled.plan_files():
        take_in_bundled_plan(path.read_bytes(), name=path.name, at=datetime.now(UTC))
    take_in_bundled_quotes(bundled.quotes_file(), at=datetime.now(UTC))
    with every_municipality() as tenants:
        follow_plans(tenants, on=timezone.localdate(), at=datetime.now(UTC))
    sentence = (
        f"Loaded: {len(receipts)} files, {sum(r.rows for r in receipts)} rows, "
        f"{sum(r.accepted + r.revised for r in receipts)} new, "
        f"{sum(r.quarantined for r in receipts)} in quarantine; {outcome.figures} figures."
    )
    report({"deliveries": receipts, "figures": outcome}, sentence, as_json=arguments.json)
    return 0


def load(entry: bundled.BundledDelivery) -> Receipt | None:
    """Take a bundled file in; one that somebody withdrew stays away, and gives None."""
    path = bundled.path_of(entry)
    if was_withdrawn(kind=entry.kind, sha256=sha256_of(path), source=entry.source):
        say(f"{path.name}: was withdrawn, and is not brought in again")
        return None
    with progress_bar(path.name) as progress:
        receipt = receive(
            kind=kind_named(entry.kind),
            path=path,
            source=entry.source,
            delivered_on=entry.delivered_on,
            received_at=datetime.now(UTC),
            options=bundled.options_of(entry),
            progress=progress,
        )
    if receipt.quarantined:
        say(f"{receipt.file}: {receipt.quarantined} rows in quarantine {receipt.reasons}")
    return receipt
