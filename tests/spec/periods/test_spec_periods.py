"""Perioden lezen"""

import pytest

from baken.vocabulary.period import Period


def test_six_ways_to_write_a_period(spec):
    """Een periode is op zes manieren te schrijven

    De eerste en de laatste dag horen er altijd bij. Een week begint op maandag (ISO 8601).
    """
    rows = spec.table(
        """
        | geschreven            |
        | 2024                  |
        | 2024-Q1               |
        | 2024-02               |
        | 2024-W01              |
        | 2024-03-31            |
        | 2024-12-25/2025-01-01 |
        """
    )
    texts = [row["geschreven"] for row in rows]
    first = spec.ask("Van wanneer tot en met wanneer, en hoeveel dagen?", Period.parse, texts[0])
    periods = [first, *(Period.parse(text) for text in texts[1:])]
    spec.answer(
        """
        | geschreven            | eerste dag | laatste dag | dagen |
        | 2024                  | 2024-01-01 | 2024-12-31  | 366   |
        | 2024-Q1               | 2024-01-01 | 2024-03-31  | 91    |
        | 2024-02               | 2024-02-01 | 2024-02-29  | 29    |
        | 2024-W01              | 2024-01-01 | 2024-01-07  | 7     |
        | 2024-03-31            | 2024-03-31 | 2024-03-31  | 1     |
        | 2024-12-25/2025-01-01 | 2024-12-25 | 2025-01-01  | 8     |
        """,
        [
            {
                "geschreven": str(period),
                "eerste dag": period.first.isoformat(),
                "laatste dag": period.last.isoformat(),
                "dagen": str(period.days),
            }
            for period in periods
        ],
    )


def test_what_is_no_period_is_refused(spec):
    """Wat geen periode is, wordt geweigerd

    Ook een dag die niet bestaat, of een laatste dag voor de eerste.
    """
    rows = spec.table(
        """
        | geschreven            |
        | 2024-13               |
        | 2023-02-29            |
        | 2024-Q5               |
        | 2024-06-30/2024-01-01 |
        """
    )
    answers = []
    for row in rows:
        with pytest.raises(ValueError, match="is no period") as refused:
            Period.parse(row["geschreven"])
        answers.append(row | {"antwoord": str(refused.value).split(" (")[0]})
    with pytest.raises(ValueError, match="is no period"):
        spec.ask("Is dit een periode?", Period.parse, rows[0]["geschreven"])
    spec.answer(
        """
        | geschreven            | antwoord                              |
        | 2024-13               | "2024-13" is no period                |
        | 2023-02-29            | "2023-02-29" is no period             |
        | 2024-Q5               | "2024-Q5" is no period                |
        | 2024-06-30/2024-01-01 | "2024-06-30/2024-01-01" is no period  |
        """,
        answers,
    )
