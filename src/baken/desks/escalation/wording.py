"""The words in which phases are shown, and why something was refused."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.vocabulary.phase import PackageAct, PackageState, Phase, PhaseMove

MARKS: dict[Phase, tuple[str, str]] = {
    Phase.RUST: ("rust", ""),
    Phase.ALERT: ("alert", "bk-mark--unfavourable"),
    Phase.ESCALATIE: ("escalatie", "bk-mark--alarm"),
}
"""The shape of a phase and its colour; the word always stands beside it."""
MOVES: dict[PhaseMove, Promise] = {
    PhaseMove.RISEN: _("Rose by the rules: %(was)s to %(becomes)s"),
    PhaseMove.PROPOSED: _("Baken proposes to step down: %(was)s to %(becomes)s"),
    PhaseMove.LAPSED: _("The proposal lapsed: the week was not quiet"),
    PhaseMove.STEPPED_DOWN: _("Stepped down by decision: %(was)s to %(becomes)s"),
    PhaseMove.KEPT: _("Kept by decision: %(was)s"),
    PhaseMove.OVERRIDDEN: _("Set by hand: %(was)s to %(becomes)s, until and including %(until)s"),
    PhaseMove.OVERRIDE_ENDED: _("The phase by hand ended; by the rules: %(becomes)s"),
}
STATES: dict[PackageState, tuple[Promise, str]] = {
    PackageState.OPEN: (_("under way"), "untold"),
    PackageState.EXPLAINED: (_("explained"), "untold"),
    PackageState.WITH_OWNER: (_("past its date: with the owner"), "warning"),
    PackageState.WITH_COORDINATOR: (_("past its date: with the coordinator"), "warning"),
    PackageState.DONE: (_("done"), "held"),
}
ACTS: dict[PackageAct, Promise] = {
    PackageAct.AGREED: _("put to work"),
    PackageAct.DONE: _("done"),
    PackageAct.EXPLAINED: _("explained, holds until %(until)s"),
    PackageAct.REACHED_OWNER: _("past its date; stands with the owner"),
    PackageAct.REACHED_COORDINATOR: _("still not done; came to the coordinator"),
}
REFUSALS: dict[str, Promise] = {
    "no-role-in-this-municipality": _("Your role in this municipality does not decide this."),
    "empty-reason": _("Write why; without a reason nothing is decided."),
    "reason-too-long": _("The text is too long; shorten it to 600 characters."),
    "unusable-characters": _("The text holds characters that cannot be stored; remove them."),
    "names-a-person": _("The text names a person; write it without the name."),
    "day-passed": _("Choose a day that is still to come."),
    "day-too-far": _("Choose an earlier day."),
    "nothing-proposed": _("Nothing is proposed any more; look again."),
    "override-holds": _("A phase was set by hand already; end that one first."),
    "phase-holds-already": _("The rules give this phase already."),
    "no-override": _("No phase set by hand holds any more."),
    "never-reviewed": _("This wijk was never reviewed; there is no phase yet."),
    "nothing-chosen": _("Choose at least one step of the package."),
    "not-of-this-phase": _("The phase changed meanwhile; look again at its package."),
    "under-way-already": _("A step that you chose is under way already."),
    "unknown-task": _("There is no such task in your municipality."),
    "done-already": _("Somebody noted this task as done already."),
    "days-out-of-order": _("Choose a first day before the last."),
    "rules-contradict": _(
        "These thresholds contradict each other: the second threshold must be the smallest, then "
        "the one for a row, then the first, then the one for quiet."
    ),
}
THRESHOLDS: tuple[tuple[str, Promise, Promise], ...] = (
    ("alert_p", _("First threshold (p)"), _("A week at most this makes alert.")),
    ("lasting_p", _("For a row of weeks (p)"), _("Weeks at most this in a row make escalatie.")),
    ("confirm_reviews", _("How many weeks in a row"), _("So many make escalatie.")),
    ("escalate_p", _("Second threshold (p)"), _("One week at most this makes escalatie at once.")),
    ("hold_p", _("Quiet above (p)"), _("Weeks above this count as quiet.")),
    ("quiet_reviews", _("Quiet weeks in a row"), _("After so many a step down is proposed.")),
    ("min_count", _("Least count in four weeks"), _("Fewer raise nothing.")),
    ("near_repeats", _("Near repeats"), _("So many in a week may make alert; 0 is never.")),
    ("near_repeats_p", _("Near repeats by chance (p)"), _("And no oftener than this by chance.")),
)


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"
