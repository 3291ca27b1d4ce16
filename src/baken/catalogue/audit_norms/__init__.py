"""The norms by which local audit offices test a safety plan."""

from baken.catalogue.audit_norms.entries import AUDIT_NORMS, AuditNorm

__all__ = ["AUDIT_NORMS", "AuditNorm"]
