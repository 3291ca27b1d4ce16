"""One indicator of some areas through the years, and what is known of its usual ups and downs."""

from collections.abc import Iterable

from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.records.indicators.models import HiddenFigure, Observation, StoredChange, StoredFigure
from baken.records.indicators.selectors import figure_fact, hidden_fact


def figures_through_years(
    area_codes: Iterable[str], *, indicator: str
) -> dict[str, dict[int, FigureFact]]:
    """Return one indicator's figures by area and year."""
    rows = StoredFigure.objects.filter(area_code__in=list(area_codes), indicator=indicator)
    found: dict[str, dict[int, FigureFact]] = {}
    for row in rows.order_by("area_code", "period"):
        found.setdefault(row.area_code, {})[int(row.period)] = figure_fact(row)
    return found


def hidden_through_years(
    area_codes: Iterable[str], *, indicator: str
) -> dict[str, dict[int, HiddenFact]]:
    """Return what of one indicator is not shown, by area and year."""
    rows = HiddenFigure.objects.filter(area_code__in=list(area_codes), indicator=indicator)
    found: dict[str, dict[int, HiddenFact]] = {}
    for row in rows.order_by("area_code", "period"):
        found.setdefault(row.area_code, {})[int(row.period)] = hidden_fact(row)
    return found


def figures_in_year(
    area_codes: Iterable[str], *, indicator: str, year: int
) -> dict[str, FigureFact]:
    """Return one indicator of these areas in one year, by area."""
    rows = StoredFigure.objects.filter(
        area_code__in=list(area_codes), indicator=indicator, period=str(year)
    )
    return {row.area_code: figure_fact(row) for row in rows}


def indicators_of(area_codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return which indicators each of these areas has in any year, hidden ones among them."""
    codes = list(area_codes)
    found: dict[str, set[str]] = {}
    for model in (StoredFigure, HiddenFigure):
        rows = model.objects.filter(area_code__in=codes)
        for code, indicator in rows.values_list("area_code", "indicator").distinct():
            found.setdefault(code, set()).add(indicator)
    return {code: frozenset(known) for code, known in found.items()}


def dispersions_of(area_codes: Iterable[str], *, indicator: str) -> dict[str, dict[int, float]]:
    """Return by area and year how much more than chance such counts vary from year to year.

    As it was learned from all areas of the level; see docs/explanation/rates.md.
    """
    rows = StoredChange.objects.filter(area_code__in=list(area_codes), indicator=indicator)
    found: dict[str, dict[int, float]] = {}
    for code, period, phi in rows.values_list("area_code", "period", "dispersion"):
        found.setdefault(code, {})[int(period)] = phi
    return found


def revised_of(indicator: str) -> int:
    """Return how many values that others publish of an indicator were replaced by a later one."""
    replaced = Observation.objects.filter(indicator=indicator, known_until__isnull=False)
    return replaced.filter(tenant=None).count()
