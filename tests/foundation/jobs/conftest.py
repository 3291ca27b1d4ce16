"""A copy of the template for tests of the worker: their rows are committed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from foundation.jobs.own_database import OwnDatabase

from baken.site.postgres.sessions import administrator, session
from baken.site.postgres.supervisor import running_cluster


@pytest.fixture(scope="module")
def own(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDatabase]:
    """Return a database of this module's own, removed afterwards."""
    home, name = Path(os.environ["BAKEN_HOME"]), f"test_own_{os.getpid()}"
    with session(administrator(running_cluster(home))) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} OWNER baken_owner TEMPLATE test_template")
    yield OwnDatabase(home, name, tmp_path_factory.mktemp("home"))
    with session(administrator(running_cluster(home))) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
