"""A backup and its key are two files; a restore elsewhere takes both or says what it lacks."""

import argparse
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from baken.site import environment, seal_keys
from baken.site.commands import backup as backing_up
from baken.site.commands import restore as restoring
from baken.site.postgres.archive import FORMAT, Manifest
from baken.site.postgres.trouble import BackupRefused

KEY, OTHER = "k" * 64, "o" * 64


def manifest(seal_key: str) -> Manifest:
    return Manifest(
        FORMAT, "0", "18.1", "2026-05-01T12:00:00+00:00", "x", "0" * 64, 9, {}, seal_key
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with a key; the database itself is not touched by these tests."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "seal-key").write_text(KEY)
    monkeypatch.setenv("BAKEN_HOME", str(home))
    monkeypatch.delenv("BAKEN_SEAL_KEY", raising=False)
    for module in (backing_up, restoring):
        monkeypatch.setattr(module, "start_database", lambda _values: None)
    return home


@pytest.fixture
def made(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a backup of that home, made with its key beside it."""
    out = tmp_path / "safe" / "baken.tar"
    out.parent.mkdir()

    def write(_source: object, file: Path, *, seal_key: str, progress: object) -> Manifest:
        file.write_text(seal_key)
        return manifest(seal_key)

    monkeypatch.setattr(backing_up, "backup", write)
    backing_up.run(argparse.Namespace(file=out, without_seal_key=False, json=False))
    return out


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return which files were really put back."""
    done: list[Path] = []

    def put_back(file: Path, _home: Path, *, progress: object) -> Manifest:
        done.append(file)
        return manifest(file.read_text())

    monkeypatch.setattr(restoring, "restore", put_back)
    monkeypatch.setattr(restoring, "read_manifest", lambda file: manifest(file.read_text()))
    return done


def restore(file: Path, **said: Any) -> int:
    told = {"seal_key": None, "without_seal_key": False, "json": False}
    return restoring.run(argparse.Namespace(file=file, **told | said))


def test_the_key_goes_beside_the_backup_for_us_alone(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = made.with_name("baken.tar.seal-key")
    assert place.read_text() == KEY
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert KEY not in made.read_text()
    (home / "uploads" / "kept" / "one").mkdir(parents=True)
    backing_up.run(argparse.Namespace(file=made, without_seal_key=False, json=False))
    said = capsys.readouterr()
    assert "keep the key in another place" in said.err
    assert "1 files that were brought in and not taken in yet" in said.out


def test_a_backup_without_its_key_says_where_it_is(
    home: Path, made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = seal_keys.beside(made)
    place.unlink()
    backing_up.run(argparse.Namespace(file=made, without_seal_key=True, json=True))
    said = capsys.readouterr()
    assert str(home / "seal-key") in said.err
    assert json.loads(said.out.splitlines()[-1])["seal_key"] == seal_keys.fingerprint(KEY)
    monkeypatch.setenv("BAKEN_SEAL_KEY", OTHER)
    backing_up.run(argparse.Namespace(file=made, without_seal_key=False, json=False))
    assert "BAKEN_SEAL_KEY" in capsys.readouterr().err
    assert not place.exists()


def test_elsewhere_the_key_comes_along_and_the_former_one_is_kept(
    home: Path, made: Path, restored: list[Path]
) -> None:
    (home / "seal-key").write_text(OTHER)
    assert restore(made) == 0
    assert (home / "seal-key").read_text() == KEY
    assert (home / seal_keys.BEFORE).read_text() == OTHER
    assert stat.S_IMODE((home / "seal-key").stat().st_mode) == 0o600
    assert restored == [made]


def test_a_fresh_home_gets_the_key_from_wherever_it_was_kept(
    home: Path, made: Path, restored: list[Path], tmp_path: Path
) -> None:
    (home / "seal-key").unlink()
    elsewhere = tmp_path / "vault"
    seal_keys.beside(made).rename(elsewhere)
    with pytest.raises(BackupRefused, match=r"is not there.*--seal-key FILE"):
        restore(made)
    assert restored == []
    assert restore(made, seal_key=elsewhere) == 0
    assert (home / "seal-key").read_text() == KEY


def test_another_key_is_refused_before_anything_changes(
    home: Path, made: Path, restored: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "seal-key").write_text(OTHER)
    seal_keys.beside(made).write_text(OTHER)
    with pytest.raises(BackupRefused, match="holds another key"):
        restore(made)
    seal_keys.beside(made).write_text(KEY)
    monkeypatch.setenv("BAKEN_SEAL_KEY", OTHER)
    with pytest.raises(BackupRefused, match="setting BAKEN_SEAL_KEY"):
        restore(made)
    assert restored == []


def test_who_says_so_goes_on_without_the_key(
    home: Path, made: Path, restored: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "seal-key").write_text(OTHER)
    seal_keys.beside(made).unlink()
    assert restore(made, without_seal_key=True) == 0
    assert (home / "seal-key").read_text() == OTHER
    assert "reset-second-factor" in capsys.readouterr().err
    assert restored == [made]


def test_a_setting_is_the_key_before_a_file(home: Path) -> None:
    assert seal_keys.key_here(environment.read({"BAKEN_HOME": str(home)})) == KEY
    values = environment.read({"BAKEN_HOME": str(home), "BAKEN_SEAL_KEY": OTHER})
    assert seal_keys.key_here(values) == OTHER
    assert seal_keys.key_here(environment.read({"BAKEN_HOME": str(home / "none")})) == ""
