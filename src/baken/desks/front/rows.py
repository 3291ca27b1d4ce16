"""Rows and cards of the home page, ready for the template: every text is written here."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.indicators import Polarity
from baken.desks.front import sentences
from baken.desks.front.addresses import Addresses
from baken.desks.front.strip import WIDE, draw_strip, reach_of
from baken.desks.front.wording import STATUS
from baken.desks.front.writing import percents, rate, whole
from baken.flows.home_verdict import ChangedIndicator, MunicipalVerdict, StandingArea
from baken.records.indicators.facts import FigureFact
from baken.vocabulary.figure import FigureStatus


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One type of crime in a municipality: both numbers, the change and how sure it is."""

    label: str
    href: str
    before_href: str
    before: str
    now: str
    change: str
    interval: str
    sureness: str
    unseen: str
    strip: str
    by_police_work: bool


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The types that went the same way."""

    verdict: str
    title: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class WijkRow:
    """A wijk that stands out, with how sure that is."""

    name: str
    href: str
    figure_href: str
    number: str
    rate: str
    inhabitants: str
    level: str
    level_sureness: str
    change: str
    change_sureness: str
    many_visitors: bool
    few_residents: bool


@dataclass(frozen=True, slots=True)
class WijkGroup:
    """The wijken that stand out for the same kind of reason."""

    title: str
    explanation: str
    rows: tuple[WijkRow, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the first screen says of one municipality."""

    code: str
    name: str
    href: str
    headline: str
    total_sentence: str
    types_sentence: str
    mark: str
    total: ChangeRow | None
    total_number: str
    total_href: str
    scale: str
    scale_ends: tuple[str, str]
    smallest: str
    badges: tuple[tuple[str, str, str], ...]
    groups: tuple[ChangeGroup, ...]
    wijken: tuple[WijkGroup, ...]
    wijken_in_all: int
    types_counted: int
    share_of_types: str


def card(verdict: MunicipalVerdict, to: Addresses) -> Card:
    """Return everything the page writes about one municipality."""
    total, figure = verdict.total, verdict.total_figure
    code = verdict.municipality.code
    reach = reach_of(total.change) if total else WIDE
    return Card(
        code=code,
        name=verdict.municipality.name,
        href=f"{to.area(code)}?jaar={verdict.year}",
        headline=sentences.headline(verdict),
        total_sentence=sentences.total_sentence(verdict),
        types_sentence=sentences.types_sentence(verdict),
        mark=str(total.change.verdict) if total else "not-comparable",
        total=change_row(total, to) if total else None,
        total_number=whole(figure.n) if figure else "",
        total_href=to.figure(figure.indicator, code, figure.year) if figure else "",
        scale=draw_strip(total.change, kind_of(total), reach) if total else "",
        scale_ends=(percents(1 - 1 / reach), percents(reach - 1)),
        smallest=sentences.smallest_words(total.change) if total else "",
        badges=_badges(verdict),
        groups=_groups(verdict, to),
        wijken=_wijk_groups(verdict, to),
        wijken_in_all=len(verdict.wijk_figures),
        types_counted=len(verdict.rows),
        share_of_types=percents(verdict.share_of_types) if verdict.share_of_types else "",
    )


def change_row(row: ChangedIndicator, to: Addresses) -> ChangeRow:
    """Return one type with its change in words and as a drawing."""
    change, code = row.change, row.figure.area_code
    shown = row.shown
    return ChangeRow(
        label=row.definition.label(get_language() or "nl"),
        href=to.figure(change.indicator, code, change.year),
        before_href=to.figure(change.indicator, code, change.previous_year),
        before=whole(change.previous_n),
        now=whole(change.n),
        change=sentences.change_words(change),
        interval=sentences.interval_words(change),
        sureness=sentences.sureness(row) if shown else "",
        unseen="" if shown else sentences.unseen_words(change),
        strip=draw_strip(change, kind_of(row)),
        by_police_work=row.definition.polarity is Polarity.NEUTRAL,
    )


def kind_of(row: ChangedIndicator) -> str:
    """Return how a change is drawn: certain, probable, or none where none was shown."""
    if not row.shown:
        return "none"
    return "certain" if row.holds_among_many else "probable"


def _groups(verdict: MunicipalVerdict, to: Addresses) -> tuple[ChangeGroup, ...]:
    groups = (
        ("higher", _("Higher"), verdict.higher),
        ("lower", _("Lower"), verdict.lower),
        ("no-demonstrable-change", _("No demonstrable change"), verdict.unchanged),
        ("not-comparable", _("Not comparable"), verdict.incomparable),
    )
    return tuple(
        ChangeGroup(kind, title, tuple(change_row(row, to) for row in rows))
        for kind, title, rows in groups
        if rows
    )


def _badges(verdict: MunicipalVerdict) -> tuple[tuple[str, str, str], ...]:
    """Return (class, words, explanation) of what is to be known about the figures' status."""
    found = []
    if any(row.figure.status is FigureStatus.PROVISIONAL for row in verdict.rows):
        words, explanation = STATUS[FigureStatus.PROVISIONAL]
        found.append(("provisional", _("types: %(status)s") % {"status": words}, str(explanation)))
    figure = verdict.total_figure
    if figure and figure.status in {FigureStatus.PROVISIONAL, FigureStatus.NOT_STATED}:
        words, explanation = STATUS[figure.status]
        kind = "provisional" if figure.status is FigureStatus.PROVISIONAL else "not-stated"
        found.append((kind, _("total: %(status)s") % {"status": words}, str(explanation)))
    return tuple(found)


def _wijk_groups(verdict: MunicipalVerdict, to: Addresses) -> tuple[WijkGroup, ...]:
    """Return the wijken that stand out: first those whose figure per inhabitant says much."""
    marked = [row for row in verdict.wijken if _MARKS & set(row.figure.notes)]
    others = [row for row in verdict.wijken if row not in marked]
    groups = (
        (_("Different from what is usual"), "", others),
        (
            _("Here the figure per inhabitant says little"),
            _(
                "Few people live here, or the figure per inhabitant is more than three times that "
                "of the municipality. Crimes against visitors count; visitors are not measured. "
                "Look at the number."
            ),
            marked,
        ),
    )
    return tuple(
        WijkGroup(title, words, tuple(_wijk_row(row, verdict, to) for row in rows))
        for title, words, rows in groups
        if rows
    )


_MARKS = {"many-visitors", "few-residents"}


def _wijk_row(row: StandingArea, verdict: MunicipalVerdict, to: Addresses) -> WijkRow:
    figure, wijken = row.figure, len(verdict.wijk_figures)
    change = sentences.wijk_change_words(row)
    return WijkRow(
        name=row.area.name,
        href=f"{to.area(row.area.code)}?jaar={verdict.year}",
        figure_href=to.figure(figure.indicator, figure.area_code, figure.year),
        number=whole(figure.n),
        rate=rate_words(figure),
        inhabitants=whole(figure.exposure),
        level=sentences.level_words(row),
        level_sureness=sentences.level_sureness(row, wijken),
        change=change,
        change_sureness=sentences.wijk_change_sureness(row, wijken) if change else "",
        many_visitors="many-visitors" in figure.notes,
        few_residents="few-residents" in figure.notes,
    )


def rate_words(figure: FigureFact) -> str:
    """Write a rate per 1,000 inhabitants, or why there is none."""
    if figure.exposure is None:
        return _("inhabitants unknown, so no figure per 1,000")
    if figure.rate is None:
        return _("too few inhabitants for a figure per 1,000")
    return _("%(rate)s per 1,000 inhabitants") % {"rate": rate(figure.rate)}
