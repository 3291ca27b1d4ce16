"""What the morning offers to put on the table of a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from baken.desks.briefing.places import Team
from baken.desks.briefing.seen import team_sightings
from baken.desks.briefing.wording import PHASES, language, short_name
from baken.flows.police_day.briefing import briefing_of
from baken.records.meetings.facts import ItemSource
from baken.records.meetings.rules import LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """Something that could be put on the table, with the words under which it would stand there."""

    source: ItemSource
    reference: str
    title: str


def offered_items(team: Team, request: HttpRequest) -> tuple[OfferedItem, ...]:
    """Return what could be put on the table: phases, what is unusual, wishes, what was seen."""
    return tuple(_offered(team, request))


def _offered(team: Team, request: HttpRequest) -> Iterator[OfferedItem]:
    briefing = briefing_of(
        team.codes, day=timezone.localdate(), by=request.scope, language=language()
    )
    for phase in briefing.phases:
        if phase.phase != "rust" or phase.proposed:
            said = f"{short_name(phase.area_name)}: {PHASES[phase.phase]}. {phase.sentence}"
            key = f"{phase.model} {phase.area} {phase.phase}"
            yield OfferedItem(ItemSource.PHASE, key, said[:LONGEST_TEXT])
    for line in briefing.unusual:
        key = f"{line.area} {line.offence}"
        yield OfferedItem(ItemSource.UNUSUAL, key, line.sentence[:LONGEST_TEXT])
    for wish in briefing.priorities:
        yield OfferedItem(ItemSource.PRIORITY, wish.title[:120], wish.title)
    for seen in team_sightings(team, request):
        yield OfferedItem(ItemSource.SIGHTING, str(seen.id), seen.text)
