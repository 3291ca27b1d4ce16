"""For example: baken crosswalk GM0344 --old buurt:2024 --new wijk:2022 --indicator
registered-crime-0.0.0. The standard error assumes that what is counted is spread as people are; the
lowest and highest values assume nothing."""

import argparse

from baken.flows.carry_series import Side, carry_series
from baken.site.commands.reporting import report
from baken.vocabulary.area import AreaLevel, parse_area_code
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the municipality, the two divisions and, where wanted, an indicator."""
    parser.add_argument("municipality", help="code, such as GM0344")
    parser.add_argument("--old", required=True, help="level and year of the old, as buurt:2019")
    parser.add_argument("--new", required=True, help="level and year of the new, as buurt:2024")
    parser.add_argument("--indicator", help="whose delivered counts to carry to the new areas")


def run(arguments: argparse.Namespace) -> int:
    """Print the shares, and the carried series with its error."""
    found = carry_series(
        parse_area_code(arguments.municipality),
        old=_side(arguments.old),
        new=_side(arguments.new),
        indicator=arguments.indicator,
    )
    lines = [
        f"{value.area} {value.name} {value.year}: {value.by_people:.1f} by people "
        f"(standard error {value.standard_error:.1f}; {value.by_area:.1f} by area; between "
        f"{value.lowest:.0f} and {value.highest:.0f})"
        for value in found.values
    ] or [f"{part.old} -> {part.new}: {part.by_area:.1%} of its area" for part in found.parts]
    if found.without_values:
        years = ", ".join(map(str, found.without_values))
        lines.append(f"Left out, since an old area has no value: {years}")
    report(found, "\n".join(lines), as_json=arguments.json)
    return 0


def _side(text: str) -> Side:
    level, _, year = text.partition(":")
    try:
        return AreaLevel({"gemeente": "municipality"}.get(level, level)), int(year)
    except ValueError:
        raise UnusableInputError(
            f'"{text}" is no division; write a level and a year, such as buurt:2024'
        ) from None
