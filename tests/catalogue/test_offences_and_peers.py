"""What is counted under a type is what CBS lists; peers follow the rules and nothing else."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.offences import OFFENCES, offence
from baken.catalogue.places import PEER_GROUPING, classes_of_group, group_of, peer_groups

LISTED = Path(__file__).parents[2] / "data/nl/reference/soort_misdrijf_47018NED.csv"


def test_the_incident_codes_are_those_of_the_reference_file() -> None:
    with LISTED.open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    for entry in OFFENCES:
        assert entry.name == rows[entry.id]["naam"]
        listed = rows[entry.id]["politie_incidentcodes"].split(";")
        assert entry.incidents == tuple(words.strip() for words in listed if words.strip())


def test_every_type_of_a_municipality_says_what_is_counted() -> None:
    assert all(offence(entry.offence) for entry in INDICATORS if entry.offence != "0.0.0")


sizes = st.dictionaries(
    st.integers(1, 60).map(lambda n: f"GM{n:04d}"),
    st.tuples(st.floats(500, 900_000), st.floats(20, 7_000)),
    min_size=2,
)


@given(sizes)
def test_peers_share_their_classes_and_everybody_has_a_group(
    found: dict[str, tuple[float, float]],
) -> None:
    groups = peer_groups(
        {code: size for code, (size, _) in found.items()},
        {code: density for code, (_, density) in found.items()},
    )
    for code in found:
        group = group_of(code, groups)
        assert code in groups[group]
        assert classes_of_group(group)
    for group, members in groups.items():
        assert "." not in group or len(members) >= PEER_GROUPING.fewest


def test_a_worked_example() -> None:
    inhabitants = {f"GM{n:04d}": 60_000.0 for n in range(9)} | {"GM0100": 70_000.0}
    densities = dict.fromkeys(inhabitants, 2_000.0) | {"GM0100": 100.0}
    groups = peer_groups(inhabitants, densities)
    assert group_of("GM0000", groups) == "50000-to-100000.dense"
    # One sparse municipality is no group: it stands among all of its size.
    assert group_of("GM0100", groups) == "50000-to-100000"
    assert len(groups["50000-to-100000"]) == 10
