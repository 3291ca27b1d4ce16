"""Te weinig jaren: niet te zeggen"""

import numpy as np
from recorder import read_number, write_number

from baken.catalogue.years import YEAR_NOTES
from baken.engines.rates import expected_range
from baken.vocabulary.figure import ChangeVerdict

IN_WORDS = {
    ChangeVerdict.HIGHER: "hoger dan verwacht",
    ChangeVerdict.LOWER: "lager dan verwacht",
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: "zoals verwacht",
    ChangeVerdict.NOT_COMPARABLE: "niet te zeggen",
}
NO_BASELINE = tuple(note.year for note in YEAR_NOTES if not note.baseline)


def series(rows):
    columns = ("misdrijven", "gemiddeld inwoners", "jaar")
    return [[read_number(row[name]) for row in rows] for name in columns]


def in_dutch(found):
    limits = found.lower[0], found.upper[0]
    told = not np.isnan(limits[0])
    return {
        "jaren gebruikt": str(found.n_years_used[0]),
        "oordeel": IN_WORDS[found.verdict[0]],
        "verwacht": " tot ".join(write_number(v) for v in limits) if told else "onbekend",
    }


def test_fewer_than_four_years_is_not_to_be_told(spec):
    """Minder dan vier eerdere jaren: niet te zeggen

    Van buurten zijn alleen de jaren 2021 tot en met 2024 geleverd. 2021 is een coronajaar en
    telt niet mee als gewoon jaar. Dan blijven er twee eerdere jaren over. Daaruit is niet op te
    maken wat gewoon is, en dat zegt Baken ook zo: het gokt niet.
    """
    rows = spec.table(
        """
        | jaar | misdrijven | gemiddeld inwoners |
        | 2021 | 145        | 1.800              |
        | 2022 | 130        | 1.800              |
        | 2023 | 113        | 1.800              |
        | 2024 | 168        | 1.800              |
        """
    )
    found = spec.ask(
        "Is 2024 een gewoon jaar?", expected_range, *series(rows), leave_out=NO_BASELINE
    )
    spec.answer(
        """
        | jaren gebruikt | oordeel        | verwacht |
        | 2              | niet te zeggen | onbekend |
        """,
        [in_dutch(found)],
    )
