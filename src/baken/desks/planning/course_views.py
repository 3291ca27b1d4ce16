"""The course of a plan for everybody: in time, by how far measures are, and what they cost."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.planning import naming
from baken.desks.planning.counted import counted_words
from baken.desks.planning.course_wording import COLUMNS, HINDRANCES, KINDS
from baken.desks.planning.parts import part_links
from baken.desks.planning.views import plan_or_404
from baken.engines.drawing.timeline import TimelineTexts
from baken.flows.draw_plan_timeline import PlanTimeline, TimedMeasure, draw, plan_timeline
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.plans.dependencies import Hindrance, blocked
from baken.records.plans.drafts import drafts_of
from baken.records.plans.facts import PlanFact
from baken.records.plans.means import money_of
from baken.records.plans.promises import is_promise, owner_of, state_on
from baken.records.plans.schema import Measure
from baken.vocabulary.writing import NumberWriter


@dataclass(frozen=True, slots=True)
class TimedRow:
    """A measure as the table beside the timeline shows it."""

    id: str
    line: str
    title: str
    begin: str
    due: str
    kind: str
    mark: str


@needs(READ_PUBLISHED)
@require_safe
def timeline(request: HttpRequest, name: str) -> HttpResponse:
    """Show the plan in time, whole or by year, with the same in a table."""
    plan = plan_or_404(name).plan
    years = list(range(plan.head.period_start, plan.head.period_end + 1))
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    found = plan_timeline(plan, day=asked_day(request), year=year)
    wide, narrow = _drawn(found)
    shown = course_frame(request, plan, _("Timeline")) | {
        "drawn_wide": wide,
        "drawn_narrow": narrow,
        "rows": _rows(found),
        "undated": [each.title(naming.language()) for each in found.undated],
        "years": years,
        "year": year,
    }
    return render(request, "planning/timeline.html", shown)


def _drawn(found: PlanTimeline) -> tuple[str, str]:
    language = naming.language()
    texts = TimelineTexts(
        title=_("The measures in time"),
        description=_("The same stands in the table below."),
        empty=_("No measure of this plan names a day."),
        due=_("should be done"),
        kinds={kind: str(words) for kind, (words, _mark) in KINDS.items()},
        earlier=_("began earlier"),
        further=_("goes on further, or names no end"),
    )
    return draw(
        found,
        texts,
        marker=_day(found.day),
        name_of=lambda measure: measure.title(language),
        title_of=_title,
        quarter_of=_quarter,
        language=language,
    )


def _quarter(year: int, quarter: int) -> str:
    return _("Q%(quarter)d %(year)d") % {"quarter": quarter, "year": year}


def _title(timed: TimedMeasure) -> str:
    words = [timed.measure.title(naming.language()), str(KINDS[timed.kind][0])]
    if timed.begin:
        words.append(_("from %(day)s") % {"day": _day(timed.begin)})
    if timed.due:
        words.append(_("done by %(day)s") % {"day": _day(timed.due)})
    return "\n".join(words)


def _rows(found: PlanTimeline) -> list[TimedRow]:
    return [
        TimedRow(
            id=each.measure.id,
            line=line.title(naming.language()),
            title=each.measure.title(naming.language()),
            begin=_day(each.begin) if each.begin else "",
            due=_day(each.due) if each.due else "",
            kind=str(KINDS[each.kind][0]),
            mark=KINDS[each.kind][1],
        )
        for line in found.lines
        for each in line.measures
    ]


@needs(READ_PUBLISHED)
@require_safe
def board(request: HttpRequest, name: str) -> HttpResponse:
    """Show the measures by how far they are, and what waits for something late or stopped."""
    plan, day = plan_or_404(name).plan, asked_day(request)
    promised = [each for each in plan.measures if is_promise(each)]
    states = {each.id: state_on(each, day) for each in promised}
    shown = course_frame(request, plan, _("Board")) | {
        "columns": [
            (words, [_card(each) for each in promised if states[each.id] is state])
            for state, words in COLUMNS.items()
        ],
        "unsaid": [_card(each) for each in promised if states[each.id] is None],
        "is_said": any(states.values()),
        "promised": len(promised),
        "waiting": [
            {
                "title": each.measure.title(naming.language()),
                "chain": [_hindrance(one, plan) for one in each.chain],
            }
            for each in blocked(plan, day)
        ],
        "drafts": [(each.id, each.why) for each in drafts_of(plan.head.id, by=request.scope)],
        "dependent": sum(bool(each.depends_on) for each in promised),
    }
    return render(request, "planning/board.html", shown)


def _card(measure: Measure) -> dict[str, str]:
    owner = owner_of(measure)
    said = measure.execution
    return {
        "title": measure.title(naming.language()),
        "owner": naming.organisations([owner]) if owner else _("no owner named"),
        "since": naming.day_words(said.date) if said else "",
        "reason": said.reason_nl if said else "",
    }


def _hindrance(hindrance: Hindrance, plan: PlanFact) -> str:
    measure = next(each for each in plan.measures if each.id == hindrance.measure)
    return _("“%(what)s”, %(why)s since %(day)s") % {
        "what": measure.title(naming.language()),
        "why": HINDRANCES[hindrance.why],
        "day": _day(hindrance.since),
    }


@needs(READ_PUBLISHED)
@require_safe
def money(request: HttpRequest, name: str) -> HttpResponse:
    """Show budget, source and spending per line and measure, with how many name no amount."""
    plan = plan_or_404(name).plan
    promised = [each for each in plan.measures if is_promise(each)]
    lines = [(line, [m for m in promised if m.parent == line.id]) for line in plan.lines]
    shown = course_frame(request, plan, _("Money")) | {
        "totals": _totals(promised),
        "years": [
            (each.year, _euros(each.amount), _euros(each.spent), _euros(each.spent_of))
            for each in money_of(promised).years
        ],
        "lines": [
            {
                "title": line.title(naming.language()),
                "totals": _totals(measures),
                "rows": [row for each in measures for row in _money_rows(each)],
            }
            for line, measures in lines
            if any(each.money_by_year for each in measures)
        ],
        "silent": [
            f"{line.title(naming.language())} ({len(measures)})"
            for line, measures in lines
            if measures and not any(each.money_by_year for each in measures)
        ],
        "named": [
            (each.title(naming.language()), each.money.source_document)
            for each in promised
            if each.money is not None and not each.money_by_year
        ],
    }
    return render(request, "planning/money.html", shown)


def _totals(measures: list[Measure]) -> dict[str, object]:
    found = money_of(measures)
    return {
        "amount": _euros(found.amount),
        "spent": _euros(found.spent),
        "measures": found.measures,
        "without_amount": found.without_amount,
        "without_spent": found.without_spent,
    }


def _money_rows(measure: Measure) -> list[tuple[str, int, str, str, str]]:
    title = measure.title(naming.language())
    return [
        (title, row.year, _euros(row.amount), row.source, _euros(row.spent))
        for row in measure.money_by_year
    ]


def _euros(amount: float | None) -> str:
    if amount is None:
        return _("unknown")
    return f"€ {NumberWriter(naming.language() == 'en').whole(round(amount))}"


def asked_day(request: HttpRequest) -> date:
    """Return the day that was asked for, or today."""
    try:
        return date.fromisoformat(request.GET.get("op", ""))
    except ValueError:
        return timezone.localdate()


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def course_frame(request: HttpRequest, plan: PlanFact, words: str) -> dict[str, object]:
    """Return what every page on the course of a plan shows."""
    title = plan.head.title(naming.language())
    return {
        "head": plan.head,
        "title": title,
        "page_title": words,
        "day": asked_day(request),
        "parts": part_links(request, plan.head),
        "counted": counted_words(plan),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("plan", args=[plan.head.id]), "label": title},
            {"label": words},
        ],
    }
