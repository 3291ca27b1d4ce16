"""What a kill left of uploads is removed; what may still come about, or is used, stays."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from baken.catalogue.limits import UPLOAD_LIMITS
from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_municipality, ensure_person
from baken.records.uploads.keeping import arriving_folder, keep, let_go, path_of
from baken.records.uploads.models import Upload
from baken.records.uploads.rules import UploadState
from baken.records.uploads.sweeping import sweep_uploads

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
YOUNG = timedelta(hours=UPLOAD_LIMITS.unused_hours) - timedelta(minutes=1)
OLD = timedelta(hours=UPLOAD_LIMITS.unused_hours) + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.UPLOADS_FOLDER = tmp_path
    ensure_municipality(code="GM0344", name="Utrecht")
    return tmp_path


def arrived(name: str, age: timedelta) -> Path:
    path = arriving_folder() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"bytes")
    return aged(path, age)


def aged(path: Path, age: timedelta) -> Path:
    moment = (NOW - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def kept(age: timedelta, state: UploadState | None, **look: bool) -> Path:
    """Keep bytes as of an upload in this state; without a state no upload came about."""
    identifier = uuid4()
    keep(identifier, "a.csv", arrived(str(identifier), age))
    if state is not None:
        person = ensure_person(username="steward", full_name="S. Steward", password=None)
        with every_municipality():
            Upload.objects.create(
                id=identifier, tenant_id="GM0344", person_id=person, file_name="a.csv", size=5,
                sha256="0" * 64, received_at=NOW, state=state, look=look,
            )  # fmt: skip
    return aged(path_of(identifier, "a.csv").parent, age)


def swept() -> tuple[int, int]:
    with every_municipality():
        return sweep_uploads(at=NOW)


def test_a_file_that_stopped_arriving_goes_and_one_that_arrives_stays() -> None:
    old, young = arrived("old", OLD), arrived("young", YOUNG)
    assert swept() == (1, 0)
    assert (old.exists(), young.exists()) == (False, True)
    assert swept() == (0, 0)


@pytest.mark.parametrize("state", list(UploadState))
def test_bytes_go_with_the_upload_that_let_go_of_them(state: UploadState) -> None:
    place = kept(timedelta(0), state)
    goes = state in {UploadState.TAKEN_IN, UploadState.DISCARDED}
    assert swept() == (0, int(goes))
    assert place.exists() is not goes


def test_bytes_about_persons_go_at_once() -> None:
    place = kept(timedelta(0), UploadState.LOOKED_AT, persons=True)
    assert swept() == (0, 1)
    assert not place.exists()


def test_bytes_of_an_upload_that_never_came_about_go_when_it_cannot_any_more() -> None:
    old, young = kept(OLD, None), kept(YOUNG, None)
    assert swept() == (0, 1)
    assert (old.exists(), young.exists()) == (False, True)


def test_what_is_no_upload_of_ours_is_left_alone(folder: Path) -> None:
    strange = folder / "kept" / "notes of the administrator"
    strange.mkdir(parents=True)
    aged(strange, OLD)
    assert swept() == (0, 0)
    assert strange.exists()


def test_without_any_upload_there_is_nothing_to_do() -> None:
    assert swept() == (0, 0)
    let_go(UUID(int=0))
