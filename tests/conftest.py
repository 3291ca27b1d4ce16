"""The database of the tests: one embedded cluster, one template loaded with the bundled data.

Every worker gets a copy of the template; every test runs in a transaction that is rolled back.
Tests connect as the owner role; ``as_application`` switches to the role the web connects as.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "tests"
# Before Django reads its settings: tests have a home, a role and a demo install of their own.
# pytest-django would read the settings before this file if pyproject.toml named them.
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "baken.site.settings",
    "BAKEN_HOME": str(HOME),
    "BAKEN_DATABASE_ROLE": "owner",
    "BAKEN_DEMO": "1",
    "BAKEN_LOG_LEVEL": "ERROR",
    "NUMBA_CACHE_DIR": str(HOME / "numba"),
}
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from baken.site import environment  # noqa: E402 - the home is set above
from baken.site.database import start_database  # noqa: E402 - after Django

start_database(environment.read())

import django  # noqa: E402 - its settings read the passwords of the started database

django.setup()

import pytest  # noqa: E402 - after Django
from django.contrib.auth.signals import user_logged_in  # noqa: E402 - after Django
from django.db import connection, connections  # noqa: E402 - after Django
from django.http import HttpRequest  # noqa: E402 - after Django
from hypothesis import settings as drawing  # noqa: E402 - after Django
from xdist.scheduler import LoadScopeScheduling  # noqa: E402 - after Django

from baken.foundation.partners.sessions import SECOND_FACTOR  # noqa: E402 - after Django
from baken.site.postgres.grants import give_rights  # noqa: E402 - after Django
from baken.site.postgres.locking import held  # noqa: E402 - after Django
from baken.site.postgres.sessions import administrator, session  # noqa: E402 - after Django
from baken.site.postgres.supervisor import running_cluster, stop  # noqa: E402 - after Django

TEMPLATE = "test_template"
# A test begins with nothing in the log: browser tests write into the database that the template is
# made from, and a template that is made anew would bring their lines along.
EMPTY_LOG = """
ALTER TABLE stewardship_auditentry DISABLE TRIGGER USER;
ALTER TABLE stewardship_processingline DISABLE TRIGGER USER;
TRUNCATE stewardship_auditentry, stewardship_processingline;
ALTER TABLE stewardship_auditentry ENABLE TRIGGER USER;
ALTER TABLE stewardship_processingline ENABLE TRIGGER USER;
"""

# The same draws every run: a red run is one's own doing. New draws are looked for in ``make soak``.
drawing.register_profile("repeatable", derandomize=True, deadline=None)
drawing.register_profile("searching", deadline=None, print_blob=True)
drawing.load_profile("repeatable")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Keep the name that ``django_db_setup`` sets."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id: str) -> Iterator[None]:
    """Load the template once, copy it for this worker, and drop the copy afterwards."""
    name = f"test_{worker_id}"
    with held(HOME / "template.lock", patience=900):
        _fill_template()
        _copy_database(TEMPLATE, name)
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def served_database(django_db_setup: None) -> Iterator[None]:
    """Let a web server write into the database ``baken``, and put it back as it came afterwards.

    The next template is made from it: what one run left would stand in every test of the next.
    """
    yield
    with held(HOME / "template.lock", patience=900):
        _copy_database(TEMPLATE, "baken")
        give_rights(running_cluster(HOME), "baken")


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Return the name of this worker, also without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(autouse=True, scope="session")
def whole_log_in() -> None:
    """Let ``force_login`` stand for a whole log-in, the second factor included."""

    def mark(request: HttpRequest, **_named: object) -> None:
        if not request.path:  # the request that force_login makes up
            request.session[SECOND_FACTOR] = "code"

    user_logged_in.connect(mark, weak=False)


@pytest.fixture
def as_application(db: None) -> None:
    """Run as the role the web connects as, until the test's transaction ends."""
    with connection.cursor() as cursor:
        # LOCAL: the role goes back when the test's transaction is rolled back.
        cursor.execute("SET LOCAL ROLE baken_app")


def _fill_template() -> None:
    """Bring the bundled data into the database ``baken``, then keep a copy nobody connects to."""
    loaded = HOME / "template.loaded"
    load = [sys.executable, "-m", "baken", "demo"]
    subprocess.run(load, check=True, stdout=subprocess.DEVNULL)
    if loaded.exists() and loaded.read_text() == _state():
        return
    _copy_database("baken", TEMPLATE)
    _administer("GRANT baken_app TO baken_owner")
    _administer(EMPTY_LOG, TEMPLATE)
    loaded.write_text(_state())


def _state() -> str:
    """Return what the template was made from: the tables' definitions and the figures."""
    files = sorted((ROOT / "src").rglob("migrations/0*.py"))
    # The roles say who opens a municipality's rows: the rights are made from them.
    files += [
        ROOT / "src/baken/site/table_rights.py",
        ROOT / "src/baken/site/queue.py",
        ROOT / "src/baken/catalogue/roles/roles.toml",
        Path(__file__),
    ]
    # Plans and quotes that come with Baken are taken in at the start as well.
    files += sorted((ROOT / "data/nl").rglob("*.toml"))
    text = "".join(path.read_text() for path in files)
    counted = _administer(
        "SELECT string_agg(fingerprint || id, ',') FROM indicators_computation", "baken"
    )
    # Judgements and notices are made anew at every start, so their content says what they are.
    judged = _administer(
        "SELECT md5(string_agg(concat_ws('|', indicator, area_code, question, subject, period,"
        " verdict, value, detectable_fall, detectable_rise, notes), ',' ORDER BY indicator,"
        " area_code, question, subject, period)) FROM indicators_judgement",
        "baken",
    )
    noticed = _administer(
        "SELECT md5(string_agg(key || sentence_nl, ',' ORDER BY key)) FROM intake_qualitynotice",
        "baken",
    )
    return hashlib.sha256(f"{text}{counted}{judged}{noticed}".encode()).hexdigest()


def _copy_database(old: str, new: str) -> None:
    _administer(f"DROP DATABASE IF EXISTS {new} WITH (FORCE)")
    _administer(f"CREATE DATABASE {new} OWNER baken_owner TEMPLATE {old}")


def _administer(statement: str, database: str = "postgres") -> object:
    with session(administrator(running_cluster(HOME), database)) as admin:
        done = admin.execute(statement)
        return done.fetchone() if done.description else None


class OneBrowser(LoadScopeScheduling):
    """Hands out tests one by one, but all browser tests to one worker: they share a browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)  # the soak runs without the plugin
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneBrowser:
    """Return what divides the tests over the workers."""
    return OneBrowser(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the tests' cluster when the last process of the run is done."""
    if not hasattr(session.config, "workerinput"):
        connections.close_all()
        stop(HOME)
