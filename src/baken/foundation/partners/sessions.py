"""Sessions that know whose they are, so that one's own can be listed and ended."""

from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from baken.foundation.partners.models import PersonSession

STARTED, SEEN, BROWSER = "started", "seen", "browser"
SECOND_FACTOR = "second_factor"  # with what the log-in of this session was finished
FIRST = "first_factor"  # with what it began
SHOWN = frozenset({"code", "recovery-code", "organisation-second-factor"})
"""The ways to finish a log-in that count as a second factor."""


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person, the moments and the browser beside."""

    @classmethod
    def get_model_class(cls) -> type[PersonSession]:
        """Return the table of the sessions."""
        return PersonSession

    def create_model_instance(self, data: dict[str, object]) -> PersonSession:
        """Return the row of a session."""
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        row.started_at = _moment(data.get(STARTED))
        row.seen_at = _moment(data.get(SEEN))
        row.browser = str(data.get(BROWSER, ""))
        return row


def end_sessions(*, person: int, but: str = "") -> int:
    """End the sessions of a person, but one; return how many ended."""
    ended, _ = PersonSession.objects.filter(person_id=person).exclude(session_key=but).delete()
    return ended


def _moment(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, (int, float)) else None
