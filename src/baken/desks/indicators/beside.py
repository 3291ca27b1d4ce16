"""An indicator beside other municipalities: a funnel, where CBS counts the same for all of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from baken.catalogue.indicators import INDICATORS
from baken.engines.drawing.funnel_plot import FunnelPlot, FunnelPoint, draw_funnel
from baken.flows.funnel_words import funnel_texts, outside_mark, outside_words
from baken.flows.policy_table import BesideOthers
from baken.flows.tell_indicator.writing import language, number
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import FunnelPlace
from baken.vocabulary.figure import decimals_of_rate
from baken.vocabulary.writing import NumberWriter

WIDE, NARROW = 640.0, 340.0


@dataclass(frozen=True, slots=True)
class ShownFunnel:
    """The funnel for a wide and a narrow screen, what it says, and where the names are.

    ``ranking`` is empty for a set of types, of which there is no list.
    """

    wide: str
    narrow: str
    year: int
    sentence: str
    mark: str
    outside: str
    method: str
    ranking: str
    peers: str


def funnel_of(beside: BesideOthers, area: AreaFact, label: str) -> ShownFunnel:
    """Return an indicator's funnel with the municipality marked."""
    plot = _plot(beside, area, label)
    own = next((place for place in beside.places if place.area_code == area.code), None)
    known = beside.indicator in {each.id for each in INDICATORS}
    asked = {"soort": beside.indicator, "jaar": beside.spread.year}
    return ShownFunnel(
        wide=draw_funnel(plot, width=WIDE),
        narrow=draw_funnel(plot, width=NARROW, height=360),
        year=beside.spread.year,
        sentence=_sentence(beside, own, area.name),
        mark=outside_mark(own.outside if own else 0),
        outside=outside_words(own.outside) if own else "",
        method=beside.spread.method,
        ranking=f"{reverse('ranking')}?{urlencode(asked | {'zoek': area.name})}" if known else "",
        peers=f"{reverse('peers', args=[area.code])}?{urlencode(asked)}#soort" if known else "",
    )


def _sentence(beside: BesideOthers, own: FunnelPlace | None, name: str) -> str:
    if own is None:
        return _("Of %(name)s there is no figure in %(year)d.") % {
            "name": name,
            "year": beside.spread.year,
        }
    return _(
        "%(name)s had %(rate)s per 1,000 inhabitants in %(year)d, all municipalities together "
        "%(common)s. From the highest to the lowest it is number %(rank)d of %(n)d; in 95 of 100 "
        "cases it lies between %(best)d and %(worst)d."
    ) % {
        "name": name,
        "rate": _rate(own.rate),
        "common": _rate(beside.spread.rate),
        "year": beside.spread.year,
        "rank": own.rank,
        "best": own.best,
        "worst": own.worst,
        "n": own.compared,
    }


def _rate(value: float) -> str:
    return number(value, decimals_of_rate(value))


def _plot(beside: BesideOthers, area: AreaFact, label: str) -> FunnelPlot:
    # Looked up once: a lookup for each of 342 municipalities took a fifth of the page.
    words = _PointWords(
        write=NumberWriter(language() == "en"),
        inhabitants=_("%(n)s inhabitants"),
        rate=_("%(rate)s per 1,000 inhabitants"),
        outside={place.outside: outside_words(place.outside) for place in beside.places},
    )
    return FunnelPlot(
        key="beside",
        points=tuple(_point(place, area, words) for place in beside.places),
        rate=beside.spread.rate,
        limits=beside.spread.limits,
        texts=funnel_texts(label, beside.spread.year, chosen=area.name),
        format=number,
    )


@dataclass(frozen=True, slots=True)
class _PointWords:
    """What stands with every dot, in the reader's language."""

    write: NumberWriter
    inhabitants: str
    rate: str
    outside: dict[int, str]


def _point(place: FunnelPlace, area: AreaFact, words: _PointWords) -> FunnelPoint:
    own = place.area_code == area.code
    rate = words.write.number(place.rate, decimals_of_rate(place.rate))
    said = (
        words.inhabitants % {"n": words.write.number(place.inhabitants)},
        words.rate % {"rate": rate},
        words.outside[place.outside],
    )
    return FunnelPoint(
        name=area.name if own else "",
        size=place.inhabitants,
        rate=place.rate,
        outside=place.outside,
        href=reverse("municipality", args=[area.code]) if own else "",
        title=": ".join([*([area.name] if own else []), ", ".join(said)]),
        chosen=own,
    )
