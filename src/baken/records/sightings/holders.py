"""What notes of the street hold about a place and about who wrote them."""

from baken.foundation.stewardship.held import Holder
from baken.records.sightings.models import Sighting

HOLDERS = (Holder(Sighting, "seen_at", place=("area_code",), person=("author",)),)
