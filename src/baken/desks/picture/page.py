"""What the template of an area page shows, made ready from the picture."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.indicators import ALL_CRIME
from baken.catalogue.places import PEER_RULES
from baken.desks.picture import rows
from baken.desks.picture.addresses import Addresses
from baken.desks.picture.asked import query_of
from baken.desks.picture.drawings import (
    area_map,
    legend_lines,
    shown_figures,
    trend_words,
    wijken_ranking,
)
from baken.desks.picture.headline import few_residents_sentence, headline, hidden_sentence
from baken.desks.picture.marks import FEW, makings_of, marks_of, notices_of, status_words
from baken.desks.picture.rows import label_of
from baken.desks.picture.sentences import lead, standing_sentence
from baken.desks.picture.table_rows import table_rows
from baken.desks.picture.writing import age, change_span, english, number, shared, writer
from baken.flows.area_picture import AreaPicture, UsedSource
from baken.flows.draw_map import draw
from baken.flows.draw_trend import draw_area_trend
from baken.vocabulary.area import AreaLevel

BESIDE, ALONE = 560.0, 760.0
"""Width of the trend with the ranking beside it, and without."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumb; the last has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as shown: title, attribution, day of delivery and how long ago that was."""

    title: str
    attribution: str
    href: str
    delivered_on: str
    age: str
    synthetic: bool


def page_of(picture: AreaPicture, addresses: Addresses, today: date) -> dict[str, Any]:
    """Return everything the template shows."""
    return {
        "picture": picture,
        "area": picture.area,
        "municipal": picture.area.level == AreaLevel.MUNICIPALITY,
        "choice": picture.choice,
        "label": label_of(picture.definition),
        "explanation": picture.definition.explanation(get_language() or "nl"),
        "crumbs": crumbs(picture, addresses),
        "kind": kind_words(picture),
        "types": [(label_of(entry), entry.id) for entry in picture.indicators],
        **_verdict(picture, addresses),
        **_map(picture, addresses),
        **_tables(picture, addresses),
        **_charts(picture, addresses),
        "remarks_href": f"/toelichtingen/{picture.area.code}/",
        "sources": [_source_line(used, today) for used in picture.sources],
        "types_href": _types_href(picture, addresses),
        "scan_href": ""
        if picture.area.level == AreaLevel.MUNICIPALITY
        else reverse(f"{picture.area.level}-scan", args=[picture.area.code]),
        "policy_href": reverse("policy-indicators", args=[picture.area.code])
        if picture.has_policy_indicators
        else "",
        **_files(picture),
    }


def _types_href(picture: AreaPicture, addresses: Addresses) -> str:
    """Return where the types stand of an area that has a total only; empty where it has types."""
    if picture.area.level == AreaLevel.MUNICIPALITY or len(picture.indicators) > 1:
        return ""
    whole = addresses.area(picture.municipality.code)
    return f"{whole}?jaar={picture.choice.year}#types-heading"


def crumbs(picture: AreaPicture, addresses: Addresses) -> list[Crumb]:
    """Return the way to the area: all municipalities, the municipality, the wijk."""
    above = [
        Crumb(area.name, addresses.area(area.code))
        for area in (picture.municipality, picture.wijk)
        if area is not None and area.code != picture.area.code
    ]
    all_of_them = Crumb(_("Municipalities"), reverse("municipalities"))
    return [all_of_them, *above, Crumb(picture.area.name)]


def kind_words(picture: AreaPicture) -> str:
    """Return what kind of area this is and where it lies."""
    if picture.area.level == AreaLevel.MUNICIPALITY:
        return _("Municipality")
    if picture.area.level == AreaLevel.WIJK or picture.wijk is None:
        words = (
            _("Wijk in %(place)s")
            if picture.area.level == AreaLevel.WIJK
            else _("Buurt in %(place)s")
        )
        return words % {"place": picture.municipality.name}
    return _("Buurt in %(wijk)s, %(place)s") % {
        "wijk": picture.wijk.name,
        "place": picture.municipality.name,
    }


def _verdict(picture: AreaPicture, addresses: Addresses) -> dict[str, Any]:
    figure, change = picture.figure, picture.change
    pen = rows.Pen(addresses, [figure])
    if figure is None:
        return _nothing_shown(picture, pen)
    return {
        "hidden": None,
        "headline": headline(picture.definition, figure, change),
        "few_residents": few_residents_sentence(figure),
        "lead": lead(picture.area.name, picture.definition, figure, change),
        "standing": standing_sentence(
            None if FEW in figure.notes else picture.comparison,
            picture.municipality.name,
            picture.municipal,
        ),
        "cells": pen.cells(figure),
        "verdict": pen.verdict(change, picture.definition.polarity),
        "change_margin": change_span(change) if change else "",
        "marks_shown": marks_of(figure, synthetic=picture.synthetic),
        "notices": notices_of(
            figure,
            compared_with=change.previous_year if change else None,
            synthetic=picture.synthetic,
        ),
        "makings": makings_of(figure),
        "status": status_words(figure.status),
        "inhabitants": number(round(figure.exposure)) if figure.exposure else "",
    }


def _nothing_shown(picture: AreaPicture, pen: rows.Pen) -> dict[str, Any]:
    """Return what stands at the head of the page where the chosen figure is not shown."""
    hidden = picture.hidden
    if hidden is None:
        raise ValueError(f"{picture.area.code}: neither a figure nor a hidden one; see picture_of")
    said = hidden_sentence(picture.definition, hidden)
    return {
        "hidden": hidden,
        "headline": said,
        "lead": said,
        "cells": pen.cells(None, hidden),
        "status": _("not shown, to protect people"),
    }


def _map(picture: AreaPicture, addresses: Addresses) -> dict[str, Any]:
    shown = area_map(picture, addresses)
    drawn = draw(shown)
    return {
        "map": drawn.svg,
        "map_areas": len(shown.cells),
        "legend": legend_lines(drawn, shown.cells),
    }


def _tables(picture: AreaPicture, addresses: Addresses) -> dict[str, Any]:
    rule = PEER_RULES[0]
    return {
        "part_rows": table_rows(
            rows.part_lines(picture, addresses),
            with_standing=not picture.among_municipalities,
            municipality=against_name(picture),
        ),
        "against": against_name(picture),
        "total": rows.total_line(picture, addresses),
        "parts_name": parts_name(picture),
        "years": rows.year_lines(picture, addresses),
        "indicators": rows.indicator_lines(picture, addresses),
        "peers": rows.peer_lines(picture, addresses) if picture.peers else [],
        "types_counted": picture.types_counted,
        "share_of_types": shared(picture.share_of_types),
        "peer_rule": rule.explanation_en if english() else rule.explanation_nl,
        "all_crime": not picture.definition.part_of,
        "published_by_others": picture.definition.total == ALL_CRIME,
    }


def against_name(picture: AreaPicture) -> str:
    """Return the municipality with its own figure per 1,000, where it has one."""
    figure, name = picture.municipal, picture.municipality.name
    if figure is None or figure.rate is None:
        return name
    return f"{name} ({writer().rate(figure.rate)})"


def parts_name(picture: AreaPicture) -> str:
    """Return the heading of the table beside the map."""
    names = {
        AreaLevel.WIJK: _("The wijken of %(place)s"),
        AreaLevel.BUURT: _("The buurten of %(place)s"),
        AreaLevel.MUNICIPALITY: _("%(place)s and the municipalities around it"),
    }
    of_wijk = picture.area.level == AreaLevel.BUURT and picture.wijk is not None
    place = picture.wijk.name if of_wijk and picture.wijk else picture.area.name
    return names[picture.choice.level] % {"place": place}


def _charts(picture: AreaPicture, addresses: Addresses) -> dict[str, Any]:
    ranking = wijken_ranking(picture, addresses)
    figures = shown_figures(picture)
    words, width = trend_words(picture), BESIDE if ranking else ALONE
    return {
        "ranking": ranking,
        "trend": draw_area_trend("trend", figures, words, writer().number, width=width),
        "drawn": bool(figures),
    }


def _source_line(used: UsedSource, today: date) -> SourceLine:
    entry, delivery = used.source, used.newest
    return SourceLine(
        title=entry.title(get_language() or "nl"),
        attribution=f"{entry.attribution}, {entry.licence}",
        href=reverse("delivery", args=[delivery.id]),
        delivered_on=date_format(delivery.delivered_on, "j F Y"),
        age=age(delivery.delivered_on, today),
        synthetic=entry.synthetic,
    )


def _links(picture: AreaPicture) -> dict[str, str]:
    query = query_of(picture.choice, with_level=True)
    level, code = picture.area.level, picture.area.code
    return {
        end: reverse(f"{level}-{end}", args=[code]) + query
        for end in ("table", "workbook", "map", "years", "drawing", "trend")
    }


def _files(picture: AreaPicture) -> dict[str, Any]:
    links = _links(picture)
    asked = {"gebied": picture.area.code, "soort": picture.choice.indicator}
    return {
        "links": links,
        "table_files": [
            ("csv", links["table"]),
            ("xlsx", links["workbook"]),
            ("geojson", links["map"]),
        ],
        "year_files": [("csv", links["years"])],
        "compare_href": f"{reverse('compare')}?{urlencode(asked)}",
    }
