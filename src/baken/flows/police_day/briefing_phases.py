"""What phases and their packages ask on the day, as a briefing shows it."""

from collections.abc import Collection, Mapping
from datetime import date

from baken.catalogue.escalation import OWNER_KINDS, escalation_model
from baken.flows.police_day.briefing_facts import PhaseLine, TaskSource, TodayTask
from baken.records.escalations.facts import AreaPhase
from baken.records.escalations.raising import what_raised
from baken.records.escalations.selectors import phases_on, transitions
from baken.vocabulary.phase import PackageState, Phase


def phase_lines(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[PhaseLine, ...]:
    """Return the phase of every wijk that has one, the highest first."""
    moved = {
        (each.model, each.area): str(each.was)
        for each in transitions(tenant, up_to=day)
        if each.day == day and each.was != each.becomes
    }
    raised = what_raised(tenant, up_to=day)
    return tuple(
        PhaseLine(
            area=each.area,
            area_name=names.get(each.area, each.area),
            model=each.model,
            title=_title(each.model, language),
            phase=str(each.phase),
            since=each.since,
            sentence=each.sentence(language),
            was=moved.get((each.model, each.area), ""),
            proposed=str(each.proposed or ""),
            by_hand_until=each.override.until if each.override else None,
            raised_in=told[0] if (told := _raised(each, raised)) else None,
            raised_by=told[2 if language == "en" else 1] if told else "",
        )
        for each in phases_on(tenant, day)
        if each.area in wijken
    )


def _raised(
    fact: AreaPhase, found: Mapping[tuple[str, str], tuple[date, str, str]]
) -> tuple[date, str, str] | None:
    """Return what raised a phase above rust in an earlier week."""
    told = found.get((fact.model, fact.area))
    return told if told and fact.rule_phase is not Phase.RUST and told[0] != fact.week else None


def phase_tasks(
    tenant: str, day: date, wijken: Collection[str], names: Mapping[str, str], language: str
) -> tuple[TodayTask, ...]:
    """Return what packages of phases ask and is not done."""
    return tuple(
        TodayTask(
            source=TaskSource.PHASE,
            title=task.title(language),
            owner=OWNER_KINDS[task.owner][language == "en"],
            due=task.due_on,
            area=each.area,
            area_name=names.get(each.area, each.area),
            why=_why(each, language),
        )
        for each in phases_on(tenant, day)
        if each.area in wijken
        for task in each.tasks
        if task.state is not PackageState.DONE
    )


def _why(each: AreaPhase, language: str) -> str:
    return f"{each.phase}: {each.sentence(language)}"


def _title(model: str, language: str) -> str:
    found = escalation_model(model)
    if found is None:
        return model
    return found.title(language)
