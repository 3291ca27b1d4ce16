"""Destruction on time: what was written about a year, and stories once their consent ended."""

from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.accounts.models import AccountEntry, AccountStory


def _old_entries(before: date) -> QuerySet[AccountEntry]:
    return AccountEntry.objects.filter(written_at__lt=datetime.combine(before, time.min, UTC))


def _ended_stories(before: date) -> QuerySet[AccountStory]:
    return AccountStory.objects.filter(consent_until__lt=before)


ERASERS = (
    Eraser(
        "accounts_accountentry",
        "account-entry",
        lambda before: _old_entries(before).count(),
        lambda before, _bury: delete_rows(_old_entries(before)),
    ),
    Eraser(
        "accounts_accountstory",
        "account-story",
        lambda before: _ended_stories(before).count(),
        lambda before, _bury: delete_rows(_ended_stories(before)),
    ),
)
