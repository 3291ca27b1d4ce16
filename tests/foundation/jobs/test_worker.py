"""A worker that really works: in a process of its own, on a database of its own."""

import signal

from foundation.jobs.own_database import OwnDatabase


def test_a_worker_does_what_was_asked_and_stops_when_its_keeper_is_gone(own: OwnDatabase) -> None:
    before = own.request("compute-figures", lane="intake")
    with own.worker() as worker:
        during = own.request("compute-figures", lane="intake")
        ended = [own.wait(job) for job in (before, during)]
    assert worker.returncode == 0
    assert [job["state"] for job in ended] == ["done", "done"], ended
    assert all(job["outcome"]["figures"] > 1000 for job in ended)
    assert own.ask("SELECT count(*) FROM jobs.procrastinate_workers") == [(0,)]
    listed = own.command("jobs")["jobs"]
    assert {job["id"] for job in listed} >= {str(before), str(during)}


def test_who_lost_the_role_gets_a_sentence_and_no_work(own: OwnDatabase) -> None:
    job = own.request("compute-figures")
    own.ask("DELETE FROM partners_membership WHERE role = 'data-steward'")
    with own.worker():
        ended = own.wait(job)
    assert ended["state"] == "failed"
    assert "no longer holds a role" in ended["message"]


def test_unknown_work_is_a_fault_that_ends(own: OwnDatabase) -> None:
    job = own.request("juggle")
    with own.worker():
        ended = own.wait(job)
    assert ended["state"] == "failed"
    assert "log" in ended["message"]


def test_a_worker_that_is_stopped_puts_its_job_back(own: OwnDatabase) -> None:
    own.ask("UPDATE indicators_computation SET fingerprint = 'old'")
    job = own.request("compute-figures", lane="intake")
    with own.worker() as first:
        own.wait(job, "running")
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
    assert own.job(job)["state"] == "waiting"
    assert own.job(job)["attempts"] == 0
