"""Invented conversations in the declared form: rows of a file, marked as invented."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from baken.catalogue.talk_examples import ExampleKind, TalkExample, examples_of
from baken.engines.planted_talk import LEVELS, VERSION, TalkTopic, plant
from baken.records.participation.facts import ConversationForm

FORMS = (
    ConversationForm.STREET_CONVERSATION,
    ConversationForm.CITY_TALK,
    ConversationForm.NEIGHBOURHOOD_TALK,
    ConversationForm.SURVEY_ANSWER,
)
DAYS = 365


def example_sentences() -> tuple[
    tuple[TalkTopic, ...], tuple[TalkTopic, ...], Mapping[str, Sequence[str]]
]:
    """Return the topics, the sentences that hide them, and the words of the slots."""
    hiding = (*examples_of(ExampleKind.FILLER), *examples_of(ExampleKind.OTHER))
    return (
        tuple(_topic(each) for each in examples_of(ExampleKind.TOPIC)),
        tuple(_topic(each) for each in hiding),
        {each.id: each.sentences for each in examples_of(ExampleKind.WORDS)},
    )


def planted_rows(
    areas: Mapping[str, float], *, number: int, seed: int, level: str, until: date
) -> Iterator[dict[str, str]]:
    """Return rows of the file kind ``conversations``: one quote each, from one conversation.

    ``areas`` has a weight per area code: where more people live, more conversations are held.
    """
    rng = np.random.default_rng(seed)
    talk = plant(*example_sentences(), number=number, noise=LEVELS[level], rng=rng)
    codes, weights = list(areas), np.array(list(areas.values()), dtype=float)
    for place, text in enumerate(talk.texts, start=1):
        consent = bool(rng.random() < 0.7)
        held_on = until - timedelta(days=int(rng.integers(DAYS)))
        yield {
            "gesprek": f"bedacht-{seed}-{place:04}",
            "nummer": "1",
            "vorm": str(rng.choice([str(form) for form in FORMS])),
            "gebied": str(rng.choice(codes, p=weights / weights.sum())),
            "datum": held_on.isoformat(),
            "deelnemers": str(1 + int(rng.poisson(1.5))),
            "citaat": text,
            "toestemming": "ja" if consent else "nee",
            "toestemming_hoe": "mondeling, aan het eind van het gesprek" if consent else "",
            "toestemming_datum": held_on.isoformat() if consent else "",
            "toestemming_aan": "gespreksleider" if consent else "",
            "bron": "Bedachte gesprekken",
            "herkomst": "synthetisch",
            "herkomst_toelichting": f"zaad {seed}, ruis {level}, versie {VERSION}",
        }


def _topic(example: TalkExample) -> TalkTopic:
    return TalkTopic(example.id, example.weight, example.sentences)
