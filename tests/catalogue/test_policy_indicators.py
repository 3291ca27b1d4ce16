"""The indicators of the policy texts: every stated one declared, every mistake refused by name."""

import csv
import dataclasses
from pathlib import Path

import pytest

from baken.catalogue.policy_indicators import (
    BREAKS,
    CRIME_SETS,
    POLICY_INDICATORS,
    THEMES,
    breaks_of,
    named_by,
    policy_indicator,
)
from baken.catalogue.policy_indicators.entries import refuse_misfits
from baken.catalogue.reader import CatalogueError
from baken.vocabulary.measure import Measure

STATED = Path(__file__).resolve().parents[2] / "data" / "nl" / "indicators"
FILES = ("seed_indicators.csv", "budget_indicators_published.csv")
CODES = {"Amersfoort": "GM0307", "Utrecht": "GM0344"}


def stated_rows() -> list[dict[str, str]]:
    rows = []
    for name in FILES:
        with (STATED / name).open(encoding="utf-8-sig", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def test_every_indicator_of_the_texts_is_declared_for_who_states_it() -> None:
    rows = stated_rows()
    assert len(rows) > 180
    for row in rows:
        entry = policy_indicator(row["indicator_id"])
        assert entry, row["indicator_id"]
        assert not entry.municipalities or CODES[row["municipality"]] in entry.municipalities


def test_what_has_no_target_says_why_and_what_has_one_does_not() -> None:
    with_target = {
        (policy_indicator(row["indicator_id"])).id
        for row in stated_rows()
        if row["kind"] == "target"
    }
    for entry in POLICY_INDICATORS:
        assert bool(entry.no_target_nl) == bool(entry.no_target_en)
        if entry.id in with_target:
            assert not entry.no_target_nl, entry.id
        else:
            assert entry.no_target_nl, entry.id


def test_what_nobody_delivered_says_why_in_both_languages() -> None:
    stated = {policy_indicator(row["indicator_id"]).id for row in stated_rows()}
    silent = [entry for entry in POLICY_INDICATORS if entry.no_figures_nl]
    assert len(silent) > 20
    for entry in silent:
        assert entry.no_figures_en, entry.id
        assert entry.id not in stated


def test_the_mandatory_set_and_the_texts_own_indicators_are_named_by_who_states_them() -> None:
    assert named_by("GM0363") == ()
    for code in CODES.values():
        named = {entry.id for entry in named_by(code)}
        assert {entry.id for entry in POLICY_INDICATORS if entry.mandatory} <= named
    assert "temporary-restraining-orders" in {entry.id for entry in named_by("GM0344")}


def test_the_offences_named_are_known_crime_types() -> None:
    reference = STATED.parent / "reference" / "soort_misdrijf_47018NED.csv"
    with reference.open(encoding="utf-8-sig", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    assert len(known) > 50
    for entry in (*POLICY_INDICATORS, *CRIME_SETS):
        assert set(entry.offences) <= known, entry.id


def test_breaks_stand_in_order_of_their_years() -> None:
    for entry in POLICY_INDICATORS:
        years = [each.from_year for each in breaks_of(entry.id)]
        assert years == sorted(years)
    assert [each.from_year for each in breaks_of("halt-referrals-per-10000")] == [2018]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"of_count": "nothing"}, 'of_count "nothing" is no indicator'),
        ({"complement": "nothing"}, 'complement "nothing" is no indicator'),
        ({"crime_set": "nothing"}, 'crime_set "nothing" is no set'),
        ({"measure": Measure.RATE, "denominator_nl": ""}, "a rate needs a denominator"),
        ({"aliases": ("amf_burgernet",)}, 'the name "amf_burgernet" belongs to two indicators'),
    ],
)
def test_a_mistake_is_refused_by_name(change: dict[str, object], said: str) -> None:
    wrong = dataclasses.replace(policy_indicator("registered-crimes"), **change)
    others = tuple(entry for entry in POLICY_INDICATORS if entry.id != wrong.id)
    with pytest.raises(CatalogueError, match=said):
        refuse_misfits((*others, wrong), BREAKS, CRIME_SETS, THEMES)


def test_a_break_of_an_unknown_indicator_is_refused() -> None:
    lost = dataclasses.replace(BREAKS[0], indicator="nothing")
    with pytest.raises(CatalogueError, match='no indicator "nothing"'):
        refuse_misfits(POLICY_INDICATORS, (lost,), CRIME_SETS, THEMES)
