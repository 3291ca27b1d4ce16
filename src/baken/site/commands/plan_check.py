"""Not measurable is no fault: the command ends with 0 whatever the plan lacks."""

import argparse
from dataclasses import asdict
from typing import Any

from baken.flows.plan_picture import PlanPicture, plan_picture
from baken.records.plans.facts import JudgedGoal, JudgedNorm
from baken.records.plans.selectors import plans
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a plan."""
    parser.add_argument("plan", help="a plan, such as amf_2018")


def run(arguments: argparse.Namespace) -> int:
    """Say per goal whether it can be measured, what measures leave open, and which norms are met.

    Raises:
        UnusableInputError: when there is no such plan.
    """
    picture = plan_picture(arguments.plan)
    if picture is None:
        known = ", ".join(each.head.id for each in plans()) or "none yet"
        raise UnusableInputError(f'there is no plan "{arguments.plan}"; known: {known}')
    report(_listed(picture), _said(picture), as_json=arguments.json)
    return 0


def _listed(picture: PlanPicture) -> dict[str, Any]:
    return {
        "plan": picture.plan.head.id,
        "version": picture.plan.version,
        "measurable": picture.measurable,
        "goals": [_goal(each.judged) for each in picture.goals],
        "measures": asdict(picture.counts),
        "announced": asdict(picture.announced),
        "norms": [_norm(each) for each in picture.norms],
    }


def _goal(judged: JudgedGoal) -> dict[str, Any]:
    return {
        "id": judged.goal.id,
        "verdict": judged.verdict,
        "has": list(judged.has),
        "lacks": list(judged.lacks),
        "explained": judged.is_explained,
    }


def _norm(judged: JudgedNorm) -> dict[str, Any]:
    return {
        "id": judged.norm.id,
        "verdict": judged.verdict,
        "counts": [asdict(each) for each in judged.counts],
    }


def _said(picture: PlanPicture) -> str:
    counts = picture.counts
    lines = [
        f"{each.judged.goal.id}: {each.judged.verdict}"
        + (f", lacks {', '.join(each.judged.lacks)}" if each.judged.lacks else "")
        for each in picture.goals
    ]
    lines += [f"norm {each.norm.id}: {each.verdict}" for each in picture.norms]
    head = (
        f"{picture.plan.head.id}: {picture.measurable} of {len(picture.goals)} goals are "
        f"measurable; of {counts.measures} measures {counts.without_partner} name nobody, "
        f"{counts.without_date} no date, {counts.without_either} neither."
    )
    return "\n".join([head, *lines])
