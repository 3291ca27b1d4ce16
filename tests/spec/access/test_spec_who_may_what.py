"""Wie mag wat"""

from baken.catalogue.roles import permissions_of, role_entry, roles_with_second_factor
from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

COLUMNS = {
    "toelichting lezen": PermissionName.READ_REMARKS,
    "toelichting schrijven": PermissionName.WRITE_REMARKS,
    "logboek lezen": PermissionName.READ_AUDIT_LOG,
    "aanleveren": PermissionName.DELIVER_FILES,
    "plan wijzigen": PermissionName.WRITE_PLANS,
    "plan vaststellen": PermissionName.ADOPT_PLANS,
    "mensen beheren": PermissionName.MANAGE_PEOPLE,
}


def test_what_each_role_may_do(spec):
    """Wat elke rol mag, staat in de catalogus

    Een rol is een lijst van bevoegdheden in `catalogue/roles`. Gepubliceerde cijfers mag iedereen
    lezen; deze tabel gaat over de rest.
    """
    rows = spec.table(
        """
        | rol               |
        | resident          |
        | gebiedsmanager    |
        | wijkagent         |
        | coordinator       |
        | policy-adviser    |
        | programme-manager |
        | executive         |
        | council-member    |
        | privacy-officer   |
        | data-steward      |
        | administrator     |
        """
    )
    roles = [Role(row["rol"]) for row in rows]
    assert set(roles) == set(Role)
    held = [spec.ask("Wat mag deze rol?", permissions_of, roles[0])]
    held += [permissions_of(role) for role in roles[1:]]
    spec.answer(
        """
        | rol               | toelichting lezen | toelichting schrijven | logboek lezen | aanleveren | plan wijzigen | plan vaststellen | mensen beheren |
        | resident          | nee               | nee                   | nee           | nee        | nee           | nee              | nee            |
        | gebiedsmanager    | ja                | ja                    | nee           | nee        | nee           | nee              | nee            |
        | wijkagent         | ja                | ja                    | nee           | nee        | nee           | nee              | nee            |
        | coordinator       | ja                | ja                    | nee           | nee        | nee           | nee              | nee            |
        | policy-adviser    | ja                | ja                    | nee           | nee        | ja            | nee              | nee            |
        | programme-manager | ja                | nee                   | nee           | nee        | ja            | ja               | nee            |
        | executive         | ja                | nee                   | nee           | nee        | nee           | nee              | nee            |
        | council-member    | ja                | nee                   | nee           | nee        | nee           | nee              | nee            |
        | privacy-officer   | ja                | nee                   | ja            | nee        | nee           | nee              | nee            |
        | data-steward      | nee               | nee                   | nee           | ja         | nee           | nee              | nee            |
        | administrator     | nee               | nee                   | nee           | nee        | nee           | nee              | ja             |
        """,  # noqa: E501 - a table is read by its columns
        [
            {"rol": str(role)} | {word: _yes(name in may) for word, name in COLUMNS.items()}
            for role, may in zip(roles, held, strict=True)
        ],
    )


def test_a_role_counts_in_its_own_municipality_only(spec):
    """Een rol geldt in de eigen gemeente

    Wie gebiedsmanager is in Utrecht en bewoner van Amersfoort, schrijft alleen in Utrecht.
    """
    rows = spec.table(
        """
        | gemeente | rol            |
        | GM0344   | gebiedsmanager |
        | GM0307   | resident       |
        """
    )
    scope = Scope(1, frozenset((row["gemeente"], Role(row["rol"])) for row in rows))
    write = PermissionName.WRITE_REMARKS
    answers = [spec.ask("Mag deze medewerker hier schrijven?", scope.may, write, tenant="GM0344")]
    answers += [scope.may(write, tenant=tenant) for tenant in ("GM0307", "GM0363")]
    spec.answer(
        """
        | gemeente | mag schrijven |
        | GM0344   | ja            |
        | GM0307   | nee           |
        | GM0363   | nee           |
        """,
        [
            {"gemeente": tenant, "mag schrijven": _yes(answer)}
            for tenant, answer in zip(("GM0344", "GM0307", "GM0363"), answers, strict=True)
        ],
    )


def test_who_takes_a_second_factor(spec):
    """Wie met een tweede factor inlogt

    Een rol die gegevens over mensen ziet of beheert, kan niet met alleen een wachtwoord.
    """
    rows = spec.table(
        """
        | rol             |
        | policy-adviser  |
        | privacy-officer |
        | data-steward    |
        | administrator   |
        """
    )
    asked = spec.ask("Welke rollen vragen een tweede factor?", roles_with_second_factor)
    spec.answer(
        """
        | rol             | naam                             | tweede factor |
        | policy-adviser  | beleidsadviseur                  | nee           |
        | privacy-officer | functionaris gegevensbescherming | ja            |
        | data-steward    | gegevensbeheerder                | ja            |
        | administrator   | beheerder                        | ja            |
        """,
        [
            {
                "rol": row["rol"],
                "naam": role_entry(Role(row["rol"])).title_nl,
                "tweede factor": _yes(Role(row["rol"]) in asked),
            }
            for row in rows
        ],
    )


def _yes(value: object) -> str:
    return "ja" if value else "nee"
