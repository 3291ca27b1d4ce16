"""Its values no longer hold, what earlier deliveries said holds again; what was known until now
stays known. Find the id with baken quarantine or on the page of the delivery."""

import argparse
from datetime import UTC, datetime
from uuid import UUID

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.withdrawing import withdraw_delivery
from baken.site.commands.reporting import report
from baken.site.kinds import kind_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the delivery, its kind and whose it is."""
    parser.add_argument("kind", help="kind of the delivery, such as crime-statistics")
    parser.add_argument("delivery", type=UUID, help="id of the delivery")
    parser.add_argument("--municipality", help="whose log says so, such as GM0344")


def run(arguments: argparse.Namespace) -> int:
    """Withdraw the delivery."""
    number = withdraw_delivery(
        kind=kind_named(arguments.kind),
        delivery=arguments.delivery,
        corrector=Corrector(at=datetime.now(UTC), tenant=arguments.municipality),
    )
    result = {"delivery": arguments.delivery, "values": number}
    report(result, f"Withdrawn: {number} values no longer hold.", as_json=arguments.json)
    return 0
