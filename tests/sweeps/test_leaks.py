"""Leaks by HTTP: 5,000 random (person, municipality, object) tuples; the other 5,000 go by SQL.

A leak is a word of a municipality on a page of somebody it is not for, an answer that tells
whether an object exists, a change across the border, or a scope that is not of who asks. The
plants at the end open a door on purpose, and the same checks have to find it.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from sweeps.leak_world import (
    AREAS,
    PER_TENANT,
    SEED,
    TENANTS,
    Somebody,
    World,
    enter,
    make_world,
    undone,
)

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.foundation.stewardship.models import AuditEntry
from baken.records.remarks import selectors
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import READING_ROLES, WRITING_ROLES
from baken.vocabulary.role import Role

WHOLE_PAGES, BARE_PAGES = 500, 4_500
# The frame around every page (head, menus, footer) costs two thirds of the time and holds no rows.
BARE_FRAME = """
<title>{% block title %}{% endblock %}{% block description %}{% endblock %}</title>{{ looking_as }}
{% block breadcrumb %}{% endblock %}{% for message in messages %}{{ message }}{% endfor %}
{% block main %}{% endblock %}{% block print_notes %}{% endblock %}
"""
WORD = re.compile(r"zz(GM\d{4})(remark|log|delivery|conversation)(\d+)zz")
SOURCE = Path(__file__).resolve().parents[2] / "src" / "baken"

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def get_remark(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    address = "/toelichting/{}/".format
    return _existence(who, tenant, "remark", address, world.remarks[tenant][number])


def get_delivery(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    address = "/gegevens/{}/".format
    return _existence(who, tenant, "delivery", address, world.deliveries[tenant][number])


def get_list(_world: World, who: Somebody, tenant: str, _number: int) -> list[str]:
    return _words(who, who.client.get(f"/toelichtingen/{AREAS[tenant]}/"))


def get_page(_world: World, who: Somebody, _tenant: str, number: int) -> list[str]:
    pages = ("/toelichtingen/", "/logboek/", "/bureau/privacy-officer/", "/gegevens/")
    return _words(who, who.client.get(pages[number % len(pages)]))


def post_withdrawal(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    identifier = world.remarks[tenant][number]
    response = who.client.post(f"/toelichting/{identifier}/intrekken/")
    enter(tenants=tenant)
    withdrawn = Remark.objects.get(id=identifier).withdrawn_at is not None
    own = who.may_see(tenant, "remark") and world.authors[identifier] == who.key
    found = [] if withdrawn == own else [f"withdrawn: {withdrawn}, own: {own}"]
    return found + _words(who, response)


def post_remark(_world: World, who: Somebody, tenant: str, _number: int) -> list[str]:
    asked = {"indicator": "registered-crime-1.1.1", "year": "2024", "text": "geplant"}
    if AREAS[tenant].startswith("WK"):
        asked["indicator"] = "registered-crime-0.0.0"
    response = who.client.post(f"/toelichtingen/{AREAS[tenant]}/schrijven/", asked)
    enter(tenants=",".join(TENANTS))
    written = list(Remark.objects.filter(text="geplant").values_list("tenant_id", "author_id"))
    allowed = [(tenant, who.key)] if who.holds(tenant, WRITING_ROLES) else []
    logged = AuditEntry.objects.exclude(subject__startswith="zz").count()
    found = [] if written == allowed else [f"written {written}, allowed {allowed}"]
    found += [] if logged == len(written) else [f"{logged} log entries for {len(written)} remarks"]
    return found + _words(who, response)


# The lists are long pages; one tuple in twelve asks for one.
ASKED_BY_HTTP = (
    *(2 * (get_remark, get_delivery, get_list, post_withdrawal, post_remark)),
    get_remark,
    get_page,
)


def _words(who: Somebody, response: HttpResponse) -> list[str]:
    """Return every word on a page that is not for who asked."""
    text = response.content.decode()
    found = [] if response.status_code < 500 else [f"status {response.status_code}"]
    return found + [
        match.group() for match in WORD.finditer(text) if not who.may_see(match[1], match[2])
    ]


def _existence(
    who: Somebody, tenant: str, kind: str, address: Callable[[UUID], str], identifier: UUID
) -> list[str]:
    """Return what leaks of an object, also that it is there at all."""
    response = who.client.get(address(identifier))
    if who.may_see(tenant, kind):
        shown = f"zz{tenant}{kind}" in response.content.decode()
        return _words(who, response) + ([] if shown else [f"{kind} not shown to its own people"])
    if kind not in who.seen:
        never = uuid4()
        who.seen[kind] = _plain(who.client.get(address(never)), never)
    same = _plain(response, identifier) == who.seen[kind]
    return _words(who, response) + ([] if same else [f"{kind} {identifier} is known to exist"])


def _plain(response: HttpResponse, identifier: UUID) -> tuple[int, str, str]:
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    where = response.headers.get("Location", "")
    return (
        response.status_code,
        where.replace(str(identifier), ""),
        body.replace(str(identifier), ""),
    )


def leaks_by_http(
    world: World, number: int, asked: tuple[Callable, ...], *, seed: int = SEED
) -> list[str]:
    """Ask ``number`` random things by HTTP and return every leak."""
    chance, found = random.Random(seed), []
    entered: list[tuple[object, object]] = []

    def watch(execute: Callable, query: str, given: Any, many: object, context: object) -> Any:
        if "baken_enter" in query:
            entered.append((current.key, given[0]))
        return execute(query, given, many, context)

    with connection.execute_wrapper(watch):
        for _ in range(number):
            current, tenant = chance.choice(world.people), chance.choice(list(TENANTS))
            ask, which = chance.choice(asked), chance.randrange(PER_TENANT)
            with undone():
                leaks = ask(world, current, tenant, which)
            enter()
            # A message waits in a cookie for the next page; here every tuple stands by itself.
            current.client.cookies.pop("messages", None)
            found += [f"{ask.__name__} {current.roles} {tenant}: {leak}" for leak in leaks]
    # Whoever asks, only that person's scope is ever entered.
    return found + [f"{asker} entered as {other}" for asker, other in entered if asker != other]


def test_nothing_leaks_by_http(world: World) -> None:
    assert leaks_by_http(world, WHOLE_PAGES, ASKED_BY_HTTP) == []


def test_nothing_leaks_by_http_in_many_bare_pages(
    world: World, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "base.html").write_text(BARE_FRAME, encoding="utf-8")
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]
    found = leaks_by_http(world, BARE_PAGES, ASKED_BY_HTTP, seed=SEED + 9)
    assert found == []
    page = world.people[-1].client.get("/inloggen/").content.decode()
    assert "<form" in page
    assert "<footer" not in page


def test_no_header_cookie_or_parameter_enters_somebody_else(world: World) -> None:
    who = next(each for each in world.people if each.holds("GM0344", READING_ROLES))
    other = next(each for each in world.people if each.key not in {0, who.key})
    entered = []

    def watch(execute: Callable, query: str, given: Any, many: object, context: object) -> Any:
        if "baken_enter" in query:
            entered.append(given[0])
        return execute(query, given, many, context)

    names = ("person", "user", "baken.person", "entering", "REMOTE_USER", "HTTP_X_REMOTE_USER")
    with connection.execute_wrapper(watch):
        for name in names:
            who.client.get("/toelichtingen/", {name: str(other.key)})
            who.client.get("/toelichtingen/", **{name: str(other.key)})
            who.client.cookies[name.replace(".", "_")] = str(other.key)
            who.client.get("/toelichtingen/")
    assert set(entered) == {who.key}
    assert len(entered) == 3 * len(names)


def test_only_the_middleware_enters_a_scope() -> None:
    texts = {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
    }

    def files_with(pattern: str) -> set[str]:
        return {name for name, text in texts.items() if re.search(pattern, text)}

    scope, rights = "foundation/partners/scope.py", "site/table_rights.py"
    assert files_with(r"baken_enter\(") == {scope, rights}
    # A form that came without a session is kept for whose signed token it carries, nothing else.
    late_form = "desks/planning/kept_typing.py"
    assert files_with(r"\benter_scope\(") == {scope, "site/middleware.py", late_form}
    assert files_with(r"set_config\(.baken|baken\.tenants") == {scope, rights}
    # The door to the rows of all municipalities is for commands, which run as the owner, and for
    # the nightly round of the worker.
    # The computation of figures lets out only what was decided to be shown; it runs there as well.
    named = {scope, "site/daily.py", "flows/compute_figures/__init__.py"}
    # Parts of `baken demo` and of `baken import conversations`, which run as the owner too.
    named |= {"site/bundled_quotes.py", "site/conversation_file.py"}
    opened = files_with(r"\bevery_municipality\(") - named
    rooms = {name.rpartition("/")[0] for name in opened}
    assert rooms == {"site/commands"}


# --- plants: open a door and see it found -----------------------------------------------------


def test_without_its_rule_row_security_still_closes_a_remark(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two locks: a view that forgets the rule still shows residents nothing.

    A data steward works for the municipality: only the rule keeps remarks from that role.
    """
    world.people = [
        who for who in world.people if not any(role is Role.DATA_STEWARD for _, role in who.roles)
    ]
    monkeypatch.setattr(selectors, "readable_tenants", lambda scope: scope.tenants)
    assert leaks_by_http(world, 400, (get_remark, get_page)) == []


def test_a_page_that_enters_somebody_else_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = max(world.people, key=lambda who: len(who.roles))
    monkeypatch.setattr(
        "baken.site.middleware.enter_scope",
        lambda _user, enter=enter_scope: enter(Person.objects.get(pk=other.key)),
    )
    found = leaks_by_http(world, 60, (get_remark, get_delivery))
    assert any("entered as" in leak for leak in found)
    assert any("zzGM" in leak for leak in found)
