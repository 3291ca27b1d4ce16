"""The phases of a municipality on any day, each with its sentence; JSON for other programs."""

import argparse
from datetime import date

from django.utils import timezone

from baken.foundation.partners.scope import every_municipality
from baken.records.escalations.facts import AreaPhase
from baken.records.escalations.selectors import phases_on
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a day and a municipality."""
    parser.add_argument("--date", type=date.fromisoformat, help="the day (default: today)")
    parser.add_argument("--municipality", metavar="GM0344", help="one only (default: all)")


def run(arguments: argparse.Namespace) -> int:
    """List the phases as they stood on the day."""
    day = arguments.date or timezone.localdate()
    with every_municipality() as tenants:
        chosen = arguments.municipality
        if chosen and chosen not in tenants:
            raise UnusableInputError(f'"{chosen}" is none of {", ".join(tenants)}')
        found = [
            each for code in tenants if chosen in (None, code) for each in phases_on(code, day)
        ]
    listed = {"date": day, "phases": [_one(each) for each in found]}
    report(listed, _said(found, day), as_json=arguments.json)
    return 0


def _one(phase: AreaPhase) -> dict[str, object]:
    return {
        "model": phase.model,
        "area": phase.area,
        "phase": phase.phase,
        "phase_of_rules": phase.rule_phase,
        "proposed": phase.proposed,
        "since": phase.since,
        "week": phase.week,
        "count": phase.count,
        "expected": phase.expected,
        "lower": phase.lower,
        "upper": phase.upper,
        "p": phase.p,
        "once_in_years": phase.once_in_years,
        "near_repeats": phase.near_repeats,
        "override_until": phase.override.until if phase.override else None,
        "tasks": [
            {
                "id": each.id,
                "step": each.intervention,
                "owner": each.owner,
                "due": each.due_on,
                "state": each.state,
            }
            for each in phase.tasks
        ],
        "sentence_nl": phase.sentence_nl,
        "sentence_en": phase.sentence_en,
    }


def _said(found: list[AreaPhase], day: date) -> str:
    if not found:
        return f"No area was reviewed by {day}."
    return "\n".join(
        f"{each.area}: {each.phase}{' (set by hand)' if each.override else ''}. {each.sentence_en}."
        for each in found
    )
