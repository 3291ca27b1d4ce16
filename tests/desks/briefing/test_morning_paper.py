"""Phases on the paper of the morning: framed while they are few, in short when one page is full."""

from datetime import date
from types import SimpleNamespace

from django.utils.translation import override

from baken.desks.briefing.document import MOST_FRAMED, MOST_PHASES, _phases
from baken.flows.police_day.briefing_facts import PhaseLine
from baken.vocabulary.paper import Bullets, Paragraph, Statement


def lines(number: int) -> SimpleNamespace:
    risen = [
        PhaseLine(
            area=f"WK0344{n:02}", area_name=f"Wijk {n:02} Noord", model="burglary_example",
            title="Voorbeeld", phase="alert", since=date(2026, 2, 9), sentence="0 in 2 weken",
            was="", proposed="", by_hand_until=None, raised_in=date(2026, 2, 9),
            raised_by="14 in 2 weken",
        )
        for n in range(number)
    ]  # fmt: skip
    return SimpleNamespace(phases=tuple(risen))


def test_few_phases_say_what_raised_them_and_how_it_is_now() -> None:
    with override("nl"):
        shown = [each for each in _phases(lines(MOST_FRAMED)) if isinstance(each, Statement)]
        assert len(shown) == MOST_FRAMED
        assert "Gestegen in de week van 9 februari: 14 in 2 weken. Nu: 0 in 2 weken" in str(shown)


def test_many_phases_are_told_in_short_and_what_is_left_out_is_counted() -> None:
    with override("nl"):
        _heading, bullets, more = _phases(lines(MOST_PHASES + 2))
    assert isinstance(bullets, Bullets)
    assert isinstance(more, Paragraph)
    assert str(bullets).count("Gestegen in de week van") == MOST_PHASES
    assert "Nog 2 op het scherm" in str(more)
