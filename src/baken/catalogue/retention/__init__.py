"""How long something is kept, and from which moment that is counted."""

from baken.catalogue.retention.entries import RETENTION_TERMS, RetentionTerm, term_named

__all__ = ["RETENTION_TERMS", "RetentionTerm", "term_named"]
