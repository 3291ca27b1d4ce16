"""Which buurt an address lies in, from a file: street, house numbers from and to, postcode."""

from collections.abc import Sequence

from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.kind import (
    FileKind,
    FileShape,
    Options,
    ParsedRow,
    Received,
    StoreCounts,
)
from baken.foundation.intake.merge import merge_versions
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.foundation.intake.versioned import VersionedTable
from baken.foundation.places.sorting import sort_key
from baken.foundation.stewardship.place_rules import ACTIVITY
from baken.records.registrations.addresses import SIDES
from baken.records.registrations.reading import postcode_of
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code

HIGHEST = 99_999
ADDRESS_TABLE = VersionedTable(
    name="registrations_addressrange",
    key=("street", "first", "last", "side", "postcode"),
    said=("buurt",),
    origin=("delivery_id", "tenant_id", "row"),
    subject="street",
    area="buurt",
    period="postcode",
    value="",
)
ADDRESS_COLUMNS = (
    Column(
        *("street", ColumnType.TEXT, "straat", "street"),
        ("openbareruimte", "straat", "straatnaam", "street"),
        required=True,
    ),
    Column(
        *("first", ColumnType.COUNT, "huisnummer van", "house number from"),
        ("huisnummer_van", "huisnummer", "huisnr", "from"),
        required=True,
        highest=HIGHEST,
    ),
    Column(
        *("last", ColumnType.COUNT, "huisnummer tot en met", "house number to"),
        ("huisnummer_tot", "huisnummer_tm", "to"),
        highest=HIGHEST,
    ),
    Column(
        *("side", ColumnType.TEXT, "even, oneven of beide", "even, odd or both"),
        ("even_oneven", "zijde", "side"),
    ),
    Column("postcode", ColumnType.TEXT, "postcode", "postcode", ("postcode", "pc6", "postcode6")),
    Column(
        *("buurt", ColumnType.AREA_CODE, "buurtcode", "buurt code"),
        ("buurtcode", "bu_code", "buurt"),
        required=True,
    ),
)


def _parse(row: RawRow, _options: Options) -> ParsedRow:
    values = row.values
    first, last = values["first"], values["last"]
    last = first if last is None else last
    side = SIDES.get((values["side"] or "").strip().casefold())
    code = parse_area_code(values["buurt"])
    if last < first or side is None or level_of(code) is not AreaLevel.BUURT:
        raise RowError(
            column="last" if last < first else "side" if side is None else "buurt",
            value=f"{first}-{last} {values['side'] or ''} {code}",
            reason="not-an-address-range",
            remedy_nl="Lever van en tot oplopend, even of oneven, en de code van een buurt.",
            remedy_en="Deliver from and to ascending, even or odd, and the code of a buurt.",
        )
    street = sort_key(" ".join(values["street"].split()))
    said = (street, first, last, side, postcode_of(values["postcode"]), code)
    return ParsedRow(row.number, said)


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    said = ((*row.content, row.number) for row in rows)
    return merge_versions(ADDRESS_TABLE, received, said)


ADDRESSES = FileKind(
    name="addresses",
    sentence="Streets, house numbers and postcodes with their buurt, to place registrations.",
    columns=ADDRESS_COLUMNS,
    shape=FileShape.TABLE,
    parse=_parse,
    identity=lambda content: content[:5],
    store=_store,
    of_municipality=True,
    table=ADDRESS_TABLE,
    activity=ACTIVITY,
)
