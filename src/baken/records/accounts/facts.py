"""What goes into the record of accounts and what leaves it: frozen facts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID


class AccountPart(StrEnum):
    """What of a plan an entry or a story is about."""

    PLAN = "plan"
    GOAL = "goal"
    LINE = "line"
    MEASURE = "measure"


class EntryState(StrEnum):
    """How far a part of the plan is, as who writes it says."""

    DONE = "done"
    UNDER_WAY = "under-way"
    NOT_STARTED = "not-started"
    STOPPED = "stopped"
    CHANGED = "changed"


class StoryKind(StrEnum):
    """What kind of story stands beside the figures."""

    QUOTE = "quote"
    SITE_VISIT = "site-visit"
    PICTURE = "picture"


class FileForm(StrEnum):
    """The forms in which an account goes out."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class AccountSubject:
    """What one writes about: a part of a plan in a year."""

    tenant: str
    plan: str
    year: int
    part: AccountPart
    part_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent:
    """What somebody writes about a part of the plan."""

    state: EntryState
    reason: str = ""
    done: str = ""
    failed: str = ""
    changes: str = ""
    spent: Decimal | None = None
    spent_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContent:
    """What was told or seen, where and when, and the consent for it."""

    kind: StoryKind
    text: str
    source: str
    place: str
    told_on: date
    consent_by: str
    consent_how: str
    consent_until: date
    said_by: str = ""
    area_code: str = ""
    picture: bytes | None = field(default=None, repr=False)
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFact:
    """An entry as it stands, with who wrote it and when."""

    id: UUID
    subject: AccountSubject
    content: EntryContent
    author: str
    author_id: int
    author_role: str
    written_at: datetime
    withdrawn_at: datetime | None
    replaces: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFact:
    """A story as it stands; ``picture_type`` is empty where there is no picture."""

    id: UUID
    subject: AccountSubject
    content: StoryContent
    picture_type: str
    author: str
    author_id: int
    author_role: str
    written_at: datetime
    withdrawn_at: datetime | None
    consent_ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFileFact:
    """A file of a published account: its form, language, size and SHA-256."""

    language: str
    form: FileForm
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAccountFact:
    """A published account; ``content`` is the canonical text that everything was made of.

    ``replaced_by`` is the number of the later one, with its reason; ``is_hidden`` says that the
    later one hides it.
    """

    id: UUID
    tenant: str
    plan: str
    year: int
    number: int
    content: str = field(repr=False)
    content_sha256: str
    inputs: tuple[dict[str, Any], ...] = field(repr=False)
    made_with: dict[str, str]
    reason: str
    published_at: datetime
    published_role: str
    files: tuple[AccountFileFact, ...]
    replaced_by: int | None
    replaced_because: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class UntestedEffect:
    """A word that claims an effect where no test stands: where it stands, and why it is one."""

    word: str
    reason_nl: str
    reason_en: str

    def reason(self, language: str) -> str:
        """Return the reason in Dutch or English."""
        return self.reason_en if language.startswith("en") else self.reason_nl


@dataclass(frozen=True, slots=True)
class RevisedInput:
    """A figure or judgement that changed since an account was published."""

    indicator: str
    period: str
    what: str
    before: str
    after: str
