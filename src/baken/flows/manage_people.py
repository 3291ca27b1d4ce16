"""What an administrator does with people and roles: checked, written and logged together."""

from datetime import datetime

from django.db import transaction

from baken.foundation.partners import managing
from baken.foundation.partners.attempts import account_key, code_key, forget_failures
from baken.foundation.partners.managing import Administrator, ManagedPerson, managed_person
from baken.foundation.partners.password_links import make_password_link
from baken.foundation.partners.second_factor import remove_second_factor
from baken.foundation.partners.selectors import person_key
from baken.foundation.partners.services import ensure_home, ensure_person
from baken.foundation.partners.services import grant_role as give_role
from baken.foundation.partners.sessions import end_sessions
from baken.foundation.stewardship.acts import record_act_on, record_act_on_person
from baken.vocabulary.role import Role


@transaction.atomic
def invite_person(
    *, username: str, full_name: str, tenant: str, role: Role, reason: str,
    by: Administrator, at: datetime, organisation_identity: str = "",
) -> tuple[int, str]:  # fmt: skip
    """Add somebody with a first role; return the id and the secret of the link for a password.

    Who logs in with the organisation's own account gets no link: the secret is empty.

    Raises:
        PeopleRefusedError: when the person or the role may not be added.
    """
    why = managing.check_reason(reason)
    person = managing.add_person(username=username, full_name=full_name, tenant=tenant, by=by)
    _log(person, tenant, "invite-person", by, at)
    _grant(managed_person(person, by=by), tenant, role, why, by, at)
    if organisation_identity.strip():
        set_organisation_account(person=person, identity=organisation_identity, by=by, at=at)
        return person, ""
    return person, make_password_link(person=person, made_by=by.person, at=at)


@transaction.atomic
def set_organisation_account(
    *, person: int, identity: str, by: Administrator, at: datetime
) -> None:
    """Say as whom the organisation's own log-in knows somebody; sessions end.

    Raises:
        PeopleRefusedError: when that may not be done or the identity cannot be used.
    """
    found = managed_person(person, by=by)
    managing.set_organisation_identity(person=found, identity=identity, by=by)
    end_sessions(person=person)
    details = {"organisation": "set" if identity.strip() else "removed"}
    _log(person, found.home, "set-organisation-account", by, at, details)


@transaction.atomic
def add_or_correct_person(
    *, username: str, full_name: str, password: str, tenant: str, role: Role | None,
    by: Administrator, at: datetime,
) -> int:  # fmt: skip
    """Make or correct somebody from the command line: name, password, home and a first role.

    Returns the id. An empty password leaves what there is; a new one ends the sessions.

    Raises:
        PeopleRefusedError: when the name is for the demo or the municipality is unknown.
    """
    managing.check_not_of_demo(username)
    known = person_key(username) is not None
    person = ensure_person(username=username, full_name=full_name, password=password or None)
    if tenant:
        managing.check_tenant(tenant, by)
        ensure_home(person=person, tenant=tenant)
    granted = bool(role) and give_role(person=person, tenant=tenant, role=role)
    if password or granted:
        end_sessions(person=person)
    action = "correct-person" if known else "add-person"
    details = {"password": "set" if password else "unchanged"}
    record_act_on_person(person=person, actor=by.person, at=at, action=action, details=details)
    if granted:
        _log(person, tenant, "grant-role", by, at, {"role": str(role)})
    return person


@transaction.atomic
def grant_role(
    *, person: int, tenant: str, role: Role, reason: str, by: Administrator, at: datetime
) -> None:
    """Give somebody a role; their sessions end, so that the next one has it.

    Raises:
        PeopleRefusedError: when it may not be given.
    """
    why = managing.check_reason(reason)
    _grant(managed_person(person, by=by), tenant, role, why, by, at)


@transaction.atomic
def withdraw_role(
    *, person: int, tenant: str, role: Role, reason: str, by: Administrator, at: datetime
) -> None:
    """Take a role from somebody; their sessions end.

    Raises:
        PeopleRefusedError: when it may not be withdrawn.
    """
    why = managing.check_reason(reason)
    found = managed_person(person, by=by)
    managing.remove_membership(person=found, tenant=tenant, role=role, by=by)
    end_sessions(person=person)
    _log(person, tenant, "withdraw-role", by, at, {"role": str(role), "reason": why})


@transaction.atomic
def set_blocked(*, person: int, blocked: bool, by: Administrator, at: datetime) -> None:
    """Block an account, or let it in again; its sessions end, failed attempts are forgotten.

    Raises:
        PeopleRefusedError: when that may not be done.
    """
    found = managed_person(person, by=by)
    managing.set_active(person=found, active=not blocked, by=by)
    end_sessions(person=person)
    _forget(found)
    _log(person, found.home, "block-person" if blocked else "unblock-person", by, at)


@transaction.atomic
def new_password_link(*, person: int, by: Administrator, at: datetime) -> str:
    """Return the secret of a link with which somebody sets a password once.

    Raises:
        PeopleRefusedError: when that may not be done.
    """
    found = managed_person(person, by=by)
    managing.check_account(found, by)
    _forget(found)
    _log(person, found.home, "make-password-link", by, at)
    return make_password_link(person=person, made_by=by.person, at=at)


@transaction.atomic
def reset_second_factor(*, person: int, by: Administrator, at: datetime) -> None:
    """Remove somebody's second factor and end the sessions; the next log-in asks a new one.

    Raises:
        PeopleRefusedError: when that may not be done.
    """
    found = managed_person(person, by=by)
    managing.check_account(found, by)
    remove_second_factor(person=person)
    end_sessions(person=person)
    _forget(found)
    _log(person, found.home, "reset-second-factor", by, at)


def _grant(
    person: ManagedPerson, tenant: str, role: Role, why: str, by: Administrator, at: datetime
) -> None:
    managing.add_membership(person=person, tenant=tenant, role=role, by=by)
    end_sessions(person=person.id)
    _log(person.id, tenant, "grant-role", by, at, {"role": str(role), "reason": why})


def _forget(person: ManagedPerson) -> None:
    forget_failures(account_key(person.username))
    forget_failures(code_key(person.id))


def _log(
    person: int, tenant: str, action: str, by: Administrator, at: datetime,
    details: dict[str, str] | None = None,
) -> None:  # fmt: skip
    record_act_on(
        person=person, tenant=tenant, actor=by.person, at=at, action=action, details=details
    )
