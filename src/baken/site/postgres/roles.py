"""The three database roles and the one database."""

from enum import StrEnum

DATABASE = "baken"


class DatabaseRole(StrEnum):
    """A login role of the database; the value is its name in an embedded cluster."""

    ADMIN = "baken_admin"  # cluster superuser, by peer only; used by the supervisor alone
    OWNER = "baken_owner"  # owns database and tables; migrations, loading of open tables
    APP = "baken_app"  # owns nothing; row security always holds for it
