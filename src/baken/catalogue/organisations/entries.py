"""Reads ``organisations/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class OrganisationForm(StrEnum):
    """What kind of name it is; only an organisation can be a party to an agreement."""

    ORGANISATION = "organisation"
    GROUP = "group"
    ROLE = "role"
    BODY = "body"
    DEPARTMENT = "department"
    TEAM = "team"
    NETWORK = "network"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name from the policy texts, with where it works and which texts name it."""

    id: str
    name_nl: str
    name_en: str
    kind: str
    form: OrganisationForm
    scope: tuple[str, ...]
    sources: tuple[str, ...]
    note_en: str = ""

    def name(self, language: str) -> str:
        """Return the name in Dutch or English."""
        return self.name_en if language.startswith("en") else self.name_nl


ORGANISATIONS: tuple[Organisation, ...] = read_entries(
    Path(__file__).parent, "organisation", Organisation
)
