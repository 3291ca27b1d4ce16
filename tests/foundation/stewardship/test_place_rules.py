"""The place rules: what is personal, what is reduced, and no house number that gets through."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.stewardship.place_rules import (
    DeliveredPlace,
    Fineness,
    PlaceRuleError,
    fine_columns,
    fineness_of,
    is_personal,
    is_sensitive,
    place_to_keep,
    undeclared_places,
    without_house_number,
)
from baken.site.kinds import KINDS

ROOT = Path(__file__).resolve().parents[3]

STREETS = {
    "Oudegracht 12": "Oudegracht",
    "Oudegracht 12-bis": "Oudegracht",
    "Oudegracht 12 bis A": "Oudegracht",
    "Amsterdamsestraatweg 1023B": "Amsterdamsestraatweg",
    "Neude": "Neude",
    "  Neude  ": "Neude",
    "Kanaalweg 59 A": "Kanaalweg",
    "Kanaalweg, 59": "Kanaalweg",
    "Kanaalweg nr. 59": "Kanaalweg",
    "Kanaalweg huisnummer 59": "Kanaalweg",
    "1e Daalsedijk 3": "1e Daalsedijk",
    "2e Daalsedijk": "2e Daalsedijk",
    "3de Buitenpepers 8": "3de Buitenpepers",
    "Plein 1944": "Plein 1944",
    "Plein 1944 7": "Plein 1944",
    "Laan 1940-1945 12": "Laan 1940-1945",
    "Plein 40-45 3": "Plein 40-45",
    "Kerkstraat 1944": "Kerkstraat",
    "Oudegracht 12, 3511 AB Utrecht": "Oudegracht",
    "Laan van Nieuw-Guinea 4/6": "Laan van Nieuw-Guinea",
    "St. Jacobsstraat 1+3": "St. Jacobsstraat",
    "Biltstraat hs. 4": "Biltstraat",
    "": "",
}


@pytest.mark.parametrize(("given", "kept"), STREETS.items())
def test_a_street_loses_its_house_number_and_keeps_its_name(given: str, kept: str) -> None:
    assert without_house_number(given) == kept


@given(
    st.sampled_from(["Oudegracht", "1e Daalsedijk", "Laan van Nieuw-Guinea", "Neude"]),
    st.integers(1, 9999),
    st.sampled_from(["", "A", " A", "-bis", " bis", "-12", "/3", " hs", ", Utrecht"]),
    st.sampled_from([" ", "  ", ", ", " nr. ", " nummer "]),
)
def test_no_house_number_gets_through(street: str, number: int, more: str, between: str) -> None:
    kept = without_house_number(f"{street}{between}{number}{more}")
    assert kept == street
    assert without_house_number(kept) == kept


@given(st.text(max_size=60))
def test_no_number_stands_at_the_end_of_any_text(text: str) -> None:
    kept = without_house_number(text)
    assert without_house_number(kept) == kept
    year = r"(plein|laan|park|weg|kade) (19)?\d\d(\s?[-–]\s?(19)?\d\d)?$"
    assert not re.search(r"[\s,]\d+[a-zA-Z]?$", kept) or re.search(year, kept, re.IGNORECASE)


@pytest.mark.parametrize(
    ("place", "fineness", "personal"),
    [
        (DeliveredPlace(point=(136000.0, 455000.0), buurt="BU03440111"), Fineness.POINT, True),
        (DeliveredPlace(street="Neude 11"), Fineness.ADDRESS, True),
        (DeliveredPlace(street="Neude", house_number="11"), Fineness.ADDRESS, True),
        (DeliveredPlace(postcode="3512 AE"), Fineness.POSTCODE, True),
        (DeliveredPlace(street="Neude", postcode="3512"), Fineness.STREET, False),
        (DeliveredPlace(street="Plein 1944"), Fineness.STREET, False),
        (DeliveredPlace(buurt="BU03440111"), Fineness.BUURT, False),
        (DeliveredPlace(), Fineness.WIDER, False),
    ],
)
def test_what_lies_below_street_level_is_personal(
    place: DeliveredPlace, fineness: Fineness, *, personal: bool
) -> None:
    assert fineness_of(place) is fineness
    assert is_personal(place) is personal


places = st.builds(
    DeliveredPlace,
    point=st.none() | st.tuples(st.floats(0, 3e5), st.floats(3e5, 7e5)),
    street=st.sampled_from(["", "Neude", "Neude 11", "Plein 1944 7"]),
    house_number=st.sampled_from(["", "11", "11-bis"]),
    postcode=st.sampled_from(["", "3512", "3512 AE"]),
    buurt=st.sampled_from(["", "BU03440111"]),
)


@given(places)
def test_of_a_sensitive_offence_only_the_buurt_is_kept(place: DeliveredPlace) -> None:
    if not place.buurt:
        with pytest.raises(PlaceRuleError, match="no-buurt"):
            place_to_keep(place, sensitive=True)
        return
    assert place_to_keep(place, sensitive=True) == DeliveredPlace(buurt=place.buurt)


@given(places)
def test_of_any_other_offence_all_but_the_house_number_is_kept(place: DeliveredPlace) -> None:
    kept = place_to_keep(place, sensitive=False)
    assert not kept.house_number
    assert fineness_of(kept) is not Fineness.ADDRESS
    assert (kept.point, kept.postcode, kept.buurt) == (place.point, place.postcode, place.buurt)
    assert place_to_keep(kept, sensitive=False) == kept


@pytest.mark.parametrize(
    ("known", "sensitive"),
    [
        ({"cbs_code": "1.4.1"}, True),
        ({"cbs_code": "1.4.10"}, False),
        ({"cbs_code": "1.4.5"}, False),
        ({"incident_code": "F521"}, True),
        ({"incident_code": "f5291"}, True),
        ({"incident_code": "F550"}, False),
        ({"incident_code": "F95"}, True),
        ({}, False),
        ({"description": "Mishandeling (huiselijk geweld)"}, True),
        ({"description": "Eenvoudige mishandeling"}, False),
        ({"description": "Zedenmisdrijf"}, True),
        ({"cbs_code": "1.4.5", "description": "Kindermishandeling"}, True),
        ({"incident_code": "A20", "description": "Gekwal. diefstal in/uit woning"}, False),
    ],
)
def test_sexual_and_domestic_offences_are_known_by_code_and_by_word(
    known: dict[str, str], *, sensitive: bool
) -> None:
    assert is_sensitive(**known) is sensitive


def test_every_offence_of_the_table_of_cbs_falls_where_it_should() -> None:
    path = ROOT / "data/nl/reference/soort_misdrijf_47018NED.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    by_code = {row["code"] for row in rows if is_sensitive(cbs_code=row["code"])}
    by_word = {row["code"] for row in rows if is_sensitive(description=row["naam"])}
    assert by_code == {"1.4.1", "1.6.3", "2.4.1", "3.2.1", "3.2.2"}
    assert by_word <= by_code


def test_columns_below_street_level_are_known_by_their_names() -> None:
    fine = [
        "X",
        "y_coordinaat",
        "RD_X",
        "latitude",
        "huisNummer",
        "Postcode",
        "PC6",
        "adres",
        "long",
    ]
    wide = ["buurtcode", "adressendichtheid", "pc4", "xyz", "straat", "postcodegebied", "lengte"]
    assert fine_columns([*fine, *wide]) == tuple(fine)


def test_a_kind_below_street_level_declares_its_activity_and_its_municipality() -> None:
    columns, activity = ("x", "y", "pleegdatum"), "street-level-facts"
    assert "no processing activity" in undeclared_places(
        "registrations", columns, activity="", of_municipality=True
    )
    assert "open to all" in undeclared_places(
        "registrations", columns, activity=activity, of_municipality=False
    )
    assert not undeclared_places("registrations", columns, activity=activity, of_municipality=True)
    with pytest.raises(LookupError, match="there is no activity"):
        undeclared_places("registrations", columns, activity="x", of_municipality=True)


def test_every_kind_of_file_keeps_to_the_rule() -> None:
    for kind in KINDS.values():
        named = [column for names in getattr(kind, "required_columns", ()) for column in names]
        named += [column.name for column in getattr(kind, "columns", ())]
        assert named, kind.name
        fault = undeclared_places(
            kind.name, named, activity=kind.activity, of_municipality=kind.of_municipality
        )
        assert not fault
