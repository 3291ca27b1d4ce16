"""What last raised a phase: the sentence of this week does not say why an older phase stands."""

from datetime import date

from baken.catalogue.escalation import escalation_model
from baken.records.escalations.selectors import transitions
from baken.records.escalations.sentences import sentences
from baken.vocabulary.phase import PhaseMove


def what_raised(tenant: str, *, up_to: date) -> dict[tuple[str, str], tuple[date, str, str]]:
    """Return per (model, area) the week that last raised its phase, told in Dutch and English."""
    found = {}
    for each in transitions(tenant, up_to=up_to):
        model = escalation_model(each.model)
        if each.move is PhaseMove.RISEN and each.review is not None and model is not None:
            dutch, english = sentences(each.review.evidence, model)
            found[each.model, each.area] = (each.week, dutch, english)
    return found
