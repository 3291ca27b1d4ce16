"""A figure, its change and its rows in words."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from baken.desks.front.origins import SourceLine, source_line
from baken.desks.front.sentences import change_words, interval_words, unseen_words
from baken.desks.front.wording import USED_COLUMNS, VALUE_COLUMNS, VERDICTS
from baken.desks.front.writing import p_value, rate, tenths, whole
from baken.flows.explain_figure import FigureTrail, TrailStep
from baken.foundation.intake.facts import RowFact
from baken.records.indicators.facts import ChangeFact, FigureFact, HiddenFact
from baken.vocabulary.area import AreaCode, AreaLevel, level_of
from baken.vocabulary.disclosure import CellState

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a delivered row: its text and whether the figure rests on it."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A delivered row with a link to its place in the delivery."""

    number: int
    href: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A delivery under a figure with its columns and the rows of this page."""

    source: SourceLine
    columns: tuple[tuple[str, str], ...]
    rows: tuple[ShownRow, ...]
    rows_in_all: int
    closed: bool


def value_sentence(found: FigureFact) -> str:
    """Say the number with its interval in words."""
    words = {
        "n": whole(found.n),
        "low": whole(found.n_lower),
        "high": whole(found.n_upper),
        "year": found.year,
    }
    if found.n == 0:
        return (
            _(
                "None were registered in %(year)d. Even then the underlying number can be up "
                "to %(high)s in such a year."
            )
            % words
        )
    return (
        _(
            "%(n)s were registered in %(year)d. By chance and the usual ups and downs that could "
            "have been another number: the margin runs from %(low)s to %(high)s."
        )
        % words
    )


def hidden_words(hidden: HiddenFact) -> str:
    """Return what stands in the place of a number that is not shown."""
    if hidden.state.is_small:
        return _("fewer than %(minimum)s") % {"minimum": hidden.minimum}
    return _("not published") if hidden.state is CellState.SILENT else _("not shown")


def hidden_reason(hidden: HiddenFact) -> str:
    """Say in a sentence why the number is not shown."""
    if hidden.state.is_small:
        return _(
            "The number is smaller than %(minimum)s. A number that small can make somebody "
            "recognisable, so we say no more than this."
        ) % {"minimum": hidden.minimum}
    if hidden.state is CellState.SILENT:
        return _("Nothing is published of this number: no rule lets it, or no decision does yet.")
    return _(
        "The number itself is not small. But who adds and subtracts could work out a small number "
        "of another buurt, type or year with it, so this one is not shown either."
    )


def value_lines(found: FigureFact) -> Lines:
    """Return the numbers of a figure, each with its name."""
    per_thousand = partial(rate, like=found.rate)
    lines = [
        (_("Number"), whole(found.n)),
        (_("Margin of the number (95 %)"), _range(found.n_lower, found.n_upper, whole)),
        (_("Inhabitants"), whole(found.exposure)),
        (_("Per 1,000 inhabitants"), rate(found.rate)),
        (_("Margin per 1,000 (95 %)"), _range(found.lower, found.upper, per_thousand)),
        (_("What the margin allows for"), dispersion_words(found.dispersion)),
        (_("Shrunken rate, for the colour of the map"), rate(found.shrunken)),
    ]
    if found.expected:
        lines.append(
            (
                _("Expected per 1,000 on the ground of %(n)d earlier years")
                % {"n": found.expected.years},
                _range(found.expected.lower, found.expected.upper, per_thousand),
            )
        )
    return tuple(lines)


def change_lines(change: ChangeFact) -> Lines:
    """Return everything that is stored about a change, in words and numbers."""
    return (
        (_("Verdict"), str(VERDICTS[change.verdict])),
        (
            _("Numbers"),
            f"{change.previous_year}: {whole(change.previous_n)}; {change.year}: {whole(change.n)}",
        ),
        (_("Change per inhabitant"), change_words(change)),
        (_("Margin of the change (95 %)"), interval_words(change) or _("cannot be told")),
        (_("p-value: how odd this is when nothing changed"), p_value(change.p)),
        (_together(change), p_value(change.p_adjusted)),
        (_("Spread"), dispersion_words(change.dispersion)),
        (_("What we would often have missed"), unseen_words(change)),
    )


def _together(change: ChangeFact) -> str:
    if level_of(AreaCode(change.area_code)) is AreaLevel.MUNICIPALITY:
        return _(
            "adjusted p-value, with all types of this municipality weighed together (Benjamini & "
            "Hochberg 1995)"
        )
    return _(
        "adjusted p-value, with all areas of this level in the municipality weighed together "
        "(Benjamini & Hochberg 1995)"
    )


def dispersion_words(phi: float) -> str:
    """Say how much more the numbers move from year to year than by chance alone."""
    if phi < 1.05:
        return _("These numbers move from year to year as chance would have it.")
    return _("These numbers move %(times)s times as much as by chance alone (variance).") % {
        "times": tenths(phi)
    }


def shown_steps(trail: FigureTrail, today: date) -> tuple[ShownStep, ...]:
    """Return every delivery under a figure with the rows of this page."""
    return tuple(_step(step, today) for step in trail.steps)


def _step(step: TrailStep, today: date) -> ShownStep:
    source, kind = source_line(step.delivery, today), step.delivery.kind
    kinds = tuple(column_kind(kind, column) for column in step.delivery.header)
    return ShownStep(
        source=source,
        columns=tuple(zip(step.delivery.header, kinds, strict=True)),
        rows=tuple(_row(row, step.delivery.header, kinds, source.href) for row in step.rows),
        rows_in_all=step.rows_in_all,
        closed=step.closed,
    )


def column_kind(kind: str, column: str) -> str:
    """Return how a column is marked: the value, a key that finds it, or neither."""
    if VALUE_COLUMNS.get(kind) == column:
        return "value"
    return "key" if column in USED_COLUMNS.get(kind, ()) else ""


def _row(row: RowFact, header: tuple[str, ...], kinds: tuple[str, ...], href: str) -> ShownRow:
    return ShownRow(
        number=row.number,
        href=f"{href}?regel={row.number}#regel-{row.number}",
        cells=tuple(
            ShownCell(row.values.get(column, ""), kind)
            for column, kind in zip(header, kinds, strict=True)
        ),
    )


def _range(lower: float | None, upper: float | None, write) -> str:
    if lower is None or upper is None:
        return write(None)
    return _("%(low)s to %(high)s") % {"low": write(lower), "high": write(upper)}
