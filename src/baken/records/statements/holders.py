"""What statements hold about a place and about who signed or showed them."""

from baken.foundation.stewardship.held import Holder
from baken.records.statements.models import AreaStatement

HOLDERS = (Holder(AreaStatement, "signed_at", place=("area_code",), person=("author", "shown_by")),)
