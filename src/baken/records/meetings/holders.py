"""What meetings hold about a place and about who held them."""

from baken.foundation.stewardship.held import Holder
from baken.records.meetings.models import Meeting, MeetingItem

HOLDERS = (
    Holder(Meeting, "begun_at", place=("area_code",), person=("begun_by", "closed_by")),
    Holder(MeetingItem, "last_at", person=("last_by",)),
)
