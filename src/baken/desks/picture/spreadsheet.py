"""The tables of an area page as CSV: UTF-8 with its mark, so that a spreadsheet reads the accents.

Dutch: semicolons between cells and a decimal comma; English: commas and a decimal point. Numbers
have no thousands separators; a cell of text that a spreadsheet would take for a formula starts
with an apostrophe. Where it all comes from stands in the last columns of every row, as in the other
files of the site.
"""

import csv
import io

from django.utils.translation import gettext as _

from baken.desks.picture.marks import count_alone, file_marks, status_words
from baken.desks.picture.rows import hidden_words, label_of, verdict_words
from baken.desks.picture.writing import english
from baken.engines.spreadsheet import Cell, Table, xlsx_bytes
from baken.flows.area_picture import AreaPicture, PartRow, YearRow
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.spreadsheet import plain_text

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


About = tuple[tuple[str, str], ...]
"""What a file says of itself: (what, words)."""


def parts_as_csv(picture: AreaPicture, about: About) -> str:
    """Return the rows of the table beside the map, in the same order."""
    words = verdict_words()
    shown = [row for row in picture.parts if row.inside or picture.among_municipalities]
    return _written(_header(), [_row(row, picture, words) for row in shown], about)


def _written(header: list[str], rows: list[list[str]], about: About) -> str:
    """Return rows as CSV, what is to be known at the end of each."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="," if english() else ";", lineterminator="\r\n")
    writer.writerow([*header, *(what for what, _words in about)])
    ending = [plain_text(words) for _what, words in about]
    writer.writerows([*row, *ending] for row in rows)
    return MARK + file.getvalue()


def parts_as_workbook(picture: AreaPicture, about: About) -> bytes:
    """Return the same rows as an XLSX workbook, in which numbers are numbers."""
    words = verdict_words()
    shown = [row for row in picture.parts if row.inside or picture.among_municipalities]
    rows = tuple(
        tuple(
            _cell(text) if place in _NUMBERS else text
            for place, text in enumerate(_row(row, picture, words))
        )
        for row in shown
    )
    title = f"{label_of(picture.definition)}, {picture.area.name}, {picture.choice.year}"
    table = Table(title, tuple(_header()), rows, about)
    return xlsx_bytes(table, about_title=_("About this table"))


_NUMBERS = frozenset({2, 4, 5, 6, 7, 8, 9, 11})


def _cell(text: str) -> Cell:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def years_as_csv(picture: AreaPicture, about: About) -> str:
    """Return the chosen indicator of the area per year, with what was expected."""
    header = [*_header()[:-5], _("Status"), _("Expected from"), _("Expected to")]
    words = verdict_words()
    start = [picture.area.code, plain_text(picture.area.name)]
    label = plain_text(label_of(picture.definition))
    rows = [[*start, str(row.year), label, *_year_cells(row, words)] for row in picture.series]
    return _written([*header, _("Marks"), _("Method")], rows, about)


def _year_cells(row: YearRow, words: dict[ChangeVerdict, str]) -> list[str]:
    if row.figure is None:
        said = hidden_words(row.hidden) if row.hidden else _("no data")
        return [said, *[""] * 6, said, "", "", "", ""]
    expected = row.figure.expected
    return [
        *_figure_cells(row.figure, row.change, words),
        status_words(row.figure.status),
        _decimal(expected.lower if expected else None),
        _decimal(expected.upper if expected else None),
        plain_text(file_marks(row.figure)),
        row.figure.method,
    ]


def _header() -> list[str]:
    return [
        _("Code"),
        _("Name"),
        _("Year"),
        _("Type"),
        _("Number"),
        _("Per 1,000 inhabitants"),
        _("Lower limit (95 %)"),
        _("Upper limit (95 %)"),
        _("Inhabitants"),
        _("Change since the year before (%)"),
        _("Verdict on the change"),
        _("Times the municipality"),
        _("Stands out"),
        _("Status"),
        _("Marks"),
        _("Method"),
    ]


def _row(row: PartRow, picture: AreaPicture, words: dict[ChangeVerdict, str]) -> list[str]:
    start = [row.area.code, plain_text(row.area.name), str(picture.choice.year)]
    start.append(plain_text(label_of(picture.definition)))
    figure, change = row.figure, row.change
    if figure is None and row.hidden:
        said = hidden_words(row.hidden)
        return [*start, said, *[""] * 8, said, "", ""]
    if figure is None:
        return [*start, _("no data"), *[""] * 11]
    # As on the page: where few live the rate is no level to hold against that of the whole.
    compared = None if count_alone(figure) else row.comparison
    return [
        *start,
        *_figure_cells(figure, change, words),
        _decimal(compared.ratio if compared else None, 2),
        (_("yes") if compared.stands_out else _("no")) if compared else "",
        status_words(figure.status),
        plain_text(file_marks(figure)),
        figure.method,
    ]


def _figure_cells(
    figure: FigureFact, change: ChangeFact | None, words: dict[ChangeVerdict, str]
) -> list[str]:
    return [
        str(figure.n),
        _decimal(figure.rate),
        _decimal(figure.lower),
        _decimal(figure.upper),
        _decimal(figure.exposure, 0),
        _decimal(100 * (change.ratio - 1) if change and change.ratio is not None else None, 1),
        words[change.verdict] if change else "",
    ]


def _decimal(value: float | None, decimals: int = 2) -> str:
    if value is None:
        return ""
    text = f"{value:.{decimals}f}"
    return text if english() else text.replace(".", ",")
