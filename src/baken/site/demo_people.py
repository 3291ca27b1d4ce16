"""The people of a demo install: one per role, without a password, marked as demo."""

from django.conf import settings

from baken.foundation.partners.services import ensure_demo_person, ensure_municipality, grant_role
from baken.foundation.places.selectors import names_of
from baken.vocabulary.role import Role

DEMO_NAMES = {
    Role.RESIDENT: "Demo: bewoner",
    Role.GEBIEDSMANAGER: "Demo: gebiedsmanager",
    Role.WIJKAGENT: "Demo: wijkagent",
    Role.COORDINATOR: "Demo: coördinator handhaving",
    Role.POLICY_ADVISER: "Demo: beleidsadviseur",
    Role.PROGRAMME_MANAGER: "Demo: programmamanager veiligheid",
    Role.EXECUTIVE: "Demo: bestuurder",
    Role.COUNCIL_MEMBER: "Demo: raadslid",
    Role.PRIVACY_OFFICER: "Demo: privacyfunctionaris (FG)",
    Role.DATA_STEWARD: "Demo: gegevensbeheerder",
    Role.ADMINISTRATOR: "Demo: beheerder van gebruikers",
}


def ensure_demo_people() -> None:
    """Make the tenants and, on a demo install, one person per role in each of them."""
    names = names_of(settings.BAKEN_MUNICIPALITIES)
    for code in settings.BAKEN_MUNICIPALITIES:
        ensure_municipality(code=code, name=names.get(code, code))
    if not settings.BAKEN_DEMO:
        return
    for role, full_name in DEMO_NAMES.items():
        person = ensure_demo_person(role=role, full_name=full_name)
        if person is None:
            continue
        for code in settings.BAKEN_MUNICIPALITIES:
            grant_role(person=person, tenant=code, role=role)
