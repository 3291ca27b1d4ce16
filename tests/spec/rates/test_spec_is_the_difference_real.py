"""Is het verschil echt?"""

import math

from recorder import read_number, write_number

from baken.engines.rates import compare_periods
from baken.vocabulary.figure import ChangeVerdict

IN_WORDS = {
    ChangeVerdict.HIGHER: "hoger",
    ChangeVerdict.LOWER: "lager",
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: "geen aantoonbare verandering",
    ChangeVerdict.NOT_COMPARABLE: "niet te vergelijken",
}


def two_years(rows):
    """(aantal, inwoners) van het eerste jaar en van het tweede, achter elkaar."""
    return [read_number(row[name]) for row in rows for name in ("misdrijven", "gemiddeld inwoners")]


def in_dutch(change):
    share = [write_number(100 * (v[0] - 1), 0) for v in (change.ratio, change.lower, change.upper)]
    return {
        "oordeel": IN_WORDS[change.verdict[0]],
        "per inwoner": f"{share[0]} %",
        "marge": f"{share[1]} % tot {share[2]} %",
    }


def test_burglary_in_utrecht_fell(spec):
    """Woninginbraak in Utrecht: van 513 naar 399 is echt minder

    In 2023 werden 513 woninginbraken geregistreerd en in 2024 (voorlopig) 399. Het aantal
    inwoners groeide intussen. Per inwoner is dat 23 % minder. Zelfs als het toeval flink
    tegenzit, is het nog 12 % minder: de marge ligt geheel onder nul.

    Dit is de exacte toets voor zuiver toeval. De schermen van Baken rekenen daarnaast met de
    extra spreiding van jaar op jaar; dat maakt de marge breder.
    """
    rows = spec.table(
        """
        | jaar | misdrijven | gemiddeld inwoners |
        | 2023 | 513        | 371.092            |
        | 2024 | 399        | 375.498            |
        """
    )
    change = spec.ask("Is het verschil echt?", compare_periods, *two_years(rows))
    spec.answer(
        """
        | oordeel | per inwoner | marge           |
        | lager   | -23 %                   | -33 % tot -12 % |
        """,
        [in_dutch(change)],
    )


def test_more_spread_asks_for_more_difference(spec):
    """Als aantallen uit zichzelf meer schommelen, is hetzelfde verschil minder zeker

    Dezelfde cijfers, maar nu schommelen aantallen drie keer zo sterk als zuiver toeval
    (extra spreiding 3). Het oordeel blijft, de marge wordt breder. Bij een spreiding van 6 is
    het niet meer te zeggen.
    """
    rows = spec.table(
        """
        | jaar | misdrijven | gemiddeld inwoners |
        | 2023 | 513        | 371.092            |
        | 2024 | 399        | 375.498            |
        """
    )
    values = two_years(rows)
    asked = "Is het verschil echt, bij een extra spreiding van 1, 3 en 6?"
    changes = [spec.ask(asked, compare_periods, *values, phi=1.0)]
    changes += [compare_periods(*values, phi=phi) for phi in (3.0, 6.0)]
    spec.answer(
        """
        | spreiding | oordeel                      | per inwoner | marge           |
        | 1         | lager                        | -23 %                   | -33 % tot -12 % |
        | 3         | lager                        | -23 %                   | -39 % tot -3 %  |
        | 6         | geen aantoonbare verandering | -23 %                   | -45 % tot 6 %   |
        """,
        [
            {"spreiding": str(phi)} | in_dutch(change)
            for phi, change in zip((1, 3, 6), changes, strict=True)
        ],
    )


def test_a_doubling_of_a_few_cases_is_not_demonstrable(spec):
    """In een kleine buurt is een verdubbeling niet aantoonbaar

    Van 3 naar 6 in een buurt met 1.800 inwoners kan goed toeval zijn. Pas een stijging tot ruim
    vijf keer zo veel was (in vier van de vijf gevallen) opgemerkt; een daling was helemaal niet
    op te merken. Dat zegt Baken erbij: "geen aantoonbare verandering" is niet "gelijk gebleven".
    """
    rows = spec.table(
        """
        | jaar | misdrijven | gemiddeld inwoners |
        | 2023 | 3          | 1.800              |
        | 2024 | 6          | 1.800              |
        """
    )
    change = spec.ask("Is het verschil echt?", compare_periods, *two_years(rows))
    spec.answer(
        """
        | oordeel                      | merkbare stijging | merkbare daling |
        | geen aantoonbare verandering | 5,4 keer          | geen enkele     |
        """,
        [
            {
                "oordeel": IN_WORDS[change.verdict[0]],
                "merkbare stijging": in_times(change.detectable_rise[0]),
                "merkbare daling": in_times(change.detectable_fall[0]),
            }
        ],
    )


def in_times(ratio):
    return "geen enkele" if math.isnan(ratio) else f"{write_number(ratio, 1)} keer"
