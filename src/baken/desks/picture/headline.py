"""The first words of a page: the verdict in one sentence, and why a rate does not lead."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.catalogue.indicators import Indicator
from baken.desks.picture.marks import FEW
from baken.desks.picture.sentences import holds_among_many
from baken.desks.picture.writing import whole
from baken.records.indicators.facts import ChangeFact, FigureFact, HiddenFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict


def headline(definition: Indicator, figure: FigureFact, change: ChangeFact | None) -> str:
    """Say in one sentence how much was registered and whether that changed."""
    return f"{_registered(definition, figure)}{_compared(figure, change)}."


def hidden_sentence(definition: Indicator, hidden: HiddenFact) -> str:
    """Say that the number is not shown, and why."""
    words = {
        "type": definition.label(get_language() or "nl"),
        "minimum": hidden.minimum,
        "year": hidden.year,
    }
    if hidden.state.is_small:
        said = _("%(type)s: fewer than %(minimum)s in %(year)d. Numbers this small are not shown.")
    elif hidden.state is CellState.SILENT:
        said = _("%(type)s: the number of %(year)d is not published.")
    else:
        said = _(
            "%(type)s: the number of %(year)d is not shown, since a small number could be worked "
            "out from it."
        )
    return said % words


def few_residents_sentence(figure: FigureFact) -> str:
    """Say why the number leads where few people live; empty elsewhere."""
    if FEW not in figure.notes or not figure.exposure:
        return ""
    return ngettext(
        "%(people)s person lives here. A figure per 1,000 inhabitants says little then; look at "
        "the number.",
        "%(people)s people live here. A figure per 1,000 inhabitants says little then; look at "
        "the number.",
        round(figure.exposure),
    ) % {"people": whole(figure.exposure)}


def _registered(definition: Indicator, figure: FigureFact) -> str:
    words = {
        "count": whole(figure.n),
        "type": definition.spoken(get_language() or "nl"),
    }
    if not definition.part_of:
        said = ngettext("%(count)s registered crime", "%(count)s registered crimes", figure.n)
    elif figure.n == 0:
        said = _("No %(type)s registered")
    else:
        said = ngettext(
            "%(count)s time %(type)s registered", "%(count)s times %(type)s registered", figure.n
        )
    return said % words


def _compared(figure: FigureFact, change: ChangeFact | None) -> str:
    if change is None:
        return _("; there is no year before to compare with")
    # Parts of a municipality have one number of inhabitants for both years: no need to name it.
    by_head = figure.level == AreaLevel.MUNICIPALITY
    words = {"year": change.previous_year, "count": whole(change.previous_n)}
    return _CLAUSES[change.verdict](holds_among_many(change), by_head) % words


def _higher(certain: bool, by_head: bool) -> str:  # noqa: FBT001  what the clause depends on
    if by_head:
        return (
            _(", demonstrably more per inhabitant than in %(year)d (%(count)s)")
            if certain
            else _(", probably more per inhabitant than in %(year)d (%(count)s)")
        )
    if certain:
        return _(", demonstrably more than in %(year)d (%(count)s)")
    return _(", probably more than in %(year)d (%(count)s)")


def _lower(certain: bool, by_head: bool) -> str:  # noqa: FBT001  what the clause depends on
    if by_head:
        return (
            _(", demonstrably fewer per inhabitant than in %(year)d (%(count)s)")
            if certain
            else _(", probably fewer per inhabitant than in %(year)d (%(count)s)")
        )
    if certain:
        return _(", demonstrably fewer than in %(year)d (%(count)s)")
    return _(", probably fewer than in %(year)d (%(count)s)")


_CLAUSES = {
    ChangeVerdict.HIGHER: _higher,
    ChangeVerdict.LOWER: _lower,
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: lambda _certain, _by_head: _(
        ", not demonstrably different from %(year)d (%(count)s)"
    ),
    ChangeVerdict.NOT_COMPARABLE: lambda _certain, _by_head: _(
        ", not comparable with %(year)d (%(count)s)"
    ),
}
