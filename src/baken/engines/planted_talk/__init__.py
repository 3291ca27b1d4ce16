"""Invented conversations with a known topic each: the declared generator for trying out themes."""

from baken.engines.planted_talk.plant import (
    LEVELS,
    PlantedNoise,
    PlantedTalk,
    TalkTopic,
    plant,
    without_topic,
)

VERSION = "1"

__all__ = [
    "LEVELS",
    "VERSION",
    "PlantedNoise",
    "PlantedTalk",
    "TalkTopic",
    "plant",
    "without_topic",
]
