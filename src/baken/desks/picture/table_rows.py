"""The rows of the longest table as HTML: a template would take ten times as long for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from baken.desks.picture.rows import Cells, Line, Verdict


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the columns, for a screen on which every row is a block."""

    count: str
    rate: str
    margin: str
    change: str
    verdict: str
    standing: str


def labels(municipality: str) -> Labels:
    """Return the names of the columns in the reader's language, escaped."""
    return Labels(
        count=escape(_("Number")),
        rate=escape(_("Per 1,000")),
        margin=escape(_("Margin of 95 %")),
        change=escape(_("Change")),
        verdict=escape(_("Verdict")),
        standing=escape(_("Against %(name)s") % {"name": municipality}),
    )


def table_rows(lines: Iterable[Line], *, with_standing: bool, municipality: str = "") -> SafeString:
    """Return the rows of the table; every text in them is escaped."""
    shapes, names = static("baken/marks.svg"), labels(municipality)
    rows = []
    for line in lines:
        chosen = ' class="bk-selected"' if line.selected else ""
        standing = _standing(line, names) if with_standing else ""
        rows.append(
            f'<tr{chosen}><th scope="row">{_name(line)}</th>{_figure(line.cells, names)}'
            f"{_change(line, shapes, names)}{standing}</tr>"
        )
    return mark_safe("\n".join(rows))  # noqa: S308  every text went through escape below


def _name(line: Line) -> str:
    name = escape(line.name)
    linked = name if line.selected else f'<a href="{escape(line.href)}">{name}</a>'
    badges = [
        f' <span class="bk-badge bk-badge--{mark.kind}">{escape(mark.words)}</span>'
        for mark in line.marks
    ]
    return linked + "".join(badges)


def _figure(cells: Cells, names: Labels) -> str:
    count = escape(cells.count)
    if cells.trail:
        count = f'<a href="{escape(cells.trail)}">{count}</a>'
    return (
        f'<td class="bk-num" data-label="{names.count}" '
        f'data-value="{cells.count_value}">{count}</td>'
        f'<td class="bk-num" data-label="{names.rate}" '
        f'data-value="{cells.rate_value}">{cells.rate}</td>'
        f'<td class="bk-num bk-interval-text" data-label="{names.margin}">{cells.margin}</td>'
    )


def _change(line: Line, shapes: str, names: Labels) -> str:
    verdict = line.verdict
    if verdict is None:
        return '<td class="bk-num" data-value=""></td><td></td>'
    return (
        f'<td class="bk-num {verdict.classes}" data-label="{names.change}" '
        f'data-value="{line.sort}">{verdict.size}</td>'
        f'<td data-label="{names.verdict}">{_mark(verdict, shapes)}</td>'
    )


def _mark(verdict: Verdict, shapes: str) -> str:
    return (
        f'<span class="bk-mark bk-mark--plain {verdict.classes}">'
        '<svg class="bk-mark__shape" aria-hidden="true" focusable="false">'
        f'<use href="{shapes}#{verdict.mark}"/></svg>{escape(verdict.words)}</span>'
    )


def _standing(line: Line, names: Labels) -> str:
    out = ' class="picture-out"' if line.tone else ""
    return (
        f'<td data-label="{names.standing}" data-value="{line.standing_value}"{out}>'
        f"{escape(line.standing)}</td>"
    )
