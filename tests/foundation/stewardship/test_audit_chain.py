"""The chain of the log: what the database writes, what verification finds, and how anchors help.

Everything planted here is done and committed as the administrator of the cluster, who stands
above every right and trigger; rows are removed again afterwards.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.partners.scope import every_municipality
from baken.foundation.stewardship.anchors import HEADER, add_anchors, line_of, read_anchors
from baken.foundation.stewardship.chain import FIRST, Anchor, Link, sha256_of, verify
from baken.foundation.stewardship.verification import Verification, heads, verify_log
from baken.site.command_line import main
from baken.site.postgres.sessions import Session, administrator, session
from baken.site.postgres.supervisor import running_cluster
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
LOGS = ("GM9990", "GM9991")
ENTRIES = 6
ADD = """
INSERT INTO stewardship_auditentry (id, tenant_id, number, actor_id, at, action, subject, details,
  operation, previous_sha256, sha256)
SELECT gen_random_uuid(), %s, 0, min(id), now(), 'write-remark', %s,
  '{"b": "één", "a": "1"}', '', '', '' FROM partners_person
"""
REMOVE = (
    "DELETE FROM stewardship_auditentry WHERE tenant_id LIKE 'GM999%'",
    "DELETE FROM partners_municipality WHERE code LIKE 'GM999%'",
    "DELETE FROM partners_person WHERE username = 'chain'",
)


def open_session() -> AbstractContextManager[Session]:
    cluster = running_cluster(settings.HOME)
    return session(administrator(cluster, connection.settings_dict["NAME"]))


@pytest.fixture
def planted() -> Iterator[Session]:
    """Give an administrator's session on two logs of six entries each."""
    with open_session() as admin:
        admin.execute("SET session_replication_role = replica")
        for statement in REMOVE:
            admin.execute(statement)
        admin.execute("RESET session_replication_role")
        admin.execute(
            "INSERT INTO partners_person (username, full_name, password, is_active, is_demo)"
            " VALUES ('chain', 'K. Keten', '', true, false)"
        )
        for log in LOGS:
            admin.execute("INSERT INTO partners_municipality VALUES (%s, %s)", [log, log])
            for number in range(ENTRIES):
                admin.execute(ADD, [log, f"remark {number}"])
        yield admin
        admin.execute("SET session_replication_role = replica")
        for statement in REMOVE:
            admin.execute(statement)


def verified(anchors: tuple[Anchor, ...] = ()) -> Verification:
    with every_municipality():
        return verify_log(tenants=LOGS, anchors=anchors)


def newest() -> tuple[Anchor, ...]:
    with every_municipality():
        return heads(tenants=LOGS, day="2025-03-01")


def found(verification: Verification) -> set[tuple[str, int, str]]:
    return {(fault.log, fault.number, fault.what) for fault in verification.faults}


def test_what_the_database_chained_is_whole(planted: Session) -> None:
    verification = verified(newest())
    assert verification.whole
    assert (verification.logs, verification.entries, verification.anchors) == (2, 12, 2)


HERE = "WHERE tenant_id = 'GM9990' AND number "
REHASH = """
DO $$ DECLARE e stewardship_auditentry; last text; BEGIN
  FOR e IN SELECT * FROM stewardship_auditentry WHERE tenant_id = 'GM9990' ORDER BY number LOOP
    e.previous_sha256 := COALESCE(last, repeat('0', 64));
    e.sha256 := baken_entry_sha256(e); last := e.sha256;
    UPDATE stewardship_auditentry SET sha256 = e.sha256, previous_sha256 = e.previous_sha256
      WHERE id = e.id;
  END LOOP; END $$
"""
SWAP = (
    f"UPDATE stewardship_auditentry SET number = 99 {HERE} = 2",
    f"UPDATE stewardship_auditentry SET number = 2 {HERE} = 3",
    f"UPDATE stewardship_auditentry SET number = 3 {HERE} = 99",
)
TABLE = "stewardship_auditentry"
INSERT = (
    f"UPDATE stewardship_auditentry SET number = -number {HERE} > 3",
    (
        "INSERT INTO stewardship_auditentry SELECT (json_populate_record(e,"
        f" json_build_object('id', gen_random_uuid(), 'number', 4))).* FROM {TABLE} e {HERE} = 3"
    ),
    f"UPDATE stewardship_auditentry SET number = 1 - number {HERE} < 0",
)
PLANTS = {
    "edited action": ((f"UPDATE stewardship_auditentry SET action = 'x' {HERE} = 4",), "edited"),
    "edited moment": (
        (f"UPDATE stewardship_auditentry SET at = at + interval '1 microsecond' {HERE} = 4",),
        "edited",
    ),
    "edited details": (
        (f"UPDATE stewardship_auditentry SET details = '{{}}' {HERE} = 4",), "edited",
    ),
    "edited person": (
        (f"UPDATE stewardship_auditentry SET actor_id = actor_id + 1 {HERE} = 4",), "edited",
    ),
    "edited operation": (
        (f"UPDATE stewardship_auditentry SET operation = 'x' {HERE} = 4",), "edited",
    ),
    "moved to another log": (
        (f"UPDATE stewardship_auditentry SET tenant_id = 'GM9991', number = 7 {HERE} = 6",),
        "edited",
    ),
    "dropped": ((f"DELETE FROM stewardship_auditentry {HERE} = 3",), "dropped"),
    "dropped first": ((f"DELETE FROM stewardship_auditentry {HERE} = 1",), "dropped"),
    "dropped and renumbered": (
        (
            f"DELETE FROM stewardship_auditentry {HERE} = 3",
            f"UPDATE stewardship_auditentry SET number = 3 {HERE} = 4",
        ),
        "broken",
    ),
    "inserted": (INSERT, "broken"),
    "swapped": (SWAP, "edited"),
}  # fmt: skip
ONLY_ANCHORS = {
    "truncated": ((f"DELETE FROM stewardship_auditentry {HERE} > 4",), "truncated"),
    "emptied": ((f"DELETE FROM stewardship_auditentry {HERE} > 0",), "truncated"),
    "edited and hashed anew": (
        (f"UPDATE stewardship_auditentry SET action = 'x' {HERE} = 4", REHASH), "rewritten",
    ),
    "swapped and hashed anew": ((*SWAP, REHASH), "rewritten"),
    "inserted and hashed anew": ((*INSERT, REHASH), "rewritten"),
}  # fmt: skip


def tamper(admin: Session, statements: tuple[str, ...]) -> None:
    admin.execute("SET session_replication_role = replica")
    for statement in statements:
        admin.execute(statement)


@pytest.mark.parametrize("plant", PLANTS)
def test_what_the_administrator_changes_is_found(planted: Session, plant: str) -> None:
    statements, what = PLANTS[plant]
    tamper(planted, statements)
    assert what in {fault for _, _, fault in found(verified())}


@pytest.mark.parametrize("plant", ONLY_ANCHORS)
def test_what_only_an_anchor_can_tell_is_found_with_anchors(planted: Session, plant: str) -> None:
    anchors, (statements, what) = newest(), ONLY_ANCHORS[plant]
    tamper(planted, statements)
    assert verified().whole, "inside the database nothing shows"
    assert {fault for _, _, fault in found(verified(anchors))} == {what}


def since(ends: tuple[Anchor, ...], anchors: tuple[Anchor, ...] = ()) -> Verification:
    with every_municipality():
        return verify_log(tenants=LOGS, anchors=anchors, verified=ends)


def test_after_a_whole_verification_only_what_follows_is_recomputed(planted: Session) -> None:
    ends = newest()
    planted.execute(ADD, [LOGS[0], "remark later"])
    verification = since(ends)
    assert verification.whole
    assert (verification.logs, verification.entries, verification.since) == (1, 1, "2025-03-01")


SINCE = {
    "edited after it": ((f"UPDATE {TABLE} SET action = 'x' {HERE} = 7",), "edited"),
    "dropped after it": ((f"DELETE FROM {TABLE} {HERE} = 7",), "dropped"),
    "dropped before it": ((f"DELETE FROM {TABLE} {HERE} = 3",), "dropped"),
    "inserted before it": (INSERT, "rewritten"),
    "truncated before it": ((f"DELETE FROM {TABLE} {HERE} > 4",), "dropped"),
    "emptied": ((f"DELETE FROM {TABLE} {HERE} > 0",), "dropped"),
    "edited before it and hashed anew": (
        (f"UPDATE {TABLE} SET action = 'x' {HERE} = 4", REHASH), "rewritten",
    ),
}  # fmt: skip


@pytest.mark.parametrize("plant", SINCE)
def test_what_a_verification_since_the_last_whole_one_finds(planted: Session, plant: str) -> None:
    ends, (statements, what) = newest(), SINCE[plant]
    for number in (7, 8):
        planted.execute(ADD, [LOGS[0], f"remark {number}"])
    tamper(planted, statements)
    assert what in {fault for _, _, fault in found(since(ends))}


def test_an_old_entry_that_was_edited_is_seen_by_the_whole_verification_only(
    planted: Session,
) -> None:
    ends = newest()
    tamper(planted, PLANTS["edited action"][0])
    assert since(ends).whole
    assert found(verified()) == {("GM9990", 4, "edited")}


def test_a_fault_says_where(planted: Session) -> None:
    tamper(planted, PLANTS["dropped"][0])
    assert found(verified()) == {("GM9990", 3, "dropped")}


def test_the_chain_does_not_fork_when_many_write_at_once(planted: Session) -> None:
    def write(worker: int) -> None:
        with open_session() as own:
            own.execute("SET ROLE baken_app")
            own.execute("SELECT set_config('baken.tenants', 'GM9990,GM9991', false)")
            for number in range(12):
                with own.transaction():
                    own.execute(ADD, [LOGS[number % 2], f"remark {worker} {number}"])

    with ThreadPoolExecutor(6) as workers:
        list(workers.map(write, range(6)))
    verification = verified()
    assert verification.whole
    assert verification.entries == 2 * ENTRIES + 72


def test_a_write_that_is_rolled_back_leaves_no_gap(planted: Session) -> None:
    with planted.transaction(force_rollback=True):
        planted.execute(ADD, [LOGS[0], "never was"])
    planted.execute(ADD, [LOGS[0], "was"])
    assert verified().whole
    assert newest()[0].number == ENTRIES + 1


def test_the_application_cannot_choose_number_or_hash(planted: Session) -> None:
    with planted.transaction(force_rollback=True):
        planted.execute("SET LOCAL ROLE baken_app")
        planted.execute("SELECT set_config('baken.tenants', 'GM9990', true)")
        planted.execute("CREATE TEMPORARY TABLE stewardship_auditentry (number int, sha256 text)")
        planted.execute(ADD.replace("INTO stew", "INTO public.stew"), [LOGS[0], "shadowed"])
        found = planted.execute(
            "SELECT number, sha256 FROM public.stewardship_auditentry ORDER BY number DESC LIMIT 1"
        ).fetchone()
    assert found[0] == ENTRIES + 1
    assert len(found[1]) == 64


def test_the_commands_anchor_and_verify(
    planted: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kept" / "audit.tsv"
    assert main(["audit", "anchor", "--out", str(path)]) == 0
    assert main(["audit", "anchor", "--out", str(path), "--json"]) == 0
    assert '"added": 0' in capsys.readouterr().out
    assert {anchor.log for anchor in read_anchors(path)} >= set(LOGS)
    assert main(["audit", "verify", "--anchors", str(path)]) == 0
    tamper(planted, ONLY_ANCHORS["truncated"][0])
    assert main(["audit", "verify", "--anchors", str(path), "--json"]) == 1
    assert '"what": "truncated"' in capsys.readouterr().out
    assert main(["audit", "verify", "--anchors", str(tmp_path / "nowhere")]) == 2


# --- the chain without a database -------------------------------------------------------------


def chain_of(contents: list[tuple[str, ...]], log: str = "a") -> list[Link]:
    links, previous = [], FIRST
    for number, texts in enumerate(contents, start=1):
        bare = Link(log, number, previous, "", texts)
        previous = sha256_of(bare)
        links.append(Link(log, number, bare.previous, previous, texts))
    return links


texts = st.lists(st.tuples(st.text(), st.text()), min_size=2, max_size=6)


@given(texts, st.data())
def test_a_whole_chain_verifies_and_any_other_order_or_choice_does_not(
    contents: list[tuple[str, ...]], data: st.DataObject
) -> None:
    links = chain_of(contents)
    assert not [fault for state in verify(links) for fault in state.faults]
    anchor = Anchor("2025-01-01", "a", len(links), links[-1].sha256)
    other = data.draw(st.permutations(links).filter(lambda drawn: drawn != links))
    kept = data.draw(st.lists(st.sampled_from(links), max_size=len(links) - 1, unique=True))
    for wrong in (other, kept):
        assert [fault for state in verify(wrong, [anchor]) for fault in state.faults]


@given(st.lists(st.text(), min_size=3, max_size=3), st.lists(st.text(), min_size=3, max_size=3))
def test_different_contents_are_never_written_alike(one: list[str], other: list[str]) -> None:
    first, second = (sha256_of(Link("a", 1, FIRST, "", tuple(texts))) for texts in (one, other))
    assert (first == second) == (one == other)


def test_a_log_cut_off_on_time_begins_where_the_tombstone_says() -> None:
    links = chain_of([("1",), ("2",), ("3",)])
    begun = {"a": (1, links[0].sha256)}
    old = Anchor("2020-01-01", "a", 1, links[0].sha256)
    assert not [f for state in verify(links[1:], [old], starts=begun) for f in state.faults]
    assert [f for state in verify(links[1:]) for f in state.faults]


def test_a_line_that_is_no_anchor_is_named(tmp_path: Path) -> None:
    path = tmp_path / "audit.tsv"
    anchor = Anchor("2025-01-01", "GM0344", 3, "a" * 64)
    path.write_text(f"{HEADER}\n{line_of(anchor)}\nGM0344 3\n", encoding="utf-8")
    with pytest.raises(UnusableInputError, match=r'"audit\.tsv", line 3: "GM0344 3" is no anchor'):
        read_anchors(path)
    path.unlink()
    assert add_anchors(path, [anchor]) == (anchor,)
    assert add_anchors(path, [anchor]) == ()
    assert read_anchors(path) == (anchor,)
