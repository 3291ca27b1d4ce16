"""Who was heard in the conversations of a municipality, per wijk and age, and who was not."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.engines.reach import Reach, reach
from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import areas_of_municipality, key_figures
from baken.records.participation.facts import ConversationFact, QuoteOrigin
from baken.records.participation.own_selectors import conversations
from baken.vocabulary.area import AreaLevel

AGES = {"0-15": "inhabitants-0-15", "65+": "inhabitants-65-plus"}


@dataclass(frozen=True, slots=True)
class HeardPart:
    """A wijk or an age, its participants (None: not known) and how well it was heard."""

    code: str
    name: str
    conversations: int
    participants: int | None
    inhabitants: float | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class ReachOfConversations:
    """Per wijk and per age; ``elsewhere`` took part in talks of the municipality as a whole.

    Of ``unknown`` of the ``conversations`` it is not known how many people took part.
    """

    wijken: tuple[HeardPart, ...]
    ages: tuple[HeardPart, ...]
    year: int | None
    participants: int
    conversations: int
    elsewhere: int
    unknown: int
    is_synthetic: bool


def reach_of_conversations(tenant: str, *, by: Scope) -> ReachOfConversations:
    """Return who was heard in all conversations of one's own municipality."""
    talks = [talk for talk in conversations(by=by) if talk.tenant == tenant]
    areas = areas_of_municipality(tenant)
    wijk_of = {area.code: area.wijk_code or area.code for area in areas}
    wijken = {area.code: area.name for area in areas if area.level == AreaLevel.WIJK}
    people, year = _inhabitants([tenant, *wijken], "inhabitants")
    told: dict[str, list[int | None]] = {code: [] for code in wijken}
    for talk in talks:
        wijk = wijk_of.get(talk.area_code, "")
        if wijk in told:
            told[wijk].append(talk.participants)
    counted = {code: _counted(numbers) for code, numbers in told.items()}
    total = sum(number or 0 for number in counted.values())
    live = _sum(people.get(code) for code in wijken)
    return ReachOfConversations(
        wijken=tuple(
            HeardPart(
                code,
                name,
                len(told[code]),
                counted[code],
                people.get(code),
                _reach(counted[code], total, people.get(code), live),
            )
            for code, name in wijken.items()
        ),
        ages=_ages(talks, tenant, people.get(tenant)),
        year=year,
        participants=total,
        conversations=len(talks),
        elsewhere=sum(t.participants or 0 for t in talks if wijk_of.get(t.area_code) not in wijken),
        unknown=sum(talk.participants is None for talk in talks),
        is_synthetic=any(talk.origin is QuoteOrigin.SYNTHETIC for talk in talks),
    )


def _ages(
    talks: Iterable[ConversationFact], tenant: str, live: float | None
) -> tuple[HeardPart, ...]:
    told = [talk for talk in talks if talk.ages and talk.participants]
    total = sum(talk.participants or 0 for talk in told)
    parts = []
    for age, figure in AGES.items():
        people, _ = _inhabitants([tenant], figure)
        heard = sum(talk.ages.get(age, 0) for talk in told)
        parts.append(
            HeardPart(
                age,
                age,
                len(told),
                heard,
                people.get(tenant),
                reach(heard, total, people.get(tenant), live),
            )
        )
    return tuple(parts) if told else ()


def _inhabitants(codes: list[str], figure: str) -> tuple[dict[str, float], int | None]:
    found = key_figures(area_codes=codes, name=figure)
    if not found:
        return {}, None
    newest = max(year for _, year in found)
    return {code: value for (code, year), value in found.items() if year == newest}, newest


def _counted(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known or not numbers else None


def _reach(heard: int | None, total: int, lives: float | None, live: float | None) -> Reach:
    """Where nobody noted how many took part, nothing can be told: not even that nobody did."""
    return reach(heard or 0, 0 if heard is None else total, lives, live)


def _sum(numbers: Iterable[float | None]) -> float:
    return sum(number for number in numbers if number is not None)
