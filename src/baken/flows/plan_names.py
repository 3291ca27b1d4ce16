"""In which measures of which plans an organisation or a phenomenon is named, and by whom."""

from dataclasses import dataclass

from baken.records.plans.facts import PlanFact
from baken.records.plans.schema import Measure
from baken.records.plans.selectors import plans


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure that names something; ``is_ours`` marks that we read it into the text."""

    plan: PlanFact
    measure: Measure
    is_ours: bool


def measures_of_organisations() -> dict[str, tuple[NamedMeasure, ...]]:
    """Return per organisation the measures that name it, of every plan."""
    return _by_name(_organisations, lambda each: each.partners_inferred)


def _organisations(measure: Measure) -> tuple[str, ...]:
    owner = (measure.owner,) if measure.owner else ()
    return (*measure.partners, *owner, *(role.organisation for role in measure.roles))


def measures_of_phenomena() -> dict[str, tuple[NamedMeasure, ...]]:
    """Return per phenomenon the measures that are about it, of every plan."""
    return _by_name(lambda each: each.phenomena, lambda each: each.phenomena_inferred)


def _by_name(named, inferred) -> dict[str, tuple[NamedMeasure, ...]]:
    found: dict[str, list[NamedMeasure]] = {}
    for plan in plans():
        for measure in plan.measures:
            told = dict.fromkeys(named(measure))
            for name in told:
                found.setdefault(name, []).append(NamedMeasure(plan, measure, is_ours=False))
            for name in dict.fromkeys(inferred(measure)):
                if name not in told:
                    found.setdefault(name, []).append(NamedMeasure(plan, measure, is_ours=True))
    return {name: tuple(each) for name, each in found.items()}
