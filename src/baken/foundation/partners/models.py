"""Municipalities as tenants, the people who work with Baken and the roles they hold."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
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
    """Somebody who can log in; what they may see follows from their memberships."""

    rights = TableRights.SESSION

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

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
