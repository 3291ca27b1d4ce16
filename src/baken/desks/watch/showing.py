"""What the pages of the watch show of each line: its sentence, chart and the map of its wijken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.desks.watch.asked import Asked
from baken.engines.drawing.legend import draw_swatch
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.weeks import WeekBar, WeekTexts, draw_weeks
from baken.flows.draw_map import DrawnMap, MapCell, MapWords, draw_area_map
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_of_municipality
from baken.records.watches.facts import (
    Unusual,
    WatchedCourseFact,
    WatchedWeekFact,
    WatchSide,
)
from baken.records.watches.selectors import unusual_on, watched_series, watched_weeks
from baken.vocabulary.area import AreaLevel

WIDE, NARROW = (680.0, 230.0), (340.0, 240.0)
NARROW_WEEKS = 52
LISTED = 0.01  # a week of the course is marked below this p: once in two years


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as the page shows it; charts are empty where the round kept no course."""

    line: Unusual
    sentence: str
    offence: str
    within: tuple[str, ...]
    wide: str
    narrow: str
    map: DrawnMap | None
    legend: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str, str], ...]

    @property
    def is_high(self) -> bool:
        """Return whether it is more than expected."""
        return self.line.side is WatchSide.HIGH


def is_dutch() -> bool:
    """Return whether the page is in Dutch."""
    return not (get_language() or "nl").startswith("en")


def sentence_of(line: Unusual) -> str:
    """Return the sentence of a line in the language of the page."""
    return line.sentence_nl if is_dutch() else line.sentence_en


def offence_of(line: Unusual) -> str:
    """Return the words for the type in the language of the page."""
    return line.offence_nl if is_dutch() else line.offence_en


def lines_of(asked: Asked) -> tuple[Unusual, ...]:
    """Return the lines of the asked day that pass the filters."""
    return tuple(line for line in unusual_on(asked.tenant, asked.day) if asked.wants(line))


def shown_lines(asked: Asked, lines: tuple[Unusual, ...]) -> tuple[ShownLine, ...]:
    """Return the lines with their charts and maps."""
    areas = {area.code: area for area in areas_of_municipality(asked.tenant)}
    return tuple(_shown(asked, place, line, areas) for place, line in enumerate(lines))


def _shown(asked: Asked, place: int, line: Unusual, areas: Mapping[str, AreaFact]) -> ShownLine:
    course = watched_series(asked.tenant, line.area, line.offence, asked.day)
    weeks = watched_weeks(asked.tenant, asked.day, offence=line.offence, level=AreaLevel.WIJK)
    bars, key = _bars(course), f"line-{place}"
    texts, drawn = _texts(line), _map(key, line, weeks, areas)
    return ShownLine(
        line=line,
        sentence=sentence_of(line),
        offence=offence_of(line),
        within=tuple(areas[code].name if code in areas else code for code in line.within),
        wide=draw_weeks(key, bars, texts, width=WIDE[0], height=WIDE[1]) if bars else "",
        narrow=draw_weeks(key, bars[-NARROW_WEEKS:], texts, width=NARROW[0], height=NARROW[1])
        if bars
        else "",
        map=drawn,
        legend=_legend(drawn),
        rows=tuple(_row(each, areas) for each in weeks),
    )


def _bars(course: WatchedCourseFact | None) -> tuple[WeekBar, ...]:
    if course is None:
        return ()
    mondays = [course.first + timedelta(weeks=n) for n in range(len(course.counts))]
    return tuple(_bar(course, n, monday) for n, monday in enumerate(mondays))


def _bar(course: WatchedCourseFact, n: int, monday: date) -> WeekBar:
    p, expected = course.p[n], course.expected[n]
    grown = _grown(course, n)
    words = _("week of %(day)s: %(count)d counted") % {
        "day": date_format(monday, "j F Y"), "count": course.counts[n],
    }  # fmt: skip
    if expected is not None:
        words += "\n" + _("expected %(expected)s (95 %%: %(lower)d-%(upper)d)") % {
            "expected": figure(expected), "lower": course.lower[n], "upper": course.upper[n],
        }  # fmt: skip
    if grown:
        words += "\n" + _("unfinished: probably %(lower)d to %(upper)d in the end") % {
            "lower": grown[1], "upper": grown[2],
        }  # fmt: skip
    return WeekBar(
        monday=monday,
        count=course.counts[n],
        expected=expected,
        lower=course.lower[n],
        upper=course.upper[n],
        unusual=p is not None and p < LISTED and course.counts[n] > (expected or 0),
        words=words,
        grown=grown,
    )


def _grown(course: WatchedCourseFact, n: int) -> tuple[float, float, float] | None:
    middle, lower, upper = course.nowcast[n], course.nowcast_lower[n], course.nowcast_upper[n]
    if middle is None or lower is None or upper is None:
        return None
    return middle, lower, upper


def _texts(line: Unusual) -> WeekTexts:
    return WeekTexts(
        title=_("%(offence)s in %(area)s, by week")
        % {"offence": offence_of(line), "area": line.area_name},
        description=_("Two years of weeks: what was counted, and between which counts a quiet week"
                      " lies in 95 of 100 cases."),
        empty=_("No weeks are kept of this series."),
        counted=_("counted"),
        expected=_("expected (95 %)"),
        unusual=_("unusual"),
        unfinished=_("still to come"),
    )  # fmt: skip


def _map(
    key: str, line: Unusual, weeks: tuple[WatchedWeekFact, ...], areas: Mapping[str, AreaFact]
) -> DrawnMap | None:
    """The wijken, coloured by how many times the expected number was counted."""
    cells = [
        MapCell(
            area=areas[each.area],
            value=each.nowcast / each.expected if each.expected >= 0.05 else None,
            kind=AreaKind.FIGURE if each.expected >= 0.05 else AreaKind.NO_DATA,
            href="",
            title=f"{areas[each.area].name}\n" + _("%(count)d counted, expected %(expected)s")
            % {"count": each.count, "expected": figure(each.expected)},
        )
        for each in weeks
        if each.area in areas
    ]  # fmt: skip
    if len(cells) < 2:
        return None
    return draw_area_map(
        key=f"{key}-map",
        cells=cells,
        surroundings=(),
        selected=frozenset({line.area, f"WK{line.area[2:8]}"}),
        words=MapWords(
            title=_("%(offence)s per wijk") % {"offence": offence_of(line)},
            description=_("How many times the expected number was counted, in five classes."),
            empty=_("No wijken."),
            heading=_("Times the expected number"),
            kinds=((AreaKind.NO_DATA, _("too rare to say")),),
        ),
        write=number_format,
        width=420.0,
        most_height=380.0,
    )


def _legend(drawn: DrawnMap | None) -> tuple[tuple[str, str], ...]:
    items = drawn.legend if drawn else ()
    return tuple(
        (draw_swatch(item, f"{drawn.key if drawn else ''}-{number}"), item.words)
        for number, item in enumerate(items)
    )


def _row(week: WatchedWeekFact, areas: Mapping[str, AreaFact]) -> tuple[str, str, str, str]:
    name = areas[week.area].name if week.area in areas else week.area
    between = f"{week.lower:.0f}-{week.upper:.0f}"
    return name, str(week.count), figure(week.expected), between


def figure(value: float) -> str:
    """Return an expected count with one decimal while it is small."""
    return number_format(value, 1 if value < 9.95 else 0)
