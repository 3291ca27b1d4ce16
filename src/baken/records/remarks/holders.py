"""What remarks hold about a place and about who wrote them."""

from baken.foundation.stewardship.held import Holder
from baken.records.remarks.models import Remark

HOLDERS = (Holder(Remark, "written_at", place=("area_code",), person=("author",)),)
