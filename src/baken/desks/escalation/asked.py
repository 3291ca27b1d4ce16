"""Which phases are asked for, from the address: municipality, phase, and the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from baken.records.escalations.facts import AreaPhase
from baken.vocabulary.phase import Phase


@dataclass(frozen=True, slots=True)
class AskedPhases:
    """A choice of phases on a day; an empty word chooses all."""

    tenant: str
    day: date
    today: date
    phase: str = ""

    @property
    def is_past(self) -> bool:
        """Return whether a day before today was asked for."""
        return self.day < self.today

    @property
    def query(self) -> str:
        """Return the choice as the end of an address."""
        asked = {"gemeente": self.tenant, "fase": self.phase}
        if self.is_past:
            asked["op"] = self.day.isoformat()
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def fits(self, phase: AreaPhase) -> bool:
        """Return whether a phase was asked for."""
        return self.phase in ("", phase.phase)


def asked_phases(parameters: QueryDict, *, tenants: Iterable[str], today: date) -> AskedPhases:
    """Return what was asked; words that mean nothing choose nothing, and no day is to come."""
    known = sorted(tenants)
    wanted, phase = parameters.get("gemeente", ""), parameters.get("fase", "")
    return AskedPhases(
        tenant=wanted if wanted in known else known[0],
        day=min(_day(parameters.get("op", "")) or today, today),
        today=today,
        phase=phase if phase in list(Phase) else "",
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
