"""Reads ``sensitive_offences/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class SensitiveOffences:
    """A group of offences by CBS code, police incident code, or words in their description.

    A code also stands for every longer code that begins with it. Words are in lower case, without
    accents, and are found anywhere in a description.
    """

    id: str
    label_nl: str
    label_en: str
    reason_nl: str
    reason_en: str
    source: str
    cbs_codes: tuple[str, ...]
    incident_codes: tuple[str, ...]
    words: tuple[str, ...]


SENSITIVE_OFFENCES: tuple[SensitiveOffences, ...] = read_entries(
    Path(__file__).parent, "offences", SensitiveOffences
)
