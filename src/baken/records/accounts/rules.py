"""Decisions about accounts, without a database: who may, what is whole, what claims too much."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from baken.catalogue.effect_words import EFFECT_WORDS, EffectWord
from baken.catalogue.roles import roles_with
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.person_words import person_words
from baken.records.accounts.facts import (
    EntryContent,
    EntryFact,
    EntryState,
    RevisedInput,
    StoryContent,
    StoryFact,
    StoryKind,
    UntestedEffect,
)
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_TEXT = 2000
LONGEST_REASON = 1000
LARGEST_PICTURE = 2_000_000
LARGEST_AMOUNT = Decimal("999999999999.99")
WRITING_ROLES = roles_with(PermissionName.WRITE_ACCOUNTS)
PUBLISHING_ROLES = roles_with(PermissionName.PUBLISH_ACCOUNTS)
NEEDS_REASON = frozenset({EntryState.NOT_STARTED, EntryState.STOPPED, EntryState.CHANGED})
"""States that nobody understands without a reason."""
TESTED_PHRASES = (
    "ontwikkeling, geen effect getoetst",
    "geen effect getoetst",
    "development, no effect tested",
    "no effect tested",
    "geen effect",
    "no effect",
    # The name of a set of crimes.
    "high impact",
)
"""What may be said of effects as long as no test stands: that there is none; and a name."""


_PUBLIC_OF_ENTRY = ("done", "failed", "changes", "reason", "spent_source")
_PUBLIC_OF_STORY = ("text", "source", "place", "said_by", "alternative")


class AccountRefusedError(Exception):
    """It may not be written, withdrawn or published; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def role_to_write(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope writes in a municipality's account.

    Raises:
        AccountRefusedError: when it has none there.
    """
    return _role(scope, tenant, PermissionName.WRITE_ACCOUNTS)


def role_to_publish(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope publishes a municipality's account.

    Raises:
        AccountRefusedError: when it has none there.
    """
    return _role(scope, tenant, PermissionName.PUBLISH_ACCOUNTS)


def _role(scope: Scope, tenant: str, permission: PermissionName) -> Role:
    role = scope.role_for(permission, tenant=tenant)
    if role is None:
        raise AccountRefusedError("no-role-in-this-municipality")
    return role


def faults_of_entry(content: EntryContent) -> dict[str, str]:
    """Return per field what is wrong with an entry; nothing where it may be kept."""
    texts = {
        "done": (content.done, LONGEST_TEXT),
        "failed": (content.failed, LONGEST_TEXT),
        "changes": (content.changes, LONGEST_TEXT),
        "reason": (content.reason, LONGEST_REASON),
        "spent_source": (content.spent_source, 300),
    }
    found = {name: "names-a-person" for name, (text, _most) in texts.items() if person_words(text)}
    found |= _unusable(texts)
    if content.state in NEEDS_REASON and not content.reason:
        found["reason"] = "reason-needed"
    if content.state not in NEEDS_REASON and not content.done:
        found["done"] = "say-what-was-done"
    if content.spent is not None and not 0 <= content.spent <= LARGEST_AMOUNT:
        found["spent"] = "unusable-amount"
    if content.spent is not None and not content.spent_source:
        found["spent_source"] = "amount-without-source"
    return found


def faults_of_story(content: StoryContent, *, today: date) -> dict[str, str]:
    """Return per field what is wrong with a story; without consent nothing is kept."""
    texts = {
        "text": (content.text, LONGEST_TEXT),
        "source": (content.source, 300),
        "place": (content.place, 100),
        "said_by": (content.said_by, 100),
        "alternative": (content.alternative, 500),
        "consent_by": (content.consent_by, 200),
        "consent_how": (content.consent_how, 200),
    }
    found = {name: "names-a-person" for name in _PUBLIC_OF_STORY if person_words(texts[name][0])}
    found |= _unusable(texts)
    needed = ("source", "place", "consent_by", "consent_how")
    found |= {name: "needed" for name in needed if not getattr(content, name)}
    if content.kind is not StoryKind.PICTURE and not content.text:
        found["text"] = "needed"
    if content.told_on > today:
        found["told_on"] = "not-yet"
    if content.consent_until <= today:
        found["consent_until"] = "consent-ended"
    return found | _faults_of_picture(content)


def _faults_of_picture(content: StoryContent) -> dict[str, str]:
    if content.picture is None:
        return {"picture": "needed"} if content.kind is StoryKind.PICTURE else {}
    if len(content.picture) > LARGEST_PICTURE:
        return {"picture": "picture-too-large"}
    return {} if content.alternative else {"alternative": "picture-without-text"}


def _unusable(texts: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    found = {name: "text-too-long" for name, (text, most) in texts.items() if len(text) > most}
    return found | {name: "unusable-characters" for name, (t, _most) in texts.items() if "\0" in t}


def check_withdrawal(scope: Scope, written: EntryFact | StoryFact) -> None:
    """Let who may write there withdraw what still stands.

    Raises:
        AccountRefusedError: when the scope may not, or it was withdrawn.
    """
    role_to_write(scope, written.subject.tenant)
    if written.withdrawn_at is not None:
        raise AccountRefusedError("withdrawn-already")


def check_replacing(newest: int | None, reason: str) -> str:
    """Return the reason for which an account is published again.

    Raises:
        AccountRefusedError: when one was published before and no reason is given, or too long.
    """
    stripped = reason.strip()
    if newest is not None and not stripped:
        raise AccountRefusedError("reason-needed")
    if len(stripped) > LONGEST_REASON or "\0" in stripped:
        raise AccountRefusedError("text-too-long")
    return stripped if newest is not None else ""


def check_without_names(entries: Iterable[EntryFact], stories: Iterable[StoryFact]) -> None:
    """Let an account go out only when nothing that people wrote in it names a person.

    Forms refuse a name already; this also holds what was kept before they did.

    Raises:
        AccountRefusedError: when a text or story that would be published names somebody.
    """
    texts = [getattr(each.content, name) for each in entries for name in _PUBLIC_OF_ENTRY]
    texts += [getattr(each.content, name) for each in stories for name in _PUBLIC_OF_STORY]
    if any(person_words(text) for text in texts):
        raise AccountRefusedError("names-a-person")


def may_be_shown(story: StoryFact, *, today: date) -> bool:
    """Return whether a story may stand in an account: it stands, and its consent does."""
    stands = story.withdrawn_at is None and story.consent_ended_at is None
    return stands and story.content.consent_until >= today


def untested_effects(text: str) -> tuple[UntestedEffect, ...]:
    """Return every word that claims an effect, as it stands in the text, with why it is one.

    >>> [found.word for found in untested_effects("Dankzij de lampen daalde het.")]
    ['Dankzij']
    >>> untested_effects("Ontwikkeling, geen effect getoetst.")
    ()
    """
    rest = text
    for phrase in TESTED_PHRASES:
        rest = re.sub(re.escape(phrase), " ", rest, flags=re.IGNORECASE)
    return tuple(
        UntestedEffect(match, word.reason_nl, word.reason_en)
        for word in EFFECT_WORDS
        for match in dict.fromkeys(_pattern(word).findall(rest))
    )


@cache
def _pattern(effect: EffectWord) -> re.Pattern[str]:
    alternatives = [rf"{re.escape(stem)}\w*" for stem in effect.stems]
    alternatives += [re.escape(word) for word in effect.words]
    alternatives.sort(key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def revised_inputs(
    then: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]
) -> tuple[RevisedInput, ...]:
    """Return what changed of the figures and judgements that an account was made of.

    What is new since is no revision; what is gone is one.
    """
    current = {_key(each): each for each in now}
    changed = []
    for before in then:
        after = current.get(_key(before))
        was, became = _told(before), _told(after) if after else ("",)
        if was != became:
            changed.append(RevisedInput(
                indicator=str(before["indicator"]), period=str(before["period"]),
                what=str(before["what"]), before=was[0], after=became[0],
            ))  # fmt: skip
    return tuple(changed)


def _key(each: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(each.get(name, "")) for name in ("what", "indicator", "period", "subject"))


def _told(each: Mapping[str, Any]) -> Sequence[str]:
    return (str(each.get("told", "")), str(each.get("value", "")))
