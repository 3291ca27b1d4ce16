"""The versions of areas as deliveries drew them, and the areas as they are drawn now.

Apart from what reads maps: the web process tells from these what a delivery changed.
"""

from uuid import UUID

from django.db import connection
from psycopg import sql

from baken.foundation.intake.versioned import VersionedTable, listed

_ORIGIN = ("origin_delivery", "origin_row")
_DRAWN = (
    *("level", "name", "sort_key", "municipality_code", "wijk_code", "land_hectares"),
    *("outline", "svg_path", "min_x", "min_y", "max_x", "max_y", "label_x", "label_y"),
)
AREA_TABLE = VersionedTable(
    name="places_areaversion",
    key=("code", "year"),
    said=(*_DRAWN, "drawn_hectares"),
    origin=_ORIGIN,
    subject="level",
    area="code",
    period="year",
    value="drawn_hectares",
    # Two formats of one map differ in the last decimals; a metre is the precision of the picture.
    compared=("name", "svg_path"),
)
_MINE = """
DELETE FROM places_area a USING {versions} mine
WHERE mine.origin_delivery = %s AND a.code = mine.code AND a.year = mine.year
"""
_NOW = """
INSERT INTO places_area ({columns})
SELECT {columns} FROM {versions} now WHERE now.known_until IS NULL AND EXISTS (
  SELECT FROM {versions} mine
  WHERE mine.origin_delivery = %s AND mine.code = now.code AND mine.year = now.year
)
"""


def draw_anew(delivery: UUID) -> None:
    """Draw every area that a delivery speaks of as it holds now, in the caller's transaction."""
    parts = {
        "versions": sql.Identifier(AREA_TABLE.name),
        "columns": listed((*AREA_TABLE.key, *_DRAWN, *_ORIGIN)),
    }
    with connection.cursor() as cursor:
        for statement in (_MINE, _NOW):
            cursor.execute(sql.SQL(statement).format(**parts), [delivery])
