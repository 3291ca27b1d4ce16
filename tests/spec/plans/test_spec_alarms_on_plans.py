"""Alarmen op plannen"""

from datetime import date

from baken.catalogue.plan_alarms import alarm_rule
from baken.records.alarms.facts import AlarmEntryFact
from baken.records.alarms.rules import first_addressee, standing_on, terms_of
from baken.records.plans.promises import last_day
from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmCheck

RULE = alarm_rule(AlarmCheck.MEASURE_PAST_DATE)
ACTS = {
    "gezien": AlarmAct.SEEN,
    "opgepakt": AlarmAct.TAKEN_UP,
    "uitgelegd": AlarmAct.EXPLAINED,
}
WHO = {
    "eigenaar": Addressee.OWNER,
    "programmamanager": Addressee.PROGRAMME_MANAGER,
    "bestuur": Addressee.EXECUTIVE,
}
NAME = {addressee: name for name, addressee in WHO.items()}


def _given(row):
    """Return the day of a row, and the alarm of 1 March with what was done."""
    done = []
    if row.get("daad"):
        until = date.fromisoformat(row["tot"]) if row["tot"] else None
        who, day = WHO[row["door"]], date.fromisoformat(row["op"])
        done = [AlarmEntryFact(ACTS[row["daad"]], who, day, until=until)]
    return date.fromisoformat(row["dag"]), {
        "first": first_addressee(RULE, row["eigenaar"]),
        "terms": terms_of(RULE),
        "opened_on": date(2026, 3, 1),
        "entries": done,
    }


def _standings(spec, question, rows):
    day, named = _given(rows[0])
    found = [spec.ask(question, standing_on, day, **named)]
    return found + [standing_on(day, **named) for day, named in map(_given, rows[1:])]


def test_until_when_a_date_runs(spec):
    """Tot wanneer een datum loopt

    Een datum telt zo precies als het plan hem geeft: een jaar loopt tot en met 31 december.
    """
    rows = spec.table(
        """
        | in het plan |
        | 2026        |
        | 2026-02     |
        | 2026-02-14  |
        | voorjaar    |
        """
    )
    found = [spec.ask("Wat is de laatste dag?", last_day, rows[0]["in het plan"])]
    found += [last_day(row["in het plan"]) for row in rows[1:]]
    spec.answer(
        """
        | in het plan | laatste dag |
        | 2026        | 2026-12-31  |
        | 2026-02     | 2026-02-28  |
        | 2026-02-14  | 2026-02-14  |
        | voorjaar    | geen        |
        """,
        [
            {"in het plan": row["in het plan"], "laatste dag": str(day or "geen")}
            for row, day in zip(rows, found, strict=True)
        ],
    )


def test_who_has_it_when_nobody_does_anything(spec):
    """Bij wie een alarm ligt als niemand iets doet

    Een maatregel was op 28 februari 2026 klaar beloofd. Op 1 maart staat er een alarm. Zonder
    eigenaar in het plan begint het bij de programmamanager.
    """
    rows = spec.table(
        """
        | eigenaar | dag        |
        | politie  | 2026-03-01 |
        | politie  | 2026-03-21 |
        | politie  | 2026-03-22 |
        | politie  | 2026-04-18 |
        | politie  | 2026-04-19 |
        | politie  | 2027-03-01 |
        |          | 2026-03-01 |
        |          | 2026-03-28 |
        |          | 2026-03-29 |
        """
    )
    found = _standings(spec, "Bij wie ligt het alarm?", rows)
    spec.answer(
        """
        | eigenaar | dag        | ligt bij         |
        | politie  | 2026-03-01 | eigenaar         |
        | politie  | 2026-03-21 | eigenaar         |
        | politie  | 2026-03-22 | programmamanager |
        | politie  | 2026-04-18 | programmamanager |
        | politie  | 2026-04-19 | bestuur          |
        | politie  | 2027-03-01 | bestuur          |
        |          | 2026-03-01 | programmamanager |
        |          | 2026-03-28 | programmamanager |
        |          | 2026-03-29 | bestuur          |
        """,
        [
            {
                "eigenaar": row["eigenaar"],
                "dag": row["dag"],
                "ligt bij": NAME[standing.addressee],
            }
            for row, standing in zip(rows, found, strict=True)
        ],
    )


def test_what_seeing_taking_up_and_explaining_do(spec):
    """Wat zien, oppakken en uitleggen doen

    Zien geeft uitstel. Een toezegging houdt het alarm vast tot haar dag; is die voorbij, dan gaat
    het een stap hogerop. Een uitleg die afloopt, zet het alarm weer open bij dezelfde.
    Is het alarm al hogerop, dan is zien door de eigenaar niet genoeg.
    """
    rows = spec.table(
        """
        | eigenaar | daad      | door     | op         | tot        | dag        |
        | politie  | gezien    | eigenaar | 2026-03-10 |            | 2026-03-30 |
        | politie  | gezien    | eigenaar | 2026-03-10 |            | 2026-03-31 |
        | politie  | opgepakt  | eigenaar | 2026-03-10 | 2026-06-01 | 2026-06-01 |
        | politie  | opgepakt  | eigenaar | 2026-03-10 | 2026-06-01 | 2026-06-02 |
        | politie  | uitgelegd | eigenaar | 2026-03-10 | 2026-06-01 | 2026-06-02 |
        | politie  | uitgelegd | eigenaar | 2026-03-10 | 2026-06-01 | 2026-06-23 |
        | politie  | gezien    | eigenaar | 2026-03-25 |            | 2026-03-26 |
        | politie  | uitgelegd | eigenaar | 2026-03-25 | 2026-06-01 | 2026-05-31 |
        """
    )
    found = _standings(spec, "Hoe staat het alarm ervoor?", rows)
    spec.answer(
        """
        | daad      | dag        | ligt bij         | stand     |
        | gezien    | 2026-03-30 | eigenaar         | seen      |
        | gezien    | 2026-03-31 | programmamanager | opened    |
        | opgepakt  | 2026-06-01 | eigenaar         | taken-up  |
        | opgepakt  | 2026-06-02 | programmamanager | opened    |
        | uitgelegd | 2026-06-02 | eigenaar         | opened    |
        | uitgelegd | 2026-06-23 | programmamanager | opened    |
        | gezien    | 2026-03-26 | programmamanager | opened    |
        | uitgelegd | 2026-05-31 | programmamanager | explained |
        """,
        [
            {
                "daad": row["daad"],
                "dag": row["dag"],
                "ligt bij": NAME[standing.addressee],
                "stand": str(standing.state),
            }
            for row, standing in zip(rows, found, strict=True)
        ],
    )
