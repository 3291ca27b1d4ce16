"""What the page of one policy indicator shows, made ready from what is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.policy_indicators import PolicyIndicator, breaks_of, crime_set
from baken.catalogue.sources import source
from baken.desks.indicators.area_map import map_of
from baken.desks.indicators.beside import funnel_of
from baken.desks.indicators.charts import drawn
from baken.desks.indicators.table import UNTESTABLE, chosen_kept, chosen_target, no_figures
from baken.flows.policy_table import PolicyPage, PolicyRow
from baken.flows.tell_indicator.answers import (
    Answer,
    answer_of,
    baseline_label,
    set_in,
    target_words,
)
from baken.flows.tell_indicator.wording import (
    CADENCES,
    CONFIDENCES,
    LEGEND,
    METHODS,
    ORIGINS,
    POLARITIES,
    REASONS,
    STATUS,
)
from baken.flows.tell_indicator.writing import language, level, limits, number, period, publication
from baken.foundation.intake.facts import DeliveryFact
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.standing import Question


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value of the table: texts ready, its marks, and where it stands in its delivery."""

    period: str
    value: str
    margin: str
    n: str
    origin: str
    href: str
    status: str
    usual: str
    marks: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with its three answers: when set, on the way, in its year."""

    year: str
    target: str
    set_in: str
    as_set: Answer
    course: Answer | None
    outcome: Answer


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A level to keep: what was agreed, and the answer of every year since."""

    label: str
    source: str
    margin: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A delivery as shown: its file, its source, and when it was taken in."""

    title: str
    attribution: str
    file: str
    href: str
    delivered_on: str
    age: str


def page_of(page: PolicyPage, today: date) -> dict[str, Any]:
    """Return everything the template shows."""
    row, definition = page.row, page.row.definition
    wide, narrow = drawn(row, page.area.name)
    newest = row.newest
    english = language() == "en"
    return {
        "area": page.area,
        "definition": definition,
        "label": definition.said("label", language()),
        "unit": definition.said("unit", language()),
        "signed": definition.measure is Measure.SHARE,  # the value has its percent sign already
        "explanation": definition.said("explanation", language()),
        "no_target": definition.said("no_target", language()),
        "newest": value_line(definition, newest) if newest else None,
        "no_figures": no_figures(definition),
        "headline": headline(row),
        "answers": general_answers(row),
        "targets": target_lines(row),
        "kept": kept_blocks(row),
        "values": [value_line(definition, value) for value in reversed(row.values)],
        "map": map_of(page.parts, page.area, definition.said("label", language()))
        if page.parts
        else None,
        "chart": {"wide": wide, "narrow": narrow},
        "meaning": meaning(definition),
        "breaks": [
            each.sentence_en if english else each.sentence_nl for each in breaks_of(definition.id)
        ],
        "methods": methods_of(row),
        "notes": list(dict.fromkeys(fact.note for fact in page.stated if fact.note)),
        "notices": [
            (each.sentence_en if english else each.sentence_nl, each.check in UNTESTABLE)
            for each in sorted(row.notices, key=lambda notice: notice.check in UNTESTABLE)
        ],
        "fitting": fitting(row),
        "stated": len(page.stated),
        "sources": source_lines(page.deliveries, today),
        "crumbs": _crumbs(page),
        "beside": funnel_of(page.beside, page.area, definition.said("label", language()))
        if page.beside
        else None,
        "legend": LEGEND,
        "files": [
            (form, reverse("policy-indicator-file", args=[page.area.code, definition.id, form]))
            for form in ("csv", "xlsx")
        ],
        "links": {
            end: reverse(f"policy-indicator-{end}", args=[page.area.code, definition.id])
            for end in ("svg", "funnel", "map")
        },
    }


def _crumbs(page: PolicyPage) -> list[dict[str, str]]:
    code = page.area.code
    return [
        {"url": reverse("municipalities"), "label": _("Municipalities")},
        {"url": reverse("municipality", args=[code]), "label": page.area.name},
        {"url": reverse("policy-indicators", args=[code]), "label": _("Indicators")},
        {"url": "", "label": page.row.definition.said("label", language())},
    ]


def headline(row: PolicyRow) -> tuple[str, Answer] | None:
    """Return the answer that the page opens with: target, level to keep, or change."""
    definition = row.definition
    for judged in (chosen_target(row), chosen_kept(row), row.answer(Question.CHANGE)):
        if judged is not None:
            return _opening(definition, judged), answer_of(definition, judged)
    return None


def _opening(definition: PolicyIndicator, judged: JudgementFact) -> str:
    if judged.question is Question.TARGET:
        words = {"year": judged.period, "target": target_words(definition, judged)}
        return _("Target %(year)s, %(target)s:") % words
    if judged.question is Question.KEPT:
        words = {"year": period(judged.period), "before": period(judged.against_period)}
        return _("Level of %(before)s, in %(year)s:") % words
    return _("Since %(year)s:") % {"year": period(judged.against_period)}


def general_answers(row: PolicyRow) -> tuple[Answer, ...]:
    """Return what is asked of every indicator, whatever its targets."""
    asked = (
        *(Question.CHANGE, Question.SINCE_BASELINE, Question.DETECTABLE),
        *(Question.VARIATION, Question.ASSURANCE),
    )
    found = [row.answer(question) for question in asked]
    return tuple(answer_of(row.definition, judged) for judged in found if judged)


def target_lines(row: PolicyRow) -> tuple[TargetLine, ...]:
    """Return every target, by year."""
    return tuple(_target_line(row, judged) for judged in row.answers(Question.TARGET))


def _target_line(row: PolicyRow, judged: JudgementFact) -> TargetLine:
    definition = row.definition

    def same(question: Question) -> Answer | None:
        found = (
            each
            for each in row.answers(question)
            if (each.period, each.subject) == (judged.period, judged.subject)
        )
        first = next(found, None)
        return answer_of(definition, first) if first else None

    as_set = same(Question.TARGET_AS_SET)
    years = " / ".join([judged.period, *(each["period"] for each in judged.others)])
    return TargetLine(
        year=years,
        target=target_words(definition, judged),
        set_in=set_in(judged),
        as_set=as_set or answer_of(definition, judged),
        course=same(Question.COURSE),
        outcome=answer_of(definition, judged),
    )


def kept_blocks(row: PolicyRow) -> tuple[KeptBlock, ...]:
    """Return every level to keep with its answers, the newest year first."""
    found: dict[str, list[JudgementFact]] = {}
    for judged in row.answers(Question.KEPT):
        found.setdefault(judged.subject, []).append(judged)
    return tuple(
        KeptBlock(
            *baseline_label(subject),
            tuple(answer_of(row.definition, each) for each in reversed(judged)),
        )
        for subject, judged in found.items()
    )


def fitting(row: PolicyRow) -> list[str]:
    """Return what was held together about the indicator and fits."""
    found: dict[str, list[int]] = {}
    for each in row.held:
        words = each.check.fits_en if language() == "en" else each.check.fits_nl
        if words:
            counted = found.setdefault(words, [0, 0])
            counted[0] += each.compared
            counted[1] += each.misfits
    return [
        words
        + " "
        + ngettext(
            "Compared %(n)d time; it fits.", "Compared %(n)d times; it always fits.", compared
        )
        % {"n": compared}
        for words, (compared, misfits) in found.items()
        if not misfits
    ]


def value_line(definition: PolicyIndicator, value: YearlyValueFact) -> ValueLine:
    """Return a value as a row of the table."""
    delivery, row = value.sources[0] if value.sources else (None, 0)
    reasons = [str(REASONS[note]) for note in value.notes if note in REASONS]
    return ValueLine(
        period=period(value.period),
        value=level(definition, value.value),
        margin=limits(definition, value.lower, value.upper)
        if value.lower != value.upper
        else level(definition, None),
        n=number(value.n) if value.n is not None else level(definition, None),
        origin=publication(value.publication)
        if value.origin is ValueOrigin.PUBLISHED
        else str(ORIGINS[value.origin]),
        href=f"{reverse('delivery', args=[delivery])}?regel={row}#regel-{row}" if delivery else "",
        status=str(STATUS[value.status]),
        usual=limits(definition, value.chart_lower, value.chart_upper),
        marks=_marks(value),
        notes=(*reasons, *_others(definition, value)),
    )


def _marks(value: YearlyValueFact) -> tuple[tuple[str, str], ...]:
    found = []
    if value.role is FigureRole.BASELINE:
        found.append(("final", _("baseline")))
    if value.status in {FigureStatus.PROVISIONAL, FigureStatus.REVISED}:
        found.append((str(value.status), str(STATUS[value.status])))
    if value.confidence is not Confidence.HIGH:
        found.append(("few", _("read: %(sure)s") % {"sure": CONFIDENCES[value.confidence]}))
    if value.other_periods:
        years = " / ".join(value.other_periods)
        found.append(("few", _("or %(years)s") % {"years": years}))
    if value.signal:
        found.append(("corona", _("beyond its limits") if value.signal else ""))
    return tuple(found)


def _others(definition: PolicyIndicator, value: YearlyValueFact) -> list[str]:
    return [
        _("%(value)s according to %(publication)s")
        % {
            "value": level(definition, other["value"]),
            "publication": publication(other["publication"]),
        }
        for other in value.others
    ]


def meaning(definition: PolicyIndicator) -> list[tuple[str, str]]:
    """Return what the indicator counts, per what, by whom and how often."""
    said = {
        name: definition.said(name, language())
        for name in ("numerator", "denominator", "unit", "source")
    }
    lines = [
        (_("What is counted"), said["numerator"]),
        (_("Per what"), said["denominator"] or _("not divided: a number")),
        (_("Unit"), said["unit"]),
        (_("Who measures"), said["source"]),
        (_("How often"), str(CADENCES[definition.measured])),
        (_("For which areas"), ", ".join(str(each) for each in _levels(definition))),
        (_("Which way is good"), str(POLARITIES[definition.polarity])),
        (_("Says nothing below"), _minimum(definition)),
    ]
    if definition.mandatory:
        lines.append((_("Mandatory"), _("Besluit begroting en verantwoording (BBV)")))
    named = crime_set(definition.crime_set) if definition.crime_set else None
    if named:
        english = language() == "en"
        words = named.explanation_en if english else named.explanation_nl
        reading = named.reading_en if english else named.reading_nl
        label = named.label_en if english else named.label_nl
        counted = f"{label}: {words} ({', '.join(named.offences)}) {reading}"
        lines.append((_("Set of crime types"), counted))
    elif definition.offences:
        lines.append((_("Types of crime (CBS)"), ", ".join(definition.offences)))
    return lines


def _levels(definition: PolicyIndicator) -> list[str]:
    words = {"municipality": _("municipality"), "wijk": "wijk", "buurt": "buurt"}
    return [words[each] for each in definition.breakdowns]


def _minimum(definition: PolicyIndicator) -> str:
    n = definition.minimum
    if not n:
        return _("no minimum")
    if definition.sampled:
        return ngettext("%(n)d answer", "%(n)d answers", n) % {"n": n}
    if definition.measure is Measure.SHARE:
        return ngettext("%(n)d case", "%(n)d cases", n) % {"n": n}
    return ngettext("%(n)d inhabitant", "%(n)d inhabitants", n) % {"n": n}


def methods_of(row: PolicyRow) -> list[dict[str, str]]:
    """Return each method by which a margin came about, with its version and source."""
    found = {(value.method, value.version) for value in row.values}
    return [
        {
            "id": method,
            "version": version,
            "words": str(METHODS[method][0]) if method in METHODS else "",
            "reference": METHODS[method][1] if method in METHODS else "",
        }
        for method, version in sorted(found)
    ]


def source_lines(deliveries: Iterable[DeliveryFact], today: date) -> list[SourceLine]:
    """Return each delivery under the figures."""
    return [
        SourceLine(
            title=source(each.source).title(language()),
            attribution=f"{source(each.source).attribution}, {source(each.source).licence}",
            file=each.file_name,
            href=reverse("delivery", args=[each.id]),
            delivered_on=date_format(each.delivered_on, "j F Y"),
            age=_age(each.delivered_on, today),
        )
        for each in deliveries
    ]


def _age(day: date, today: date) -> str:
    days = max((today - day).days, 0)
    return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days} if days else _("today")
