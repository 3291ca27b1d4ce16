"""A header is understood by its names; what is not certain is proposed, not used."""

from datetime import UTC, datetime

import pytest

from baken.foundation.intake.columns.comparing import compare_headers, header_fingerprint
from baken.foundation.intake.columns.mapping import ColumnMapping, as_json, converter, from_json
from baken.foundation.intake.columns.saved import (
    mapping_named,
    recognised_mapping,
    save_mapping,
)
from baken.foundation.intake.columns.suggesting import Certainty, decimal_sign, suggest
from baken.foundation.intake.columns.understanding import understand
from baken.foundation.intake.kind import Options
from baken.foundation.intake.kinds.areas import AREAS
from baken.foundation.intake.kinds.key_figures import KEY_FIGURES, POPULATION
from baken.foundation.intake.reading.table import RawRow, RowError, Table
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.vocabulary.errors import UnusableInputError

ROW = {"Gebied": "GM9998", "Delict": "1.1.1", "Tijdvak": "2024JJ00", "Tal": "5", "Opm": "niets"}


def understood(kind, header, rows=(), options=None, mapping=None):
    table = Table(tuple(header), [RawRow(n, row) for n, row in enumerate(rows, start=2)])
    return understand(kind, "bestand.csv", table, options or Options(), mapping)


@pytest.mark.parametrize(
    "header",
    [
        ["gemeentecode", "soort_misdrijf", "jaar", "geregistreerde_misdrijven", "voorlopig"],
        ["ID", "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"],
        [
            "Id",
            "Measure",
            "ValueAttribute",
            "Value",
            "SoortMisdrijf",
            "WijkenEnBuurten",
            "Perioden",
        ],
        ["SoortMisdrijf", "RegioS", "Perioden", "GeregistreerdeMisdrijven_12"],
        ["Soort misdrijf", "Regio's", "Perioden", "Geregistreerde misdrijven (aantal)"],
        ["BUURTCODE", "SOORT MISDRIJF", "MAAND", "AANTAL"],
    ],
)
def test_known_headers_of_crime_are_certain(header):
    mapping = understood(CRIME_STATISTICS, header).mapping
    assert {"area", "offence", "period", "registered"} <= set(mapping.columns)


@pytest.mark.parametrize(
    "header",
    [
        ["buurtcode", "buurtnaam", "wijkcode", "gemeentecode"],
        ["BU_CODE", "BU_NAAM", "WK_CODE", "GM_CODE", "GM_NAAM"],
        ["WK_CODE", "WK_NAAM", "GM_CODE"],
        ["GM_CODE", "GM_NAAM", "H2O"],
        ["statcode", "jrstatcode", "statnaam", "rubriek"],
        ["buurt_code", "buurt_naam"],
    ],
)
def test_known_headers_of_areas_are_certain(header):
    mapping = understood(AREAS, header, options=Options(year=2019)).mapping
    assert mapping.columns["area"][0] == header[0]


def test_the_most_detailed_code_of_a_row_says_what_it_is():
    kind = understood(
        AREAS, ["gemeentecode", "wijkcode", "buurtcode", "naam"], options=Options(year=2024)
    )
    convert = converter(kind.kind.columns, kind.mapping)
    row = RawRow(1, {"gemeentecode": "GM0363", "wijkcode": "WK036301", "buurtcode": ""})
    assert convert(row).values["area"] == "WK036301"


def test_a_column_with_no_name_we_know_is_proposed_from_what_stands_in_it():
    found = suggest(CRIME_STATISTICS.columns, list(ROW), [ROW], {})
    proposals = {p.column: (p.file_columns, p.certainty) for p in found.proposals}
    assert proposals["period"] == (("Tijdvak",), Certainty.LIKELY)
    assert proposals["area"] == (("Gebied",), Certainty.LIKELY)
    assert not found.certain
    assert all(p.reason_nl and p.reason_en for p in found.proposals)


def test_years_are_not_taken_for_bare_area_codes():
    row = ROW | {"Tijdvak": "2019"}
    found = suggest(CRIME_STATISTICS.columns, list(ROW), [row], {})
    chosen = {p.column: p.file_columns for p in found.proposals}
    assert (chosen["area"], chosen["period"]) == (("Gebied",), ("Tijdvak",))


@pytest.mark.django_db
def test_a_mapping_that_leaves_out_a_needed_column_is_not_saved():
    with pytest.raises(UnusableInputError, match="says nothing of offence, period, registered"):
        save_mapping(
            name="half",
            kind=CRIME_STATISTICS,
            header=list(ROW),
            mapping=ColumnMapping({"area": ("Gebied",)}),
            tenant=None,
            at=datetime(2030, 1, 1, tzinfo=UTC),
        )


def test_what_is_not_certain_is_not_used_and_the_refusal_says_what_to_do():
    with pytest.raises(UnusableInputError, match=r"bestand\.csv.*baken mapping suggest"):
        understood(CRIME_STATISTICS, list(ROW), [ROW])


def test_a_file_without_a_year_asks_for_it():
    with pytest.raises(UnusableInputError, match="--year 2024"):
        understood(KEY_FIGURES, ["gwb_code", "a_inw"])
    fixed = understood(KEY_FIGURES, ["gwb_code", "a_inw"], options=Options(year=2023))
    assert fixed.mapping.fixed == {"year": "2023"}


def test_the_decimal_sign_is_told_from_the_numbers():
    assert decimal_sign(["38,5", "1"]) == ","
    assert decimal_sign(["38.5", "1"]) == "."
    assert decimal_sign(["1.234,56"]) == ","
    assert decimal_sign([], counts=["1.234", "12"]) == ","
    assert decimal_sign([], counts=["1,234"]) == "."
    assert decimal_sign(["1.234"]) == "."


def test_an_error_names_the_column_of_the_file():
    kind = understood(POPULATION, ["RegioS", "Perioden", "GemiddeldeBevolking_2"])
    convert = converter(kind.kind.columns, kind.mapping)
    bad = {"RegioS": "GM0363", "Perioden": "2019JJ00", "GemiddeldeBevolking_2": "veel"}
    with pytest.raises(RowError) as refusal:
        convert(RawRow(2, bad))
    assert (refusal.value.column, refusal.value.value) == ("GemiddeldeBevolking_2", "veel")


def test_a_value_that_cannot_exist_is_refused():
    kind = understood(KEY_FIGURES, ["gwb_code", "p_koopw"], options=Options(year=2024))
    convert = converter(kind.kind.columns, kind.mapping)
    with pytest.raises(RowError) as refusal:
        convert(RawRow(2, {"gwb_code": "GM0363", "p_koopw": "101"}))
    assert refusal.value.reason == "impossible-value"


def test_a_mapping_written_by_hand_is_read_strictly():
    with pytest.raises(UnusableInputError) as refusal:
        from_json(
            {"columns": {"gebied": "X"}, "decimal": ";", "colums": {}}, CRIME_STATISTICS.columns
        )
    for mistake in ('"gebied"', '"colums"', 'decimal is ";"'):
        assert mistake in str(refusal.value)


def test_a_changed_header_says_what_is_new_missing_and_renamed():
    change = compare_headers(["buurtcode", "jaar", "aantal"], ["buurt_code_2025", "jaar", "soort"])
    assert change.renamed == (("buurtcode", "buurt_code_2025"),)
    assert (change.missing, change.new) == (("aantal",), ("soort",))
    assert header_fingerprint(["a", "B"]) == header_fingerprint(["b", "A "])


@pytest.mark.django_db
def test_next_months_file_is_recognised_by_its_header():
    mapping = ColumnMapping(
        {
            "area": ("Gebied",),
            "offence": ("Delict",),
            "period": ("Tijdvak",),
            "registered": ("Tal",),
        }
    )
    save_mapping(
        name="politie-maand",
        kind=CRIME_STATISTICS,
        header=list(ROW),
        mapping=mapping,
        tenant=None,
        at=datetime(2030, 1, 1, tzinfo=UTC),
    )
    found = recognised_mapping(CRIME_STATISTICS, list(reversed(ROW)), None)
    assert as_json(found) == as_json(mapping)
    assert recognised_mapping(CRIME_STATISTICS, [*ROW, "nieuw"], None) is None
    assert mapping_named("politie-maand", "GM0344").kind == "crime-statistics"
    with pytest.raises(UnusableInputError, match="politie-maand"):
        mapping_named("iets-anders", None)


def test_a_mapping_that_no_longer_fits_names_the_renamed_column():
    mapping = ColumnMapping({"area": ("Gebied",)})
    with pytest.raises(UnusableInputError, match='"Gebied" may now be called "Gebiedscode"'):
        understood(CRIME_STATISTICS, ["Gebiedscode", "Delict"], mapping=mapping)
