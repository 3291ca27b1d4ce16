"""The briefing as data: what JSON gives."""

from typing import Any

from baken.desks.briefing import sentences as say
from baken.flows.police_day.briefing_facts import Briefing, CountedBuurt


def data_of(briefing: Briefing) -> dict[str, Any]:
    """Return a briefing as plain data; what is a sentence on screen is the same one here."""
    return {
        "day": briefing.day,
        "areas": [{"code": each.code, "name": each.name} for each in briefing.areas],
        "origin": "synthetisch" if briefing.invented else "",
        "sources": [each.id for each in briefing.invented],
        "known_on": briefing.known_on,
        "newest_delivery": briefing.newest,
        "changed": list(say.lead(briefing)),
        "new": briefing.changes.new,
        "revised": briefing.changes.revised,
        "withdrawn": briefing.changes.withdrawn,
        "new_by_offence": dict(briefing.changes.by_offence),
        "tasks": [
            {
                "what": each.title,
                "owner": each.owner,
                "due": each.due,
                "area": each.area,
                "from": each.source,
                "why": each.why,
            }
            for each in briefing.tasks
        ],
        "look": list(say.looks(briefing)),
        "phases": [
            {
                "model": each.model,
                "area": each.area,
                "phase": each.phase,
                "since": each.since,
                "was": each.was,
                "proposed": each.proposed,
                "sentence": each.sentence,
                "raised_in": each.raised_in,
                "raised_by": each.raised_by,
            }
            for each in briefing.phases
        ],
        "unusual": [
            {"area": each.area, "offence": each.offence, "sentence": each.sentence}
            for each in briefing.unusual
        ],
        "promise": briefing.promise,
        "priorities": [
            {"area": each.area_name, "title": each.title, "by_residents": each.by_residents}
            for each in briefing.priorities
        ],
        "seen": [
            {"area": each.place.area_code, "street": each.place.street, "text": each.text}
            for each in briefing.seen
        ],
        "buurten": [_buurt(each) for each in briefing.buurten],
    }


def _buurt(buurt: CountedBuurt) -> dict[str, Any]:
    return {
        "code": buurt.area.code,
        "name": buurt.area.name,
        "number": say.count_words(buurt.count),
        "usual": round(buurt.usual.mean, 1),
        "lower": buurt.usual.lower,
        "upper": buurt.usual.upper,
        "standing": buurt.standing,
    }
