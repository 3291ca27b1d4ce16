"""The briefing over HTTP and on the command line: one page, the same words in every form."""

import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest
from desks.conftest import Visit
from records.registrations.files import UTRECHT, deliver, line

from baken.foundation.partners.scope import in_tenant
from baken.site.command_line import find_command, run_command
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
COORDINATOR = (UTRECHT, Role.COORDINATOR)
DAY = date(2026, 3, 3)
CAME_IN = "Sinds gisteren kwamen er 6 registraties bij over Utrecht: 6 inbraken in woningen."


@pytest.fixture
def delivered(tmp_path: Path) -> Path:
    rows = [
        line(
            str(n), straat="Oudegracht 3",
            pleegdatum_van="2026-02-24 08:00", pleegdatum_tot="2026-02-24 09:00",
        )
        for n in range(6)
    ]  # fmt: skip
    with in_tenant(UTRECHT):
        deliver(tmp_path, *rows, on=DAY)
    return tmp_path


def test_the_page_says_what_changed_first_and_where_to_look(delivered: Path, visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    page = client.get("/ochtend/GM0344/?dag=2026-03-03").content.decode()
    main = page.split("<main", 1)[1]
    assert CAME_IN.partition(":")[0] in main.split("</p>")[1]
    for wanted in ("Oudegracht", "6 registraties in twee weken", "meer dan gewoonlijk", "<svg"):
        assert wanted in main, wanted
    assert "Oudegracht 3" not in main
    quiet = client.get("/ochtend/WK034403/?dag=2026-03-04").content.decode()
    assert "geen levering van de politie" in quiet
    english = client.get(
        "/ochtend/GM0344/?dag=2026-03-03&soort=1.2.3", headers={"accept-language": "en"}
    )
    assert "Since yesterday 6 registrations came in" in english.content.decode()
    for wrong in ("?dag=2999-01-01", "?dag=gisteren"):
        assert client.get("/ochtend/GM0344/" + wrong).status_code == 404


def test_pdf_and_json_say_the_same_on_one_page(delivered: Path, visit: Visit) -> None:
    client = visit("coordinator", COORDINATOR)
    pdf = client.get("/ochtend/GM0344.pdf?dag=2026-03-03")
    assert pdf["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(pdf.content))
    assert len(reader.pages) == 1
    assert "Sinds gisteren" in reader.pages[0].extract_text()
    told = client.get("/ochtend/GM0344.json?dag=2026-03-03").json()
    assert told["new"] == 6
    assert told["changed"][0].startswith("Sinds gisteren kwamen er 6 registraties bij")
    assert told["origin"] == ""


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_the_command_writes_every_form(delivered: Path, form: str, capsys) -> None:
    out = delivered / f"morning.{form}"
    words = ["--date", "2026-03-03", "--area", "GM0344", "--out", str(out), "--json"]
    assert run_command(find_command(["briefing"]), words) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["new"] == 6
    assert out.stat().st_size > 500
