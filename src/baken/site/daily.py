"""What the worker does by itself. Every night: verify the log, follow the plans, destroy on time,
anchor the log. Every morning: the police day.

Every hour: remove the bytes of uploads that a kill left behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from baken.flows.destruction import destroy_on_time
from baken.flows.plan_course.alarms import follow_plans
from baken.flows.police_day.day import DayDone
from baken.flows.police_day.work import morning_round
from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.anchors import FILE_NAME, add_anchors, read_anchors
from baken.foundation.stewardship.retention import RetentionFact
from baken.foundation.stewardship.verification import Verification, heads, verify_log
from baken.records.alarms.facts import AlarmRound
from baken.records.participation.waiting import sweep_waiting
from baken.records.uploads.sweeping import sweep_uploads
from baken.site import environment

VERIFIED = "verified.tsv"
"""Beside the anchors: the ends of all logs whenever the whole log was verified and found whole."""
WHOLE_AFTER = timedelta(days=7)
LOG = structlog.get_logger("baken.daily")


@dataclass(frozen=True, slots=True)
class NightlyRound:
    """What a night brought: the verification, what became of the alarms on every plan, what was
    destroyed, and how many anchors came."""

    verification: Verification
    followed: tuple[AlarmRound, ...]
    destroyed: tuple[RetentionFact, ...]
    anchors: int


def verify_all(values: Mapping[str, str]) -> Verification:
    """Verify the logs of all municipalities against the anchors of this installation."""
    anchors = read_anchors(environment.anchors_folder(values) / FILE_NAME)
    with every_municipality() as tenants:
        known = {*tenants, *(anchor.log for anchor in anchors)}
        return verify_log(tenants=known, anchors=anchors)


def verify_since(values: Mapping[str, str], *, at: datetime) -> Verification:
    """Verify what came since the whole log was verified, and the whole log once a week.

    A whole verification that finds something leaves no mark: the next night is whole again.
    """
    folder = environment.anchors_folder(values)
    anchors, ends = read_anchors(folder / FILE_NAME), read_anchors(folder / VERIFIED)
    newest = max((end.day for end in ends), default="")
    recent = newest > (at - WHOLE_AFTER).date().isoformat()
    verified = [end for end in ends if recent and end.day == newest]
    with every_municipality() as tenants:
        known = {*tenants, *(anchor.log for anchor in anchors)}
        ended = heads(tenants=tenants, day=at.date().isoformat())
        found = verify_log(tenants=known, anchors=anchors, verified=verified)
    if found.whole and not verified:
        add_anchors(folder / VERIFIED, ended)
    return found


def nightly_round(values: Mapping[str, str], *, at: datetime) -> NightlyRound:
    """Do the round. While a log is not whole nothing is destroyed: it might be evidence."""
    verification = verify_since(values, at=at)
    destroyed: tuple[RetentionFact, ...] = ()
    with every_municipality() as tenants:
        followed = follow_plans(tenants, on=timezone.localdate(at), at=at)
        if verification.whole:
            destroyed = destroy_on_time(today=at.date(), at=at)
        else:
            LOG.error("the log is not whole; nothing was destroyed", see="baken audit verify")
        newest = heads(tenants=tenants, day=at.date().isoformat())
    added = add_anchors(environment.anchors_folder(values) / FILE_NAME, newest)
    return NightlyRound(verification, followed, destroyed, len(added))


def police_morning(*, at: datetime) -> tuple[DayDone, ...]:
    """Do the police day of every municipality, from what came in by now."""
    with every_municipality() as tenants:
        return morning_round(tenants, day=timezone.localdate(at), at=at)


def sweep(*, at: datetime) -> None:
    """Remove what no upload of any municipality uses any more."""
    with every_municipality():
        sweep_uploads(at=at)
    sweep_waiting(at=at)
