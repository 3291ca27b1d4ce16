"""One prepared home for the soaks of imports; each copies it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from soak.import_world import World


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """Return a folder that the account of the database may pass."""
    folder = Path(tempfile.mkdtemp(prefix="baken-soak-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def template(ground: Path) -> World:
    """Return the prepared home, stopped in order; it is only copied."""
    world = World(ground / "template")
    world.prepare()
    world.stop()
    return world
