"""Which counts may be shown as they are, and how small ones are protected, per source."""

from baken.catalogue.disclosure.entries import (
    DISCLOSURE_RULES,
    DisclosureRule,
    disclosure_rule,
    refuse_weak,
)

__all__ = ["DISCLOSURE_RULES", "DisclosureRule", "disclosure_rule", "refuse_weak"]
