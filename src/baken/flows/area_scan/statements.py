"""Where statements about an area are signed, and by whom."""

from dataclasses import dataclass

from baken.foundation.partners.scope import Scope
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area
from baken.records.statements.rules import readable_tenants
from baken.vocabulary.area import AreaCode, AreaLevel
from baken.vocabulary.permission import PermissionName


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """The area that statements are about, and what who asks may do there."""

    area: AreaFact
    may_sign: bool
    may_show: bool


def statement_place(code: AreaCode, *, by: Scope) -> StatementPlace | None:
    """Return the area, or None when it is unknown, no wijk or buurt, or not for who asks."""
    found = area(code)
    if found is None or found.level == AreaLevel.MUNICIPALITY:
        return None
    tenant = found.municipality_code
    if tenant not in readable_tenants(by):
        return None
    return StatementPlace(
        area=found,
        may_sign=by.may(PermissionName.SIGN_STATEMENTS, tenant=tenant),
        may_show=by.may(PermissionName.PUBLISH_STATEMENTS, tenant=tenant),
    )
