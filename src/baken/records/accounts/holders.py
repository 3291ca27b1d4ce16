"""What accounts hold about who wrote in them, and about a place that a story tells of."""

from baken.foundation.stewardship.held import Holder
from baken.records.accounts.models import AccountEntry, AccountStory

HOLDERS = (
    Holder(AccountEntry, "written_at", person=("author",)),
    Holder(AccountStory, "written_at", place=("area_code",), person=("author",)),
)
