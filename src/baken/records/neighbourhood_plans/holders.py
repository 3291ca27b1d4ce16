"""What neighbourhood plans hold about a place and about who wrote in them."""

from baken.foundation.stewardship.held import Holder
from baken.records.neighbourhood_plans.models import NeighbourhoodEntry, NeighbourhoodPlan

HOLDERS = (
    Holder(NeighbourhoodPlan, "begun_at", place=("area_code",), person=("author",)),
    Holder(NeighbourhoodEntry, "written_at", person=("author",)),
)
