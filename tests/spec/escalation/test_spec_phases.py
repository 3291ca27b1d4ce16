"""Fases: hoe ze stijgen en dalen"""

from datetime import date

from baken.catalogue.escalation import escalation_model
from baken.engines.phases import Decision, PhaseEvidence, replay
from baken.records.escalations.facts import PackageEntryFact
from baken.records.escalations.rules import task_standing
from baken.records.escalations.selectors import catalogue_rules
from baken.records.escalations.sentences import sentences
from baken.vocabulary.phase import PackageAct, PackageState, PhaseMove, PhaseRuling

MODEL = escalation_model("burglary_example")
RULES = catalogue_rules(MODEL)
MOVES = {
    None: "",
    PhaseMove.RISEN: "stijgt",
    PhaseMove.PROPOSED: "afschalen voorgesteld",
    PhaseMove.LAPSED: "voorstel vervalt",
    PhaseMove.STEPPED_DOWN: "afgeschaald",
    PhaseMove.KEPT: "gehouden",
}
RULINGS = {"afschalen": PhaseRuling.STEP_DOWN, "houden": PhaseRuling.KEEP}
STATES = {
    PackageState.OPEN: "loopt",
    PackageState.EXPLAINED: "uitgelegd",
    PackageState.WITH_OWNER: "bij de eigenaar",
    PackageState.WITH_COORDINATOR: "bij de coördinator",
    PackageState.DONE: "klaar",
}
ACTS = {"uitgelegd": PackageAct.EXPLAINED, "klaar": PackageAct.DONE}


def _number(written):
    return float(written.replace(",", "."))


def _evidence(row):
    near = int(row["dichtbij"]) if row.get("dichtbij") else None
    return PhaseEvidence(
        week=date.fromisoformat(row["week"]),
        count=9,
        recent=int(row.get("in 4 weken", "9")),
        p=_number(row["p"]),
        near_repeats=near,
        near_repeats_p=0.01 if near is not None else None,
    )


def _course(spec, question, rows):
    decided = [
        Decision(date.fromisoformat(row["week"]), RULINGS[row["besluit"]])
        for row in rows
        if row.get("besluit")
    ]
    course = spec.ask(question, replay, [_evidence(row) for row in rows], RULES, decided)
    return [
        {
            "week": each.week.isoformat(),
            "fase": each.state.phase.value,
            "wat gebeurt": MOVES[each.move],
        }
        for each in course
    ]


def test_how_a_phase_rises(spec):
    """Hoe een fase stijgt

    De p zegt hoe vaak rustige tijden zo'n aantal geven. Eén week onder de eerste drempel maakt
    alert; drie weken op rij ver eronder maken escalatie. De drempels zijn een voorbeeld.
    """
    rows = spec.table(
        """
        | week       | p     |
        | 2026-01-05 | 0,400 |
        | 2026-01-12 | 0,020 |
        | 2026-01-19 | 0,010 |
        | 2026-01-26 | 0,010 |
        | 2026-02-02 | 0,010 |
        """
    )
    spec.answer(
        """
        | week       | fase      | wat gebeurt |
        | 2026-01-05 | rust      |             |
        | 2026-01-12 | alert     | stijgt      |
        | 2026-01-19 | alert     |             |
        | 2026-01-26 | alert     |             |
        | 2026-02-02 | escalatie | stijgt      |
        """,
        _course(spec, "In welke fase staat de wijk na elke week?", rows),
    )


def test_what_else_raises_and_what_does_not(spec):
    """Wat ook telt, en wat niet

    Een week voorbij de tweede drempel maakt meteen escalatie. Twee of meer inbraken vlak na en
    vlak bij een andere kunnen alert maken. Bij minder dan drie in vier weken stijgt er niets.
    """
    rows = spec.table(
        """
        | week       | p       | in 4 weken | dichtbij |
        | 2026-01-05 | 0,00001 | 2          |          |
        | 2026-01-12 | 0,400   | 5          | 2        |
        | 2026-01-19 | 0,00001 | 9          |          |
        """
    )
    spec.answer(
        """
        | week       | fase      | wat gebeurt |
        | 2026-01-05 | rust      |             |
        | 2026-01-12 | alert     | stijgt      |
        | 2026-01-19 | escalatie | stijgt      |
        """,
        _course(spec, "In welke fase staat de wijk na elke week?", rows),
    )


def test_how_a_phase_falls(spec):
    """Hoe een fase daalt

    Na twee rustige weken stelt Baken een stap omlaag voor. Pas een besluit van een mens laat de
    fase dalen, één stap tegelijk. Een week die niet rustig is, laat het voorstel vervallen.
    """
    rows = spec.table(
        """
        | week       | p       | besluit   |
        | 2026-01-05 | 0,00001 |           |
        | 2026-01-12 | 0,300   |           |
        | 2026-01-19 | 0,300   |           |
        | 2026-01-26 | 0,050   |           |
        | 2026-02-02 | 0,300   |           |
        | 2026-02-09 | 0,300   | houden    |
        | 2026-02-16 | 0,300   |           |
        | 2026-02-23 | 0,300   | afschalen |
        """
    )
    spec.answer(
        """
        | week       | fase      | wat gebeurt           |
        | 2026-01-05 | escalatie | stijgt                |
        | 2026-01-12 | escalatie |                       |
        | 2026-01-19 | escalatie | afschalen voorgesteld |
        | 2026-01-26 | escalatie | voorstel vervalt      |
        | 2026-02-02 | escalatie |                       |
        | 2026-02-09 | escalatie | afschalen voorgesteld |
        | 2026-02-09 | escalatie | gehouden              |
        | 2026-02-16 | escalatie |                       |
        | 2026-02-23 | escalatie | afschalen voorgesteld |
        | 2026-02-23 | alert     | afgeschaald           |
        """,
        _course(spec, "In welke fase staat de wijk, en waardoor?", rows),
    )


def _said(row):
    return PhaseEvidence(
        week=date(2026, 1, 5),
        count=int(row["geteld"]),
        recent=int(row["geteld"]),
        expected=_number(row["verwacht"]),
        lower=float(row["van"]),
        upper=float(row["tot"]),
        p=_number(row["p"]),
    )


def _parts(sentence):
    counted, rare = sentence.rsplit("; ", 1)
    often = rare.removeprefix("in rustige tijden komt dit ")
    return {"geteld en verwacht": counted, "in rustige tijden komt dit": often}


def test_what_a_phase_says(spec):
    """De zin bij een fase

    Hoe zeldzaam iets is, is gemeten in rustige tijden; zeldzamer dan gemeten zegt Baken niet.
    """
    rows = spec.table(
        """
        | geteld | verwacht | van | tot | p        |
        | 14     | 5        | 1   | 10  | 0,001    |
        | 1      | 2,1      | 0   | 6   | 0,8      |
        | 22     | 4        | 0   | 9   | 0,000001 |
        """
    )
    first, *more = rows
    found = [spec.ask("Wat staat er bij de wijk?", sentences, _said(first), MODEL)[0]]
    found += [sentences(_said(row), MODEL)[0] for row in more]
    spec.answer(
        """
        | geteld en verwacht                                    | in rustige tijden komt dit |
        | 14 woninginbraken in 2 weken; verwacht 5 (95 %: 1-10) | eens in 12 jaar voor |
        | 1 woninginbraak in 2 weken; verwacht 2,1 (95 %: 0-6)  | dat is niet ongewoon |
        | 22 woninginbraken in 2 weken; verwacht 4 (95 %: 0-9)  | minder dan eens in 112 jaar voor |
        """,
        [_parts(each) for each in found],
    )


def _task(row):
    entries = []
    if row["gedaan"]:
        until = date.fromisoformat(row["tot"]) if row["tot"] else None
        day = date.fromisoformat(row["op"])
        entries = [PackageEntryFact(ACTS[row["gedaan"]], day, until, "", "", "")]
    named = {"due_on": date(2026, 3, 10), "owner_days": 3, "entries": entries}
    return date.fromisoformat(row["dag"]), named


def test_who_has_a_late_task(spec):
    """Bij wie een late taak ligt

    Een taak van een pakket moest op 10 maart klaar zijn. Daarna ligt ze drie dagen bij de
    eigenaar, en dan bij de coördinator, tot iemand haar klaar noemt of uitlegt.
    """
    rows = spec.table(
        """
        | dag        | gedaan    | op         | tot        |
        | 2026-03-10 |           |            |            |
        | 2026-03-11 |           |            |            |
        | 2026-03-14 |           |            |            |
        | 2026-03-14 | uitgelegd | 2026-03-12 | 2026-03-20 |
        | 2026-03-21 | uitgelegd | 2026-03-12 | 2026-03-20 |
        | 2026-03-21 | klaar     | 2026-03-15 |            |
        """
    )
    day, named = _task(rows[0])
    found = [spec.ask("Hoe staat de taak ervoor?", task_standing, day, **named)]
    found += [task_standing(day, **named) for day, named in map(_task, rows[1:])]
    spec.answer(
        """
        | dag        | stand              |
        | 2026-03-10 | loopt              |
        | 2026-03-11 | bij de eigenaar    |
        | 2026-03-14 | bij de coördinator |
        | 2026-03-14 | uitgelegd          |
        | 2026-03-21 | bij de eigenaar    |
        | 2026-03-21 | klaar              |
        """,
        [
            {"dag": row["dag"], "stand": STATES[state]}
            for row, state in zip(rows, found, strict=True)
        ],
    )
