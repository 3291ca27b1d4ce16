"""Phases as their pages write them: where, since when, why, what moved, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from baken.catalogue.escalation import OWNER_KINDS, EscalationModel, escalation_model
from baken.catalogue.roles import ROLES
from baken.desks.escalation.wording import ACTS, MARKS, MOVES, STATES, language
from baken.foundation.places.selectors import names_of
from baken.records.escalations.facts import AreaPhase, PhaseTask, TransitionFact
from baken.vocabulary.phase import Phase


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase as a mark: its word, its shape and its colour."""

    phase: Phase
    word: str
    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """How one area stands, in words."""

    fact: AreaPhase
    name: str
    mark: PhaseMark
    by_rules: PhaseMark
    proposed: PhaseMark | None
    sentence: str
    href: str
    late: int
    open_tasks: int
    raised: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What moved, in words; ``rests_on`` are the label and value of each input."""

    fact: TransitionFact
    words: str
    who: str
    package: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in words."""

    fact: PhaseTask
    title: str
    owner: str
    state: str
    shape: str
    history: tuple[tuple[date, str, str], ...]


def phase_mark(phase: Phase, model: EscalationModel) -> PhaseMark:
    """Return a phase as a mark, in the model's own words."""
    entry = model.phase(phase)
    word = entry.title_en if language() == "en" else entry.title_nl
    return PhaseMark(phase, word, *MARKS[phase])


def phase_rows(phases: tuple[AreaPhase, ...]) -> list[PhaseRow]:
    """Return phases in words, in the order in which they came."""
    names = names_of([each.area for each in phases])
    return [phase_row(each, names.get(each.area, each.area)) for each in phases]


def phase_row(fact: AreaPhase, name: str) -> PhaseRow:
    """Return how an area stands, in words."""
    model = model_or_fault(fact.model)
    return PhaseRow(
        fact=fact,
        name=name,
        mark=phase_mark(fact.phase, model),
        by_rules=phase_mark(fact.rule_phase, model),
        proposed=phase_mark(fact.proposed, model) if fact.proposed else None,
        sentence=fact.sentence(language()),
        href=reverse("area-phase", args=[fact.model.replace("_", "-"), fact.area]),
        late=sum(bool(each.reaches) for each in fact.tasks),
        open_tasks=sum(each.state != "done" for each in fact.tasks),
    )


def move_row(fact: TransitionFact) -> MoveRow:
    """Return what moved, in words."""
    model = model_or_fault(fact.model)
    said = {
        "was": phase_mark(fact.was, model).word,
        "becomes": phase_mark(fact.becomes, model).word,
        "until": date_format(fact.until, "j F Y") if fact.until else "",
    }
    steps = {each.id: each.title(language()) for each in model.interventions}
    return MoveRow(
        fact=fact,
        words=str(MOVES[fact.move]) % said,
        who=", ".join(filter(None, [fact.person, role_title(fact.role)])),
        package=tuple(steps.get(each, each) for each in fact.package),
    )


def task_row(fact: PhaseTask) -> TaskRow:
    """Return a task, in words."""
    state, shape = STATES[fact.state]
    history = tuple(
        (
            each.day,
            str(ACTS[each.act]) % {"until": date_format(each.until, "j F Y") if each.until else ""},
            " · ".join(filter(None, [each.text, each.person, role_title(each.role)])),
        )
        for each in fact.entries
    )
    owner = OWNER_KINDS.get(fact.owner, (fact.owner, fact.owner))[language() == "en"]
    return TaskRow(fact, fact.title(language()), owner, str(state), shape, history)


def role_title(role: str) -> str:
    """Return what a role is called, or nothing."""
    for entry in ROLES:
        if entry.id == role:
            return entry.title_en if language() == "en" else entry.title_nl
    return ""


def model_or_fault(name: str) -> EscalationModel:
    """Return a model that a stored row names.

    Raises:
        LookupError: when the catalogue no longer declares it.
    """
    found = escalation_model(name)
    if found is None:
        raise LookupError(f'the catalogue declares no escalation model "{name}"')
    return found
