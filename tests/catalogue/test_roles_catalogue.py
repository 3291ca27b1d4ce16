"""The roles as data: every role and permission once, mistakes refused all at once."""

from pathlib import Path

import pytest

from baken.catalogue.permissions import PERMISSIONS, permission_entry
from baken.catalogue.permissions.entries import read_permissions
from baken.catalogue.reader import CatalogueError
from baken.catalogue.roles import ROLES, permissions_of, roles_with
from baken.catalogue.roles.entries import read_roles
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

FOLDER = Path(read_roles.__code__.co_filename).parent
TEXT = (FOLDER / "roles.toml").read_text(encoding="utf-8")


def test_every_role_and_every_permission_is_there_once() -> None:
    assert sorted(entry.id for entry in ROLES) == sorted(Role)
    assert sorted(entry.id for entry in PERMISSIONS) == sorted(PermissionName)
    assert all(permission_entry(name).sentence("en").endswith(".") for name in PermissionName)


def test_every_permission_is_held_by_somebody() -> None:
    assert all(roles_with(name) for name in PermissionName)


def test_the_two_questions_agree() -> None:
    for name in PermissionName:
        assert set(roles_with(name)) == {role for role in Role if name in permissions_of(role)}


def test_who_sees_or_manages_people_takes_a_second_factor() -> None:
    watched = {PermissionName.READ_AUDIT_LOG, PermissionName.MANAGE_PEOPLE}
    for entry in ROLES:
        assert entry.second_factor or not watched & set(entry.permissions), entry.id


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('"read-remarks"]', '"read-remark"]', 'did you mean "read-remarks"?'),
        ('id = "resident"', 'id = "inhabitant"', '"inhabitant" is none of'),
        ("second_factor = true\n", "second_factr = true\n", 'did you mean "second_factor"?'),
        ("second_factor = false", 'second_factor = "no"', "expected bool, given 'no'"),
        ('id = "resident"', 'id = "administrator"', '"administrator" occurs twice'),
        ("[[role]]", "[[roles]]", 'unknown table "roles"; did you mean "role"?'),
    ],
)
def test_a_planted_mistake_is_refused(tmp_path: Path, old: str, new: str, error: str) -> None:
    assert old in TEXT
    (tmp_path / "roles.toml").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"\w") as refused:
        read_roles(tmp_path)
    assert error in str(refused.value)


def test_a_role_or_permission_without_an_entry_is_refused(tmp_path: Path) -> None:
    first = TEXT.split("[[role]]")[1]
    (tmp_path / "roles.toml").write_text(f"[[role]]{first}", encoding="utf-8")
    with pytest.raises(CatalogueError, match='the role "resident" has no entry') as refused:
        read_roles(tmp_path)
    assert len(refused.value.errors) == len(Role) - 1
    with pytest.raises(CatalogueError, match='the permission "manage-people" has no entry'):
        read_permissions(tmp_path / "none")
