"""A mapping of a municipality is saved, shown and followed by command, under row security."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.selectors import registrations_between
from baken.site.commands import import_file, mapping

pytestmark = pytest.mark.django_db


def test_a_mapping_of_a_municipality_is_saved_and_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("nr,what,when\n1,inbraak,2024-03-01 22:10\n")
    said = tmp_path / "mapping.json"
    columns = {"number": "nr", "offence": "what", "committed_from": "when"}
    said.write_text(json.dumps({"columns": columns, "words": {"offence": {"inbraak": "1.1.1"}}}))
    asked = {"year": None, "municipality": "GM0344", "json": True}
    words = ["ours", "registrations", str(file)]
    assert mapping.run(Namespace(action="save", words=words, given=said, **asked)) == 0
    assert mapping.run(Namespace(action="show", words=["ours"], given=None, **asked)) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["tenant"] == "GM0344"
    taken = Namespace(
        kind="registrations",
        file=file,
        source="police-registrations",
        mapping="ours",
        corrects=None,
        delivered_on=date(2024, 4, 1),
        **asked,
    )
    assert import_file.run(taken) == 0
    with in_tenant("GM0344"):
        (found,) = registrations_between("GM0344", first=date(2024, 3, 1), last=date(2024, 3, 1))
    assert found.offence == "1.1.1"
