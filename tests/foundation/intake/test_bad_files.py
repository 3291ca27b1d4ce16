"""Every bad file through the real intake: a clear refusal, or good rows kept, bad ones waiting."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from foundation.intake.bad_files import CORPUS, HEAVY, BadFile

from baken.catalogue.problems import known_problem
from baken.foundation.intake.kind import Options
from baken.foundation.intake.models import DeliveredPack, Delivery, QuarantinedRow
from baken.foundation.intake.pipeline import receive
from baken.site.kinds import DEFAULT_SOURCES, kind_named
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
MOST_MEMORY = 512 * 1024 * 1024
each = pytest.mark.parametrize("bad", CORPUS, ids=lambda bad: bad.name)


def take_in(folder: Path, bad: BadFile):
    path = folder / bad.name
    bad.make(path)
    return receive(
        kind=kind_named(bad.kind),
        path=path,
        source=DEFAULT_SOURCES[bad.kind],
        delivered_on=date(2030, 1, 1),
        received_at=datetime(2030, 1, 2, tzinfo=UTC),
        options=Options(year=2029),
    )


def stored() -> tuple[int, int, int]:
    return (
        Delivery.objects.count(),
        DeliveredPack.objects.count(),
        QuarantinedRow.objects.count(),
    )


def test_there_are_at_least_sixty_and_each_has_a_name_of_its_own():
    names = [bad.name for bad in (*CORPUS, *HEAVY)]
    assert len(set(names)) == len(names) >= 60


@each
def test_a_bad_file_is_refused_whole_or_its_good_rows_are_kept(tmp_path, bad):
    before = stored()
    if not (bad.kept or bad.waiting):
        with pytest.raises(UnusableInputError) as caught:
            take_in(tmp_path, bad)
        # The guard against personal data looks at columns, wherever they come from.
        assert bad.name in str(caught.value) or bad.name == "person.csv"
        assert bad.refused in str(caught.value)
        # Known by its form: the desk tells it in Dutch (tests/catalogue/test_problems).
        assert known_problem(str(caught.value)), str(caught.value)
        assert stored() == before
        return
    receipt = take_in(tmp_path, bad)
    assert receipt.accepted == bad.kept
    assert receipt.reasons == bad.waiting
    assert bad.note in " ".join(receipt.notes)
    for row in QuarantinedRow.objects.filter(delivery_id=receipt.delivery):
        assert row.number
        assert row.remedy_nl
        assert row.remedy_en


@pytest.mark.parametrize("bad", HEAVY, ids=lambda bad: bad.name)
def test_a_heavy_file_is_refused_in_little_memory(tmp_path, bad):
    path = tmp_path / bad.name
    bad.make(path)
    reader = "maps.read_map" if bad.kind == "areas" else "delivered.read_table"
    module, name = reader.split(".")
    code = (
        f"from baken.foundation.intake.reading.{module} import {name}\n"
        "from baken.vocabulary.errors import UnusableInputError\n"
        "import pathlib, sys\n"
        "try:\n"
        f"    for _ in {name}(pathlib.Path(sys.argv[1])).rows: pass\n"
        "except UnusableInputError as error:\n"
        # Not ru_maxrss: that one still counts the process that started this one.
        "    status = pathlib.Path('/proc/self/status').read_text()\n"
        "    print(status.partition('VmHWM:')[2].split()[0], error)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    kilobytes, _, message = answer.stdout.partition(" ")
    assert bad.refused in message
    assert int(kilobytes) * 1024 < MOST_MEMORY
