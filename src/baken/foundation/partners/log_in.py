"""Who stays logged in: demo people only while the demo is on."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend, ModelBackend

from baken.foundation.partners.models import Person


class PeopleBackend(ModelBackend):
    """Log-in by name and password; a session of a demo person ends with the demo."""

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session, or None when the session no longer counts."""
        person = super().get_user(user_id)
        return None if person and person.is_demo and not settings.BAKEN_DEMO else person

    # People hold roles in municipalities; Django's own permissions are not used.
    get_user_permissions = BaseBackend.get_user_permissions
    get_group_permissions = BaseBackend.get_group_permissions
    get_all_permissions = BaseBackend.get_all_permissions
