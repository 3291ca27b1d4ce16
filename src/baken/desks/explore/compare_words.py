"""What can be said of a comparison, in sentences and rows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.indicators import Polarity
from baken.desks.explore.addresses import area_page, figure_page
from baken.desks.explore.writing import Writer, decimals_of, hidden_words, language
from baken.engines.pairs import Answer
from baken.flows.compare_areas import (
    MOST_AREAS,
    AreaComparison,
    ChangeSince,
    ComparedArea,
    Pair,
    Refusal,
    RefusedArea,
)
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.writing import NO_DATA

FEW, MANY = "few-residents", "many-visitors"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: texts as shown, numbers as they sort; ``mark`` names the verdict's shape.

    ``second`` is the other of two areas; ``note`` is what else is to be known; ``p`` is corrected
    for all comparisons of the page, and ``phi`` is the spread that its test used.
    """

    name: str
    href: str = ""
    second: str = ""
    count: str = ""
    count_value: str = ""
    rate: str = ""
    rate_value: str = ""
    margin: str = ""
    trail: str = ""
    size: str = ""
    size_margin: str = ""
    p: str = ""
    phi: str = ""
    mark: str = ""
    verdict: str = ""
    tone: str = ""
    note: str = ""


def full_name(area: ComparedArea, *, with_place: bool) -> str:
    """Return the name, with its municipality where areas of several are beside each other."""
    if area.level is AreaLevel.MUNICIPALITY or not with_place:
        return area.name
    return f"{area.name} ({area.place})"


def names(found: AreaComparison) -> dict[str, str]:
    """Return the name of each area as this page writes it."""
    places = {area.place for area in found.areas}
    wide = len(places) > 1
    return {area.code: full_name(area, with_place=wide) for area in found.areas}


def headline(found: AreaComparison) -> str:
    """Say in one sentence how many of the differences can be shown."""
    if not found.pairs:
        return ""
    shown = sum(pair.answer.demonstrable for pair in found.pairs)
    words = {"shown": shown, "n": len(found.pairs), "year": found.year}
    if len(found.pairs) == 1:
        return _pair_sentence(found, found.pairs[0])
    if not shown:
        return _("In %(year)d none of the %(n)d differences between these areas can be shown.") % (
            words
        )
    if shown == len(found.pairs):
        return _("In %(year)d all %(n)d differences between these areas can be shown.") % words
    return ngettext(
        "In %(year)d %(shown)d of the %(n)d differences between these areas can be shown.",
        "In %(year)d %(shown)d of the %(n)d differences between these areas can be shown.",
        shown,
    ) % (words)


def pair_sentences(found: AreaComparison) -> list[str]:
    """Say which area is demonstrably above which other; nothing for a single pair."""
    if len(found.pairs) < 2:
        return []
    called = names(found)
    said = []
    for area in found.areas:
        below = [
            called[other.code]
            for pair in found.pairs
            for other in [_below(pair, area)]
            if other is not None
        ]
        if below:
            words = {"name": called[area.code], "others": _listed(below)}
            said.append(_("%(name)s is demonstrably higher than %(others)s.") % words)
    same = [
        f"{called[pair.first.code]} – {called[pair.second.code]}"
        for pair in found.pairs
        if not pair.answer.demonstrable
    ]
    if same:
        said.append(_("Not to be told apart: %(pairs)s.") % {"pairs": "; ".join(same)})
    return said


def alone(found: AreaComparison) -> str:
    """Say that one area is no comparison, and where a part is set against its municipality."""
    if len(found.areas) != 1:
        return ""
    area = found.areas[0]
    said = _("Only %(name)s is chosen: add a second area above to compare it with.")
    if area.level is not AreaLevel.MUNICIPALITY:
        said = _(
            "Only %(name)s is chosen: add a second area above to compare it with. How it stands "
            "against %(place)s as a whole is said on its own page."
        )
    return said % {"name": area.name, "place": area.place}


def change_sentence(found: AreaComparison) -> str:
    """Say which areas demonstrably changed since the earlier year."""
    if not found.changes:
        return ""
    called = names(found)
    groups: dict[str, list[str]] = {"higher": [], "lower": [], "": []}
    for each in found.changes:
        groups[_way(each.answer)].append(called[each.area.code])
    since = {"year": found.since}
    said = [
        words % (since | {"names": _listed(groups[way])})
        for way, words in (
            ("higher", _("Demonstrably higher than in %(year)d: %(names)s.")),
            ("lower", _("Demonstrably lower than in %(year)d: %(names)s.")),
            ("", _("No demonstrable change since %(year)d: %(names)s.")),
        )
        if groups[way]
    ]
    return " ".join(said)


def corrected(found: AreaComparison) -> str:
    """Say what the verdicts allow for."""
    if not found.together:
        return ""
    if not found.pairs:
        return _(
            "“Demonstrable” means: by chance alone, and with the usual ups and downs of such "
            "crimes, so large a change would come up in fewer than 5 of 100 such tables."
        )
    return ngettext(
        "One comparison was made. “Demonstrable” means: by chance alone, and with the usual ups "
        "and downs of such crimes, so large a difference would come up in fewer than 5 of 100 "
        "such tables.",
        "%(n)d comparisons were made at once, and that is allowed for: of 100 such tables fewer "
        "than 5 would hold even one difference called demonstrable that is chance alone. The "
        "usual ups and downs of such crimes are counted as chance.",
        found.together,
    ) % {"n": found.together}


def area_rows(found: AreaComparison, write: Writer) -> list[Row]:
    """Return the figures of the year, in the order of the choice."""
    called = names(found)
    shown = [area.figures[found.year] for area in found.areas if found.year in area.figures]
    decimals = decimals_of(shown)
    return [_area_row(area, called[area.code], found, write, decimals) for area in found.areas]


def _area_row(
    area: ComparedArea, name: str, found: AreaComparison, write: Writer, decimals: int
) -> Row:
    href = area_page(area.code, indicator=found.definition.id, year=found.year)
    figure = area.figures.get(found.year or 0)
    if figure is None:
        return _row_without(area, name, found, href)
    return Row(
        name=name,
        href=href,
        count=write.whole(figure.n),
        count_value=str(figure.n),
        rate=write.rate(figure.rate, decimals),
        rate_value="" if figure.rate is None else f"{figure.rate:.6f}",
        margin=write.span(figure.lower, figure.upper, decimals),
        trail=figure_page(figure.indicator, figure.area_code, figure.year),
        size=write.whole(figure.exposure),
        note=", ".join(_marks(figure.status, figure.notes)),
    )


def _row_without(area: ComparedArea, name: str, found: AreaComparison, href: str) -> Row:
    """Return the row of an area without a figure: nothing was delivered, or it is not shown."""
    hidden = area.hidden.get(found.year or 0)
    return Row(
        name=name,
        href=href,
        count=hidden_words(hidden) if hidden else _("no data"),
        rate=NO_DATA,
        margin=NO_DATA,
        trail=figure_page(hidden.indicator, hidden.area_code, hidden.year) if hidden else "",
    )


def pair_rows(found: AreaComparison, write: Writer) -> list[Row]:
    """Return a row per pair: how many times the one is the other, and whether that can be shown."""
    called = names(found)
    return [
        Row(
            name=called[pair.first.code],
            second=called[pair.second.code],
            size=write.times(pair.answer.ratio),
            rate_value=f"{pair.answer.ratio:.6f}",
            size_margin=write.times_span(pair.answer.lower, pair.answer.upper),
            p=write.chance(pair.answer.p_adjusted),
            phi=write.number(pair.answer.phi, 1),
            mark=_way(pair.answer) or "no-demonstrable-change",
            verdict=against_words(pair.answer),
        )
        for pair in found.pairs
    ]


def change_rows(found: AreaComparison, write: Writer) -> list[Row]:
    """Return a row per area: how much it changed since the earlier year."""
    called, polarity = names(found), found.definition.polarity
    return [
        Row(
            name=called[each.area.code],
            count=write.whole(each.area.figures[found.since or 0].n),
            rate=write.rate(each.area.figures[found.since or 0].rate),
            size=write.change(each.answer.ratio),
            rate_value=f"{each.answer.ratio:.6f}",
            size_margin=write.change_span(each.answer.lower, each.answer.upper),
            p=write.chance(each.answer.p_adjusted),
            phi=write.number(each.answer.phi, 1),
            mark=_way(each.answer) or "no-demonstrable-change",
            verdict=_changed(each.answer),
            tone=_tone(each, polarity),
        )
        for each in found.changes
    ]


def refusal_words(refused: RefusedArea, found: AreaComparison) -> str:
    """Say why an area takes no part, and what to do."""
    said = {
        Refusal.UNKNOWN: _("“%(name)s” is no area that is known here; search for its name."),
        Refusal.ONE_TOO_MANY: _("%(name)s: at most %(most)d areas; take one away first."),
        Refusal.INSIDE_ANOTHER: _(
            "%(name)s and %(other)s lie one inside the other, so the same crimes count in both; "
            "compare areas that do not overlap."
        ),
        Refusal.NO_FIGURES: _(
            "%(name)s has no figures of “%(label)s”; of one type there are figures per "
            "municipality only, of all crimes together only where its buurten were delivered."
        ),
        Refusal.NO_FIGURE_OF_YEAR: _("%(name)s has no figure of %(year)d; choose another year."),
        Refusal.NOT_SHOWN: _(
            "The number of %(name)s in %(year)d is not shown, to protect people; choose another "
            "year."
        ),
        Refusal.TOO_FEW_INHABITANTS: _(
            "Too few people live in %(name)s for a figure per 1,000 inhabitants; look at the "
            "number alone."
        ),
    }
    words = {
        "name": refused.name,
        "other": refused.other,
        "most": MOST_AREAS,
        "year": found.year or 0,
        "label": found.definition.label(language()),
    }
    return said[refused.why] % words


def _pair_sentence(found: AreaComparison, pair: Pair) -> str:
    called = names(found)
    words = {"first": called[pair.first.code], "second": called[pair.second.code]}
    words["year"] = str(found.year)
    way = _way(pair.answer)
    if not way:
        return _("In %(year)s %(first)s and %(second)s are not to be told apart.") % words
    if way == "lower":
        words["first"], words["second"] = words["second"], words["first"]
    return _("In %(year)s %(first)s is demonstrably higher than %(second)s.") % words


def _below(pair: Pair, area: ComparedArea) -> ComparedArea | None:
    """Return the other area of the pair when it is demonstrably below this one."""
    way = _way(pair.answer)
    if way == "higher" and pair.first.code == area.code:
        return pair.second
    if way == "lower" and pair.second.code == area.code:
        return pair.first
    return None


def _way(answer: Answer) -> str:
    if not answer.demonstrable:
        return ""
    return "higher" if answer.ratio > 1 else "lower"


def against_words(answer: Answer) -> str:
    """Return the verdict on the first against the second."""
    return {
        "higher": _("the first is higher"),
        "lower": _("the first is lower"),
        "": _("not to be told apart"),
    }[_way(answer)]


def _changed(answer: Answer) -> str:
    return {
        "higher": _("higher"),
        "lower": _("lower"),
        "": _("no demonstrable change"),
    }[_way(answer)]


def _tone(change: ChangeSince, polarity: Polarity) -> str:
    way = _way(change.answer)
    if not way or polarity is Polarity.NEUTRAL:
        return ""
    good = "lower" if polarity is Polarity.LOWER_IS_BETTER else "higher"
    return "favourable" if way == good else "unfavourable"


def _marks(status: FigureStatus, notes: tuple[str, ...]) -> list[str]:
    said = [
        (status is FigureStatus.PROVISIONAL, _("provisional")),
        (FEW in notes, _("few residents")),
        (MANY in notes, _("says little per inhabitant")),
    ]
    return [words for holds, words in said if holds]


def _listed(words: list[str]) -> str:
    """Return names as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
