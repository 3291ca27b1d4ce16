"""What is to be known before a figure is read: its marks, and why they are there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.catalogue.places import VISITOR_RULES
from baken.catalogue.years import note_of_year
from baken.desks.picture.writing import english
from baken.records.indicators.facts import FigureFact
from baken.vocabulary.figure import FigureStatus

FEW, MANY, TOO_FEW = "few-residents", "many-visitors", "too-few-inhabitants-for-a-rate"
UNKNOWN = "inhabitants-unknown"
SUM, OTHER_YEAR, ROUNDED = "sum-of-buurten", "inhabitants-of-other-year", "rounded"


@dataclass(frozen=True, slots=True)
class Mark:
    """A short mark beside a figure; ``kind`` is the end of its class."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A mark explained."""

    title: str
    text: str


def marks_of(figure: FigureFact, *, synthetic: bool = False) -> tuple[Mark, ...]:
    """Return the marks of a figure: how settled it is, what kind of year and place it is of."""
    made_up = [Mark("synthetic", _("synthetic"))] if synthetic else []
    return (*made_up, *_status(figure), *_year_marks([figure.year]), *place_marks(figure))


def place_marks(figure: FigureFact) -> tuple[Mark, ...]:
    """Return the marks of a place whose rate says little about those who live there."""
    rule = VISITOR_RULES[0]
    few, many = (
        (rule.label_few_en, rule.label_many_en)
        if english()
        else (rule.label_few_nl, rule.label_many_nl)
    )
    found = [Mark("few", few)] if FEW in figure.notes else []
    if UNKNOWN in figure.notes:
        found = [Mark("few", _("inhabitants unknown"))]
    return (*found, Mark("visitors", many)) if MANY in figure.notes else tuple(found)


def count_alone(figure: FigureFact) -> bool:
    """Return whether a figure is shown as a number only: few live there, or too few for a rate."""
    return figure.rate is None or FEW in figure.notes


def file_marks(figure: FigureFact) -> str:
    """Return the marks of a figure in a file, which has a rate where a page has none."""
    found = [mark.words for mark in place_marks(figure)]
    if figure.rate is None and not {FEW, UNKNOWN} & set(figure.notes):
        found.insert(0, _("few residents"))
    return ", ".join(found)


def status_words(status: FigureStatus) -> str:
    """Return how settled a figure is."""
    return {
        FigureStatus.NOT_STATED: _("not stated"),
        FigureStatus.PROVISIONAL: _("provisional"),
        FigureStatus.FINAL: _("final"),
        FigureStatus.REVISED: _("revised"),
    }[status]


def notices_of(
    figure: FigureFact, *, compared_with: int | None, synthetic: bool = False
) -> tuple[Notice, ...]:
    """Return what a reader must know before using the figure or its change."""
    found = []
    if synthetic:
        found.append(
            Notice(
                _("Synthetic"),
                _("This figure is invented, to practise with. It says nothing of a real place."),
            )
        )
    if figure.status is FigureStatus.PROVISIONAL:
        found.append(
            Notice(
                _("Provisional"),
                _("The police and Statistics Netherlands may still adjust this year's figures."),
            )
        )
    if FEW in figure.notes or MANY in figure.notes:
        rule = VISITOR_RULES[0]
        title = ", ".join(mark.words for mark in place_marks(figure))
        found.append(
            Notice(
                title[:1].upper() + title[1:],
                rule.explanation_en if english() else rule.explanation_nl,
            )
        )
    return (*found, *_year_notices([figure.year, compared_with]))


def makings_of(figure: FigureFact) -> tuple[str, ...]:
    """Return how the figure came about, where that is not plain."""
    said = {
        SUM: _("The number is the sum of the buurten."),
        ROUNDED: _("The number is rounded, so that no small number can be recognised."),
        OTHER_YEAR: _(
            "Of this year no number of inhabitants was delivered; that of another year was used."
        ),
        TOO_FEW: _("Too few people live here for a figure per 1,000 inhabitants."),
        UNKNOWN: _(
            "How many people live here was not delivered, so there is no figure per 1,000 "
            "inhabitants."
        ),
    }
    found = [words for note, words in said.items() if note in figure.notes]
    if figure.status is FigureStatus.NOT_STATED:
        found.append(_("The source does not say whether this figure is final."))
    return tuple(found)


def _status(figure: FigureFact) -> tuple[Mark, ...]:
    if figure.status is FigureStatus.NOT_STATED:
        return ()
    return (Mark(str(figure.status), status_words(figure.status)),)


def _year_marks(years: Iterable[int]) -> tuple[Mark, ...]:
    language = "en" if english() else "nl"
    notes = [note_of_year(year) for year in years]
    return tuple(Mark("corona", note.mark(language)) for note in notes if note)


def _year_notices(years: Iterable[int | None]) -> tuple[Notice, ...]:
    language = "en" if english() else "nl"
    notes = [note_of_year(year) for year in years if year]
    return tuple(
        Notice(f"{note.year}: {note.mark(language)}", note.explanation(language))
        for note in notes
        if note
    )
