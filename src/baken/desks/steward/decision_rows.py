"""The matrix of decisions as HTML: a template would take ten times as long for so many cells."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from baken.desks.steward.wording import STATES
from baken.flows.published_decisions import Decisions
from baken.vocabulary.disclosure import CellState

SIGNS = {
    CellState.SHOWN: "\N{BLACK CIRCLE}",
    CellState.ROUNDED: "\N{ALMOST EQUAL TO}",
    CellState.SMALL: "<",
    CellState.SMALL_OR_ZERO: "\N{LESS-THAN OR EQUAL TO}",
    CellState.WITHHELD: "\N{EN DASH}",
    CellState.SILENT: "\N{MULTIPLICATION SIGN}",
}


def signs() -> list[tuple[str, str, str]]:
    """Return the sign, class and words of each state, for the legend."""
    return [(SIGNS[state], str(state), str(STATES[state])) for state in CellState]


def matrix_rows(found: Decisions) -> SafeString:
    """Return a row an area with a sign for each type; the words are there for who listens."""
    words = {state: escape(STATES[state]) for state in CellState}
    rows = []
    for area in found.areas:
        cells = [found.cells.get((area.code, each.id)) for each in found.types]
        marked = [_cell(cell.state, words) if cell else "<td></td>" for cell in cells]
        rows.append(f'<tr><th scope="row">{escape(area.name)}</th>{"".join(marked)}</tr>')
    return mark_safe("\n".join(rows))  # noqa: S308  every text went through escape


def _cell(state: CellState, words: dict[CellState, str]) -> str:
    return (
        f'<td class="steward-cell steward-cell--{state}" title="{words[state]}">'
        f'<span aria-hidden="true">{escape(SIGNS[state])}</span>'
        f'<span class="bk-sr-only">{words[state]}</span></td>'
    )
