"""The roles a person can hold in a municipality."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody comes to Baken for; permissions follow from it."""

    RESIDENT = "resident"
    GEBIEDSMANAGER = "gebiedsmanager"
    WIJKAGENT = "wijkagent"
    COORDINATOR = "coordinator"
    POLICY_ADVISER = "policy-adviser"
    PROGRAMME_MANAGER = "programme-manager"
    EXECUTIVE = "executive"
    COUNCIL_MEMBER = "council-member"
    PRIVACY_OFFICER = "privacy-officer"
    DATA_STEWARD = "data-steward"
    ADMINISTRATOR = "administrator"
