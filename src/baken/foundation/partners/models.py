"""Municipalities as tenants, the people who work with Baken and the roles they hold."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from baken.vocabulary.rights import TableRights
from baken.vocabulary.role import Role


class Municipality(models.Model):
    """A tenant: one municipality whose own rows only its own people see."""

    rights = TableRights.OPEN

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager):
    """Finds people by their log-in name."""

    def get_by_natural_key(self, username: str) -> "Person":
        """Return the person who logs in with this name."""
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who can log in; what they may see follows from their memberships.

    ``home`` is the municipality whose administrators manage the account; without one, that is
    for the command line. ``organisation_identity`` is as whom the organisation's own log-in knows
    the person, ``organisation_subject`` a keyed hash of its lasting number, tied at the first use.
    """

    rights = TableRights.SESSION

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    home = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    organisation_identity = models.CharField(max_length=254, null=True, blank=True, unique=True)
    organisation_subject = models.CharField(max_length=64, null=True, blank=True, unique=True)

    objects = PersonManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.full_name


class Membership(models.Model):
    """A role that a person holds in a municipality; a person may hold several."""

    rights = TableRights.MEMBERSHIP

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=[(role, role) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tenant", "role"], name="one_membership_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.role} in {self.tenant}"


class SecondFactor(models.Model):
    """What a person's authenticator makes codes from: sealed, and the step used last."""

    rights = TableRights.SESSION

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    sealed_secret = models.TextField()
    last_step = models.BigIntegerField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"second factor of {self.person}"


class RecoveryCode(models.Model):
    """A code for when the authenticator is lost: a hash only, and when it was used."""

    rights = TableRights.SESSION

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "code_hash"], name="one_row_per_code")
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.person}"


class PasswordLink(models.Model):
    """A link with which somebody sets a password once: a hash only, who made it, until when."""

    rights = TableRights.SESSION

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    link_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"password link of {self.person}"


class LogInAttempts(models.Model):
    """How often log-in failed for one account or address, of which only a keyed hash is kept."""

    rights = TableRights.SESSION

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField()
    last_at = models.DateTimeField(db_index=True)
    refused_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"


class PersonSession(AbstractBaseSession):
    """A session of the web: whose, since when, last seen, and in which browser."""

    rights = TableRights.SESSION

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=80, blank=True, default="")

    def __str__(self) -> str:
        return f"session of {self.person}"
