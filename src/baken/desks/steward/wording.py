"""The words in which the log and the tables are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.foundation.stewardship.held import HeldAbout

FAULTS: dict[str, Promise] = {
    "edited": _("changed"),
    "dropped": _("missing"),
    "inserted": _("put in between"),
    "broken": _("does not follow from the one before it"),
    "truncated": _("the end is missing"),
    "rewritten": _("made anew: differs from the anchor"),
}
EXCEPTION_STATES: dict[str, Promise] = {
    "waiting": _("waits for somebody else to agree"),
    "agreed": _("in force"),
    "withdrawn": _("ended or refused"),
    "over": _("over"),
}
ABOUT: dict[HeldAbout, Promise] = {
    HeldAbout.PLACE: _("a place (code of the area)"),
    HeldAbout.FILE: _("a file (name, id or SHA-256)"),
    HeldAbout.PERSON: _("a person (log-in name)"),
}
ACTIONS: dict[str, Promise] = {
    "write-remark": _("wrote a remark"),
    "withdraw-remark": _("withdrew a remark"),
    "ask-exception": _("asked for an exception"),
    "agree-exception": _("agreed to an exception"),
    "use-exception": _("let a file in under an exception"),
    "withdraw-exception": _("withdrew an exception"),
    "destroy-on-time": _("destroyed on time"),
    "upload-file": _("brought a file in"),
    "discard-file": _("let a file go"),
    "request-job": _("asked for a job"),
    "cancel-job": _("cancelled a job"),
}
DETAILS: dict[str, Promise] = {
    "area": _("area"),
    "period": _("period"),
    "indicator": _("indicator"),
    "file_kind": _("kind of file"),
    "column": _("column"),
    "person_kind": _("personal datum"),
    "ends_on": _("until"),
    "table": _("table"),
    "rows": _("rows"),
    "before": _("from before"),
    "file": _("file"),
    "sha256": _("fingerprint"),
    "work": _("kind of work"),
    "about": _("about"),
}
# Table -> what it holds, and whether it holds personal data of the people who work with Baken.
CONTENTS: dict[str, tuple[Promise, bool]] = {
    "auth_group": (_("Groups of the web framework; not used"), False),
    "auth_group_permissions": (_("Permissions of the web framework; not used"), False),
    "auth_permission": (_("Permissions of the web framework; not used"), False),
    "django_content_type": (_("Administration of the web framework"), False),
    "django_migrations": (_("Which changes of the tables were applied"), False),
    "django_session": (_("Sessions of the web framework; not used"), False),
    "indicators_computation": (_("When the figures were computed"), False),
    "indicators_observation": (_("Delivered counts of registered crime"), False),
    "indicators_storedchange": (_("Changes between years, with their verdict"), False),
    "indicators_storedcomparison": (_("How wijken and buurten stand against their city"), False),
    "indicators_storedfigure": (_("Figures with their intervals and sources"), False),
    "intake_deliveredrow": (_("Rows of delivered files, as they stood in them"), False),
    "intake_delivery": (_("Files that were taken in"), False),
    "intake_quarantinedrow": (_("Rows that wait for a correction"), False),
    "jobs_job": (_("Jobs: what was asked for, by whom and how it ended"), True),
    "partners_membership": (_("Which role somebody holds in a municipality"), True),
    "partners_municipality": (_("The municipalities that work with Baken"), False),
    "partners_loginattempts": (_("How often log-in failed; no names and no addresses"), False),
    "partners_passwordlink": (_("Links to set a password once; only a hash is kept"), True),
    "partners_personsession": (_("Who is logged in now; ends after ten hours at most"), True),
    "partners_recoverycode": (_("Recovery codes; only a hash is kept"), True),
    "partners_secondfactor": (_("Second factors, sealed with a key outside the database"), True),
    "partners_person": (_("People who can log in: name and protected password"), True),
    "places_area": (_("Boundaries of municipalities, wijken and buurten"), False),
    "places_keyfigure": (_("Inhabitants and other key figures of areas"), False),
    "remarks_remark": (_("Remarks about figures, with author and role"), True),
    "uploads_upload": (_("Files that were brought in and what was said about them"), True),
    "stewardship_auditentry": (_("The log of who did what"), True),
    "stewardship_personcolumnexception": (_("Exceptions to the refusal of person columns"), True),
    "stewardship_processingline": (_("Which personal data served what; no user in it"), True),
    "stewardship_tombstone": (_("What was destroyed on time: how many, when and why"), False),
}
