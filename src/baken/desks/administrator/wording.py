"""Refusals and acts in words."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "unknown-person": _("There is nobody with this number in your municipality."),
    "not-your-municipality": _("You manage people of your own municipality only."),
    "managed-elsewhere": _("Another municipality manages this account; withdraw the role here."),
    "not-yourself": _("Nobody changes the own roles or account here; ask another administrator."),
    "demo-person": _("Demo people and real people do not manage each other."),
    "unusable-name": _("Use 2 to 61 small letters, digits, points, dashes or underscores."),
    "unusable-full-name": _("Fill in the name as it is shown to others."),
    "name-taken": _("Somebody logs in with this name already; choose another."),
    "held-already": _("This person holds that role already."),
    "not-held": _("This person does not hold that role."),
    "last-administrator": _("Nobody else manages people here; first make somebody administrator."),
    "unusable-identity": _("Fill in the account as the organisation writes it, in one line."),
    "identity-taken": _("Somebody logs in with this account of the organisation already."),
    "no-reason": _("Write a reason of at most 200 characters; it stands in the log."),
    "unknown-choice": _("Choose one from the list."),
}
DONE = {
    "grant": _("The role was given. Whoever was logged in logs in again."),
    "withdraw": _("The role was withdrawn. Whoever was logged in logs in again."),
    "block": _("The account is blocked and its sessions have ended."),
    "unblock": _("The account is open again."),
    "reset-second-factor": _("The second factor was removed. The next log-in asks a new one."),
    "organisation": _("The account of the organisation was changed; all sessions have ended."),
    "invite": _("This person can log in with the account of the organisation."),
}
STATES = {
    "active": _("can log in"),
    "invited": _("invited, no password yet"),
    "blocked": _("blocked"),
}
