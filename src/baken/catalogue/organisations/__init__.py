"""The organisations, roles and groups that the policy texts name."""

from baken.catalogue.organisations.entries import ORGANISATIONS, Organisation, OrganisationForm

__all__ = ["ORGANISATIONS", "Organisation", "OrganisationForm"]
