"""What registrations hold about a place, from which file, and who decided about them."""

from baken.foundation.stewardship.held import Holder
from baken.records.registrations.models import DefaultPoint, Registration, RegistrationLink

HOLDERS = (
    Holder(Registration, "known_from", place=("buurt", "wijk", "tenant"), file=("delivery",)),
    Holder(DefaultPoint, "found_at", person=("decided_by",)),
    Holder(RegistrationLink, "found_at", person=("decided_by",)),
)
