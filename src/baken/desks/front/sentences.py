"""What the front says in words: pure functions from facts to sentences."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.catalogue.certainty import certainty_of
from baken.desks.front.wording import SHORT_NAMES
from baken.desks.front.writing import listed, percents, tenths, whole
from baken.flows.home_verdict import ChangedIndicator, MunicipalVerdict, StandingArea
from baken.records.indicators.facts import ChangeFact
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.writing import in_running_text

NAMED_AT_MOST = 4


def total_sentence(verdict: MunicipalVerdict) -> str:
    """Say what happened to the total, or why nothing can be said of it."""
    if verdict.total is not None:
        return _TOTAL[verdict.total.change.verdict]()
    if verdict.total_figure is not None:
        return _("Of the total there is no earlier year to compare with")
    return _("No total of all types was delivered for this year")


_TOTAL = {
    ChangeVerdict.HIGHER: lambda: _("More registered crime per inhabitant"),
    ChangeVerdict.LOWER: lambda: _("Less registered crime per inhabitant"),
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: lambda: _(
        "The total of registered crime did not demonstrably change"
    ),
    ChangeVerdict.NOT_COMPARABLE: lambda: _("The total cannot be compared with the year before"),
}


def types_sentence(verdict: MunicipalVerdict) -> str:
    """Say which types went down and up: the sure ones first, then the probable ones."""
    if not verdict.types:
        return _("There is no year before to compare the types with.")
    clauses = [
        _clause(rows, kind)
        for kind, rows in (
            ("less", [row for row in verdict.lower if row.holds_among_many]),
            ("more", [row for row in verdict.higher if row.holds_among_many]),
            ("probably-less", [row for row in verdict.lower if not row.holds_among_many]),
            ("probably-more", [row for row in verdict.higher if not row.holds_among_many]),
        )
        if rows
    ]
    if not clauses:
        return _("Of none of the %(n)d types can a change be shown.") % {"n": verdict.types}
    text = _("; ").join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def headline(verdict: MunicipalVerdict) -> str:
    """Say in one sentence what changed in a municipality and what did not."""
    return _("%(place)s %(year)d: %(total)s; %(types)s") % {
        "place": verdict.municipality.name,
        "year": verdict.year,
        "total": in_running_text(total_sentence(verdict)),
        "types": in_running_text(types_sentence(verdict)),
    }


def _clause(rows: list[ChangedIndicator], kind: str) -> str:
    names = [_short_name(row) for row in rows]
    # One left over is named as well: "and 1 other type" says less in more words.
    rest = len(names) - NAMED_AT_MOST if len(names) > NAMED_AT_MOST + 1 else 0
    if rest:
        others = ngettext("%(n)d other type", "%(n)d other types", rest) % {"n": rest}
        names = [*names[:NAMED_AT_MOST], others]
    return _CLAUSES[kind]() % {"types": listed(names)}


def _short_name(row: ChangedIndicator) -> str:
    short = SHORT_NAMES.get(row.definition.id)
    return str(short) if short else in_running_text(row.definition.label(get_language() or "nl"))


_CLAUSES = {
    "less": lambda: _("less %(types)s"),
    "more": lambda: _("more %(types)s"),
    "probably-less": lambda: _("probably less %(types)s"),
    "probably-more": lambda: _("probably more %(types)s"),
}


def change_words(change: ChangeFact) -> str:
    """Write the change of the rate: 14 % more, 23 % less, the same."""
    if change.ratio is None:
        return _("cannot be told")
    share = change.ratio - 1
    if percents(share).startswith("0\N{NO-BREAK SPACE}"):
        return _("the same")
    return (_("%(share)s more") if share > 0 else _("%(share)s less")) % {"share": percents(share)}


def interval_words(change: ChangeFact) -> str:
    """Write the interval of a change: between 2 % and 29 % more; between 5 % less and 1 % more."""
    if change.lower is None:
        return ""
    low = change.lower - 1
    if change.upper is None:
        return _("no upper limit")
    high = change.upper - 1
    words = {"low": percents(low), "high": percents(high)}
    if low >= 0:
        return _("between %(low)s and %(high)s more") % words
    if high <= 0:
        return _("between %(high)s and %(low)s less") % words
    return _("between %(low)s less and %(high)s more") % words


def unseen_words(change: ChangeFact) -> str:
    """Say which change would mostly have gone unseen (missed in one case out of five or more)."""
    fall, rise = change.detectable_down, change.detectable_up
    if rise is None:
        return _("These numbers are too small to see any change.")
    if fall is None:
        return _(
            "We would often have missed even a fall to zero, and a rise of less than %(rise)s."
        ) % {"rise": percents(rise - 1)}
    return _("We would often have missed a fall of up to %(fall)s or a rise of up to %(rise)s.") % {
        "fall": percents(1 - fall),
        "rise": percents(rise - 1),
    }


def smallest_words(change: ChangeFact) -> str:
    """Say the smallest change that would have been seen in four cases out of five."""
    fall, rise = change.detectable_down, change.detectable_up
    if rise is None or fall is None:
        return unseen_words(change)
    return _("Smallest change that we would mostly have seen: %(fall)s less or %(rise)s more.") % {
        "fall": percents(1 - fall),
        "rise": percents(rise - 1),
    }


def sureness(row: ChangedIndicator) -> str:
    """Name how sure a shown change is, on the one scale of certainty."""
    return certainty_of(row.change.p_adjusted).label(get_language() or "nl")


def level_words(row: StandingArea) -> str:
    """Say how a wijk stands against its municipality per inhabitant; empty when not apart."""
    comparison = row.comparison
    if comparison is None or not comparison.stands_out or comparison.ratio is None:
        return ""
    if comparison.ratio > 2:
        times = whole(comparison.ratio) if comparison.ratio >= 10 else _one(comparison.ratio)
        return _("%(times)s times the figure of the municipality per inhabitant") % {"times": times}
    share = percents(comparison.ratio - 1)
    if comparison.ratio > 1:
        return _("%(share)s above the municipality per inhabitant") % {"share": share}
    return _("%(share)s below the municipality per inhabitant") % {"share": share}


def _one(ratio: float) -> str:
    rounded = round(ratio, 1)
    return whole(rounded) if rounded == int(rounded) else tenths(rounded)


def level_sureness(row: StandingArea, wijken: int) -> str:
    """Say how sure it is that a wijk stands apart from its municipality."""
    p = row.comparison.p_adjusted if row.comparison else None
    if p is None or not level_words(row):
        return ""
    return _among_wijken(p, wijken)


def _among_wijken(p: float | None, wijken: int) -> str:
    words = {"sure": certainty_of(p).label(get_language() or "nl"), "n": wijken}
    return _("%(sure)s, also when all %(n)d wijken are weighed together") % words


def wijk_change_words(row: StandingArea) -> str:
    """Say how a wijk changed, where that was shown."""
    if not row.changed or row.change is None:
        return ""
    return _("%(change)s than in %(year)d (%(interval)s)") % {
        "change": change_words(row.change),
        "year": row.change.previous_year,
        "interval": interval_words(row.change),
    }


def wijk_change_sureness(row: StandingArea, wijken: int) -> str:
    """Say what a change in one of many wijken is worth."""
    if row.holds_among_many and row.change:
        return _among_wijken(row.change.p_adjusted, wijken)
    return _("probable; among %(n)d wijken at once one can stand out by chance") % {"n": wijken}
