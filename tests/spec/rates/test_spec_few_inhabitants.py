"""Weinig inwoners"""

from recorder import read_number, write_number

from baken.catalogue.places import VISITOR_RULES
from baken.engines.rates import exact_interval


def test_a_rate_of_few_inhabitants_says_little(spec):
    """Hetzelfde cijfer per 1.000 inwoners zegt minder naarmate er minder mensen wonen

    Drie misdrijven op 100 inwoners en 300 op 10.000 geven allebei 30 per 1.000. Het eerste
    cijfer kan evengoed 6 als 88 zijn. Onder de 400 inwoners zet Baken er daarom het kenmerk
    "weinig inwoners" bij, en raadt aan naar het aantal te kijken. Die grens staat in de
    catalogus, niet in de programma's.
    """
    rows = spec.table(
        """
        | buurt | misdrijven | inwoners |
        | A     | 3          | 100      |
        | B     | 12         | 399      |
        | C     | 12         | 400      |
        | D     | 300        | 10.000   |
        """
    )
    counts, inhabitants = (
        [read_number(row[name]) for row in rows] for name in ("misdrijven", "inwoners")
    )
    found = spec.ask("Hoe zeker is het cijfer per 1.000?", exact_interval, counts, inhabitants)
    (rule,) = VISITOR_RULES
    spec.answer(
        """
        | buurt | per 1.000 | marge         | kenmerk         |
        | A     | 30,0      | 6,2 tot 87,7  | weinig inwoners |
        | B     | 30,1      | 15,5 tot 52,5 | weinig inwoners |
        | C     | 30,0      | 15,5 tot 52,4 | geen            |
        | D     | 30,0      | 26,7 tot 33,6 | geen            |
        """,
        [
            {
                "buurt": row["buurt"],
                "per 1.000": write_number(1000 * found.rate[i], 1),
                "marge": f"{write_number(1000 * found.lower[i], 1)} tot "
                f"{write_number(1000 * found.upper[i], 1)}",
                "kenmerk": (
                    rule.label_few_nl if inhabitants[i] < rule.fewer_inhabitants_than else "geen"
                ),
            }
            for i, row in enumerate(rows)
        ],
    )
