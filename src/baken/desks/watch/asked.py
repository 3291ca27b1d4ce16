"""What a page of the watch is asked for: municipality, day, type and wijk, all in the address."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest
from django.utils import timezone

from baken.foundation.partners.selectors import municipality_names
from baken.records.watches.facts import Unusual, WatchRoundFact
from baken.records.watches.rules import readable_tenants
from baken.records.watches.selectors import latest_day, round_on
from baken.vocabulary.permission import PermissionName

ALL = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The municipality, the day and its round (None: none was made), and the filters."""

    tenant: str
    tenant_name: str
    tenants: tuple[tuple[str, str], ...]
    day: date
    round: WatchRoundFact | None
    offence: str
    wijk: str
    may_run: bool

    def wants(self, line: Unusual) -> bool:
        """Return whether a line passes the filters; a wijk keeps its buurten and the whole city."""
        inside = (
            not self.wijk
            or line.area in (self.wijk, self.tenant)
            or f"WK{line.area[2:8]}" == self.wijk
        )
        return inside and self.offence in (ALL, line.offence)


def asked(request: HttpRequest) -> Asked:
    """Read the address; the newest day and one's own first municipality where it says nothing."""
    tenant, names = tenant_of(request), municipality_names()
    day = _day(request.GET.get("dag", "")) or latest_day(tenant) or timezone.localdate()
    own = sorted(readable_tenants(request.scope))
    return Asked(
        tenant=tenant,
        tenant_name=names.get(tenant, tenant),
        tenants=tuple((code, names.get(code, code)) for code in own),
        day=day,
        round=round_on(tenant, day),
        offence=request.GET.get("soort", ALL),
        wijk=request.GET.get("wijk", ALL),
        may_run=request.scope.may(PermissionName.RUN_POLICE_DAY, tenant=tenant),
    )


def tenant_of(request: HttpRequest) -> str:
    """Return the asked municipality, or the first of one's own."""
    own = sorted(readable_tenants(request.scope))
    wanted = request.POST.get("gemeente") or request.GET.get("gemeente") or own[0]
    if wanted not in own:
        raise Http404
    return wanted


def day_of(request: HttpRequest) -> date:
    """Return the day that a form gives, at most today; today where it cannot be read."""
    today = timezone.localdate()
    given = _day(request.POST.get("dag", ""))
    return min(given, today) if given and given > today - timedelta(days=36525) else today


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
