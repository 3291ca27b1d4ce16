"""Its values no longer hold, what earlier deliveries said holds again; what was known until now
stays known. Find the id with baken quarantine or on the page of the delivery."""

import argparse
from datetime import UTC, datetime
from uuid import UUID

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.withdrawing import put_back_delivery, withdraw_delivery
from baken.site.commands.reporting import report
from baken.site.kinds import kind_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the delivery, its kind and whose it is."""
    parser.add_argument("kind", help="kind of the delivery, such as crime-statistics")
    parser.add_argument("delivery", type=UUID, help="id of the delivery")
    parser.add_argument("--municipality", help="whose log says so, such as GM0344")
    parser.add_argument("--reason", default="", help="why; it is kept with the delivery")
    parser.add_argument(
        "--put-back", action="store_true", help="let a withdrawn delivery count again"
    )


def run(arguments: argparse.Namespace) -> int:
    """Withdraw the delivery, or put it back."""
    change = put_back_delivery if arguments.put_back else withdraw_delivery
    number = change(
        kind=kind_named(arguments.kind),
        delivery=arguments.delivery,
        corrector=Corrector(at=datetime.now(UTC), tenant=arguments.municipality),
        reason=arguments.reason,
    )
    result = {"delivery": arguments.delivery, "values": number}
    withdrawn = f"Withdrawn: {number} values no longer hold."
    sentence = f"Put back: {number} values count again." if arguments.put_back else withdrawn
    report(result, sentence, as_json=arguments.json)
    return 0
