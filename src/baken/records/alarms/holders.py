"""What alarms hold about who handled them."""

from baken.foundation.stewardship.held import Holder
from baken.records.alarms.models import AlarmEntry, Fulfilment

HOLDERS = (
    Holder(AlarmEntry, "at", person=("person",)),
    Holder(Fulfilment, "noted_at", person=("person",)),
)
