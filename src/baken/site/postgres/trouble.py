"""What can go wrong with the database, said in sentences: what, found, where, what to do."""


class DatabaseTrouble(Exception):  # noqa: N818 - sentences for people, and no programming error
    """The database cannot be used as asked; the message ends with what to do."""


class AddressInvalid(DatabaseTrouble):
    """A database address (URL) in the settings cannot be used."""


class VersionMismatch(DatabaseTrouble):
    """Data made by another version than the one that is installed."""


class BackupRefused(DatabaseTrouble):
    """A backup file cannot be restored, or a backup cannot be made."""
