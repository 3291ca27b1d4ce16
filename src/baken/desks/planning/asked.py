"""Which measures of a plan are asked for, from the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from baken.desks.planning.wording import GAPS
from baken.records.plans.codes import MeasureKind, MeasureStatus
from baken.records.plans.rules import FORWARD, has_date, has_organisation
from baken.records.plans.schema import Measure

ANNOUNCED = "aangekondigd"


@dataclass(frozen=True, slots=True)
class AskedMeasures:
    """A choice of measures; empty words choose all."""

    status: str = ""
    kind: str = ""
    gap: str = ""

    @property
    def is_choice(self) -> bool:
        """Return whether anything was chosen."""
        return bool(self.status or self.kind or self.gap)

    @property
    def query(self) -> str:
        """Return the choice as the end of an address."""
        asked = {"stand": self.status, "soort": self.kind, "mist": self.gap}
        chosen = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    def of(self, measures: Iterable[Measure]) -> tuple[Measure, ...]:
        """Return the measures that were asked for."""
        return tuple(measure for measure in measures if self._fits(measure))

    def _fits(self, measure: Measure) -> bool:
        gaps = {
            "": True,
            "organisatie": not has_organisation(measure),
            "datum": not has_date(measure),
            "beide": not has_organisation(measure) and not has_date(measure),
        }
        announced = self.status == ANNOUNCED and measure.status in FORWARD
        return (
            (not self.status or announced or measure.status == self.status)
            and (not self.kind or measure.kind == self.kind)
            and gaps[self.gap]
        )


def asked_measures(parameters: QueryDict) -> AskedMeasures:
    """Return what was asked; words that mean nothing here choose nothing."""
    return AskedMeasures(
        status=_known(parameters.get("stand", ""), (ANNOUNCED, *MeasureStatus)),
        kind=_known(parameters.get("soort", ""), MeasureKind),
        gap=_known(parameters.get("mist", ""), GAPS),
    )


def _known(word: str, words: Iterable[str]) -> str:
    return word if word in set(words) else ""
