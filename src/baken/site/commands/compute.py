"""Computes only when deliveries, engines or the catalogue changed, unless told otherwise."""

import argparse
from datetime import UTC, datetime

from baken.flows.compute_figures import compute_figures
from baken.flows.judge_indicators import judge_indicators
from baken.site.commands.reporting import progress_bar, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument("--again", action="store_true", help="compute even when nothing changed")


def run(arguments: argparse.Namespace) -> int:
    """Compute and say how many figures there are."""
    with progress_bar("figures") as progress:
        outcome = compute_figures(at=datetime.now(UTC), again=arguments.again, progress=progress)
    judged = judge_indicators(at=datetime.now(UTC))
    sentence = (
        f"{outcome.figures} figures, {outcome.changes} changes"
        f"{'' if outcome.computed else ' (nothing had changed)'}; "
        f"{judged.values} values of policy indicators, {judged.judgements} answers"
    )
    report(outcome, sentence, as_json=arguments.json)
    return 0
