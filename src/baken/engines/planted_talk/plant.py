"""Makes conversations from sentences, with noise of declared kinds and a known topic each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
SLOT = re.compile(r"<([\w-]+)>")
LONG_WORD = re.compile(r"\b[^\W\d_]{4,}\b")
SENTENCES = (1, 2, 3)
HOW_OFTEN = (0.3, 0.4, 0.3)
"""How many sentences somebody says on the topic, and how often."""
without_topic = -1
"""The topic of a conversation that is about none."""


@dataclass(frozen=True, slots=True)
class TalkTopic:
    """A topic with the sentences it is said in, and how often it is spoken of."""

    name: str
    weight: float
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlantedNoise:
    """What makes it hard, as shares from 0 to 1.

    - filler: of all sentences, those that everybody says or that are about something else;
    - mixed: of the conversations, those with one sentence on a second topic as well;
    - misspelt: of the words of four letters and more, those with one letter wrong;
    - empty: of the conversations, those about no topic at all.
    """

    filler: float
    mixed: float
    misspelt: float
    empty: float


LEVELS: Mapping[str, PlantedNoise] = {
    "low": PlantedNoise(filler=0.30, mixed=0.05, misspelt=0.01, empty=0.05),
    "middle": PlantedNoise(filler=0.45, mixed=0.15, misspelt=0.04, empty=0.10),
    "high": PlantedNoise(filler=0.60, mixed=0.30, misspelt=0.08, empty=0.15),
}


@dataclass(frozen=True, slots=True)
class PlantedTalk:
    """Conversations and their topics: numbers in the given order, or -1 for none."""

    texts: tuple[str, ...]
    topics: tuple[int, ...]


def plant(
    topics: Sequence[TalkTopic],
    fillers: Sequence[TalkTopic],
    words: Mapping[str, Sequence[str]],
    *,
    number: int,
    noise: PlantedNoise,
    rng: np.random.Generator,
) -> PlantedTalk:
    """Make conversations; ``rng`` is the only chance in it."""
    shares = np.array([topic.weight for topic in topics])
    shares = shares / shares.sum()
    texts, chosen = [], []
    for _ in range(number):
        topic = without_topic if rng.random() < noise.empty else _draw(rng, shares)
        said = _on_topic(topics, topic, shares, noise, rng)
        fillings = _how_many_fillers(len(said), noise.filler, rng)
        said += [_sentence(fillers, rng) for _ in range(fillings)]
        order = rng.permutation(len(said))
        text = " ".join(_spoken(said[place], words, rng) for place in order)
        texts.append(_misspelt(text, noise.misspelt, rng))
        chosen.append(topic)
    return PlantedTalk(tuple(texts), tuple(chosen))


def _draw(rng: np.random.Generator, shares: np.ndarray) -> int:
    return int(rng.choice(len(shares), p=shares))


def _on_topic(
    topics: Sequence[TalkTopic],
    topic: int,
    shares: np.ndarray,
    noise: PlantedNoise,
    rng: np.random.Generator,
) -> list[str]:
    if topic == without_topic:
        return []
    number = int(rng.choice(SENTENCES, p=HOW_OFTEN))
    mixed = rng.random() < noise.mixed
    # Who speaks of two things says at least two sentences on the one it is about.
    number = max(number, 2) if mixed else number
    own = topics[topic].sentences
    said = [own[place] for place in rng.choice(len(own), number, replace=False)]
    if mixed:
        said.append(_sentence([topics[_draw(rng, shares)]], rng))
    return said


def _how_many_fillers(on_topic: int, share: float, rng: np.random.Generator) -> int:
    if on_topic == 0:
        return int(rng.integers(1, 4))
    return int(rng.poisson(on_topic * share / (1 - share)))


def _sentence(groups: Sequence[TalkTopic], rng: np.random.Generator) -> str:
    everything = [sentence for group in groups for sentence in group.sentences]
    return everything[int(rng.integers(len(everything)))]


def _spoken(sentence: str, words: Mapping[str, Sequence[str]], rng: np.random.Generator) -> str:
    def one(options: Sequence[str]) -> str:
        return options[int(rng.integers(len(options)))]

    filled = CHOICE.sub(lambda found: one(found[1].split("|")), sentence)
    filled = SLOT.sub(lambda found: one(words[found[1]]), filled)
    filled = re.sub(r"\s+([.,])", r"\1", re.sub(r"\s+", " ", filled)).strip()
    return filled[:1].upper() + filled[1:]


def _misspelt(text: str, share: float, rng: np.random.Generator) -> str:
    def wrong(found: re.Match[str]) -> str:
        word = found[0]
        if rng.random() >= share:
            return word
        place = int(rng.integers(1, len(word) - 1))
        return (
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
        )[int(rng.integers(3))]

    return LONG_WORD.sub(wrong, text)
