"""Facts as they are sent."""

from typing import Any

from baken.catalogue.indicators import INDICATORS, Indicator
from baken.catalogue.sources import SOURCES
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import ChangeFact, FigureFact, HiddenFact
from baken.vocabulary.disclosure import CellState

_SOURCES = {source.id: source for source in SOURCES}
_ORIGINS = {
    each.id: {"source": source.id, "attribution": source.attribution, "licence": source.licence}
    for each in INDICATORS
    for source in [_SOURCES[each.source]]
}


def area_out(area: AreaFact) -> dict[str, Any]:
    """Return an area without its outline."""
    box = area.box
    return {
        "code": area.code,
        "level": area.level,
        "name": area.name,
        "year": area.year,
        "municipality": area.municipality_code,
        "wijk": area.wijk_code or None,
        "landHectares": area.land_hectares,
        "box": [box.min_x, box.min_y, box.max_x, box.max_y],
    }


def source_out(identifier: str) -> dict[str, Any]:
    """Return a source of the catalogue."""
    source = _SOURCES[identifier]
    return {
        "id": source.id,
        "title": source.title_nl,
        "attribution": source.attribution,
        "licence": source.licence,
        "address": source.address,
    }


def indicator_out(definition: Indicator) -> dict[str, Any]:
    """Return the definition of an indicator."""
    return {
        "id": definition.id,
        "labelNl": definition.label_nl,
        "labelEn": definition.label_en,
        "explanationNl": definition.explanation_nl,
        "explanationEn": definition.explanation_en,
        "offence": definition.offence,
        "per": definition.per,
        "minimumExposure": definition.minimum_exposure,
        "polarity": str(definition.polarity),
        "partOf": definition.part_of or None,
        "source": source_out(definition.source),
    }


def figure_out(figure: FigureFact | HiddenFact, delivered_rows: int) -> dict[str, Any]:
    """Return a figure; ``deliveredRows`` counts what ``rows`` of the single figure lists.

    Of a figure that is not shown every number is null, and words stand in its place.
    """
    if isinstance(figure, HiddenFact):
        return hidden_out(figure)
    expected = figure.expected
    return {
        "indicator": figure.indicator,
        "area": figure.area_code,
        "level": figure.level,
        "period": str(figure.year),
        "count": figure.n,
        "countInterval": _interval(figure.n_lower, figure.n_upper),
        "rate": figure.rate,
        "rateInterval": _interval(figure.lower, figure.upper),
        "inhabitants": figure.exposure,
        "dispersion": figure.dispersion,
        "expected": expected
        and {
            "rate": expected.rate,
            "lower": expected.lower,
            "upper": expected.upper,
            "years": expected.years,
        },
        "status": str(figure.status),
        "wordsNl": None,
        "wordsEn": None,
        "fewerThan": None,
        "notes": list(figure.notes),
        "method": figure.method,
        "version": figure.version,
        "computedAt": figure.computed_at.isoformat(),
        "deliveredRows": delivered_rows,
    }


def hidden_out(hidden: HiddenFact) -> dict[str, Any]:
    """Return what stands in the place of a figure that is not shown."""
    nl, en = _IN_ITS_PLACE.get(hidden.state, _FEWER)
    return {
        **dict.fromkeys(_NUMBERS),
        "indicator": hidden.indicator,
        "area": hidden.area_code,
        "level": hidden.level,
        "period": str(hidden.year),
        "status": "not-published" if hidden.state is CellState.SILENT else "suppressed",
        "wordsNl": nl.format(hidden.minimum),
        "wordsEn": en.format(hidden.minimum),
        "fewerThan": hidden.minimum if hidden.state.is_small else None,
        "notes": [],
        "method": "disclosure-control",
        "version": None,
        "computedAt": hidden.computed_at.isoformat(),
    }


_NUMBERS = (
    *("count", "countInterval", "rate", "rateInterval", "inhabitants"),
    *("dispersion", "expected", "deliveredRows"),
)
_FEWER = ("minder dan {}", "fewer than {}")
_IN_ITS_PLACE = {
    CellState.WITHHELD: ("niet getoond", "not shown"),
    CellState.SILENT: ("niet gepubliceerd", "not published"),
}


def flat_figure(figure: FigureFact | HiddenFact, delivered_rows: int) -> dict[str, Any]:
    """Return a figure as one row of a table, which says itself where it comes from."""
    content = figure_out(figure, delivered_rows)
    count, rate = content.pop("countInterval") or {}, content.pop("rateInterval") or {}
    expected = content.pop("expected") or {}
    return content | {
        "countLower": count.get("lower"),
        "countUpper": count.get("upper"),
        "rateLower": rate.get("lower"),
        "rateUpper": rate.get("upper"),
        "expectedRate": expected.get("rate"),
        "notes": " ".join(content["notes"]),
        **_ORIGINS.get(figure.indicator, {}),
    }


FLAT_COLUMNS = (
    *("indicator", "area", "level", "period", "count", "countLower", "countUpper"),
    *("rate", "rateLower", "rateUpper", "inhabitants", "dispersion", "expectedRate", "status"),
    *("notes", "wordsNl", "wordsEn", "fewerThan"),
    *("method", "version", "computedAt", "deliveredRows"),
    *("source", "attribution", "licence"),
)


def change_out(change: ChangeFact) -> dict[str, Any]:
    """Return a change since the year before."""
    return {
        "previousPeriod": str(change.previous_year),
        "previousCount": change.previous_n,
        "ratio": change.ratio,
        "ratioInterval": _interval(change.lower, change.upper),
        "p": change.p,
        "pAdjusted": change.p_adjusted,
        "detectableRise": change.detectable_up,
        "detectableFall": change.detectable_down,
        "verdict": str(change.verdict),
    }


def delivery_out(delivery: DeliveryFact) -> dict[str, Any]:
    """Return a delivery with the counts of its rows."""
    return {
        "id": str(delivery.id),
        "kind": delivery.kind,
        "fileName": delivery.file_name,
        "sha256": delivery.sha256,
        "source": delivery.source,
        "deliveredOn": delivery.delivered_on.isoformat(),
        "receivedAt": delivery.received_at.isoformat(),
        "rows": delivery.rows,
        "accepted": delivery.accepted,
        "unchanged": delivery.unchanged,
        "revised": delivery.revised,
        "quarantined": delivery.quarantined,
    }


def _interval(lower: float | None, upper: float | None) -> dict[str, float] | None:
    return None if lower is None or upper is None else {"lower": lower, "upper": upper}
