"""A file taken in by a worker: looked at, stored, and whole after kill -9 at any moment."""

import hashlib
import json
import random
import signal
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from foundation.jobs.own_database import TENANT, OwnDatabase

SEED, MOMENTS = 2024, 2
CHOICES = {
    "kind": "population", "source": "invented-sample", "delivered_on": "2025-03-01", "year": None,
}  # fmt: skip


def content(rows: int) -> bytes:
    """Return an invented file: population of places that do not exist, one row of it wrong."""
    lines = ["gemeentecode,jaar,gemiddeld_inwoners"]
    lines += [f"GM{9000 + n % 900},{2000 + n // 900},{n + 1}" for n in range(rows - 1)]
    return "\n".join([*lines, "GM9000,2024,veel"]).encode()


def brought_in(own: OwnDatabase, name: str, text: bytes, *, state: str = "looked-at") -> UUID:
    """Keep a file as the web process does, and return the upload's id."""
    upload, place = uuid4(), own.home / "uploads" / "kept"
    (place / str(upload)).mkdir(parents=True)
    (place / str(upload) / name).write_bytes(text)
    own.ask(
        "INSERT INTO uploads_upload (id, tenant_id, person_id, file_name, size, sha256,"
        " received_at, state, look, choices)"
        " VALUES (%s, %s, %s, %s, %s, %s, now(), %s, '{}', '{}')",
        (upload, TENANT, own.steward(), name, len(text), hashlib.sha256(text).hexdigest(), state),
    )
    return upload


def ask_to_take_in(own: OwnDatabase, upload: UUID) -> UUID:
    own.ask("UPDATE uploads_upload SET state = 'asked' WHERE id = %s", (upload,))
    return own.request("take-in-upload", lane="intake", upload=str(upload), **CHOICES)


def end_state(own: OwnDatabase, job: UUID) -> dict[str, object]:
    """Return everything a file leaves behind, without what differs per run (ids, moments)."""
    outcome = {
        key: value
        for key, value in own.job(job)["outcome"].items()
        if key not in {"delivery", "figures_job"}
    }
    ours = "JOIN intake_delivery d ON d.id = delivery_id WHERE d.source = 'invented-sample'"
    values = "SELECT area_code, year, name, value FROM places_keyfigure WHERE area_code ~ '^GM9'"
    questions = {
        "values": f"SELECT count(*), md5(string_agg(v::text, ',' ORDER BY v)) FROM ({values}) v",
        "deliveries": "SELECT count(*) FROM intake_delivery WHERE source = 'invented-sample'",
        "rows": f"SELECT content FROM intake_deliveredpack {ours} ORDER BY first",
        "waiting": f"SELECT number, reason FROM intake_quarantinedrow {ours}",
        "uploads": "SELECT DISTINCT state FROM uploads_upload",
    }
    return {"outcome": outcome} | {name: own.ask(sql) for name, sql in questions.items()}


def forget(own: OwnDatabase) -> None:
    """Take away what a round left, so that the next one begins alike."""
    own.ask("DELETE FROM places_keyfigure WHERE area_code ~ '^GM9'")
    for table in ("intake_deliveredpack", "intake_quarantinedrow"):
        own.ask(
            f"DELETE FROM {table} WHERE delivery_id IN"
            " (SELECT id FROM intake_delivery WHERE source = 'invented-sample')"
        )
    own.ask("DELETE FROM intake_delivery WHERE source = 'invented-sample'")
    own.ask("DELETE FROM jobs_job")


def test_a_look_says_what_a_file_is_and_keeps_no_persons(own: OwnDatabase) -> None:
    plain = brought_in(own, "inwoners 2024.csv", content(5), state="received")
    persons = brought_in(own, "mensen.csv", b"naam;bsn\nJan;123456782\n", state="received")
    with own.worker():
        for upload in (plain, persons):
            own.wait(own.request("examine-upload", upload=str(upload)))
    looks = dict(own.ask("SELECT id, look FROM uploads_upload WHERE state = 'looked-at'"))
    looks = {
        key: look if isinstance(look, dict) else json.loads(look) for key, look in looks.items()
    }
    assert looks[plain]["kind"] == "population"
    assert looks[plain]["year"] == 2024
    assert looks[plain]["rows"][0] == ["GM9000", "2000", "1"]
    assert "bsn" in looks[persons]["problem"]
    assert looks[persons]["rows"] == []
    assert not (own.home / "uploads" / "kept" / str(persons)).exists()
    own.ask("DELETE FROM uploads_upload")


def test_killed_at_any_moment_the_end_is_that_of_an_undisturbed_run(own: OwnDatabase) -> None:
    chance, text = random.Random(SEED), content(6_000)
    upload = brought_in(own, "inwoners.csv", text)
    job = ask_to_take_in(own, upload)
    with own.worker():
        own.wait(job, "running")
        began = time.monotonic()
        own.wait(job)
        seconds = time.monotonic() - began
    wanted = end_state(own, job)
    assert wanted["outcome"]["accepted"] == 5_999
    assert wanted["uploads"] == [("taken-in",)]
    assert not (own.home / "uploads" / "kept" / str(upload)).exists()
    for moment in range(MOMENTS):
        forget(own)
        own.ask("DELETE FROM uploads_upload")
        upload = brought_in(own, "inwoners.csv", text)
        job = ask_to_take_in(own, upload)
        with own.worker() as first:
            own.wait(job, "running", "done")
            time.sleep(chance.uniform(0.0, 1.1) * seconds)
            first.send_signal(signal.SIGKILL)
            first.wait()
        own.forget_heartbeats()
        with own.worker():
            own.wait(job)
        assert end_state(own, job) == wanted, f"moment {moment}"


def test_a_running_job_that_is_cancelled_leaves_nothing(own: OwnDatabase) -> None:
    forget(own)
    job = ask_to_take_in(own, brought_in(own, "inwoners.csv", content(25_000)))
    with own.worker():
        own.wait(job, "running")
        own.ask("UPDATE jobs_job SET cancel_asked = true WHERE id = %s", (job,))
        assert own.wait(job)["state"] == "cancelled"
    assert own.ask("SELECT count(*) FROM intake_delivery WHERE source = 'invented-sample'") == [
        (0,)
    ]


@pytest.mark.parametrize(("name", "text"), [("leeg.csv", b"\n"), ("pagina.csv", b"<html></html>")])
def test_a_file_that_cannot_be_used_ends_in_a_sentence(
    own: OwnDatabase, name: str, text: bytes, tmp_path: Path
) -> None:
    job = ask_to_take_in(own, brought_in(own, name, text))
    with own.worker():
        ended = own.wait(job)
    assert ended["state"] == "failed"
    assert name in ended["message"]
