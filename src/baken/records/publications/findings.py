"""A round that did not pass, as a finding for a data-quality notice."""

from baken.catalogue.quality import QualityCheck
from baken.foundation.intake.quality.findings import Finding
from baken.records.publications.facts import RoundFact


def not_protected(check: QualityCheck, found: RoundFact) -> Finding:
    """Return that the counts of a round were not published; nothing of the counts is in it."""
    said = {"cells": found.cells, "failing": found.failing}
    return Finding(check, found.tenant, "", "", said)
