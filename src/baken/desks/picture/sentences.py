"""The plain sentences of a page: what the figure is, whether it changed, and how sure that is."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.catalogue.certainty import CERTAINTIES, certainty_of
from baken.catalogue.indicators import Indicator, Polarity
from baken.desks.picture.writing import Writer, percents, rate, rate_decimals, times, whole, writer
from baken.records.indicators.facts import ChangeFact, ComparisonFact, FigureFact
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict

FEW = "few-residents"
ABOUT_EQUAL = 0.03
"""A rise and a fall that could be seen count as equal when they differ by less than this."""
AS_GOOD_AS_EQUAL = 1.05
"""Ratios nearer to 1 than this, either way, are written 1,0 or 0,96 and called the same."""


def lead(place: str, definition: Indicator, figure: FigureFact, change: ChangeFact | None) -> str:
    """Return the sentence of the page: the figure, its change, and what was expected."""
    parts = (
        figure_sentence(place, definition, figure),
        change_sentence(change),
        police_work_sentence(definition, change),
        one_population_sentence(figure, change),
        expected_sentence(figure),
    )
    return " ".join(part for part in parts if part)


def figure_sentence(place: str, definition: Indicator, figure: FigureFact) -> str:
    """Return what was registered, and per 1,000 inhabitants where that says something."""
    words = {
        "year": figure.year,
        "place": place,
        "count": whole(figure.n),
        "type": definition.spoken(get_language() or "nl"),
    }
    said = _counted if definition.own else _registered
    return f"{said(definition, figure) % words}{_per_thousand(figure)}"


def _registered(definition: Indicator, figure: FigureFact) -> str:
    """Return what the police registered: the words before they are filled in."""
    if not definition.part_of:
        return ngettext(
            "In %(year)d the police registered %(count)s crime in %(place)s",
            "In %(year)d the police registered %(count)s crimes in %(place)s",
            figure.n,
        )
    if figure.n == 0:
        return _("In %(year)d the police did not register any %(type)s in %(place)s")
    return ngettext(
        "In %(year)d the police registered %(type)s %(count)s time in %(place)s",
        "In %(year)d the police registered %(type)s %(count)s times in %(place)s",
        figure.n,
    )


def _counted(definition: Indicator, figure: FigureFact) -> str:
    """Return the same of what the municipality counts itself."""
    if not definition.part_of:
        return ngettext(
            "In %(year)d the municipality itself counted %(count)s crime in %(place)s",
            "In %(year)d the municipality itself counted %(count)s crimes in %(place)s",
            figure.n,
        )
    if figure.n == 0:
        return _("In %(year)d the municipality itself counted no %(type)s in %(place)s")
    return ngettext(
        "In %(year)d the municipality itself counted %(type)s %(count)s time in %(place)s",
        "In %(year)d the municipality itself counted %(type)s %(count)s times in %(place)s",
        figure.n,
    )


def _per_thousand(figure: FigureFact) -> str:
    if FEW in figure.notes and figure.rate is not None:
        return "."
    if figure.rate is None:
        return _(". Too few people live here for a figure per 1,000 inhabitants.")
    if figure.n == 0:
        return "."
    return _(", %(rate)s per 1,000 inhabitants.") % {"rate": rate(figure.rate)}


def change_sentence(change: ChangeFact | None) -> str:
    """Return whether the figure changed since the year before, and how sure that is."""
    if change is None:
        return _("There are no figures of the year before, so nothing can be said of a change.")
    tellers = {
        ChangeVerdict.HIGHER: _higher,
        ChangeVerdict.LOWER: _lower,
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _unchanged,
        ChangeVerdict.NOT_COMPARABLE: _not_comparable,
    }
    return tellers[change.verdict](change)


def police_work_sentence(definition: Indicator, change: ChangeFact | None) -> str:
    """Return the warning that goes with figures that follow the work of the police."""
    if change is None or definition.polarity is not Polarity.NEUTRAL:
        return ""
    if change.verdict not in {ChangeVerdict.HIGHER, ChangeVerdict.LOWER}:
        return ""
    return _("This figure follows the work of the police: more is not worse, less is not better.")


def one_population_sentence(figure: FigureFact, change: ChangeFact | None) -> str:
    """Return the warning that both years are divided by the inhabitants of one year."""
    if change is None or change.ratio is None or figure.level == AreaLevel.MUNICIPALITY:
        return ""
    return _("Both years are divided by the inhabitants of one year, because others are missing.")


def _higher(change: ChangeFact) -> str:
    words = {"year": change.previous_year, "count": whole(change.previous_n)}
    if change.ratio is None:
        return _("That is demonstrably more than in %(year)d, when there were %(count)s.") % words
    words |= {"change": percents(change.ratio - 1), "margin": _margin(change.lower, change.upper)}
    if not holds_among_many(change):
        return (
            _("That is probably more than in %(year)d: %(change)s more per inhabitant%(margin)s.")
            % words
        )
    return (
        _("That is demonstrably more than in %(year)d: %(change)s more per inhabitant%(margin)s.")
        % words
    )


def _lower(change: ChangeFact) -> str:
    words = {"year": change.previous_year, "count": whole(change.previous_n)}
    if change.ratio is None:
        return _("That is demonstrably fewer than in %(year)d, when there were %(count)s.") % words
    # The smallest fall belongs to the highest ratio that fits.
    words |= {"change": percents(change.ratio - 1), "margin": _margin(change.upper, change.lower)}
    if not holds_among_many(change):
        return (
            _("That is probably less than in %(year)d: %(change)s less per inhabitant%(margin)s.")
            % words
        )
    return (
        _("That is demonstrably less than in %(year)d: %(change)s less per inhabitant%(margin)s.")
        % words
    )


def _margin(smallest: float | None, largest: float | None) -> str:
    if smallest is None:
        return ""
    if largest is None:
        return _(" (with 95%% certainty at least %(low)s)") % {"low": percents(smallest - 1)}
    return _(" (with 95%% certainty between %(low)s and %(high)s)") % {
        "low": percents(smallest - 1),
        "high": percents(largest - 1),
    }


def _unchanged(change: ChangeFact) -> str:
    same = _("That is not demonstrably different from %(year)d") % {"year": change.previous_year}
    return f"{same}: {detectable_words(change)}."


def detectable_words(change: ChangeFact) -> str:
    """Return the smallest change that could have been seen."""
    up, down = change.detectable_up, change.detectable_down
    if up is None:
        return _("the numbers are too small to show any change")
    if down is None:
        return _("a rise smaller than %(up)s we would often have missed, and any fall too") % {
            "up": percents(up - 1)
        }
    if abs((up - 1) - (1 - down)) < ABOUT_EQUAL:
        return _("a change smaller than %(change)s we would often have missed") % {
            "change": percents(max(up - 1, 1 - down))
        }
    return _(
        "a rise smaller than %(up)s or a fall smaller than %(down)s we would often have missed"
    ) % {
        "up": percents(up - 1),
        "down": percents(1 - down),
    }


def _not_comparable(change: ChangeFact) -> str:
    return _(
        "It cannot be compared with %(year)d: a figure per 1,000 inhabitants is missing "
        "for one of the two years."
    ) % {"year": change.previous_year}


def expected_sentence(figure: FigureFact) -> str:
    """Return whether the figure lies where earlier years lead one to expect it, when known."""
    expected = figure.expected
    if expected is None or figure.rate is None:
        return ""
    if figure.rate > expected.upper:
        said = _(
            "It is higher than earlier years lead one to expect: %(low)s to %(high)s per 1,000."
        )
    elif figure.rate < expected.lower:
        said = _(
            "It is lower than earlier years lead one to expect: %(low)s to %(high)s per 1,000."
        )
    else:
        said = _("It fits what earlier years lead one to expect: %(low)s to %(high)s per 1,000.")
    decimals = rate_decimals([expected.lower, expected.upper])
    write = writer()
    return said % {
        "low": write.rate(expected.lower, decimals),
        "high": write.rate(expected.upper, decimals),
    }


@dataclass(frozen=True, slots=True)
class StandingWords:
    """The words of how areas stand against their municipality, asked once per table."""

    ordinary: str
    ordinary_higher: str
    ordinary_lower: str
    higher: str
    lower: str
    sure: dict[str, str]

    def of(self, comparison: ComparisonFact | None, write: Writer) -> str:
        """Return how an area stands against its municipality, and how sure that is."""
        if comparison is None or comparison.ratio is None:
            return ""
        times = {"times": write.times(comparison.ratio)}
        if not comparison.stands_out:
            return self._ordinary(comparison.ratio) % times
        words = self.higher if comparison.ratio > 1 else self.lower
        stands = words % times
        return f"{stands}; {self.sure[certainty_of(comparison.p_adjusted).id]}"

    def _ordinary(self, ratio: float) -> str:
        if AS_GOOD_AS_EQUAL > ratio > 1 / AS_GOOD_AS_EQUAL:
            return self.ordinary
        return self.ordinary_higher if ratio > 1 else self.ordinary_lower


def standing_words() -> StandingWords:
    """Return the words of standing in the reader's language."""
    language = get_language() or "nl"
    return StandingWords(
        ordinary=_("%(times)s times: about the same"),
        ordinary_higher=_("%(times)s times: higher, not exceptional"),
        ordinary_lower=_("%(times)s times: lower, not exceptional"),
        higher=_("higher, %(times)s times"),
        lower=_("lower, %(times)s times"),
        sure={step.id: step.label(language) for step in CERTAINTIES},
    )


def how_sure(p: float | None) -> str:
    """Return in words how sure a verdict is."""
    return certainty_of(p).label(get_language() or "nl")


def standing_sentence(
    comparison: ComparisonFact | None, municipality: str, its_figure: FigureFact | None
) -> str:
    """Return how a wijk or buurt stands against its municipality, naming its figure."""
    if comparison is None or comparison.ratio is None:
        return ""
    return _stands(comparison, _with_figure(municipality, its_figure))


def _with_figure(name: str, figure: FigureFact | None) -> str:
    if figure is None or figure.rate is None:
        return name
    return _("%(place)s (%(rate)s per 1,000)") % {"place": name, "rate": rate(figure.rate)}


def _stands(comparison: ComparisonFact, municipality: str) -> str:
    ratio = comparison.ratio or 0.0
    words = {"place": municipality, "times": times(ratio)}
    if comparison.stands_out:
        words["sure"] = how_sure(comparison.p_adjusted)
        said = _(
            "Per inhabitant that is %(times)s times the figure of %(place)s: "
            "more apart than usual (%(sure)s)."
        )
    elif AS_GOOD_AS_EQUAL > ratio > 1 / AS_GOOD_AS_EQUAL:
        said = _("Per inhabitant that is about the same as %(place)s (%(times)s times).")
    elif ratio > 1:
        said = _(
            "Per inhabitant that is %(times)s times %(place)s. That is higher; but areas here "
            "often differ this much, so it is not exceptional."
        )
    else:
        said = _(
            "Per inhabitant that is %(times)s times %(place)s. That is lower; but areas here "
            "often differ this much, so it is not exceptional."
        )
    return said % words


def holds_among_many(change: ChangeFact | None) -> bool:
    """Return whether the change also holds when all types are looked at together."""
    return change is not None and certainty_of(change.p_adjusted).among_many
