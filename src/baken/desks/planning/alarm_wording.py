"""The words in which alarms on plans are shown, and why something was refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.vocabulary.alarm import AlarmAct, AlarmState

STATES: dict[AlarmState, tuple[Promise, str]] = {
    AlarmState.OPENED: (_("nobody has done anything with it"), "warning"),
    AlarmState.SEEN: (_("seen"), "untold"),
    AlarmState.TAKEN_UP: (_("taken up"), "held"),
    AlarmState.EXPLAINED: (_("explained"), "held"),
    AlarmState.ENDED: (_("ended: the cause is gone"), "held"),
}
ACTS: dict[AlarmAct, Promise] = {
    AlarmAct.OPENED: _("found by Baken; goes to: %(to)s"),
    AlarmAct.SEEN: _("seen by %(who)s, as %(to)s"),
    AlarmAct.TAKEN_UP: _("taken up by %(who)s, as %(to)s; done by %(until)s"),
    AlarmAct.EXPLAINED: _("explained by %(who)s, as %(to)s; holds until %(until)s"),
    AlarmAct.RISEN: _("went up, because nothing was done in time; goes to: %(to)s"),
    AlarmAct.ENDED: _("ended: Baken no longer finds the cause"),
}
INPUTS: dict[str, Promise] = {
    "field": _("which date"),
    "written": _("date in the plan"),
    "last-day": _("last day"),
    "missed": _("what is missing"),
    "ended-on": _("last day of the plan"),
    "measures": _("measures in the plan"),
    "promises": _("promises with a date"),
    "promises-not-known-kept": _("of which it is not known that they were kept"),
    "measures-without-date": _("measures without a date"),
    "plan-version": _("version of the plan"),
    "plan-sha256": _("SHA-256 of the plan"),
    "period": _("year of the figure"),
    "value": _("figure"),
    "held-against": _("held against"),
    "margin": _("margin"),
    "verdict": _("verdict"),
    "method": _("method"),
    "newest": _("newest figure"),
    "state": _("how far it is"),
    "waits-for": _("waits for"),
    "because": _("because that is"),
    "chain": _("chain of waiting"),
    "met-on": _("met on"),
    "still-runs": _("still runs"),
    "asked-fte": _("full-time jobs asked"),
    "available-fte": _("full-time jobs available"),
    "asked-hours": _("hours asked"),
    "available-hours": _("hours available"),
    "asked-by": _("asked by"),
    "rhythm": _("how often it is measured"),
}
VALUES: dict[str, Promise] = {
    "due": _("should be done"),
    "end": _("end"),
    "event_date": _("day of the event"),
    "year": _("year"),
    "interval": _("comes back"),
    "not_started": _("not started"),
    "late": _("past its date"),
    "delayed": _("delayed"),
    "stopped": _("stopped"),
    "met": _("met"),
    "not-met": _("demonstrably not met"),
    "not-testable": _("not met as it stands; whether by chance cannot be tested"),
    "not-to-be-told": _("not met as it stands; whether by chance cannot be told"),
    "lost": _("lost, chance taken into account"),
    "yearly": _("every year"),
    "end-of-year": _("every year"),
    "odd-years": _("every two years"),
    "several-years": _("every four years"),
    "": _("none yet"),
}
REFUSALS: dict[str, Promise] = {
    "not-addressed": _("Your role in this municipality does not handle alarms."),
    "ended-already": _("This alarm has ended; there is nothing to do any more."),
    "gone-up": _("This alarm has gone up. Take it up or explain it; seeing it is not enough now."),
    "handled-already": _("Somebody saw, took up or explained this alarm already."),
    "date-passed": _("Choose a day that is still to come."),
    "date-too-far": _("Choose an earlier day; the alarm says how far it may lie."),
    "date-to-come": _("This day is still to come; give the day on which it was done."),
    "empty-text": _("The text is empty; write what you do, or why it stands."),
    "text-too-long": _("The text is too long; shorten it."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "noted-already": _("Somebody noted this already."),
    "unknown-promise": _("The plan promises no such thing."),
}
