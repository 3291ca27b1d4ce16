"""A plan as it goes out: what was asked, answered, agreed and done; nobody's name."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from baken.records.neighbourhood_plans.facts import (
    NeighbourhoodPlanFact,
    PlanEntry,
    VoiceOrigin,
)


def public_content(plan: NeighbourhoodPlanFact, *, area_name: str, municipality: str) -> dict:
    """Return what everybody reads of a plan; who wrote it stays inside."""
    head = asdict(plan.head.content) if plan.head else {}
    return {
        "area_name": area_name,
        "municipality": municipality,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        **head,
        "voices": [_voice(plan, voice) for voice in plan.voices],
        "agreements": [
            asdict(each.content)
            for each in sorted(plan.agreements, key=lambda one: one.content.when)
        ],
        "reviews": [asdict(each.content) for each in plan.reviews],
    }


def _voice(plan: NeighbourhoodPlanFact, voice: PlanEntry) -> dict[str, Any]:
    decision = plan.decisions.get(str(voice.thread))
    shown = asdict(voice.content)
    shown.pop("reference")
    return shown | {
        "id": str(voice.thread),
        "decision": asdict(decision.content) if decision else None,
    }


def is_asked(voice: Mapping[str, Any]) -> bool:
    """Return whether residents asked this; what professionals or figures raise nobody asked."""
    return voice["origin"] == VoiceOrigin.RESIDENTS


def by_origin(voices: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put what residents asked before what professionals or figures raise."""
    return sorted(voices, key=lambda each: not is_asked(each))
