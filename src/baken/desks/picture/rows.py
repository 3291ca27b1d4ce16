"""The rows of the tables on a page: strings ready for the template, numbers for sorting."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.indicators import Indicator, Polarity
from baken.catalogue.years import note_of_year
from baken.desks.picture.addresses import Addresses
from baken.desks.picture.marks import FEW, Mark, place_marks, status_words
from baken.desks.picture.sentences import how_sure, standing_words
from baken.desks.picture.writing import english, rate_decimals, writer
from baken.flows.area_picture import AreaPicture, IndicatorRow, PartRow, PeerRow, YearRow
from baken.records.indicators.facts import ChangeFact, FigureFact, HiddenFact
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict, FigureStatus
from baken.vocabulary.writing import NO_DATA

_GOOD_WHEN = {
    Polarity.LOWER_IS_BETTER: ChangeVerdict.LOWER,
    Polarity.HIGHER_IS_BETTER: ChangeVerdict.HIGHER,
}
_PERCENT_POINTS = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change: the shape of its mark, its words and tone, its size, and its classes."""

    mark: str
    words: str
    tone: str
    size: str
    classes: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one figure: text as shown, the number by which a table sorts, and its trail."""

    count: str
    count_value: str
    rate: str
    rate_value: str
    margin: str
    trail: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, its figure, and what is to be said of that.

    ``sort`` is the change in percent; ``standing`` is how the area stands against its
    municipality, ``note`` what else is to be known.
    """

    name: str
    href: str
    cells: Cells
    verdict: Verdict | None
    sort: str
    standing: str = ""
    standing_value: str = ""
    tone: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""
    selected: bool = False


class Pen:
    """Writes figures as cells, all rates of one table with the same decimals."""

    def __init__(self, addresses: Addresses, figures: Iterable[FigureFact | None]) -> None:
        self.addresses = addresses
        self.decimals = rate_decimals([figure.rate for figure in figures if figure])
        self.words = verdict_words()
        self.standing = standing_words()
        self.write = writer()
        self.no_data = Cells(_("no data"), "", NO_DATA, "", NO_DATA, "")

    def cells(self, figure: FigureFact | None, hidden: HiddenFact | None = None) -> Cells:
        """Return the cells of a figure; of one that is hidden or was not delivered they say so."""
        if figure is None:
            return self.hidden(hidden) if hidden else self.no_data
        known = figure.rate is not None
        return Cells(
            count=self.write.whole(figure.n),
            count_value=str(figure.n),
            rate=self.write.rate(figure.rate, self.decimals),
            rate_value=f"{figure.rate:.6f}" if known else "",
            margin=self.write.span(figure.lower, figure.upper, self.decimals),
            trail=self.addresses.figure(figure.indicator, figure.area_code, figure.year),
        )

    def hidden(self, hidden: HiddenFact) -> Cells:
        """Return the cells of a figure that is not shown; its trail says why."""
        trail = self.addresses.figure(hidden.indicator, hidden.area_code, hidden.year)
        return Cells(hidden_words(hidden), "", NO_DATA, "", NO_DATA, trail)

    def verdict(self, change: ChangeFact | None, polarity: Polarity) -> Verdict | None:
        """Return a change as it is shown, or None without a year before."""
        if change is None:
            return None
        size, tone = "", tone_of(change.verdict, polarity)
        if change.verdict is not ChangeVerdict.NOT_COMPARABLE and change.ratio is not None:
            size = self.write.signed_percents(change.ratio)
        return Verdict(
            mark=str(change.verdict),
            words=self.words[change.verdict],
            tone=tone,
            size=size,
            classes=_classes(change.verdict, tone),
        )


def _classes(verdict: ChangeVerdict, tone: str) -> str:
    if verdict in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
        return f"picture-changed bk-mark--{tone}" if tone else "picture-changed"
    return "picture-same"


def hidden_words(hidden: HiddenFact) -> str:
    """Return what stands in the place of a count that is not shown; never a number of its own."""
    if hidden.state.is_small:
        return _("fewer than %(minimum)s") % {"minimum": hidden.minimum}
    return _("not published") if hidden.state is CellState.SILENT else _("not shown")


def verdict_words() -> dict[ChangeVerdict, str]:
    """Return the words of each verdict."""
    return {
        ChangeVerdict.HIGHER: _("higher"),
        ChangeVerdict.LOWER: _("lower"),
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _("no demonstrable change"),
        ChangeVerdict.NOT_COMPARABLE: _("not comparable"),
    }


def tone_of(verdict: ChangeVerdict, polarity: Polarity) -> str:
    """Return whether a change is good or bad news: the class of its mark, empty for neither."""
    good = _GOOD_WHEN.get(polarity)
    if good is None or verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
        return ""
    return "favourable" if verdict is good else "unfavourable"


def part_lines(picture: AreaPicture, addresses: Addresses) -> list[Line]:
    """Return the parts of the area, or the municipalities around it, in name order."""
    whole_country = picture.among_municipalities
    shown = [row for row in picture.parts if row.inside or whole_country]
    pen = Pen(addresses, [row.figure for row in shown])
    return [_part_line(row, picture, pen) for row in shown]


def _part_line(row: PartRow, picture: AreaPicture, pen: Pen) -> Line:
    # where few people live a figure per inhabitant says little: the number stands alone
    few = row.figure is not None and FEW in row.figure.notes
    cells, compared = pen.cells(row.figure, row.hidden), None if few else row.comparison
    out = compared is not None and compared.stands_out and compared.ratio is not None
    return Line(
        name=row.area.name,
        href=pen.addresses.area(row.area.code),
        cells=replace(cells, rate=NO_DATA, rate_value="", margin=NO_DATA) if few else cells,
        verdict=pen.verdict(row.change, picture.definition.polarity),
        sort=_sort_value(row.change),
        standing=pen.standing.of(compared, pen.write),
        standing_value=f"{compared.ratio:.4f}" if compared and compared.ratio else "",
        tone=("unfavourable" if compared.ratio > 1 else "favourable") if out else "",
        marks=place_marks(row.figure) if row.figure and row.figure.notes else (),
        selected=row.area.code == picture.area.code,
    )


def year_lines(picture: AreaPicture, addresses: Addresses) -> list[Line]:
    """Return the chosen indicator per year, the newest first."""
    pen = Pen(addresses, [row.figure for row in picture.series])
    polarity = picture.definition.polarity
    return [_year_line(row, polarity, pen, picture.choice.year) for row in reversed(picture.series)]


def _year_line(row: YearRow, polarity: Polarity, pen: Pen, chosen: int) -> Line:
    about = row.figure or row.hidden
    page = pen.addresses.page(about.area_code) if about else ""
    return Line(
        name=str(row.year),
        href=f"{page}?jaar={row.year}&soort={about.indicator if about else ''}",
        cells=pen.cells(row.figure, row.hidden),
        verdict=pen.verdict(row.change, polarity),
        sort=_sort_value(row.change),
        standing=_expected(row.figure, pen),
        marks=_year_marks(row),
        selected=row.year == chosen,
    )


def _expected(figure: FigureFact | None, pen: Pen) -> str:
    found = figure.expected if figure else None
    return pen.write.span(found.lower, found.upper, pen.decimals) if found else NO_DATA


def _year_marks(row: YearRow) -> tuple[Mark, ...]:
    figure, note = row.figure, note_of_year(row.year)
    found = [Mark("corona", note.mark("en" if english() else "nl"))] if note else []
    if figure and figure.status in {FigureStatus.PROVISIONAL, FigureStatus.REVISED}:
        found.append(Mark(str(figure.status), status_words(figure.status)))
    return tuple(found)


def indicator_lines(picture: AreaPicture, addresses: Addresses) -> list[Line]:
    """Return every indicator of the area in the chosen year, all crimes last."""
    pen = Pen(addresses, [])
    ordered = sorted(
        picture.rows, key=lambda row: (row.definition.total, not row.definition.part_of)
    )
    return [_indicator_line(row, picture, pen) for row in ordered]


def _indicator_line(row: IndicatorRow, picture: AreaPicture, pen: Pen) -> Line:
    pen.decimals = rate_decimals([row.figure.rate if row.figure else None])
    address = pen.addresses.page(picture.area.code)
    return Line(
        name=row.definition.label(get_language() or "nl"),
        href=f"{address}?jaar={picture.choice.year}&soort={row.definition.id}",
        cells=pen.cells(row.figure, row.hidden),
        verdict=pen.verdict(row.change, row.definition.polarity),
        sort=_sort_value(row.change),
        note=_among_many(row.change),
        selected=row.definition.id == picture.definition.id,
    )


def _among_many(change: ChangeFact | None) -> str:
    if change is None or change.verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
        return ""
    return how_sure(change.p_adjusted)


def peer_lines(picture: AreaPicture, addresses: Addresses) -> list[Line]:
    """Return the municipalities of about the same size, the own one among them, largest first."""
    pen = Pen(addresses, [row.figure for row in picture.peers])
    cells = pen.cells(picture.figure, picture.hidden)
    own = Line(picture.area.name, "", cells, None, "", selected=True)
    lines = [(row.peer.ratio, _peer_line(row, pen)) for row in picture.peers]
    ordered = sorted([(1.0, own), *lines], key=lambda pair: -pair[0])
    return [line for _ratio, line in ordered]


def _peer_line(row: PeerRow, pen: Pen) -> Line:
    return Line(
        name=row.peer.name,
        href=pen.addresses.area(row.peer.code),
        cells=pen.cells(row.figure),
        verdict=None,
        sort="",
    )


def total_line(picture: AreaPicture, addresses: Addresses) -> Line:
    """Return the area itself, for under its parts."""
    pen = Pen(addresses, [row.figure for row in picture.parts])
    return Line(
        name=picture.area.name,
        href="",
        cells=pen.cells(picture.figure, picture.hidden),
        verdict=pen.verdict(picture.change, picture.definition.polarity),
        sort="",
    )


def _sort_value(change: ChangeFact | None) -> str:
    if change is None or change.ratio is None or change.verdict is ChangeVerdict.NOT_COMPARABLE:
        return ""
    return f"{_PERCENT_POINTS * (change.ratio - 1):.3f}"


def label_of(definition: Indicator) -> str:
    """Return the name of an indicator in the reader's language."""
    return definition.label(get_language() or "nl")
