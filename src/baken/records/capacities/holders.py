"""What capacities hold about who entered them."""

from baken.foundation.stewardship.held import Holder
from baken.records.capacities.models import Available

HOLDERS = (Holder(Available, "entered_at", person=("person",)),)
