"""What uploads hold about a file and about who brought it in."""

from baken.foundation.stewardship.held import Holder
from baken.records.uploads.models import Upload

HOLDERS = (Holder(Upload, "received_at", file=("delivery",), person=("person",)),)
