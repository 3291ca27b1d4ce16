"""What registrations hold about a place and from which file."""

from baken.foundation.stewardship.held import Holder
from baken.records.registrations.models import Registration

HOLDERS = (
    Holder(Registration, "known_from", place=("buurt", "wijk", "tenant"), file=("delivery",)),
)
