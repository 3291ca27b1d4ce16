"""Every table that a plan file may hold, with the type of its rows."""

from baken.records.plans.schema import TYPED_TABLES, PlanHead
from baken.records.plans.surroundings import SURROUNDING_TABLES, ScaleLevels
from baken.records.plans.wishes import WISH_TABLES

SINGLE_TABLES: dict[str, type] = {"plan": PlanHead, "scale_levels": ScaleLevels}
"""Tables that occur once."""
ROW_TABLES: dict[str, type] = {**TYPED_TABLES, **SURROUNDING_TABLES, **WISH_TABLES}
"""Tables of rows, in the order in which a file is written."""
TABLES: dict[str, type] = {**SINGLE_TABLES, **ROW_TABLES}
