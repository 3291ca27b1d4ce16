"""Who may sign, show and withdraw a statement, and which words are refused; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from baken.foundation.partners.scope import VISITOR, Scope
from baken.records.statements.facts import AreaStatementFact
from baken.records.statements.rules import (
    StatementRefusedError,
    check_days,
    check_showing,
    check_withdrawal,
    check_words,
    readable_tenants,
    role_to_sign,
)
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.role import Role

SIGNED = AreaStatementFact(
    id=UUID(int=1), tenant="GM0344", area_code="WK034403", pillar=Pillar.SAFE,
    bearing=Bearing.WORRY, subject="Scooters", text="Op het plein rijden scooters.",
    author="A", author_id=7, author_role="wijkagent", signed_at=datetime(2026, 3, 1, tzinfo=UTC),
    review_on=date(2026, 9, 1), expires_on=date(2027, 3, 1), is_public=False, withdrawn_at=None,
)  # fmt: skip


def scope(*roles: tuple[str, Role], person: int = 7) -> Scope:
    return Scope(person=person, roles=frozenset(roles))


def reason_of(act) -> str:
    with pytest.raises(StatementRefusedError) as refused:
        act()
    return refused.value.reason


@pytest.mark.parametrize("role", [Role.WIJKAGENT, Role.GEBIEDSMANAGER])
def test_a_wijkagent_and_a_gebiedsmanager_sign_in_their_own_municipality(role):
    assert role_to_sign(scope(("GM0344", role)), "WK034403") is role
    refused = reason_of(lambda: role_to_sign(scope(("GM0344", role)), "WK030701"))
    assert refused == "no-role-in-this-municipality"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.WIJKAGENT, Role.GEBIEDSMANAGER}))
def test_nobody_else_signs(role):
    refused = reason_of(lambda: role_to_sign(scope(("GM0344", role)), "WK034403"))
    assert refused == "no-role-in-this-municipality"


def test_residents_and_visitors_read_only_what_is_public():
    assert not readable_tenants(VISITOR)
    assert not readable_tenants(scope(("GM0344", Role.RESIDENT)))
    assert readable_tenants(scope(("GM0344", Role.COORDINATOR))) == {"GM0344"}


@pytest.mark.parametrize(
    "text",
    [
        "Mail naar jan@example.org voor meer.",
        "Bel (06-12345678) als het weer gebeurt",
        "Bel 06 1234 5678 als het weer gebeurt",
        "De auto met kenteken XX-999-X staat er elke avond.",
    ],
)
def test_what_leads_to_a_person_is_refused(text):
    assert reason_of(lambda: check_words(text, longest=600)) == "leads-to-a-person"


def test_a_name_and_a_house_number_are_refused_with_the_words_found():
    with pytest.raises(StatementRefusedError) as refused:
        check_words("Meneer Jansen van de Zamenhofdreef 12 dealt hier.", longest=600)
    assert refused.value.reason == "names-a-person"
    assert refused.value.words == ("Meneer Jansen", "Zamenhofdreef 12")


@pytest.mark.parametrize(
    "text",
    [
        "Op 12-05-2026 en in 2025 was het rustig; 3561 AB is een postcode.",
        "Bij nummer 12 en 14 is de verlichting stuk, 6 van de 10 lampen.",
    ],
)
def test_days_numbers_and_postcodes_are_no_persons(text):
    assert check_words(f"  {text}\r\n", longest=600) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" \n", "empty-text"), ("a" * 81, "text-too-long"), ("a\0b", "unusable-characters")],
)
def test_a_text_that_cannot_be_used_is_refused(text, reason):
    assert reason_of(lambda: check_words(text, longest=80)) == reason


@pytest.mark.parametrize(
    ("review_on", "expires_on"),
    [
        (date(2026, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 2), date(2027, 3, 1)),
    ],
)
def test_a_statement_is_looked_at_again_before_it_expires(review_on, expires_on):
    days = {"signed_on": date(2026, 3, 1), "review_on": review_on, "expires_on": expires_on}
    assert reason_of(lambda: check_days(**days)) == "days-out-of-order"


def test_only_the_author_withdraws_and_only_once():
    own = scope(("GM0344", Role.WIJKAGENT))
    check_withdrawal(own, SIGNED)
    other = scope(("GM0344", Role.WIJKAGENT), person=8)
    assert reason_of(lambda: check_withdrawal(other, SIGNED)) == "not-the-author"
    gone = replace(SIGNED, withdrawn_at=SIGNED.signed_at)
    assert reason_of(lambda: check_withdrawal(own, gone)) == "withdrawn-already"
    away = scope(("GM0307", Role.WIJKAGENT))
    assert reason_of(lambda: check_withdrawal(away, SIGNED)) == "unknown-statement"


def test_a_gebiedsmanager_shows_and_a_wijkagent_does_not():
    check_showing(scope(("GM0344", Role.GEBIEDSMANAGER)), SIGNED)
    agent = scope(("GM0344", Role.WIJKAGENT))
    assert reason_of(lambda: check_showing(agent, SIGNED)) == "may-not-show"
    gone = replace(SIGNED, withdrawn_at=SIGNED.signed_at)
    manager = scope(("GM0344", Role.GEBIEDSMANAGER))
    assert reason_of(lambda: check_showing(manager, gone)) == "withdrawn-already"


def test_from_its_day_a_statement_wants_a_new_look():
    assert not SIGNED.wants_a_new_look(date(2026, 8, 31))
    assert SIGNED.wants_a_new_look(date(2026, 9, 1))
