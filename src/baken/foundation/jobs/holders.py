"""What jobs hold about who asked for them."""

from baken.foundation.jobs.models import Job
from baken.foundation.stewardship.held import Holder

HOLDERS = (Holder(Job, "asked_at", person=("person",)),)
