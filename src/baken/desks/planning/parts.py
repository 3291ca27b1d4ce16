"""The pages of one plan, in the same order on each of them, for who may open them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from baken.records.plans.schema import PlanHead
from baken.vocabulary.permission import PermissionName

# (name of the route, words, permission in the municipality of the plan or None for everybody)
_PARTS: tuple[tuple[str, Promise, PermissionName | None], ...] = (
    ("plan", gettext_lazy("The plan"), None),
    ("plan-background", gettext_lazy("Around the measures"), None),
    ("plan-timeline", gettext_lazy("Timeline"), None),
    ("plan-board", gettext_lazy("Board"), None),
    ("plan-money", gettext_lazy("Money"), None),
    ("plan-capacity", gettext_lazy("Capacity"), PermissionName.READ_PLAN_ALARMS),
    ("plan-alarms", gettext_lazy("Alarms"), PermissionName.READ_PLAN_ALARMS),
    ("plan-versions", gettext_lazy("Versions"), None),
    ("plan-editing", gettext_lazy("Change this plan"), PermissionName.WRITE_PLANS),
)


def part_links(request: HttpRequest, head: PlanHead) -> list[tuple[str, Promise, bool]]:
    """Return address, words and whether it is this page, for every page of a plan."""
    match = request.resolver_match
    here = match.url_name if match else None
    return [
        (reverse(route, args=[head.id]), words, route == here)
        for route, words, needed in _PARTS
        if needed is None or request.scope.may(needed, tenant=head.municipality_code)
    ]
