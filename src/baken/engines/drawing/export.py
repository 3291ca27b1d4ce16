"""Drawings as files that stand alone: the light theme inside, links taken out."""

import re
from collections.abc import Sequence

from baken.engines.drawing.lettering import shorten, wrap
from baken.engines.drawing.svg import text

_LINK = re.compile(r'<a (class="[^"]*") href="[^"]*"')
_OPENING = re.compile(r"<svg [^>]*>")
_SIZE = re.compile(r'viewBox="\S+ \S+ (\S+) ([^"]+)"')
_EDGE, _TITLE, _NOTE_SIZE, _NOTE_LINE = 16.0, 44.0, 10.5, 15.0

LIGHT_STYLE = """
svg{background:#fff;font-family:"Noto Sans",sans-serif;font-size:12px;fill:#1f2328}
.chart-unit,.chart-tick,.chart-period,.chart-key,.chart-empty,.ranking-note{fill:#5c6470}
.map-scale-text,.map-attribution{fill:#5c6470}
.chart-gridline{stroke:#d9dde3}
.chart-gridline--zero,.chart-axis-cut{stroke:#8b949e}
.chart-note-column{fill:#f6f1e4}
.chart-note{fill:#6b5a22}
.chart-expected,.ranking-reference-band{fill:#e4e9ef}
.chart-expected-middle{stroke:#98a4b3;stroke-width:1.25}
.chart-band{fill:#1b5fa8;fill-opacity:.18}
.chart-line{stroke:#1b5fa8;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.chart-line--provisional{stroke-dasharray:2 5}
.chart-unsettled{opacity:.6}
.chart-whisker{stroke:#1b5fa8;stroke-width:1.5;stroke-opacity:.6}
.chart-point{fill:#1b5fa8}
.chart-point--provisional{fill:#fff;stroke:#1b5fa8;stroke-width:2}
.chart-missing{stroke:#5c6470;stroke-width:1.5}
.chart-label,.chart-reference-label{paint-order:stroke;stroke:#fff;stroke-width:3px}
.chart-label--last{font-size:14px;font-weight:700}
.chart-reference,.ranking-reference{stroke:#5c6470;stroke-width:1.25}
.chart-reference{stroke-dasharray:5 3}
.chart-reference--target{stroke:#0f7b4d}
.chart-target{fill:#fff;stroke:#0f7b4d;stroke-width:2}
.chart-break{stroke:#5c6470;stroke-width:1.25;stroke-dasharray:2 3}
.chart-break-label{fill:#5c6470;paint-order:stroke;stroke:#fff;stroke-width:3px}
.chart-reference-label{fill:#5c6470}
.chart-reference-label--target{fill:#0f7b4d}
.chart-empty-frame{stroke:#d9dde3;stroke-dasharray:4 4}
.ranking-leader{stroke:#d9dde3;stroke-dasharray:1 4;stroke-linecap:round}
.ranking-value{font-weight:700}
.ranking-value--missing{font-weight:400;fill:#5c6470}
.ranking-whisker{stroke:#56616f;stroke-width:2;stroke-opacity:.55;stroke-linecap:round}
.ranking-point{fill:#56616f;stroke:#fff;stroke-width:1.5;paint-order:stroke}
.ranking-point--provisional{fill:#fff;stroke:#56616f;stroke-width:2;paint-order:normal}
.ranking-point--higher,.ranking-row--higher .ranking-value{fill:#b3261e}
.ranking-point--lower,.ranking-row--lower .ranking-value{fill:#0b7269}
.ranking-row--higher .ranking-whisker{stroke:#b3261e}
.ranking-row--lower .ranking-whisker{stroke:#0b7269}
.ranking-point--provisional.ranking-point--higher{fill:#fff;stroke:#b3261e}
.ranking-point--provisional.ranking-point--lower{fill:#fff;stroke:#0b7269}
.map-ground{fill:#f4f5f4}
.map-neighbour{fill:#e9ebe9;stroke:#fff;stroke-width:1.25}
.map-water{fill:#cfe3ee}
.map-area{fill:#f0f1f3;stroke:#fff;stroke-width:.8;stroke-linejoin:round}
.map-area--class-1{fill:#e6eef7}
.map-area--class-2{fill:#b9d1ea}
.map-area--class-3{fill:#7fabd7}
.map-area--class-4{fill:#3f7fba}
.map-area--class-5{fill:#124f8c}
.map-surface{filter:drop-shadow(.75px 0 0 #20354d) drop-shadow(-.75px 0 0 #20354d)}
.map-hatch-line{stroke:#1f2328;stroke-opacity:.35;stroke-width:1.2}
.map-hatch-dot{fill:#1f2328;fill-opacity:.45}
.map-boundary{stroke:#20354d;stroke-width:1.1;stroke-opacity:.75}
.map-selected{stroke:#1f2328;stroke-width:2.5}
.map-label,.map-neighbour-label{font-size:11.5px}
.map-label{paint-order:stroke;stroke:#fff;stroke-opacity:.85;stroke-width:3px}
.map-neighbour-label{fill:#5c6470;font-style:italic}
.map-scale{stroke:#5c6470;stroke-width:1.25}
.map-attribution{font-size:10.5px}
.map-north{fill:#5c6470}
.map-north-letter{font-size:11.5px;font-weight:600}
.map-legend-heading{font-weight:700}
.multiple-name{font-weight:700}
.multiple-other{stroke:#c3c9d1;stroke-width:1.25}
.rank-whisker{stroke:#8b949e;stroke-opacity:.5}
.rank-dot{stroke:#56616f;stroke-width:2}
.rank-point{fill:#56616f}
.rank-whisker--chosen{stroke:#1b5fa8;stroke-width:2.5;stroke-opacity:1}
.rank-point--chosen{fill:#1b5fa8}
.rank-name{font-weight:700;paint-order:stroke;stroke:#fff;stroke-width:4px}
.funnel-inner{fill:#e4e9ef}
.funnel-outer{stroke:#8b949e;stroke-dasharray:4 3}
.funnel-common{stroke:#1f2328;stroke-width:1.25}
.funnel-point{fill:#56616f;fill-opacity:.75}
.funnel-point--higher{fill:#b3261e}
.funnel-point--lower{fill:#0b7269}
.funnel-point--chosen{fill-opacity:1;stroke:#1f2328;stroke-width:2}
.file-note{font-size:10.5px;fill:#5c6470}
.file-title{font-size:14px;font-weight:700}
"""
"""The light theme for files; on pages the site's own stylesheet decides."""


def standalone(
    drawing: str, style: str = LIGHT_STYLE, notes: Sequence[str] = (), *, legend: str = ""
) -> str:
    """Return a drawing of this package as a complete SVG file with its style inside.

    Links become groups: a relative address means nothing in a file. The first of the ``notes`` is
    written over the drawing, the others (source, licence, method) under it, after the ``legend``
    as ``draw_legend`` gives it: a picture that is passed on keeps them.

    Raises:
        ValueError: when the drawing or the legend is no drawing of this package.
    """
    opening = _OPENING.match(drawing)
    if opening is None:
        raise ValueError(
            f'"{drawing[:40]}" is no drawing; give standalone() the text that a draw_ function '
            "returned"
        )
    head, body = opening.group(), drawing[opening.end() :]
    body = without_links(body)
    if legend:
        head, body = _with_legend(head, body, legend)
    if notes:
        head, body = _with_notes(head, body, notes)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<style>{style}</style>{body}\n'


def without_links(drawing: str) -> str:
    """Return a drawing in which nothing can be followed: links become groups."""
    return _LINK.sub(r"<g \1", drawing).replace("</a>", "</g>")


def _with_legend(head: str, body: str, legend: str) -> tuple[str, str]:
    width, height = _size(head)
    opening = _OPENING.match(legend)
    if opening is None:
        raise ValueError(f'"{legend[:40]}" is no legend; give what draw_legend() returned')
    whole = height + _EDGE + _size(opening.group())[1]
    placed = legend.replace("<svg ", f'<svg y="{height + _EDGE:g}" ', 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    head = re.sub(r'viewBox="[^"]*"', f'viewBox="0 0 {width:g} {whole:g}"', head)
    return head, body.removesuffix("</svg>") + placed + "</svg>"


def _size(head: str) -> tuple[float, float]:
    width, height = _SIZE.findall(head)[0]
    return float(width), float(height)


def _with_notes(head: str, body: str, notes: Sequence[str]) -> tuple[str, str]:
    width, height = _size(head)
    room = width - 2 * _EDGE
    lines = [line for note in notes[1:] for line in wrap(note, room, _NOTE_SIZE, most=4)]
    whole = _TITLE + height + _EDGE + _NOTE_LINE * len(lines) + _EDGE
    outer = f'viewBox="{-_EDGE:g} {-_TITLE:g} {width + 2 * _EDGE:g} {whole:g}"'
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    sized = f'{outer} width="{width + 2 * _EDGE:g}" height="{whole:g}"'
    head = re.sub(r'viewBox="[^"]*"', sized, head)
    drawn = text(0, -_TITLE + 24, shorten(notes[0], room), "file-title")
    for place, line in enumerate(lines, start=1):
        drawn += text(0, height + _EDGE / 2 + place * _NOTE_LINE, line, "file-note")
    return head, body.removesuffix("</svg>") + drawn + "</svg>"
