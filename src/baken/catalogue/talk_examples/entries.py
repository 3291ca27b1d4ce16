"""Reads ``talk_examples/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class ExampleKind(StrEnum):
    """What sentences are: about a topic, said by everybody, about something else, or words."""

    TOPIC = "topic"
    FILLER = "filler"
    OTHER = "other"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class TalkExample:
    """Sentences of one topic. ``weight`` says how often the topic is spoken of.

    In a sentence, (a|b) stands for one of the two and <name> for one of the words with that id.
    """

    id: str
    kind: ExampleKind
    label_nl: str
    weight: float
    sentences: tuple[str, ...]


TALK_EXAMPLES: tuple[TalkExample, ...] = read_entries(Path(__file__).parent, "example", TalkExample)


def examples_of(kind: ExampleKind) -> tuple[TalkExample, ...]:
    """Return the examples of one kind, in the order of the files."""
    return tuple(each for each in TALK_EXAMPLES if each.kind is kind)
