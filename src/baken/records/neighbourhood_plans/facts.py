"""What leaves this record: a neighbourhood plan with its parts, and what was published of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID


class EntryKind(StrEnum):
    """What a part of a neighbourhood plan is."""

    HEAD = "head"
    VOICE = "voice"
    DECISION = "decision"
    AGREEMENT = "agreement"
    REVIEW = "review"


class VoiceKind(StrEnum):
    """What was asked: to give something priority, or to do something."""

    PRIORITY = "priority"
    PROPOSAL = "proposal"


class VoiceOrigin(StrEnum):
    """Who asked, or where it comes from."""

    RESIDENTS = "residents"
    PROFESSIONAL = "professional"
    AREA_SCAN = "area-scan"


class Answer(StrEnum):
    """What was decided about something that was asked."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class AgreementState(StrEnum):
    """How far an agreement is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    NOT_DONE = "not-done"


@dataclass(frozen=True, slots=True)
class HeadContent:
    """What the plan is about, and whom to call: a function with an address, never a name."""

    introduction: str
    contact: str
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class VoiceContent:
    """Something that was asked; ``number`` is how many people said so, where that is known.

    ``reference`` is the priority of the area scan that it was taken over from.
    """

    kind: VoiceKind
    title: str
    origin: VoiceOrigin
    text: str = ""
    heard: str = ""
    number: int | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """What was decided about a voice, why, by whom (a body or function) and on which day."""

    voice: str
    answer: Answer
    reason: str
    decided_by: str
    decided_on: str
    later_when: str = ""


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """What happens, who does it (an organisation or function) and when (a month or a day)."""

    title: str
    owner: str
    when: str
    state: AgreementState = AgreementState.PLANNED
    voice: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """Looking back on a year: what was done, what was not and why, what comes next."""

    year: int
    done: str
    not_done: str
    following: str


Content = HeadContent | VoiceContent | DecisionContent | AgreementContent | ReviewContent
ContentType = TypeVar("ContentType")


@dataclass(frozen=True, slots=True)
class PlanEntry(Generic[ContentType]):
    """A part of a plan as it stands; ``thread`` names it through all its versions.

    ``version`` is the row that holds it now: who changes it says which one was seen.
    """

    thread: UUID
    version: UUID
    kind: EntryKind
    content: ContentType
    author: str
    author_role: str
    written_at: datetime
    versions: int


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One version of a part: what it said, who wrote it, and whether it was taken back."""

    id: UUID
    kind: EntryKind
    content: Content | None
    author: str
    author_role: str
    written_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class NeighbourhoodPlanFact:
    """A plan of a wijk as it stands now, with everything that was not removed."""

    id: UUID
    tenant: str
    area_code: str
    first_year: int
    last_year: int
    head: PlanEntry[HeadContent] | None
    voices: tuple[PlanEntry[VoiceContent], ...]
    decisions: dict[str, PlanEntry[DecisionContent]]
    agreements: tuple[PlanEntry[AgreementContent], ...]
    reviews: tuple[PlanEntry[ReviewContent], ...]

    def agreements_on(self, voice: str) -> tuple[PlanEntry[AgreementContent], ...]:
        """Return what was agreed about something that was asked."""
        return tuple(each for each in self.agreements if each.content.voice == voice)


@dataclass(frozen=True, slots=True)
class PublishedNeighbourhoodPlan:
    """A plan as it was published: frozen, without anybody's name."""

    plan: UUID
    tenant: str
    area_code: str
    number: int
    content: dict[str, Any]
    reason: str
    is_withdrawal: bool
    published_at: datetime
    card_nl: bytes | None
