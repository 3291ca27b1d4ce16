"""The columns of files with boundaries, under the names that publishers give them."""

from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.reading.table import CRS, OUTLINE

# Publishers name the columns of one thing differently, and their maps carry codes of more than one
# level: the most detailed code in a row says what the row is.
AREA_COLUMNS = (
    Column(
        "area",
        ColumnType.AREA_CODE,
        "gebiedscode",
        "area code",
        (
            *("buurtcode", "bu_code", "bucode", "buurt_code", "wijkcode", "wk_code", "wkcode"),
            *("wijk_code", "gemeentecode", "gm_code", "gmcode", "gemeente_code", "gwb_code_10"),
            *("gwb_code", "statcode", "regiocode", "RegioS", "WijkenEnBuurten", "gebiedscode"),
            *("areacode", "code"),
        ),
        required=True,
        row_by_row=True,
    ),
    Column(
        "name",
        ColumnType.TEXT,
        "naam van het gebied",
        "name of the area",
        (
            *("buurtnaam", "bu_naam", "bunaam", "buurt_naam", "wijknaam", "wk_naam", "wknaam"),
            *("wijk_naam", "gemeentenaam", "gm_naam", "gmnaam", "gemeente_naam", "statnaam"),
            *("regionaam", "gebiedsnaam", "naam", "regio"),
        ),
        row_by_row=True,
    ),
    Column(
        "year",
        ColumnType.YEAR,
        "jaar van de gebiedsindeling",
        "year of the division",
        ("jrstatcode", "jaarcode", "jaar", "peiljaar", "Perioden"),
        required=True,
    ),
    Column(
        "land-hectares",
        ColumnType.DECIMAL,
        "oppervlakte land in hectare",
        "land in hectares",
        (
            *("land_ha", "oppervlakte_land_in_ha", "opp_land", "oppervlakteLandHa", "a_lan_ha"),
            *("OppervlakteLand", "oppervlakte_land"),
        ),
        lowest=0,
    ),
    Column(
        "water",
        ColumnType.TEXT,
        "water (ja of nee)",
        "water (ja or nee)",
        ("water", "h2o"),
    ),
    Column(OUTLINE, ColumnType.AS_IT_IS, "omtrek", "outline"),
    Column(CRS, ColumnType.AS_IT_IS, "coördinatenstelsel", "coordinate system"),
)
