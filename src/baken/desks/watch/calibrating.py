"""The results of a check of the watch as rows for the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class CheckTables:
    """Per level series, judged weeks and rates, on the past and on a quiet copy; nowcasts."""

    promised: str
    promise: str
    levels: tuple[tuple[str, ...], ...]
    past_lines: str
    past_most: int
    quiet_share: str
    quiet_weeks: int
    past_weeks: int
    nowcasts: tuple[tuple[str, ...], ...]
    held: str
    number: int


def calibration_tables(results: dict[str, Any]) -> CheckTables:
    """Return the tables of a check."""
    names = {"municipality": _("municipality"), "wijk": _("wijken"), "buurt": _("buurten")}
    past, quiet, nowcast = results["past"], results["quiet"], results["nowcast"]
    return CheckTables(
        promised=_percent(results["promised"]),
        promise=_percent(results["promise"], 0),
        levels=tuple(
            (
                names[one["level"]],
                number_format(one["series"]),
                number_format(one["judged"]),
                number_format(one["short"]),
                _percent(one["rate"]),
                _percent(other["rate"]),
            )
            for one, other in zip(past["levels"], quiet["levels"], strict=True)
        ),
        past_lines=number_format(past["lines"], 1),
        past_most=past["most_lines"],
        quiet_share=_percent(quiet["weeks_with_a_line"], 0),
        quiet_weeks=quiet["weeks"],
        past_weeks=past["weeks"],
        nowcasts=tuple(
            (_span(row), number_format(row["nowcasts"]), _percent(row["held"]), _width(row))
            for row in nowcast["bands"]
        ),
        held=_percent(nowcast["held"]),
        number=nowcast["nowcasts"],
    )


def _percent(share: float | None, decimals: int = 2) -> str:
    if share is None:
        return _("not measured")
    return f"{number_format(100 * share, decimals if share < 0.5 else 1)} %"


def _span(row: dict[str, Any]) -> str:
    if row["to"] is None:
        return _("%(low)d and more") % {"low": row["from"]}
    return _("%(low)d to %(high)d") % {"low": row["from"], "high": row["to"] - 1}


def _width(row: dict[str, Any]) -> str:
    return "" if row["width"] is None else number_format(row["width"], 1)
