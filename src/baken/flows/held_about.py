"""What is held about a place, a file or a person, over every record."""

from collections.abc import Collection

from baken.foundation.intake.holders import HOLDERS as INTAKE
from baken.foundation.intake.selectors import deliveries_named
from baken.foundation.jobs.holders import HOLDERS as JOBS
from baken.foundation.partners.selectors import person_key
from baken.foundation.stewardship.held import HeldAbout, HeldFact, Holder, held
from baken.foundation.stewardship.holders import HOLDERS as STEWARDSHIP
from baken.records.accounts.holders import HOLDERS as ACCOUNTS
from baken.records.alarms.holders import HOLDERS as ALARMS
from baken.records.capacities.holders import HOLDERS as CAPACITIES
from baken.records.escalations.holders import HOLDERS as ESCALATIONS
from baken.records.indicators.holders import HOLDERS as INDICATORS
from baken.records.meetings.holders import HOLDERS as MEETINGS
from baken.records.neighbourhood_plans.holders import HOLDERS as NEIGHBOURHOOD_PLANS
from baken.records.participation.holders import HOLDERS as PARTICIPATION
from baken.records.plans.holders import HOLDERS as PLANS
from baken.records.registrations.holders import HOLDERS as REGISTRATIONS
from baken.records.remarks.holders import HOLDERS as REMARKS
from baken.records.sightings.holders import HOLDERS as SIGHTINGS
from baken.records.statements.holders import HOLDERS as STATEMENTS
from baken.records.uploads.holders import HOLDERS as UPLOADS
from baken.records.watches.holders import HOLDERS as WATCHES

HOLDERS: tuple[Holder, ...] = (
    *(*STEWARDSHIP, *INTAKE, *JOBS, *INDICATORS),
    *(*PARTICIPATION, *REMARKS, *STATEMENTS, *UPLOADS, *ACCOUNTS, *PLANS, *NEIGHBOURHOOD_PLANS),
    *(*ALARMS, *CAPACITIES, *REGISTRATIONS, *ESCALATIONS),
    *(*SIGHTINGS, *MEETINGS),
    *WATCHES,
)


def held_about(
    about: HeldAbout, name: str, *, tenants: Collection[str] | None = None
) -> tuple[HeldFact, ...] | None:
    """Return what is held about it, or None when nothing here goes by that name.

    A place goes by its code, a file by its delivery's id, its SHA-256 or its name, a person by the
    log-in name. ``tenants`` limits the answer to the rows and people of these municipalities.
    """
    keys = _keys(about, name.strip(), tenants)
    if not keys:
        return None
    facts = [
        fact for key in keys for fact in held(HOLDERS, about=about, identifier=key, tenants=tenants)
    ]
    return tuple(facts)


def _keys(about: HeldAbout, name: str, tenants: Collection[str] | None) -> tuple[str, ...]:
    if about is HeldAbout.PLACE:
        return (name.upper(),) if name else ()
    if about is HeldAbout.FILE:
        return tuple(str(key) for key in deliveries_named(name, tenants=tenants))
    key = person_key(name, tenants=tenants)
    return (str(key),) if key else ()
