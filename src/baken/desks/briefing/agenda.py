"""What the morning offers to put on the table of a meeting."""

from dataclasses import dataclass

from django.http import HttpRequest

from baken.desks.briefing.places import Team
from baken.desks.briefing.seen import team_sightings
from baken.records.meetings.facts import ItemSource


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """Something that could be put on the table, with the words under which it would stand there."""

    source: ItemSource
    reference: str
    title: str


def offered_items(team: Team, request: HttpRequest) -> tuple[OfferedItem, ...]:
    """Return what could be put on the table about a team's areas."""
    return tuple(
        OfferedItem(ItemSource.SIGHTING, str(each.id), each.text)
        for each in team_sightings(team, request)
    )
