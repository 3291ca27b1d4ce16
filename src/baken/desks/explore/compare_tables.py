"""A comparison as tables for files: every figure, and every difference that was weighed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.desks.explore import compare_words as said
from baken.desks.explore.origins import about_of
from baken.desks.explore.writing import hidden_words, language, status_words
from baken.engines.pairs import Answer
from baken.engines.spreadsheet import Cell, Table
from baken.flows.compare_areas import AreaComparison, ComparedArea
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries

DIFFERENCES = "poisson-conditional-scaled, Holm 1979"
"""How differences are weighed; a figure has a method of its own."""


def table_of(found: AreaComparison, address: str, *, drawn: bool = False) -> Table:
    """Return the figures of all areas and years, unrounded, each with its method.

    ``drawn``: it goes with a drawing, which has no rows to name the methods in.
    """
    called = said.names(found)
    label = found.definition.label(language())
    methods = {each.method for area in found.areas for each in area.figures.values()}
    return Table(
        title=label,
        columns=(
            *(_("Code"), _("Name"), _("Year"), _("Type"), _("Number"), _("Inhabitants")),
            *(_("Per 1,000 inhabitants"), _("Lower limit (95 %)"), _("Upper limit (95 %)")),
            *(_("Status"), _("Method")),
        ),
        rows=tuple(
            (area.code, called[area.code], year, label, *_cells(area, year))
            for area in found.areas
            for year in sorted(area.years)
        ),
        about=about_of(
            _under_all_years(found),
            ", ".join(sorted(methods)) if drawn else "",
            address,
            timezone.localdate(),
            own=found.definition.own,
        ),
    )


def differences_of(found: AreaComparison) -> Table:
    """Return every comparison that was weighed, in the order of the page: pairs, then changes."""
    year, since = found.year, found.since
    asked = [((pair.first, year), (pair.second, year), pair.answer) for pair in found.pairs]
    asked += [((each.area, year), (each.area, since), each.answer) for each in found.changes]
    return Table(
        title=_("Differences"),
        columns=(
            *(_("First code"), _("First name"), _("First year")),
            *(_("Second code"), _("Second name"), _("Second year")),
            *(_("Times the second"), _("Lower limit (95 %)"), _("Upper limit (95 %)")),
            *(_("p"), _("p, all together (Holm)"), _("Verdict"), _("Method")),
        ),
        rows=tuple(
            (*_named(first, found), *_named(second, found), *_weighed(answer))
            for first, second, answer in asked
        ),
    )


def _named(which: tuple[ComparedArea, int | None], found: AreaComparison) -> tuple[Cell, ...]:
    area, year = which
    return (area.code, said.names(found)[area.code], year)


def _weighed(answer: Answer) -> tuple[Cell, ...]:
    return (
        *(answer.ratio, answer.lower, answer.upper, answer.p, answer.p_adjusted),
        *(said.against_words(answer), DIFFERENCES),
    )


def _cells(area: ComparedArea, year: int) -> tuple[Cell, ...]:
    """Return number, inhabitants, rate, limits, status and method; or words in their place."""
    each = area.figures.get(year)
    if each is None:
        words = hidden_words(area.hidden[year])
        return (words, None, None, None, None, words, None)
    status = status_words(each.status)
    return (each.n, each.exposure, each.rate, each.lower, each.upper, status, each.method)


def _under_all_years(found: AreaComparison) -> tuple[DeliveryFact, ...]:
    """Return the deliveries under the file: it has every year, the page two of them."""
    used = {
        delivery
        for area in found.areas
        for figure in area.figures.values()
        for delivery, _row in figure.sources
    }
    return deliveries(used) if used else ()
