"""A municipality's own counts per buurt and type: kept as its own, published only if protected."""

from dataclasses import replace

from baken.records.indicators.kinds import CRIME_STATISTICS, counted

_COUNTED = counted("registrations")
MUNICIPAL_COUNTS = replace(
    CRIME_STATISTICS,
    name="municipal-counts",
    sentence="A municipality's own counts per buurt, type and year; small ones are protected.",
    parse=_COUNTED.parse,
    columnwise=_COUNTED,
    of_municipality=True,
)
