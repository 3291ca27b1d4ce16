"""The norms of audit offices: worked examples, and what the bundled plans come to."""

import pytest

from baken.catalogue.audit_norms import AUDIT_NORMS, AuditNorm
from baken.records.plans.facts import NormCount, NormVerdict
from baken.records.plans.norms import judged_norms, verdict_on
from baken.records.plans.rules import judged_goal
from baken.records.plans.selectors import plan

MET, PARTLY, NOT_MET = NormVerdict.MET, NormVerdict.PARTLY, NormVerdict.NOT_MET


def a_norm(met_from: float, partly_from: float) -> AuditNorm:
    return AuditNorm("x", *[""] * 6, met_from, partly_from)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([(9, 10)], MET),
        ([(8, 10)], PARTLY),
        ([(2, 10)], NOT_MET),
        ([(10, 10), (0, 10)], PARTLY),
        ([(2, 10), (1, 10)], NOT_MET),
        ([(0, 0)], NOT_MET),
    ],
)
def test_a_norm_is_as_good_as_its_shares(counts: list, verdict: NormVerdict) -> None:
    found = [NormCount("x", part, whole) for part, whole in counts]
    assert verdict_on(found, a_norm(0.9, 0.25)) is verdict


EXPECTED = {
    "utr_ivp_2019_2022": {
        "situation": (PARTLY, [(2, 7)]),
        "logic": (PARTLY, [(112, 172), (0, 172)]),
        "monitoring": (NOT_MET, [(1, 7), (0, 7)]),
        "cooperation": (PARTLY, [(82, 172), (0, 172)]),
        "communication": (MET, [(1, 1), (1, 1)]),
        "efficiency": (NOT_MET, [(0, 172), (0, 172)]),
        "roles": (MET, [(1, 1), (1, 1)]),
        "lawfulness": (NOT_MET, [(0, 39)]),
    },
    "amf_2018": {
        "situation": (PARTLY, [(4, 7)]),
        "logic": (PARTLY, [(57, 59), (0, 59)]),
        "monitoring": (PARTLY, [(4, 7), (4, 7)]),
        "cooperation": (PARTLY, [(24, 59), (0, 59)]),
        "communication": (PARTLY, [(1, 1), (0, 1)]),
        "efficiency": (NOT_MET, [(0, 59), (1, 59)]),
        "roles": (NOT_MET, [(0, 1), (0, 1)]),
        "lawfulness": (NOT_MET, [(1, 18)]),
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_the_bundled_plans_come_to(db: None, name: str) -> None:
    found = plan(name)
    judged = judged_norms(found, tuple(judged_goal(goal) for goal in found.goals))
    assert [each.norm.id for each in judged] == [norm.id for norm in AUDIT_NORMS]
    said = {
        each.norm.id: (each.verdict, [(count.part, count.whole) for count in each.counts])
        for each in judged
    }
    assert said == EXPECTED[name]
