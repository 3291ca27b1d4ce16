"""What follows from the parts of a scan: disagreements, questions, proposed priorities; pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from baken.catalogue.area_scan import SCAN_RULE, PillarEntry, ScanGap
from baken.catalogue.roles import role_entry
from baken.flows.area_scan.facts import (
    AgainstCity,
    Direction,
    Disagreement,
    HeardTheme,
    OpenQuestion,
    PillarScan,
    PlacedFigure,
    ProposedPriority,
    Reason,
    Said,
    ScanFigure,
)
from baken.foundation.places.facts import AreaFact
from baken.records.indicators.facts import ChangeFact, FigureFact
from baken.records.statements.facts import AreaStatementFact
from baken.vocabulary.figure import ChangeVerdict
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.role import Role
from baken.vocabulary.standing import Polarity
from baken.vocabulary.writing import NumberWriter, in_running_text

FEW_RESIDENTS = "few-residents"
SAYS_LITTLE = frozenset({FEW_RESIDENTS, "many-visitors"})
"""Notes of a figure whose rate says little about who lives there."""

_DUTCH, _ENGLISH = NumberWriter(english=False), NumberWriter(english=True)
Both = tuple[str, str]


def direction_of(change: ChangeFact | None, polarity: Polarity) -> Direction:
    """Return which way a figure went; of a neutral one, and without a change, nobody can say."""
    if change is None or change.verdict is ChangeVerdict.NOT_COMPARABLE:
        return Direction.UNKNOWN
    if change.verdict is ChangeVerdict.NO_DEMONSTRABLE_CHANGE:
        return Direction.UNCHANGED
    if polarity is Polarity.NEUTRAL:
        return Direction.UNKNOWN
    went_up = change.verdict is ChangeVerdict.HIGHER
    good_is_up = polarity is Polarity.HIGHER_IS_BETTER
    return Direction.BETTER if went_up == good_is_up else Direction.WORSE


def against_city(figure: FigureFact | None, city: FigureFact | None) -> AgainstCity:
    """Return whether the whole margin of a rate lies above or below the municipality's rate.

    Where few people live, or many come who live elsewhere, a rate says little of who lives there,
    and so does this.
    """
    if figure is None or city is None or city.rate is None:
        return AgainstCity.UNKNOWN
    if figure.lower is None or figure.upper is None or SAYS_LITTLE & set(figure.notes):
        return AgainstCity.UNKNOWN
    if figure.lower > city.rate:
        return AgainstCity.HIGHER
    return AgainstCity.LOWER if figure.upper < city.rate else AgainstCity.ALIKE


def belongs(theme: HeardTheme, entries: Iterable[PillarEntry]) -> Pillar | None:
    """Return the pillar that shares most words with a theme; None when none shares any."""
    words = {word.lower() for word in (*theme.words, *theme.name.split())}
    shared = {entry.pillar: len(words & set(entry.words)) for entry in entries}
    best = max(shared, key=lambda pillar: shared[pillar], default=None)
    return best if best is not None and shared[best] else None


_OF_STATEMENTS = {
    (Bearing.WORRY, Direction.BETTER): "worry-while-lower",
    (Bearing.WORRY, Direction.UNCHANGED): "worry-while-unchanged",
    (Bearing.GOES_WELL, Direction.WORSE): "well-while-higher",
}
_OF_THEMES = {
    Direction.BETTER: "heard-while-lower",
    Direction.UNCHANGED: "heard-while-unchanged",
}


def disagreements_of(
    pillar: Pillar,
    figure: ScanFigure | None,
    statements: Iterable[AreaStatementFact],
    themes: Iterable[HeardTheme],
) -> tuple[Disagreement, ...]:
    """Return where what people say and what the figure says go different ways.

    Only of the pillar that the figure belongs to, and of what is said of the same area.
    """
    if figure is None or figure.change is None or figure.figure is None:
        return ()
    years = {
        "year": same(str(figure.change.year)),
        "before": same(str(figure.change.previous_year)),
    }
    found = []
    for each in statements:
        name = _OF_STATEMENTS.get((each.bearing, figure.direction))
        if name and each.area_code == figure.figure.area_code:
            words = years | {"role": role_words(each.author_role), "subject": same(each.subject)}
            found.append(Disagreement(pillar, Said(name, words), each.subject))
    name = _OF_THEMES.get(figure.direction)
    for theme in themes:
        if name and (theme.quotes or 0) >= SCAN_RULE.heard_at_least:
            words = years | {"subject": same(theme.name)}
            found.append(Disagreement(pillar, Said(name, words), theme.name))
    return tuple(found)


def questions_of(
    pillars: Sequence[PillarScan], *, heard: bool, today: date
) -> tuple[OpenQuestion, ...]:
    """Return what the scan leaves open, the most telling first."""
    found: list[OpenQuestion] = []
    for pillar in pillars:
        own = pillar.entry.pillar
        for each in pillar.disagreements:
            words = {"subject": same(each.subject)}
            found.append(OpenQuestion(own, Said("question-disagreement", words)))
        found += [_old(own, each) for each in pillar.statements if each.wants_a_new_look(today)]
        found += [OpenQuestion(own, Said(name)) for name in _silent(pillar)]
    if not heard:
        found.append(OpenQuestion(None, Said("question-nobody-heard")))
    silent = [pillar.entry for pillar in pillars if not pillar.statements]
    if silent:
        names = (
            _joined([each.label_nl for each in silent], "en"),
            _joined([each.label_en for each in silent], "and"),
        )
        found.append(OpenQuestion(None, Said("question-no-statement", {"pillars": names})))
    found += [_gap(gap) for pillar in pillars for gap in pillar.gaps]
    return tuple(found)


def _joined(names: Sequence[str], last: str) -> str:
    """Return names as they stand in a sentence: veilig, fysiek en sociaal."""
    spoken = [in_running_text(name) for name in names]
    return f" {last} ".join(part for part in (", ".join(spoken[:-1]), spoken[-1]) if part)


def _silent(pillar: PillarScan) -> list[str]:
    """Return why the leading figure of a pillar tells little: hidden, or few people."""
    names = []
    for each in pillar.figures[:1]:
        if each.hidden:
            names.append("question-hidden")
        elif each.figure and (each.figure.rate is None or FEW_RESIDENTS in each.figure.notes):
            names.append("question-few")
    return names


def _old(pillar: Pillar, each: AreaStatementFact) -> OpenQuestion:
    words = {
        "role": role_words(each.author_role),
        "subject": same(each.subject),
        "day": day_words(each.review_on),
    }
    return OpenQuestion(pillar, Said("question-old-statement", words))


def _gap(gap: ScanGap) -> OpenQuestion:
    source_en = gap.source_en[:1].upper() + gap.source_en[1:]
    words = {
        "missing": (gap.missing_nl, gap.missing_en),
        "source": (gap.source_nl, source_en),
    }
    return OpenQuestion(gap.pillar, Said("question-gap", words))


def priorities_of(
    area: AreaFact, city: str, pillars: Sequence[PillarScan]
) -> tuple[ProposedPriority, ...]:
    """Return what a plan could take over, what rests on most reasons first."""
    found: list[ProposedPriority] = []
    for pillar in pillars:
        for figure in pillar.figures[:1]:
            found += _of_figure(area, city, pillar.entry.pillar, figure)
        found += _of_statements(area, pillar)
        found += _of_themes(area, pillar)
    found.sort(key=lambda each: -len(each.reasons))
    return tuple(found[: SCAN_RULE.most_priorities])


def _of_figure(
    area: AreaFact, city: str, pillar: Pillar, figure: ScanFigure
) -> list[ProposedPriority]:
    own = PlacedFigure(area, figure.figure, figure.comparison, figure.against)
    reasons = _rise(figure) + _outstanding(own, figure, city)
    found = [_of_crime(own, pillar, reasons)] if reasons else []
    for part in figure.inside:
        more = _outstanding(part, figure, city)
        found += [_of_crime(part, pillar, more)] if more else []
    return found


def _of_crime(placed: PlacedFigure, pillar: Pillar, reasons: list[Reason]) -> ProposedPriority:
    name = short_name(placed.area.name)
    return ProposedPriority(
        id=f"{placed.area.code}-{pillar}-crime",
        area_code=placed.area.code,
        area_name=name,
        pillar=pillar,
        title=Said("priority-crime", {"place": same(name)}),
        reasons=tuple(reasons),
    )


def _rise(figure: ScanFigure) -> list[Reason]:
    if figure.direction is not Direction.WORSE or figure.change is None:
        return []
    words = {
        "year": same(str(figure.change.year)),
        "before": same(str(figure.change.previous_year)),
    }
    return [Reason("figure", figure.definition.id, Said("reason-higher", words))]


def _outstanding(placed: PlacedFigure, figure: ScanFigure, city: str) -> list[Reason]:
    """Return that an area has demonstrably more than the city for who lives there."""
    own = placed.figure
    if own is None or figure.city is None or placed.against is not AgainstCity.HIGHER:
        return []
    words = {
        "city": same(city),
        "rate": rate_words(own),
        "city_rate": rate_words(figure.city),
    }
    return [Reason("figure", figure.definition.id, Said("reason-stands-out", words))]


def _of_statements(area: AreaFact, pillar: PillarScan) -> list[ProposedPriority]:
    """Return one for every subject that is a worry, with everybody who says so."""
    found: dict[str, list[AreaStatementFact]] = {}
    for each in pillar.statements:
        if each.bearing is Bearing.WORRY:
            found.setdefault(each.subject.lower(), []).append(each)
    return [
        ProposedPriority(
            id=f"{area.code}-{pillar.entry.id}-{statements[0].id}",
            area_code=statements[0].area_code,
            area_name=short_name(area.name),
            pillar=pillar.entry.pillar,
            title=Said("priority-subject", {"subject": same(with_capital(statements[0].subject))}),
            reasons=tuple(
                Reason(
                    "statement",
                    str(each.id),
                    Said("reason-worry", {"role": role_words(each.author_role)}),
                    each.text,
                )
                for each in statements
            ),
        )
        for statements in found.values()
    ]


def _of_themes(area: AreaFact, pillar: PillarScan) -> list[ProposedPriority]:
    return [
        ProposedPriority(
            id=f"{area.code}-{pillar.entry.id}-theme-{theme.name.lower()}",
            area_code=area.code,
            area_name=short_name(area.name),
            pillar=pillar.entry.pillar,
            title=Said("priority-subject", {"subject": same(with_capital(theme.name))}),
            reasons=(Reason("theme", theme.name, Said("reason-heard")),),
        )
        for theme in pillar.themes
        if (theme.quotes or 0) >= SCAN_RULE.heard_at_least
    ]


def with_capital(text: str) -> str:
    """Return a text as a heading begins it."""
    return text[:1].upper() + text[1:]


def same(text: str) -> Both:
    """Return a text that is the same in both languages."""
    return text, text


def role_words(role: str) -> Both:
    """Return what a role is called in both languages."""
    entry = role_entry(Role(role))
    return entry.title_nl, entry.title_en


def rate_words(figure: FigureFact) -> Both:
    """Return a rate as it is written in both languages."""
    return _DUTCH.rate(figure.rate), _ENGLISH.rate(figure.rate)


_MONTHS_NL = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december"),
)


def day_words(day: date) -> Both:
    """Return a day as it is written in both languages."""
    english = f"{day.day} {day:%B} {day.year}"
    return f"{day.day} {_MONTHS_NL[day.month - 1]} {day.year}", english


def short_name(name: str) -> str:
    """Write "Wijk 03 Overvecht" as Overvecht: the number says nothing to who lives there."""
    words = name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else name
