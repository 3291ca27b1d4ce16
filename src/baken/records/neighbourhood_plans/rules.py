"""Decisions about neighbourhood plans, without a database: who may, what is whole, what lacks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from baken.catalogue.roles import roles_with
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.person_words import house_numbers, names_addressed
from baken.records.neighbourhood_plans.facts import (
    AgreementContent,
    Answer,
    Content,
    DecisionContent,
    EntryKind,
    HeadContent,
    NeighbourhoodPlanFact,
    ReviewContent,
    VoiceContent,
)
from baken.vocabulary.area import AreaLevel, level_of, municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

READING_ROLES = roles_with(PermissionName.READ_NEIGHBOURHOOD_DRAFTS)
LONGEST = {
    "title": 120, "text": 1000, "heard": 200, "reason": 600, "decided_by": 80, "owner": 80,
    "note": 300, "introduction": 600, "contact": 80, "phone": 20, "mail": 80, "done": 1500,
    "not_done": 1500, "following": 1500, "reference": 120,
}  # fmt: skip
"""How long a text may be: the door card holds what fits on it."""
MOST_YEARS, MOST_PEOPLE = 10, 100_000
CONTENT: dict[EntryKind, type] = {
    EntryKind.HEAD: HeadContent,
    EntryKind.VOICE: VoiceContent,
    EntryKind.DECISION: DecisionContent,
    EntryKind.AGREEMENT: AgreementContent,
    EntryKind.REVIEW: ReviewContent,
}
_MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_DAY = re.compile(r"20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0)[\s-]?\d(?:[\s-]?\d){8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
# What is long enough to carry somebody's number or address by mistake; the contact is meant to.
_PUBLIC_TEXTS = ("title", "text", "heard", "reason", "note", "introduction", "done", "not_done",
                 "following")  # fmt: skip
# A place to meet has a house number; what is asked and agreed needs none.
_WITHOUT_HOUSES = ("title", "text")


class NeighbourhoodPlanRefusedError(Exception):
    """A plan or part of it may not be written or published; ``reason`` is a word for the screen."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


@dataclass(frozen=True, slots=True)
class LackingPart:
    """What a plan lacks before it can be published, and of which voice."""

    what: str
    title: str = ""


def role_to_write(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope writes neighbourhood plans there.

    Raises:
        NeighbourhoodPlanRefusedError: when it has none.
    """
    role = scope.role_for(PermissionName.WRITE_NEIGHBOURHOOD_PLANS, tenant=tenant)
    if role is None:
        raise NeighbourhoodPlanRefusedError("no-role-in-this-municipality")
    return role


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities of which this scope may read drafts."""
    return scope.where(PermissionName.READ_NEIGHBOURHOOD_DRAFTS)


def tenant_of_wijk(area_code: str) -> str:
    """Return the municipality of a wijk.

    Raises:
        NeighbourhoodPlanRefusedError: when the code is of no wijk.
    """
    try:
        code = parse_area_code(area_code)
    except ValueError as error:
        raise NeighbourhoodPlanRefusedError("no-wijk") from error
    if level_of(code) is not AreaLevel.WIJK:
        raise NeighbourhoodPlanRefusedError("no-wijk")
    return municipality_of(code)


def check_years(first: int, last: int, *, this_year: int) -> None:
    """Refuse years in which nobody can plan.

    Raises:
        NeighbourhoodPlanRefusedError: when they are long past, far ahead or the wrong way round.
    """
    if not this_year - 2 <= first <= last < first + MOST_YEARS:
        raise NeighbourhoodPlanRefusedError("unusable-years", "last_year")


def faults_of(content: Content) -> dict[str, str]:
    """Return per field what is wrong with a part of a plan; nothing where it may be kept."""
    found = {
        name: fault
        for name in LONGEST
        if (fault := _fault_of_text(name, getattr(content, name, None)))
    }
    found |= {
        name: "needed" for name in _NEEDED[type(content)] if not str(getattr(content, name)).strip()
    }
    for name, fault in _MORE[type(content)](content):
        found.setdefault(name, fault)
    return found


def _fault_of_text(name: str, text: str | None) -> str:
    if text is None:
        return ""
    if "\0" in text:
        return "unusable-characters"
    if len(text) > LONGEST[name]:
        return "text-too-long"
    if name in _PUBLIC_TEXTS and (_PHONE.search(text) or _MAIL.search(text)):
        return "somebodys-number"
    return "names-a-person" if _names_a_person(name, text) else ""


def _names_a_person(name: str, text: str) -> bool:
    named = name in _PUBLIC_TEXTS and names_addressed(text)
    return bool(named or (name in _WITHOUT_HOUSES and house_numbers(text)))


_NEEDED: dict[type, tuple[str, ...]] = {
    HeadContent: ("introduction", "contact"),
    VoiceContent: ("title",),
    DecisionContent: ("voice", "reason", "decided_by", "decided_on"),
    AgreementContent: ("title", "owner", "when"),
    ReviewContent: ("done", "not_done", "following"),
}


def _more_of_head(content: HeadContent) -> Iterable[tuple[str, str]]:
    if not content.phone and not content.mail:
        yield "phone", "phone-or-mail"


def _more_of_voice(content: VoiceContent) -> Iterable[tuple[str, str]]:
    if content.number is not None and not 1 <= content.number <= MOST_PEOPLE:
        yield "number", "unusable-number"


def _more_of_decision(content: DecisionContent) -> Iterable[tuple[str, str]]:
    if not _DAY.fullmatch(content.decided_on):
        yield "decided_on", "no-day"
    if content.answer is Answer.LATER and not _is_month_or_day(content.later_when):
        yield "later_when", "no-month"


def _more_of_agreement(content: AgreementContent) -> Iterable[tuple[str, str]]:
    if not _is_month_or_day(content.when):
        yield "when", "no-month"


def _is_month_or_day(text: str) -> bool:
    if not _MONTH.fullmatch(text):
        return False
    try:
        date.fromisoformat(text if _DAY.fullmatch(text) else f"{text}-01")
    except ValueError:  # 31 February
        return False
    return True


def _more_of_review(content: ReviewContent) -> Iterable[tuple[str, str]]:
    if not 2000 <= content.year <= 2100:
        yield "year", "unusable-years"


_MORE = {
    HeadContent: _more_of_head,
    VoiceContent: _more_of_voice,
    DecisionContent: _more_of_decision,
    AgreementContent: _more_of_agreement,
    ReviewContent: _more_of_review,
}


def lacking(plan: NeighbourhoodPlanFact) -> tuple[LackingPart, ...]:
    """Return what a plan lacks before it goes to the neighbourhood.

    Everybody who asked gets an answer with a reason; where the answer is yes it says what happens.
    """
    found = [] if plan.head else [LackingPart("head")]
    found += [] if plan.voices else [LackingPart("voices")]
    for voice in plan.voices:
        decision = plan.decisions.get(str(voice.thread))
        if decision is None:
            found.append(LackingPart("decision", voice.content.title))
        elif decision.content.answer is Answer.YES and not plan.agreements_on(str(voice.thread)):
            found.append(LackingPart("agreement", voice.content.title))
    return tuple(found)
