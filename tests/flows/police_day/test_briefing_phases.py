"""Phases and their packages as a briefing shows them; the record is a stand-in, no database."""

from datetime import date
from types import SimpleNamespace

import pytest

from baken.flows.police_day import briefing_phases
from baken.flows.police_day.briefing_phases import phase_lines, phase_tasks
from baken.vocabulary.phase import PackageState, Phase

DAY = date(2026, 3, 3)
WEEK, BEFORE = date(2026, 2, 23), date(2026, 2, 9)
NAMES = {"WK034403": "Wijk 03 Overvecht"}


def task(state: PackageState) -> SimpleNamespace:
    return SimpleNamespace(
        title=lambda _language: "Extra lopen", owner="boa", due_on=DAY, state=state
    )


@pytest.fixture(autouse=True)
def _record(monkeypatch: pytest.MonkeyPatch) -> None:
    risen = SimpleNamespace(
        model="burglary_example", area="WK034403", phase=Phase.ALERT, since=DAY, proposed=None,
        override=None, rule_phase=Phase.ALERT, week=WEEK,
        tasks=(task(PackageState.OPEN), task(PackageState.DONE)),
        sentence=lambda _language: "14 woninginbraken in 2 weken; verwacht 5",
    )  # fmt: skip
    move = SimpleNamespace(
        model="burglary_example", area="WK034403", day=DAY, was=Phase.RUST, becomes=Phase.ALERT
    )
    monkeypatch.setattr(briefing_phases, "phases_on", lambda *_given: (risen,))
    monkeypatch.setattr(briefing_phases, "transitions", lambda *_given, **_named: (move,))
    raised(monkeypatch, WEEK)


def raised(monkeypatch: pytest.MonkeyPatch, week: date) -> None:
    told = {("burglary_example", "WK034403"): (week, "14 in 2 weken", "14 in 2 weeks")}
    monkeypatch.setattr(briefing_phases, "what_raised", lambda *_given, **_named: told)


def test_a_phase_that_rose_today_says_what_it_was() -> None:
    (line,) = phase_lines("GM0344", DAY, {"WK034403"}, NAMES, "nl")
    assert (line.was, line.phase, line.area_name) == ("rust", "alert", "Wijk 03 Overvecht")
    assert not phase_lines("GM0344", DAY, {"WK034404"}, NAMES, "nl")


def test_an_older_rise_is_told_beside_this_week(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = phase_lines("GM0344", DAY, {"WK034403"}, NAMES, "nl")
    assert (line.raised_in, line.raised_by) == (None, ""), "this week's sentence says it"
    raised(monkeypatch, BEFORE)
    (line,) = phase_lines("GM0344", DAY, {"WK034403"}, NAMES, "en")
    assert (line.raised_in, line.raised_by) == (BEFORE, "14 in 2 weeks")


def test_what_a_package_asks_is_a_task_until_it_is_done() -> None:
    (asked,) = phase_tasks("GM0344", DAY, {"WK034403"}, NAMES, "nl")
    assert (asked.owner, asked.title) == ("handhaving (boa's)", "Extra lopen")
    assert asked.why == "alert: 14 woninginbraken in 2 weken; verwacht 5"
