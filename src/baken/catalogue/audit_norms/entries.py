"""Reads ``audit_norms/*.toml``."""

from dataclasses import dataclass
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class AuditNorm:
    """A norm: what is asked, what would mend it, and from which shares it is met or met in part.

    ``met_from`` and ``partly_from`` are shares from 0 to 1 of what is counted.
    """

    id: str
    label_nl: str
    label_en: str
    question_nl: str
    question_en: str
    remedy_nl: str
    remedy_en: str
    met_from: float
    partly_from: float

    def label(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.label_en if language.startswith("en") else self.label_nl

    def question(self, language: str) -> str:
        """Return what is asked, in Dutch or English."""
        return self.question_en if language.startswith("en") else self.question_nl

    def remedy(self, language: str) -> str:
        """Return what would mend it, in Dutch or English."""
        return self.remedy_en if language.startswith("en") else self.remedy_nl


AUDIT_NORMS: tuple[AuditNorm, ...] = read_entries(Path(__file__).parent, "norm", AuditNorm)
