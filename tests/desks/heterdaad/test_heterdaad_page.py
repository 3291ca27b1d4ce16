"""Attempted against completed burglary over HTTP: shares with margins, stated figures, CSV."""

from datetime import date
from pathlib import Path

import pytest
from desks.conftest import Visit
from records.registrations.files import UTRECHT, deliver, line

from baken.foundation.partners.scope import in_tenant
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db


def test_a_year_has_its_share_with_a_margin_and_few_have_none(tmp_path: Path, visit: Visit) -> None:
    def row(number: int, **cells: str) -> str:
        return line(f"{number}", **cells)

    tried = [row(n, poging_voltooid="poging") for n in range(4)]
    done = [row(n, ontdekt_door="politie") for n in range(4, 12)]
    old = {"pleegdatum_van": "2025-02-24 08:00", "pleegdatum_tot": "2025-02-24 09:00"}
    with in_tenant(UTRECHT):
        deliver(tmp_path, *tried, *done, row(99, **old), on=date(2026, 3, 3))
    client = visit("coordinator", (UTRECHT, Role.COORDINATOR))
    page = client.get("/heterdaad/GM0344/").content.decode()
    assert "33 %" in page
    assert "(14–61)" in page
    assert "te weinig" in page
    sheet = client.get("/heterdaad/GM0344.csv").content.decode("utf-8-sig").splitlines()
    assert "GM0344;2026;4;8;0;0,3333;0,1381;0,6094;4;8;" in sheet
    assert client.get("/heterdaad/GM0307/").status_code == 404
    assert client.get("/heterdaad/BU03440111/").status_code == 404


def test_stated_figures_stand_with_their_break(visit: Visit) -> None:
    client = visit("coordinator", ("GM0307", Role.COORDINATOR))
    page = client.get("/heterdaad/GM0307/").content.decode()
    for wanted in ("15.660", "16.500", "WhatsAppgroep", "nog geen registraties"):
        assert wanted in page, wanted
