"""Every eraser of the house; tests/sweeps/test_personal_data.py fails when a table has none."""

from baken.foundation.intake.erasure import ERASER as DELIVERIES
from baken.foundation.jobs.erasure import ERASER as JOBS
from baken.foundation.stewardship.erasure import ERASERS as STEWARDSHIP
from baken.foundation.stewardship.retention import Eraser
from baken.records.remarks.erasure import ERASER as REMARKS

# The log comes last: it tells what the others destroyed.
ERASERS: tuple[Eraser, ...] = (REMARKS, DELIVERIES, JOBS, *STEWARDSHIP)
