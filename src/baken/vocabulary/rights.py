"""Who may read and write the rows of a table; declared per model, enforced by the database."""

from enum import StrEnum


class TableRights(StrEnum):
    """The nine ways a table is protected; the application role never owns one.

    - OPEN: everybody reads; only the owner role (imports, computations) writes.
    - OPEN_OR_TENANT: rows without a tenant are open, the others as TENANT; the owner writes.
    - SHARED_OR_TENANT: rows without a tenant are read by all and written by the owner; those of the
      municipalities in scope are read, written and removed.
    - TENANT: rows of the municipalities in scope are read and written.
    - TENANT_READ: rows of the municipalities in scope are read; the owner writes.
    - PUBLIC_OR_TENANT: as TENANT; rows that are marked public (``is_public``) everybody reads.
    - TENANT_LOG: as TENANT, but rows are only added, never changed or removed.
    - PUBLISHED: everybody reads; rows of the municipalities in scope are added, never changed or
      removed.
    - MEMBERSHIP: one's own rows, and those of the municipalities in scope are read; who manages
      people there adds and removes them, never the own ones; the owner writes.
    - SESSION: the web's own tables (accounts, sessions); no tenant, read and written.
    """

    OPEN = "open"
    OPEN_OR_TENANT = "open-or-tenant"
    SHARED_OR_TENANT = "shared-or-tenant"
    TENANT = "tenant"
    TENANT_READ = "tenant-read"
    PUBLIC_OR_TENANT = "public-or-tenant"
    TENANT_LOG = "tenant-log"
    PUBLISHED = "published"
    MEMBERSHIP = "membership"
    SESSION = "session"
