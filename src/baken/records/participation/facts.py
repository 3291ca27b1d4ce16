"""What leaves this record: conversations, quotes, themes, and what was done with what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ConversationForm(StrEnum):
    """In what form people were heard."""

    STREET_CONVERSATION = "street-conversation"
    CITY_TALK = "city-talk"
    NEIGHBOURHOOD_TALK = "neighbourhood-talk"
    SURVEY_ANSWER = "survey-answer"
    EXPERIENCE_STUDY = "experience-study"
    OTHER = "other"


class QuoteOrigin(StrEnum):
    """Where the words come from: our own conversations, a published text, or a generator."""

    OWN = "own"
    PUBLISHED = "published"
    SYNTHETIC = "synthetic"


class QuoteState(StrEnum):
    """Where a quote stands: it waits for a human check, was approved, or was put aside."""

    TO_CHECK = "to-check"
    APPROVED = "approved"
    PUT_ASIDE = "put-aside"


class InputOutcome(StrEnum):
    """What was done with what somebody said."""

    TAKEN_OVER = "taken-over"
    PASSED_ON = "passed-on"
    NOT_DONE = "not-done"
    PRINTED = "printed"


class ThemeAct(StrEnum):
    """What a person did to the themes; every act makes a version."""

    FOUND = "found"
    NAME = "name"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    UNDO = "undo"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"


@dataclass(frozen=True, slots=True)
class QuoteConsent:
    """Whether, how, when and to whom somebody agreed to be quoted."""

    given: bool
    how: str
    on: date | None
    asked_by: str
    withdrawn_at: datetime | None

    @property
    def holds(self) -> bool:
        """Return whether the words may be shown outside as far as consent goes."""
        return self.given and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class ConversationFact:
    """A conversation: when, where, in what form, with how many people."""

    id: UUID
    tenant: str
    code: str
    form: ConversationForm
    area_code: str
    held_on: date | None
    participants: int | None
    ages: Mapping[str, int]
    source: str
    origin: QuoteOrigin
    origin_note: str
    quotes: int
    to_check: int


@dataclass(frozen=True, slots=True)
class QuoteFact:
    """What somebody said, with the names already taken out."""

    id: UUID
    tenant: str
    conversation: UUID
    conversation_code: str
    number: int
    text: str
    state: QuoteState
    removed: int
    consent: QuoteConsent
    area_code: str
    held_on: date | None
    form: ConversationForm
    source: str
    origin: QuoteOrigin

    @property
    def may_be_shown(self) -> bool:
        """Return whether everybody may read it: checked, and agreed to or printed before."""
        was_printed = self.origin is QuoteOrigin.PUBLISHED
        return self.state is QuoteState.APPROVED and (self.consent.holds or was_printed)


@dataclass(frozen=True, slots=True)
class InputDecisionFact:
    """What was done with a quote or a theme, by which role, and what was told about it."""

    id: UUID
    quote: UUID | None
    theme: str
    outcome: InputOutcome
    plan: str
    measure: str
    passed_to: str
    reason: str
    decided_by_role: str
    decided_at: datetime
    reported_on: date | None
    reported_how: str


@dataclass(frozen=True, slots=True)
class DoneFact:
    """What was done with what was said, as everybody may read it."""

    outcome: InputOutcome
    plan: str
    measure: str
    passed_to: str
    reason: str
    decided_on: date
    reported_on: date | None
    reported_how: str


@dataclass(frozen=True, slots=True)
class VoiceFact:
    """A quote as published: checked by a person and agreed to; ``theme`` is empty without one."""

    id: UUID
    municipality_code: str
    area_code: str
    held_on: date | None
    form: ConversationForm
    text: str
    source: str
    origin: QuoteOrigin
    theme: str
    done: tuple[DoneFact, ...]


@dataclass(frozen=True, slots=True)
class ThemeFact:
    """A theme as published: its words, and how often it was heard per area.

    Counts are rounded to a multiple of five; None stands for fewer than five.
    """

    municipality_code: str
    number: int
    name: str
    words: tuple[str, ...]
    quotes: int | None
    counts: Mapping[str, int | None]
    is_synthetic: bool
    method: str
    done: tuple[DoneFact, ...]
    published_at: datetime
