"""What the area scan of the wijk proposes, ready to be taken over into the plan."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from baken.flows.area_scan import ProposedPriority, proposed_priorities
from baken.records.neighbourhood_plans.facts import (
    NeighbourhoodPlanFact,
    VoiceKind,
    VoiceOrigin,
)
from baken.vocabulary.area import parse_area_code

LONGEST, LONGEST_TEXT = 120, 1000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A priority of the scan as the form of a plan takes it."""

    title: str
    text: str
    reference: str
    kind: str = VoiceKind.PRIORITY
    origin: str = VoiceOrigin.AREA_SCAN

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return the fields of the form in which it is written down."""
        names = ("kind", "title", "text", "origin", "reference")
        return [(name, str(getattr(self, name))) for name in names]


def proposals_for(plan: NeighbourhoodPlanFact) -> list[Proposal]:
    """Return what the scan proposes and the plan does not have yet.

    Only what residents can read in the scan: a plan becomes public.
    """
    found = proposed_priorities(parse_area_code(plan.area_code), today=timezone.localdate())
    taken = {each.content.reference for each in plan.voices}
    proposals = (_proposal(each) for each in found)
    return [each for each in proposals if each.reference not in taken]


def _proposal(priority: ProposedPriority) -> Proposal:
    language = get_language() or "nl"
    return Proposal(
        title=priority.title.say(language)[:LONGEST],
        text=_whole(priority, language),
        reference=priority.id[:LONGEST],
    )


def _whole(priority: ProposedPriority, language: str) -> str:
    """Return the reasons with what was written, each whole; what does not fit stays in the scan."""
    said = ""
    for reason in priority.reasons:
        more = " ".join(part for part in (said, reason.said.say(language), reason.text) if part)
        if len(more) > LONGEST_TEXT:
            break
        said = more
    return said
