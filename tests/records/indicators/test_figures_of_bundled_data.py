"""The stored figures against the published files and against hand-checked sums."""

import csv
from pathlib import Path

import pytest

from baken.engines.rates import compare_periods, dispersed_interval, exact_interval
from baken.records.indicators.models import StoredChange, StoredComparison, StoredFigure
from baken.vocabulary.figure import ChangeVerdict

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[3] / "data" / "nl"


def figure(area, year, offence="0.0.0"):
    return StoredFigure.objects.get(
        area_code=area, period=str(year), indicator=f"registered-crime-{offence}"
    )


@pytest.mark.parametrize("city", ["GM0344", "GM0307"])
def test_all_types_and_years_equal_the_published_file(city):
    rows = csv.DictReader((DATA / "crime/misdrijven_gemeente_2012_2024.csv").open())
    published = [row for row in rows if row["gemeentecode"] == city]
    assert len(published) == 12 * 13
    for row in published:
        stored = figure(city, row["jaar"], row["soort_misdrijf"])
        assert stored.n == int(row["geregistreerde_misdrijven"])
        assert stored.exposure == float(row["gemiddeld_inwoners"])
        assert stored.status == ("provisional" if row["voorlopig"] == "1" else "final")


def test_utrecht_2024_is_the_sum_of_its_111_buurten():
    total = figure("GM0344", 2024)
    buurten = StoredFigure.objects.filter(
        municipality_code="GM0344", level="buurt", period="2024", indicator="registered-crime-0.0.0"
    )
    assert buurten.count() == 111
    assert total.n == sum(buurt.n for buurt in buurten) == 25_124
    assert "sum-of-buurten" in total.notes
    # 111 delivered crime rows and the row with the inhabitants.
    assert len(total.sources) == 112


def test_the_change_of_utrecht_is_what_the_engine_says():
    change = StoredChange.objects.get(
        area_code="GM0344", period="2024", indicator="registered-crime-0.0.0"
    )
    again = compare_periods(25_437, 371_092, 25_124, 375_498, phi=change.dispersion)
    assert (change.previous_n, change.n) == (25_437, 25_124)
    assert change.ratio == pytest.approx(again.ratio[0], rel=1e-12)
    assert change.verdict == ChangeVerdict.NO_DEMONSTRABLE_CHANGE
    assert change.detectable_down < change.ratio < change.detectable_up
    assert change.dispersion > 1.5


def change(area, year, offence="0.0.0"):
    return StoredChange.objects.get(
        area_code=area, period=str(year), indicator=f"registered-crime-{offence}"
    )


@pytest.mark.parametrize("area", ["BU03440621", "WK034406", "GM0344"])
def test_a_margin_allows_for_the_spread_that_the_verdict_was_reckoned_with(area):
    stored = figure(area, 2024)
    assert stored.dispersion == change(area, 2024).dispersion > 1.5
    again = dispersed_interval(stored.n, [stored.exposure, 1.0], stored.dispersion)
    assert stored.rate == pytest.approx(1000 * again.rate[0], rel=1e-12)
    assert (stored.lower, stored.upper) == pytest.approx(
        (1000 * again.lower[0], 1000 * again.upper[0]), rel=1e-12
    )
    assert (stored.n_lower, stored.n_upper) == pytest.approx(
        (again.lower[1], again.upper[1]), rel=1e-12
    )
    # A variance of phi times the mean makes a margin the root of phi as wide.
    by_chance = exact_interval(stored.n, 1.0)
    widened = (stored.n_upper - stored.n_lower) / (by_chance.upper - by_chance.lower)[0]
    assert widened == pytest.approx(stored.dispersion**0.5, rel=0.02)


def test_the_first_year_borrows_the_spread_of_the_next():
    first, second = figure("GM0344", 2012, "1.1.1"), figure("GM0344", 2013, "1.1.1")
    assert first.dispersion == second.dispersion > 1
    assert not StoredFigure.objects.filter(dispersion__lt=1).exists()


def test_a_spread_reckoned_by_hand_gives_the_margin_of_the_burglaries_of_utrecht():
    # The gamma quantiles of shapes 399 / phi and 400 / phi, times phi, by Wilson & Hilferty's
    # cube (1931): near enough for a shape above a hundred.
    stored = figure("GM0344", 2024, "1.1.1")
    assert stored.n == 399
    phi = stored.dispersion

    def quantile(shape, z):
        return phi * shape * (1 - 1 / (9 * shape) + z / (3 * shape**0.5)) ** 3

    assert stored.n_lower == pytest.approx(quantile(399 / phi, -1.95996), rel=1e-3)
    assert stored.n_upper == pytest.approx(quantile(400 / phi, 1.95996), rel=1e-3)


def test_few_inhabitants_give_a_number_and_no_rate():
    stored = StoredFigure.objects.filter(level="buurt", rate=None, exposure__isnull=False).first()
    assert stored.n_upper > 0
    assert {"few-residents", "too-few-inhabitants-for-a-rate"} <= set(stored.notes)


def test_unknown_inhabitants_are_not_said_to_be_few():
    stored = StoredFigure.objects.filter(level="buurt", exposure=None).first()
    assert stored.rate is None
    assert set(stored.notes) & {"inhabitants-unknown", "few-residents"} == {"inhabitants-unknown"}


def test_places_with_many_visitors_are_marked():
    hoog_catharijne = figure("BU03440611", 2024)
    centre = StoredFigure.objects.filter(
        area_code__startswith="BU034406", period="2024", indicator="registered-crime-0.0.0"
    )
    assert any("many-visitors" in stored.notes for stored in centre)
    assert hoog_catharijne.rate > 3 * figure("GM0344", 2024).rate
    assert "many-visitors" in hoog_catharijne.notes


def test_a_corona_year_is_no_baseline_for_what_is_expected():
    # 2012-2019, 2022 and 2023: ten years, without 2020 and 2021.
    assert figure("GM0344", 2024, "1.1.1").expected_years == 10


def test_too_few_years_give_no_expectation():
    assert figure("BU03440621", 2024).expected is None


def test_stand_outs_are_controlled_and_have_a_reason():
    out = StoredComparison.objects.filter(stands_out=True)
    assert out.exists()
    assert all(row.p_adjusted < 0.05 for row in out)


def test_every_figure_names_its_sources():
    assert not StoredFigure.objects.filter(sources=[]).exists()
