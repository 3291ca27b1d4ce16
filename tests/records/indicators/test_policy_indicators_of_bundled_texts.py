"""The bundled tables of Amersfoort and Utrecht stand whole, with every verdict; row by row."""

import csv
from pathlib import Path

import pytest

from baken.catalogue.policy_indicators import as_delivered, policy_indicator
from baken.foundation.intake.quality.notices import quality_notices
from baken.records.indicators.models import StoredFigure
from baken.records.indicators.outcomes import outcomes_of
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.records.indicators.published import published_figures
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Polarity, Question

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[3] / "data" / "nl" / "indicators"
CODES = {"Amersfoort": "GM0307", "Utrecht": "GM0344"}


def delivered_rows():
    for name in ("seed_indicators.csv", "budget_indicators_published.csv"):
        with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def period_of(text):
    first, _dash, last = text.partition("-")
    return f"{first}-01-01/{last}-12-31" if last else first


def test_every_delivered_row_is_a_published_figure_with_its_confidence_and_other_years():
    published = {
        (f.indicator, f.area, f.period, str(f.role), f.publication): f for f in published_figures()
    }
    rows = list(delivered_rows())
    assert len(rows) == 194
    for row in rows:
        document = row.get("source_document") or row["source"]
        key = (as_delivered(row["indicator_id"]), CODES[row["municipality"]])
        found = published[(*key, period_of(row["year"]), row["kind"], document)]
        assert found.value == float(row["value"])
        assert found.confidence == (row.get("confidence") or "high")
        assert list(found.other_periods) == [y for y in (row.get("alt_year") or "").split("/") if y]


def test_every_delivered_row_can_be_read_from_what_counts():
    values = {(v.indicator, v.area_code, v.period, v.role): v for v in yearly_values()}
    targets = {
        (j.indicator, j.area_code, j.period, j.subject): j
        for j in judgements()
        if j.question is Question.TARGET
    }
    for row in delivered_rows():
        known, area = policy_indicator(row["indicator_id"]), CODES[row["municipality"]]
        period, value = period_of(row["year"]), float(row["value"])
        if row["kind"] == "target":
            document = row.get("source_document") or row["source"]
            assert targets[known.id, area, period, document].held_against == value
            continue
        found = values[known.id, area, period, FigureRole(row["kind"])]
        said = [found.value, *(each["value"] for each in found.others)]
        assert value in {*said, found.lower, found.upper}, row


def test_every_target_has_its_three_answers_and_every_indicator_says_what_can_be_seen():
    asked = {(j.indicator, j.area_code, j.period, j.subject, j.question) for j in judgements()}
    targets = [key for key in asked if key[4] is Question.TARGET]
    assert len(targets) == 36
    for key in targets:
        assert {(*key[:4], Question.TARGET_AS_SET), (*key[:4], Question.COURSE)} <= asked
    seen = {key[:2] for key in asked if key[4] is Question.DETECTABLE}
    yearly = {(v.indicator, v.area_code) for v in yearly_values() if v.year}
    assert seen == {pair for pair in yearly if pair in seen} == yearly


@pytest.mark.parametrize(
    ("indicator", "year", "as_set", "outcome"),
    [
        # A bare table: 512 <= 600 and 617 > 550.
        ("dwelling-burglaries", "2017", "weaker-than-present", "met"),
        ("dwelling-burglaries", "2018", "not-testable", "not-testable"),
        ("registered-crimes", "2017", "weaker-than-present", "not-to-be-told"),
        ("registered-crimes-per-1000", "2017", "weaker-than-present", "met"),
        ("registered-crimes-per-1000", "2018", "not-testable", "met"),
        ("registered-crimes-per-1000", "2020", "not-testable", "not-testable"),
        ("volume-crimes", "2017", "weaker-than-present", "not-to-be-told"),
        ("dwelling-burglaries-attempted-share", "2018", "not-testable", "not-to-be-told"),
        ("feels-unsafe-in-own-buurt", "2017", "not-to-be-told", "not-to-be-told"),
        ("burgernet-participants", "2018", "testable", "not-to-be-told"),
    ],
)
def test_the_verdicts_of_amersfoort(indicator, year, as_set, outcome):
    found = {j.question: j for j in judgements("GM0307", [indicator]) if j.period == year}
    assert found[Question.TARGET_AS_SET].verdict == as_set
    assert found[Question.TARGET].verdict == outcome


def test_utrecht_met_its_targets_of_2017_and_kept_its_level_of_2018():
    judged = judgements("GM0344")
    outcomes = {(j.indicator, j.period): j for j in judged if j.question is Question.TARGET}
    for indicator in ("dwelling-burglaries", "robberies-of-businesses", "street-robberies"):
        assert outcomes[indicator, "2017"].verdict == "met", indicator
    # 54 % reported against a target of 61 %: without the number of answers nothing can be told.
    reported = outcomes["violence-reported-share", "2017"]
    assert (reported.verdict, reported.reached) == ("not-to-be-told", False)
    kept = {(j.indicator, j.period): j.verdict for j in judged if j.question is Question.KEPT}
    assert kept["dwelling-burglaries", "2022"] == "held"
    assert kept["street-robberies", "2022"] == "not-to-be-told"  # no figure of 2018
    assert kept["high-impact-crimes", "2022"] == "not-to-be-told"  # a type is not bundled
    (goal,) = (
        j
        for j in judgements("GM0307", ["dwelling-burglaries-completed"])
        if j.question is Question.KEPT
    )
    assert (goal.verdict, goal.notes) == ("not-to-be-told", ("no-figure-of-that-year",))


def test_the_later_account_counts_and_the_earlier_budget_stays_visible():
    (value,) = (
        v for v in yearly_values("GM0307", ["registered-crimes-per-1000"]) if v.period == "2016"
    )
    assert (value.value, value.status) == (54.3, "revised")
    assert [other["value"] for other in value.others] == [51.7]


def test_a_finer_value_of_the_same_year_is_kept():
    found = {
        v.period: v.value for v in yearly_values("GM0307", ["dwelling-burglaries-attempted-share"])
    }
    assert (found["2014"], found["2015"]) == (39.0, 37.1)  # 37 in the budget of 2018


def test_nothing_is_compared_across_a_break_and_a_neutral_indicator_has_no_target():
    (since,) = (
        j
        for j in judgements("GM0344", ["dwelling-burglaries"])
        if j.question is Question.SINCE_BASELINE
    )
    assert (since.verdict, since.notes) == ("not-comparable", ("break-in-definition",))
    for judged in judgements():
        if policy_indicator(judged.indicator).polarity is Polarity.NEUTRAL:
            assert judged.question not in {Question.TARGET, Question.KEPT, Question.ASSURANCE}


def test_completed_burglaries_are_the_number_times_the_share():
    found = {v.period: v for v in yearly_values("GM0307", ["dwelling-burglaries-completed"])}
    assert found["2016"].value == round(560 * 0.57)
    assert found["2016"].origin == "derived"


def test_the_five_contradictions_are_found_by_the_checks_themselves():
    found = {(n.check, n.area, n.period, n.subject.partition(" ")[0]): n for n in quality_notices()}
    implied = [found["implied-populations", "GM0307", y, "registered-crimes-per-1000"].arithmetic
               for y in ("2011", "2012")]  # fmt: skip
    assert [(a["implied"], a["other_implied"]) for a in implied] == [
        (144_041, 167_451),
        (147_839, 152_025),
    ]
    aimed = found[
        "target-rate-against-target-count", "GM0307", "2017", "registered-crimes-per-1000"
    ]
    assert (aimed.arithmetic["implied"], aimed.arithmetic["fitting"]) == (145_455, 51.7)
    revised = found["two-publications", "GM0307", "2016", "amf-misdrijven-1000"]
    assert (revised.arithmetic["value"], revised.arithmetic["other"]) == (51.7, 54.3)
    noise = found["target-within-noise", "GM0307", "2018", "dwelling-burglaries"]
    assert (noise.arithmetic["present"], noise.arithmetic["target"]) == (560, 550)
    assert [key for key in found if key[0] == "implied-populations"] == [
        ("implied-populations", "GM0307", year, "registered-crimes-per-1000")
        for year in ("2011", "2012")
    ]


def test_a_revised_rate_beside_the_count_of_an_earlier_text_is_found():
    """54.3 per 1,000 (account of 2020) beside 7,939 crimes (budget of 2018)."""
    (found,) = (n for n in quality_notices() if n.check == "rate-beside-count-of-another-text")
    assert (found.area, found.period) == ("GM0307", "2016")
    said = found.arithmetic
    assert (said["rate"], said["count"], said["implied"]) == (54.3, 7939, 146_206)
    assert said["inhabitants"] == pytest.approx(154_000, rel=0.01)
    assert said["fitting"] == pytest.approx(51.6, abs=0.2)
    assert "146.206 inwoners" in found.sentence_nl


def test_that_attempted_and_completed_make_100_is_shown_as_fitting():
    (held,) = (o for o in outcomes_of("GM0307") if o.check.id == "shares-of-a-whole")
    assert (held.compared, held.misfits) == (9, 0)
    assert not [n for n in quality_notices() if n.check == "shares-of-a-whole"]


def test_a_rate_filled_from_counts_has_the_margin_of_the_same_figure_elsewhere():
    # Nothing of it was rounded, so nothing can hide: 0.93 in 2024 is 0.695 to 1.203 on every page.
    filled = {
        v.year: v
        for v in yearly_values("GM0307", ["dwelling-burglaries-per-1000"])
        if v.origin == "registered"
    }
    assert {2017, 2018, 2019, 2024} <= set(filled)
    for year, value in filled.items():
        figure = StoredFigure.objects.get(
            indicator="registered-crime-1.1.1", area_code="GM0307", period=str(year)
        )
        assert value.value == pytest.approx(figure.rate, abs=1e-9)
        assert (value.lower, value.upper) == pytest.approx((figure.lower, figure.upper), abs=1e-9)
        assert value.method == figure.method


def test_only_the_margin_of_a_published_rate_allows_for_its_rounding():
    for value in yearly_values():
        if value.method.startswith("quasi-poisson"):
            of_rate = policy_indicator(value.indicator).measure is Measure.RATE
            widened = value.method.endswith("-rounded")
            assert widened == (of_rate and value.origin == "published"), value
