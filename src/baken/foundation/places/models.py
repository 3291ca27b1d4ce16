"""Areas as they were drawn in a year, and the key figures about them.

A row's origin (delivery and row number) is kept as plain values: intake stands above places, so
places cannot point at it with a foreign key.
"""

from django.db import models

from baken.vocabulary.area import AreaLevel
from baken.vocabulary.rights import TableRights


class DrawnArea(models.Model):
    """What is said of an area in the division of one year: its name, its place, its outline."""

    code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=12, choices=[(level, level) for level in AreaLevel])
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=120)
    municipality_code = models.CharField(max_length=10, db_index=True)
    wijk_code = models.CharField(max_length=10, blank=True)
    land_hectares = models.FloatField(null=True)
    outline = models.BinaryField(help_text="WKB of the valid multipolygon in EPSG:28992")
    svg_path = models.TextField(help_text="The outline for SVG: RD metres, y turned down")
    min_x = models.FloatField()
    min_y = models.FloatField()
    max_x = models.FloatField()
    max_y = models.FloatField()
    label_x = models.FloatField()
    label_y = models.FloatField()
    origin_delivery = models.UUIDField()
    origin_row = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Area(DrawnArea):
    """A gemeente, wijk or buurt in the division of one year, as it is drawn now.

    It is the version that holds: intake draws it anew when a delivery comes or goes.
    """

    rights = TableRights.OPEN

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="one_area_per_code_and_year")
        ]
        indexes = [models.Index(fields=["level", "municipality_code", "year"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.year})"


class AreaVersion(DrawnArea):
    """An area as one delivery drew it; ``known_until`` is empty for the version that holds now."""

    rights = TableRights.OPEN

    municipality_code = models.CharField(max_length=10)
    drawn_hectares = models.FloatField(help_text="of the outline, with its water")
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "year"],
                condition=models.Q(known_until=None),
                name="one_current_area_version",
            ),
            models.UniqueConstraint(
                fields=["code", "year", "known_from"], name="one_area_version_per_moment"
            ),
        ]
        indexes = [models.Index(fields=["origin_delivery"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.year}) from {self.known_from:%Y-%m-%d}"


class KeyFigure(models.Model):
    """A delivered number about an area in a year, such as its inhabitants.

    ``known_until`` is empty for the value that holds now; an older value that was delivered
    before a revision keeps its row.
    """

    rights = TableRights.OPEN

    area_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    value = models.FloatField()
    origin_delivery = models.UUIDField()
    origin_row = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "year", "name"],
                condition=models.Q(known_until=None),
                name="one_current_key_figure",
            ),
            models.UniqueConstraint(
                fields=["area_code", "year", "name", "known_from"],
                name="one_key_figure_per_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.area_code} in {self.year}: {self.value}"
