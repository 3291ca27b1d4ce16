"""Which reader turns a file of a shape into a table; the kinds name the shape and load no reader.

The web process knows the kinds and never loads what reads a workbook or a map.
"""

from collections.abc import Callable
from pathlib import Path

from baken.foundation.intake.kind import FileShape
from baken.foundation.intake.reading.delivered import read_table
from baken.foundation.intake.reading.maps import read_map
from baken.foundation.intake.reading.table import Table

READERS: dict[FileShape, Callable[[Path], Table]] = {
    FileShape.MAP: read_map,
    FileShape.TABLE: read_table,
}
