"""One's own lines of the log in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.foundation.stewardship.acts import OwnAct

ACTS: dict[str, Promise] = {
    "log-in": _("logged in"),
    "log-in-refused": _("a log-in with this name was refused"),
    "log-out": _("logged out"),
    "look-as": _("looked as this demo person"),
    "set-second-factor": _("set a second factor"),
    "remove-second-factor": _("removed the second factor"),
    "renew-recovery-codes": _("made new recovery codes"),
    "change-password": _("changed the password"),
    "set-password-by-link": _("set a password with a link"),
    "end-session": _("ended a session"),
    "end-sessions": _("ended all other sessions"),
    "invite-person": _("was invited"),
    "add-person": _("was added on the command line"),
    "correct-person": _("was corrected on the command line"),
    "grant-role": _("was given a role"),
    "withdraw-role": _("lost a role"),
    "block-person": _("was blocked"),
    "unblock-person": _("was let in again"),
    "make-password-link": _("a link to set a password was made"),
    "set-organisation-account": _("your account of the organisation was set or removed"),
    "reset-second-factor": _("the second factor was removed by an administrator"),
    "write-remark": _("wrote a remark"),
    "withdraw-remark": _("withdrew a remark"),
}


@dataclass(frozen=True, slots=True)
class ShownAct:
    """A line of the log as shown to who it is about."""

    at: datetime
    text: Promise | str


def in_words(acts: tuple[OwnAct, ...]) -> list[ShownAct]:
    """Return the lines in the reader's language."""
    return [ShownAct(act.at, ACTS.get(act.action, act.action)) for act in acts]
