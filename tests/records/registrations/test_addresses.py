"""An address file tells the buurt of a row without a point, where one buurt is possible."""

from datetime import date
from pathlib import Path

import pytest
from records.registrations.files import UTRECHT, deliver, line

from baken.foundation.intake.kind import FileKind
from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.address_kind import ADDRESSES
from baken.records.registrations.kind import REGISTRATIONS
from baken.records.registrations.selectors import every_registration
from baken.records.registrations.whole_columns import REGISTRATIONS_IN_COLUMNS

pytestmark = pytest.mark.django_db
ONE, OTHER = "BU03440611", "BU03440612"
HEADER = "straat;huisnummer_van;huisnummer_tot;even_oneven;postcode;buurtcode"
BOOK = (
    f"Neude;1;19;oneven;3512AD;{ONE}",
    f"Neude;2;20;even;3512AE;{OTHER}",
    f"Ganzenmarkt;1;30;;3512GE;{ONE}",
)
NOWHERE = {"x": "", "y": ""}


@pytest.mark.parametrize("kind", [REGISTRATIONS, REGISTRATIONS_IN_COLUMNS])
def test_the_finest_that_is_said_decides(tmp_path: Path, kind: FileKind) -> None:
    asked = {
        "number": ({"straat": "Neude", "huisnummer": "11 bis"}, ONE),
        "even": ({"straat": "NEUDE 12"}, OTHER),
        "postcode": ({"straat": "Neude", "postcode": "3512 AE"}, OTHER),
        "street": ({"straat": "Ganzenmarkt"}, ONE),
        "unsure": ({"straat": "Neude"}, ""),
        "unknown": ({"straat": "Nergenslaan", "huisnummer": "1"}, ""),
        "said": ({"straat": "Ganzenmarkt", "buurt": OTHER}, OTHER),
    }
    with in_tenant(UTRECHT):
        source = {"source": "municipal-addresses", "on": date(2026, 3, 1)}
        receipt = deliver(tmp_path, *BOOK, header=HEADER, kind=ADDRESSES, **source)
        assert receipt.accepted == 3
        rows = [line(name, **NOWHERE | cells) for name, (cells, _) in asked.items()]
        deliver(tmp_path, *rows, kind=kind)
        found = {row.number: row for row in every_registration(UTRECHT)}
    assert {name: row.buurt for name, row in found.items()} == {
        name: buurt for name, (_, buurt) in asked.items()
    }
    assert found["number"].precision == "street"
    assert found["number"].street == "Neude"
