"""The watched folder: settled files once, unfinished ones later, every answer in two languages."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from baken.flows.watch_folder import WatchedFolder
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import JobState
from baken.foundation.partners.services import ensure_municipality
from baken.records.uploads.keeping import path_of
from baken.records.uploads.models import Upload

pytestmark = pytest.mark.django_db
AT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
OUTCOME = {"rows": 5, "accepted": 3, "unchanged": 0, "revised": 1, "quarantined": 1}


class Looking:
    """A watched folder with a clock that the test moves."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder / "watched", 0.0
        self._watched = WatchedFolder(
            folder=self.folder, arriving=folder / "arriving", sources={"population": "cbs-70072ned"}
        )

    def put(self, name: str, text: str, place: str = "GM0344/population") -> Path:
        path = self.folder / place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def look(self, *, later: float = 11.0) -> int:
        self.clock += later
        return self._watched.look(at=AT, clock=self.clock)

    def names(self, place: str = "GM0344/population") -> list[str]:
        return sorted(
            path.relative_to(self.folder / place).as_posix()
            for path in (self.folder / place).rglob("*")
            if path.is_file()
        )


@pytest.fixture
def looking(tmp_path: Path, settings: Any) -> Looking:
    settings.UPLOADS_FOLDER = tmp_path
    ensure_municipality(code="GM0344", name="Utrecht")
    return Looking(tmp_path)


def end(state: JobState, **more: Any) -> None:
    Job.objects.update(state=state, ended_at=AT, **more)
    if state is JobState.DONE:
        Upload.objects.update(state="taken-in")


def test_a_settled_file_is_asked_for_once_and_moved_with_its_answer(looking: Looking) -> None:
    looking.put("inwoners 2024.csv", "a,b\n1,2\n")
    assert [looking.look(later=0), looking.look(later=5), looking.look(later=5)] == [0, 0, 1]
    assert looking.look() == looking.look() == 0
    (upload,), (job,) = Upload.objects.all(), Job.objects.all()
    assert path_of(upload.id, upload.file_name).read_text() == "a,b\n1,2\n"
    assert job.person.username == "watched-folder"
    assert job.parameters | {"upload": ""} == {
        "upload": "", "kind": "population", "source": "cbs-70072ned", "year": 2024,
        "delivered_on": "2025-03-01",
    }  # fmt: skip
    assert looking.names() == ["inwoners 2024.csv"]
    end(JobState.DONE, outcome=OUTCOME)
    looking.look()
    assert looking.names() == ["done/inwoners 2024.csv", "done/inwoners 2024.csv.txt"]
    text = (looking.folder / "GM0344/population/done/inwoners 2024.csv.txt").read_text()
    assert "5 rijen, waarvan 3 nieuw" in text
    assert "5 rows, of which 3 new" in text
    assert "bureau van de gegevensbeheerder" in text


def test_a_file_that_still_grows_is_waited_for(looking: Looking) -> None:
    path = looking.put("groeit.csv", "a\n")
    looking.put("download.csv.part", "a\n")
    for more in range(3):
        assert looking.look() == 0
        path.write_text("a\n" * (more + 2))
    assert [looking.look(), looking.look(later=3), looking.look(later=8)] == [0, 0, 1]


def test_what_is_refused_says_why(looking: Looking) -> None:
    looking.put("mis.csv", "<html>")
    for _ in range(2):
        looking.look()
    end(JobState.FAILED, message='"mis.csv" is a web page')
    looking.look()
    assert looking.names() == ["refused/mis.csv", "refused/mis.csv.txt"]
    text = (looking.folder / "GM0344/population/refused/mis.csv.txt").read_text()
    assert text.count('"mis.csv" is a web page') == 2
    assert Upload.objects.get().state == "discarded"


def test_the_same_name_again_keeps_both_and_the_same_content_is_left_to_the_intake(
    looking: Looking,
) -> None:
    for _ in range(2):
        looking.put("a.csv", "a,b\n")
        looking.look()
        looking.look()
        end(JobState.DONE, outcome=OUTCOME)
        looking.look()
    assert looking.names() == ["done/a-2.csv", "done/a-2.csv.txt", "done/a.csv", "done/a.csv.txt"]


@pytest.mark.parametrize("place", ["GM9998/population", "GM0344/juggling"])
def test_a_wrong_folder_is_answered_too(looking: Looking, place: str) -> None:
    looking.put("a.csv", "a,b\n", place)
    for _ in range(2):
        assert looking.look() == 0
    assert looking.names(place) == ["refused/a.csv", "refused/a.csv.txt"]
    assert not Upload.objects.exists()


def test_a_folder_that_is_not_there_is_nothing_to_do(looking: Looking) -> None:
    assert looking.look() == 0
