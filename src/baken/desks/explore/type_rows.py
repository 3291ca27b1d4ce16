"""One type of crime as rows and sentences: the country through the years, its municipalities."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.explore.addresses import area_page, figure_page
from baken.desks.explore.writing import Writer, decimals_of, language
from baken.flows.type_picture import TypePicture, TypeRow
from baken.records.indicators.facts import SpreadFact
from baken.vocabulary.figure import ChangeVerdict, FigureStatus, decimals_of_rate
from baken.vocabulary.writing import NO_DATA, in_running_text

METHODS = "quasi-poisson-scaled-gamma, poisson-conditional-scaled"


@dataclass(frozen=True, slots=True)
class NationalRow:
    """The country in one year."""

    year: int
    count: str
    unplaced: str
    rate: str
    margin: str
    municipalities: int
    provisional: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A municipality in the year."""

    name: str
    href: str
    trail: str
    count: str
    count_value: str
    rate: str
    rate_value: str
    margin: str
    size: str
    size_value: str
    mark: str
    verdict: str


def national_sentence(picture: TypePicture, write: Writer) -> str:
    """Say how much there is in the country, and how that was in the first year."""
    by_year = {each.year: each for each in picture.national}
    now = by_year.get(picture.year)
    if now is None:
        return ""
    words = {
        "n": write.whole(now.n + (now.unplaced or 0)),
        "label": in_running_text(picture.definition.label(language())),
        "year": now.year,
        "rate": write.rate(now.rate),
    }
    said = _(
        "In %(year)d the police registered %(n)s of these in the whole country (%(label)s): "
        "%(rate)s per 1,000 inhabitants."
    ) % (words)
    first = picture.national[0]
    if first.year >= now.year:
        return said
    before = {"first": first.year, "before": write.rate(first.rate)}
    return f"{said} " + _("In %(first)d it was %(before)s per 1,000.") % before


def national_rows(picture: TypePicture, write: Writer) -> list[NationalRow]:
    """Return the country in every year, the newest first."""
    rates = [each.rate for each in picture.national]
    decimals = decimals_of_rate(min(rates, default=5.0))
    return [_national(each, picture, write, decimals) for each in reversed(picture.national)]


def _national(each: SpreadFact, picture: TypePicture, write: Writer, decimals: int) -> NationalRow:
    return NationalRow(
        year=each.year,
        count=write.whole(each.n),
        unplaced=write.whole(each.unplaced),
        rate=write.rate(each.rate, decimals),
        margin=write.span(each.lower, each.upper, decimals),
        municipalities=each.municipalities,
        provisional=each.status is FigureStatus.PROVISIONAL,
        selected=each.year == picture.year,
    )


def unplaced_words(picture: TypePicture, write: Writer) -> str:
    """Say how many registrations belong to no municipality."""
    found = next((each for each in picture.national if each.year == picture.year), None)
    if found is None or not found.unplaced:
        return ""
    return ngettext(
        "%(n)s registration belongs to no municipality, and is in no figure per inhabitant.",
        "%(n)s registrations belong to no municipality, and are in no figure per inhabitant.",
        found.unplaced,
    ) % {"n": write.whole(found.unplaced)}


def revised_words(picture: TypePicture, write: Writer) -> str:
    """Say how many delivered values were replaced later."""
    if not picture.revised:
        return _("No delivered number of this type has been revised since it came in.")
    return ngettext(
        "%(n)s delivered number was revised since; its figure shows both.",
        "%(n)s delivered numbers were revised since; each figure shows what it was before.",
        picture.revised,
    ) % {"n": write.whole(picture.revised)}


def municipality_rows(picture: TypePicture, write: Writer) -> list[TypeLine]:
    """Return the municipalities in the order of their names."""
    words = verdict_words()
    decimals = decimals_of([row.figure for row in picture.rows if row.figure])
    return [_line(row, picture, write, decimals, words) for row in picture.rows]


def verdict_words() -> dict[ChangeVerdict, str]:
    """Return the words of each verdict."""
    return {
        ChangeVerdict.HIGHER: _("higher"),
        ChangeVerdict.LOWER: _("lower"),
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _("no demonstrable change"),
        ChangeVerdict.NOT_COMPARABLE: _("not comparable"),
    }


def _line(
    row: TypeRow,
    picture: TypePicture,
    write: Writer,
    decimals: int,
    words: dict[ChangeVerdict, str],
) -> TypeLine:
    figure, change = row.figure, row.change
    href = area_page(row.area.code, indicator=picture.definition.id, year=picture.year)
    if figure is None:
        dash = NO_DATA
        return TypeLine(row.area.name, href, "", _("no data"), "", dash, "", dash, dash, "", "", "")
    verdict = change.verdict if change else ChangeVerdict.NOT_COMPARABLE
    ratio = change.ratio if change else None
    return TypeLine(
        name=row.area.name,
        href=href,
        trail=figure_page(figure.indicator, figure.area_code, figure.year),
        count=write.whole(figure.n),
        count_value=str(figure.n),
        rate=write.rate(figure.rate, decimals),
        rate_value=f"{figure.rate:.6f}" if figure.rate is not None else "",
        margin=write.span(figure.lower, figure.upper, decimals),
        size=write.change(ratio) if ratio is not None else NO_DATA,
        size_value=f"{ratio:.6f}" if ratio is not None else "",
        mark=str(verdict),
        verdict=words[verdict],
    )
