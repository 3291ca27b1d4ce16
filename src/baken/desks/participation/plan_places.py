"""The plans and measures of a municipality, to say where what was heard was taken over."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.records.participation.facts import DoneFact, InputDecisionFact
from baken.records.plans.facts import PlanFact
from baken.records.plans.selectors import plans

BETWEEN = "|"
"""Between the id of a plan and that of its measure in a choice."""


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A plan and perhaps a measure in words, with the address of where it stands, if any."""

    plan: str
    measure: str
    address: str


class PlanPlaces:
    """The plans as they stand; read once, and only when somebody asks."""

    def of(self, done: DoneFact | InputDecisionFact) -> PlanPlace:
        """Return where it was taken over; what is not of a plan in Baken stays as it was typed."""
        found = self._plans.get(done.plan) if done.plan else None
        if found is None:
            return PlanPlace(done.plan, done.measure, "")
        language, address = get_language() or "nl", reverse("plan", args=[found.head.id])
        measure = next((each for each in found.measures if each.id == done.measure), None)
        if measure is None:
            return PlanPlace(found.head.title(language), done.measure, address)
        words = (found.head.title(language), measure.title(language))
        return PlanPlace(*words, f"{address}#{measure.id}")

    def choices(self, tenant: str) -> list[tuple[str, object]]:
        """Return the plans of a municipality, each a group of itself and its measures."""
        language = get_language() or "nl"
        groups: list[tuple[str, object]] = [("", _("(none of these)"))]
        for plan in self._plans.values():
            if plan.head.municipality_code != tenant:
                continue
            whole = (f"{plan.head.id}{BETWEEN}", _("The plan as a whole"))
            measures = [
                (f"{plan.head.id}{BETWEEN}{each.id}", each.title(language))
                for each in plan.measures
            ]
            groups.append((plan.head.title(language), [whole, *measures]))
        return groups

    @cached_property
    def _plans(self) -> dict[str, PlanFact]:
        return {each.head.id: each for each in plans()}
