"""Which measures the pages on the course of a plan count, and which they leave out, in words."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.planning import naming
from baken.records.plans.codes import MeasureStatus
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import is_promise
from baken.records.plans.rules import FORWARD, is_forward
from baken.records.plans.schema import Measure

_COUNTED = ("announced", "elsewhere", "goes-on")
_LEFT_OUT = ("looked-back", "condition", "later")


def counted_words(plan: PlanFact) -> str:
    """Say how the number of promised measures and the number of all measures hang together."""
    own = plan.head.sources[0] if plan.head.sources else ""
    found = Counter(_part(each, own) for each in plan.measures)
    promised = sum(found[part] for part in _COUNTED)
    said = _("Counted here: %(n)d of the %(all)d measures of the plan, namely %(parts)s.") % {
        "n": promised,
        "all": len(plan.measures),
        "parts": _enumerated(found, _COUNTED) or "0",
    }
    left_out = _enumerated(found, _LEFT_OUT)
    if not left_out:
        return said
    return said + " " + _("Not counted: %(parts)s.") % {"parts": left_out}


def _part(measure: Measure, own: str) -> str:
    if not is_promise(measure):
        if measure.context is not None:
            return "later"
        return "condition" if measure.status is MeasureStatus.CONDITION else "looked-back"
    if is_forward(measure, text=own):
        return "announced"
    return "elsewhere" if measure.status in FORWARD else "goes-on"


def _enumerated(found: Counter[str], parts: tuple[str, ...]) -> str:
    return naming.joined([_words(part, found[part]) for part in parts if found[part]])


def _words(part: str, n: int) -> str:
    words = {
        "announced": ngettext(
            "%(n)d that the plan itself announces", "%(n)d that the plan itself announces", n
        ),
        "elsewhere": ngettext(
            "%(n)d that another text announces", "%(n)d that another text announces", n
        ),
        "goes-on": ngettext("%(n)d that goes on", "%(n)d that go on", n),
        "looked-back": ngettext(
            "%(n)d that the plan looks back on", "%(n)d that the plan looks back on", n
        ),
        "condition": ngettext("%(n)d that is a condition", "%(n)d that are conditions", n),
        "later": ngettext("%(n)d from later than the plan", "%(n)d from later than the plan", n),
    }
    return words[part] % {"n": n}
