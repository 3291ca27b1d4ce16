"""Sentences from which invented conversations are made, to try out and to measure themes."""

from baken.catalogue.talk_examples.entries import (
    TALK_EXAMPLES,
    ExampleKind,
    TalkExample,
    examples_of,
)

__all__ = ["TALK_EXAMPLES", "ExampleKind", "TalkExample", "examples_of"]
