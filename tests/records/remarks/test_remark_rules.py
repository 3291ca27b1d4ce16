"""Who may read, write and withdraw a remark, without a database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.partners.scope import VISITOR, Scope
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.rules import (
    LONGEST_TEXT,
    READING_ROLES,
    WRITING_ROLES,
    RemarkRefusedError,
    check_text,
    check_withdrawal,
    check_year,
    readable_tenants,
    role_to_write,
)
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


def scope(*roles: tuple[str, Role], person: int = 7) -> Scope:
    return Scope(person=person, roles=frozenset(roles))


def remark(*, author: int = 7, withdrawn: datetime | None = None) -> RemarkFact:
    return RemarkFact(
        id=UUID(int=1), tenant="GM0344", area_code="WK034402", year=2024,
        indicator="registered-crime-0.0.0", text="Straat open.", author="A", author_id=author,
        author_role="gebiedsmanager", written_at=MOMENT, withdrawn_at=withdrawn,
    )  # fmt: skip


def refused(reason: str) -> object:
    return pytest.raises(RemarkRefusedError, match=f"^{reason}$")


@pytest.mark.parametrize("area", ["GM0344", "WK034402", "BU03440201"])
@pytest.mark.parametrize("role", list(Role))
def test_the_role_to_write_belongs_to_the_municipality_of_the_area(role: Role, area: str) -> None:
    if role in WRITING_ROLES:
        assert role_to_write(scope(("GM0344", role)), area) is role
    else:
        with refused("no-role-in-this-municipality"):
            role_to_write(scope(("GM0344", role)), area)
    with refused("no-role-in-this-municipality"):
        role_to_write(scope(("GM0307", role)), area)


def test_a_visitor_writes_nothing() -> None:
    with refused("no-role-in-this-municipality"):
        role_to_write(VISITOR, "GM0344")


def test_who_works_here_and_lives_there_reads_here() -> None:
    mixed = scope(("GM0344", Role.COUNCIL_MEMBER), ("GM0307", Role.RESIDENT))
    assert readable_tenants(mixed) == {"GM0344"}
    assert set(READING_ROLES) == set(Role) - {
        Role.RESIDENT,
        Role.DATA_STEWARD,
        Role.ADMINISTRATOR,
    }


@given(st.text(max_size=LONGEST_TEXT + 50))
def test_a_text_is_kept_or_refused_and_never_cut(text: str) -> None:
    meant = text.replace("\r\n", "\n").strip()
    try:
        kept = check_text(text)
    except RemarkRefusedError:
        assert not meant or len(meant) > LONGEST_TEXT or "\0" in meant
    else:
        assert kept == meant
        assert 0 < len(kept) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty-text"),
        (" \n\t ", "empty-text"),
        ("x" * (LONGEST_TEXT + 1), "text-too-long"),
        ("a\0b", "unusable-characters"),
    ],
)
def test_a_text_that_cannot_be_used(text: str, reason: str) -> None:
    with refused(reason):
        check_text(text)


def test_a_line_end_counts_once_and_the_longest_text_fits() -> None:
    lines = "\r\n".join(["x"] * 500) + "y"
    assert len(check_text(lines)) == LONGEST_TEXT


@pytest.mark.parametrize("year", [0, -1, 1899, 2026, 99999])
def test_a_year_without_figures_is_refused(year: int) -> None:
    with refused("unknown-year"):
        check_year(year, this_year=2025)


def test_the_author_withdraws_once() -> None:
    here = scope(("GM0344", Role.GEBIEDSMANAGER))
    check_withdrawal(here, remark())
    with refused("not-the-author"):
        check_withdrawal(here, remark(author=8))
    with refused("withdrawn-already"):
        check_withdrawal(here, remark(withdrawn=MOMENT))


@pytest.mark.parametrize(
    "roles", [[], [("GM0307", Role.GEBIEDSMANAGER)], [("GM0344", Role.RESIDENT)]]
)
def test_an_author_who_no_longer_works_there_meets_an_unknown_remark(
    roles: list[tuple[str, Role]],
) -> None:
    with refused("unknown-remark"):
        check_withdrawal(scope(*roles), remark())
