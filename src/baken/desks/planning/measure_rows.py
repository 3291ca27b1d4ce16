"""A measure as the page of a plan writes it: who, when, with what, by which law, how far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.desks.planning import naming, wording
from baken.records.plans.codes import PartRole
from baken.records.plans.facts import PlanFact
from baken.records.plans.schema import (
    Activity,
    Attachment,
    LegalInstrument,
    LogicModel,
    Measure,
    YearCapacity,
    YearMoney,
)

LISTED_ROLES = (PartRole.DOES, PartRole.ADVISES, PartRole.INFORMED)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure: how it stands, who and when by the text, and what we read into it.

    ``details`` are (heading, words) of what is said beyond that.
    """

    id: str
    title: str
    status: str
    is_later: bool
    kind: str
    owner: str
    logic: tuple[tuple[str, str], ...]
    partners: str
    inferred: str
    when: str
    about: str
    where: str
    place: str
    details: tuple[tuple[str, str], ...]
    activities: tuple[str, ...]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows of a plan are called, and the activities of each measure."""

    areas: Mapping[str, str]
    measures: Mapping[str, str]
    activities: Mapping[str, tuple[Activity, ...]]


def names_in(plan: PlanFact) -> Names:
    """Return the names in a plan in the reader's language."""
    under: dict[str, tuple[Activity, ...]] = {}
    for each in plan.activities:
        under[each.measure] = (*under.get(each.measure, ()), each)
    return Names(
        areas={area.id: area.name_nl for area in plan.areas},
        measures={each.id: each.title(naming.language()) for each in plan.measures},
        activities=under,
    )


def measure_row(measure: Measure, names: Names) -> MeasureRow:
    """Return a measure in words."""
    return MeasureRow(
        id=measure.id,
        title=measure.title(naming.language()),
        status=str(wording.STATUSES[measure.status]),
        is_later=measure.context is not None,
        kind=str(wording.KINDS[measure.kind]),
        owner=naming.organisations(measure.organisations_as(PartRole.OWNER)),
        logic=_logic(measure.logic),
        partners=naming.organisations(measure.partners),
        inferred=naming.organisations(measure.partners_inferred),
        when=naming.when(measure),
        about=naming.phenomena(measure.phenomena),
        where=", ".join(names.areas[area] for area in measure.areas),
        place=naming.place_words(measure),
        details=tuple((str(term), words) for term, words in _details(measure, names) if words),
        activities=tuple(activity_words(each) for each in names.activities.get(measure.id, ())),
        attachments=measure.attachments,
    )


def _logic(model: LogicModel | None) -> tuple[tuple[str, str], ...]:
    """Return (step, words) of every step of a logic model that was written down."""
    if model is None:
        return ()
    steps = ((str(words), getattr(model, name)) for name, words in wording.LOGIC_STEPS.items())
    return tuple((words, said) for words, said in steps if said)


def _details(measure: Measure, names: Names) -> Iterable[tuple[object, str]]:
    for role in LISTED_ROLES:
        yield wording.PART_ROLES[role], naming.organisations(measure.organisations_as(role))
    yield _("Capacity"), capacity_words(measure)
    yield _("Money"), money_words(measure)
    yield _("Scale"), ", ".join(str(wording.SCALES[each]) for each in measure.scales)
    yield _("Target groups"), ", ".join(measure.target_groups_nl)
    yield _("Law"), _law(measure.instrument) if measure.instrument else ""
    yield _("How far"), _how_far(measure)
    yield _("Waits for"), "; ".join(names.measures[each] for each in measure.depends_on)


def capacity_words(measure: Measure) -> str:
    """Write how much of whom a measure needs, year by year."""
    return "; ".join(_capacity(each) for each in measure.capacity_by_year)


def money_words(measure: Measure) -> str:
    """Write what a measure may cost and did cost, year by year."""
    return "; ".join(_money(each) for each in measure.money_by_year)


def _capacity(each: YearCapacity) -> str:
    said = [
        _("%(n)s full-time jobs") % {"n": naming.number(each.fte)} if each.fte is not None else "",
        _("%(n)s hours") % {"n": naming.number(each.hours)} if each.hours is not None else "",
    ]
    return _("%(year)d, %(who)s: %(much)s") % {
        "year": each.year,
        "who": naming.organisations([each.organisation]),
        "much": ", ".join(part for part in said if part),
    }


def _money(each: YearMoney) -> str:
    words = {
        "year": each.year,
        "amount": naming.euros(each.amount),
        "source": each.source,
        "spent": naming.euros(each.spent) if each.spent is not None else "",
    }
    if each.spent is None:
        return _("%(year)d: %(amount)s (%(source)s)") % words
    return _("%(year)d: %(amount)s (%(source)s), spent %(spent)s") % words


def _law(law: LegalInstrument) -> str:
    national = _("in force in the country") if law.in_force_nationally else _("not in force yet")
    local = str(wording.LOCAL_LAW[law.lawful_locally])
    since = _("from %(day)s") % {"day": naming.day_words(law.since)} if law.since else ""
    said = ", ".join(part for part in (national, local, since) if part)
    note = f" {law.note_nl}" if law.note_nl else ""
    return f"{law.name_nl} ({said}).{note}"


def _how_far(measure: Measure) -> str:
    if measure.execution is None:
        return ""
    words = {
        "state": wording.EXECUTION_STATES[measure.execution.state],
        "day": naming.day_words(measure.execution.date),
        "reason": measure.execution.reason_nl,
    }
    if not measure.execution.reason_nl:
        return _("%(state)s on %(day)s") % words
    return _("%(state)s on %(day)s: %(reason)s") % words


def activity_words(activity: Activity) -> str:
    """Write an activity in one line: what, who, before when, how far."""
    said = [
        naming.organisations([activity.owner]) if activity.owner else _("nobody named"),
        _("due %(day)s") % {"day": naming.day_words(activity.due)} if activity.due else "",
        str(wording.EXECUTION_STATES[activity.state]),
    ]
    title = activity.title(naming.language())
    return f"{title} ({', '.join(part for part in said if part)})"
