"""Conversations, quotes and jobs as the pages of the desk write them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from baken.desks.participation import wording
from baken.desks.participation.plan_places import PlanPlace, PlanPlaces
from baken.foundation.jobs.facts import JobFact
from baken.records.participation.facts import (
    ConversationFact,
    DoneFact,
    InputDecisionFact,
    InputOutcome,
    QuoteFact,
    QuoteOrigin,
)

MARK = re.compile(r"\[[A-Z-]+\]")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class ShownTalk:
    """A conversation in words."""

    talk: ConversationFact
    form: Promise
    area: str
    origin: Promise
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: plain, the mark of what was taken out, or a word that made the theme."""

    text: str
    kind: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote in words, cut into pieces."""

    quote: QuoteFact
    state: Promise
    form: Promise
    pieces: tuple[Piece, ...]
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class ShownJob:
    """What the worker does or did, in words."""

    job: JobFact
    what: Promise | str
    state: Promise
    refused: tuple[tuple[int, str, Promise | str], ...]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What was done, in words."""

    outcome: Promise
    done: DoneFact | InputDecisionFact
    place: PlanPlace
    is_no: bool


def shown_talk(talk: ConversationFact, names: Mapping[str, str]) -> ShownTalk:
    """Return a conversation in words."""
    return ShownTalk(
        talk,
        wording.FORMS[talk.form],
        names.get(talk.area_code, talk.area_code),
        wording.ORIGINS[talk.origin],
        talk.origin is QuoteOrigin.SYNTHETIC,
    )


def shown_quote(quote: QuoteFact, reasons: Iterable[tuple[str, float]] = ()) -> ShownQuote:
    """Return a quote in words; ``reasons`` are the words that made its theme."""
    return ShownQuote(
        quote,
        wording.STATES[quote.state],
        wording.FORMS[quote.form],
        pieces_of(quote.text, dict(reasons)),
        quote.origin is QuoteOrigin.SYNTHETIC,
    )


def pieces_of(text: str, reasons: Mapping[str, float]) -> tuple[Piece, ...]:
    """Cut a text into plain pieces, marks of what was taken out, and words that weigh."""
    most = max(reasons.values(), default=0.0)
    found: list[Piece] = []
    place = 0
    for match in re.finditer(f"{MARK.pattern}|{WORD.pattern}", text):
        word = match[0]
        is_mark, weight = bool(MARK.fullmatch(word)), reasons.get(word, 0.0)
        if not is_mark and weight <= 0:
            continue
        if match.start() > place:
            found.append(Piece(text[place : match.start()]))
        strength = "strong" if weight >= most / 2 else "weak"
        found.append(Piece(word, "mark") if is_mark else Piece(word, "reason", strength))
        place = match.end()
    return (*found, Piece(text[place:])) if place < len(text) else tuple(found)


def shown_job(job: JobFact) -> ShownJob:
    """Return a job in words, with the rows it refused."""
    outcome = job.outcome or {}
    return ShownJob(
        job,
        wording.WORKS.get(job.work, job.work),
        wording.JOB_STATES[job.state],
        tuple(
            (row, column, wording.REASONS.get(reason, reason))
            for row, column, reason in outcome.get("refused", ())
        ),
    )


def shown_answer(done: DoneFact | InputDecisionFact, places: PlanPlaces) -> ShownAnswer:
    """Return what was done in words."""
    is_no = done.outcome is InputOutcome.NOT_DONE
    return ShownAnswer(wording.OUTCOMES[done.outcome], done, places.of(done), is_no)
