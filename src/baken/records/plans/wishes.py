"""Wishes: what a political party proposed. A wish is never counted as adopted policy."""

from dataclasses import dataclass
from enum import StrEnum

from baken.records.plans.schema import Stated


class ProposerKind(StrEnum):
    """Who proposes."""

    POLITICAL_PARTY = "political_party"


class ProposalScope(StrEnum):
    """Where a proposal would hold."""

    CITY = "city"
    DISTRICT = "district"
    DISTRICTS_WITH_MORE_UNSAFETY = "districts_with_more_unsafety"
    NEIGHBOURHOOD = "neighbourhood"
    SCHOOLS = "schools"
    HOME = "home"
    PREMISES = "premises"
    HOTSPOTS = "hotspots"
    PUBLIC_SPACE = "public_space"
    MUNICIPAL_ORGANISATION = "municipal_organisation"


class ProposalInstrument(StrEnum):
    """With what a proposal would work."""

    CAPACITY = "capacity"
    INVESTMENT = "investment"
    SERVICE = "service"
    COOPERATION = "cooperation"
    PARTICIPATION = "participation"
    EMPLOYMENT_CONDITIONS = "employment_conditions"
    EDUCATION = "education"
    CARE = "care"
    PERSON_APPROACH = "person_approach"
    WORK_AND_INCOME = "work_and_income"
    ENFORCEMENT = "enforcement"
    COMMUNICATION = "communication"
    ADMIN_INSTRUMENT = "admin_instrument"
    REGULATION = "regulation"
    PREVENTION = "prevention"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishTheme:
    """A heading under which proposals stand."""

    id: str
    title_nl: str
    title_en: str
    source: str
    line: int
    number: str = ""
    section: str = ""

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Stated):
    """A proposal; ``relates_to`` is our judgement of the line of a plan that it is near to."""

    theme: str
    proposer_kind: ProposerKind
    area_scope: ProposalScope
    instrument: ProposalInstrument
    has_number: bool
    has_date: bool
    relates_to: str = ""
    partners: tuple[str, ...] = ()
    phenomena: tuple[str, ...] = ()
    target_groups_nl: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    term_nl: str = ""


WISH_TABLES: dict[str, type] = {"theme": WishTheme, "proposal": Proposal}
ELECTION_PROGRAMME = "election_programme"
"""The kind of a list of wishes; every other kind is policy that was adopted."""
