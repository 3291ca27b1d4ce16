"""Invented rows come in under a synthetic source only, and are told of afterwards."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from baken.flows.compute_figures import fingerprint_of_inputs
from baken.foundation.intake.invented import invented_sources
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.partners.scope import every_municipality, in_tenant
from baken.records.registrations.kind import REGISTRATIONS
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
HEADER = "registratienummer;misdrijfcode;pleegdatum_van;buurt;herkomst;zaad\n"
ROW = "SYN-{n};1.1.1;2024-03-0{n} 10:00;BU03440111;{origin};1\n"


def _taken_in(folder: Path, source: str, *origins: str):
    path = folder / f"rows-{source}.csv"
    rows = (ROW.format(n=n, origin=origin) for n, origin in enumerate(origins, start=1))
    path.write_text(HEADER + "".join(rows))
    return receive(
        kind=REGISTRATIONS,
        path=path,
        source=source,
        delivered_on=date(2024, 4, 1),
        received_at=datetime(2024, 4, 1, tzinfo=UTC),
        options=Options(),
        tenant="GM0344",
    )


def test_invented_rows_are_refused_under_a_source_that_is_not(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match="declared-generator"):
        _taken_in(tmp_path, "police-registrations", "", "Synthetisch")
    with in_tenant("GM0344"):
        assert invented_sources(tenants=["GM0344"], kind="registrations") == ()


def test_what_came_from_a_synthetic_source_is_told_of(tmp_path: Path) -> None:
    assert _taken_in(tmp_path, "declared-generator", "synthetisch", "synthetisch").accepted == 2
    with in_tenant("GM0344"):
        found = invented_sources(tenants=["GM0344", "GM0307"], kind="registrations")
        assert [each.id for each in found] == ["declared-generator"]
        assert invented_sources(tenants=["GM0307"], kind="registrations") == ()
        assert invented_sources(tenants=["GM0344"], kind="notices") == ()


def test_a_delivery_of_registrations_makes_no_figure_old(tmp_path: Path) -> None:
    with every_municipality():
        before = fingerprint_of_inputs()
        _taken_in(tmp_path, "declared-generator", "synthetisch")
        assert fingerprint_of_inputs() == before


def test_another_origin_is_nobodys_business(tmp_path: Path) -> None:
    assert _taken_in(tmp_path, "police-registrations", "politie", "aangifte").accepted == 2
