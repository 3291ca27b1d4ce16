"""Registrations of the police, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from baken.foundation.intake.columns.moments import LOCAL
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
from baken.foundation.places.placing import Placing, placing_in
from baken.foundation.stewardship.place_rules import (
    ACTIVITY,
    DeliveredPlace,
    PlaceRuleError,
    fineness_of,
    is_sensitive,
    place_to_keep,
)
from baken.records.registrations.addresses import NO_ADDRESSES, AddressBook, address_book
from baken.records.registrations.keeping import kept_rows
from baken.records.registrations.kind_columns import REGISTRATION_COLUMNS
from baken.records.registrations.reading import (
    completion_of,
    found_by_of,
    offence_of,
    point_of,
    postcode_of,
    status_of,
)
from baken.records.registrations.settling import settle
from baken.records.registrations.table import REGISTRATION_TABLE

LONGEST_NUMBER, LONGEST_STREET = 60, 120


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one delivery: from a source, placed in a municipality."""

    source: str
    placing: Placing
    addresses: AddressBook = NO_ADDRESSES

    def parse(self, row: RawRow, _options: Options) -> ParsedRow:
        """Return what a row says, as the table of versions orders it."""
        values = row.values
        offence, incident = offence_of(values)
        sensitive = is_sensitive(
            cbs_code=offence, incident_code=incident, description=values["description"] or ""
        )
        place = self.kept_place(values, sensitive=sensitive)
        x, y = place.point or (None, None)
        began, ended = _interval(values)
        said = (
            *(self.source, _number(values["number"]), offence, incident),
            *(completion_of(values["completion"]), began, ended),
            *(values["noted_at"], values["recorded_at"], middle_day(began, ended)),
            *(fineness_of(place), x, y, place.street[:LONGEST_STREET], place.postcode),
            *(place.buurt, place.wijk),
            *(found_by_of(values["found_by"]), status_of(values["status"])),
        )
        return ParsedRow(row.number, said)

    def kept_place(self, values: Mapping[str, Any], *, sensitive: bool) -> DeliveredPlace:
        """Return the place of a row as it may be kept.

        Raises:
            RowError: when a part of it cannot be used.
        """
        place = self._delivered(values)
        try:
            return place_to_keep(place, sensitive=sensitive)
        except PlaceRuleError:
            return DeliveredPlace(wijk=place.wijk)

    def _delivered(self, values: Mapping[str, Any]) -> DeliveredPlace:
        point = point_of(values["x"], values["y"])
        buurt = self.placing.buurt_at(*point) if point else ""
        buurt, wijk = (buurt, f"WK{buurt[2:8]}") if buurt else self.named_areas(values)
        address = {
            "street": " ".join((values["street"] or "").split()),
            "house_number": values["house_number"] or "",
            "postcode": postcode_of(values["postcode"]),
        }
        if not buurt and (found := self.addresses.buurt_of(**address)):
            buurt, wijk = found, f"WK{found[2:8]}"
        return DeliveredPlace(point=point, buurt=buurt, wijk=wijk, **address)

    def named_areas(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Return the buurt and the wijk that a row names, empty where it names none.

        Raises:
            RowError: when the municipality has none of that name.
        """
        buurt = self._named("buurt", values["buurt"])
        return buurt, f"WK{buurt[2:8]}" if buurt else self._named("wijk", values["wijk"])

    def _named(self, level: str, text: str | None) -> str:
        if not text:
            return ""
        find = self.placing.buurt_named if level == "buurt" else self.placing.wijk_named
        code = find(text)
        if not code:
            raise RowError(
                column=level,
                value=text,
                reason="unknown-area",
                remedy_nl=f"Deze {level} heeft de gemeente niet. Noem de code of de naam van CBS.",
                remedy_en=f"The municipality has no such {level}. Give the code or name of CBS.",
            )
        return code


def _number(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise RowError(
            column="number",
            value=text[:LONGEST_NUMBER],
            reason="number-too-long",
            remedy_nl=f"Een registratienummer heeft ten hoogste {LONGEST_NUMBER} tekens.",
            remedy_en=f"A registration number has at most {LONGEST_NUMBER} characters.",
        )
    return text


def _interval(values: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    began, ended = values["committed_from"], values["committed_to"]
    if began and ended and ended < began:
        raise RowError(
            column="committed_to",
            value=f"{ended:%Y-%m-%d %H:%M}",
            reason="ends-before-it-begins",
            remedy_nl="Het einde van de pleegperiode ligt voor het begin; controleer beide.",
            remedy_en="The end of the time it was committed lies before its begin; check both.",
        )
    return began, ended


def middle_day(began: datetime | None, ended: datetime | None) -> date | None:
    """Return the day of the middle of an interval, by the clock in the Netherlands."""
    first = began or ended
    if first is None:
        return None
    length = (ended or first) - first
    return (first + timedelta(seconds=length.total_seconds() // 2)).astimezone(LOCAL).date()


def reader_for(options: Options) -> RowReader:
    """Return what reads the rows of a delivery."""
    town = options.municipality
    return RowReader(options.source, placing_in(town), address_book(town))


def _prepared(kind: FileKind, options: Options) -> FileKind:
    return replace(kind, parse=reader_for(options).parse)


def _store(received: Received, rows: Sequence[ParsedRow]) -> StoreCounts:
    said = ((*row.content, row.number) for row in rows)
    return merge_versions(REGISTRATION_TABLE, received, said)


REGISTRATIONS = FileKind(
    name="registrations",
    sentence="Registrations of the police, one a row: what, when and where (CSV, XLSX).",
    columns=REGISTRATION_COLUMNS,
    shape=FileShape.TABLE,
    parse=RowReader("", Placing("", {}, {}, {}, ())).parse,
    identity=lambda content: content[:2],
    store=_store,
    of_municipality=True,
    table=REGISTRATION_TABLE,
    activity=ACTIVITY,
    settle=settle,
    prepare=_prepared,
    keep=kept_rows,
)
