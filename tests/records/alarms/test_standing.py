"""How an alarm stands on a day: whatever people do, it never goes down, and it can be replayed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.catalogue.plan_alarms import entries as catalogue
from baken.catalogue.reader import CatalogueError
from baken.records.alarms.facts import AlarmEntryFact, AlarmStanding, AlarmTerms
from baken.records.alarms.rules import standing_on
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmState

BEGIN = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda n: BEGIN + timedelta(days=n))
terms = st.builds(AlarmTerms, *[st.integers(1, 60)] * 4)
acts = st.sampled_from([AlarmAct.SEEN, AlarmAct.TAKEN_UP, AlarmAct.EXPLAINED])


@st.composite
def handled(draw: st.DrawFn) -> AlarmEntryFact:
    act, day = draw(acts), draw(days)
    until = None if act is AlarmAct.SEEN else day + timedelta(days=draw(st.integers(1, 90)))
    return AlarmEntryFact(act, draw(st.sampled_from(Addressee)), day, until=until)


entries = st.lists(handled(), max_size=6)
firsts = st.sampled_from(Addressee)


def stands(
    day: date, first: Addressee, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> AlarmStanding:
    return standing_on(day, first=first, terms=given_terms, opened_on=BEGIN, entries=done)


@given(days, days, firsts, terms, entries)
def test_a_later_day_never_stands_lower(
    one: date, other: date, first: Addressee, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> None:
    early, late = sorted((one, other))
    before, after = (stands(day, first, given_terms, done) for day in (early, late))
    assert before.addressee.height <= after.addressee.height
    assert after.risen[: len(before.risen)] == before.risen, "history is never rewritten"


@given(days, firsts, terms, entries)
def test_what_was_done_later_changes_nothing_of_a_day(
    day: date, first: Addressee, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> None:
    known = [each for each in done if each.day <= day]
    assert stands(day, first, given_terms, done) == stands(day, first, given_terms, known)


@given(days, firsts, terms, entries)
def test_doing_something_never_raises_an_alarm_sooner_than_doing_nothing(
    day: date, first: Addressee, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> None:
    """Except by a promise that was not kept: that goes up on the day after."""
    done = [each for each in done if each.act is not AlarmAct.TAKEN_UP]
    left_alone = stands(day, first, given_terms, [])
    assert stands(day, first, given_terms, done).addressee.height <= left_alone.addressee.height


@given(days, firsts, terms, entries)
def test_only_its_cause_ends_an_alarm(
    day: date, first: Addressee, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> None:
    assert stands(day, first, given_terms, done).state is not AlarmState.ENDED
    ended = standing_on(
        day, first=first, terms=given_terms, opened_on=BEGIN, entries=done, ended_on=BEGIN
    )
    assert ended.state is AlarmState.ENDED


@given(days, terms, entries)
def test_the_highest_is_not_left_by_any_way(
    day: date, given_terms: AlarmTerms, done: list[AlarmEntryFact]
) -> None:
    standing = stands(day, Addressee.EXECUTIVE, given_terms, done)
    assert standing.addressee is Addressee.EXECUTIVE
    assert standing.rises_on is None
    assert standing.risen == ()


HERE = Path(catalogue.__file__).parent


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("owner_days = 21", "owner_day = 21", 'did you mean "owner_days"?'),
        ("owner_days = 21", "owner_days = 0", '"owner_days" is 0; give 1 to 366 days'),
        ("from_days = 31", "from_days = -1", '"from_days" is -1; give 0 or more'),
        ('id = "level-lost"', 'id = "target-missed"', '"target-missed" occurs twice'),
        ('first = "owner"', 'first = "council"', '"council" is none of'),
    ],
)
def test_a_planted_mistake_in_the_rules_is_refused(
    tmp_path: Path, old: str, new: str, error: str
) -> None:
    text = (HERE / "rules" / "rules.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "rules.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"\w") as refused:
        catalogue.read_rules(tmp_path)
    assert error in str(refused.value)


def test_every_check_has_a_rule_and_every_role_one_height(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match='"level-lost" has no entry'):
        catalogue.read_rules(tmp_path)
    text = (HERE / "addressees" / "addressees.toml").read_text(encoding="utf-8")
    twice = text.replace('["executive"]', '["executive", "programme-manager"]')
    (tmp_path / "addressees.toml").write_text(twice, encoding="utf-8")
    with pytest.raises(CatalogueError, match='"programme-manager" stands with two addressees'):
        catalogue.read_addressees(tmp_path)
