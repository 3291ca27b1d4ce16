"""Asks for the invented registrations of a demo install; a real one never gets them."""

from datetime import datetime

from django.conf import settings

from baken.flows.planted_registrations.bringing_in import ask_to_bring_in
from baken.foundation.partners.scope import as_person
from baken.foundation.places.divisions import divisions

STEWARD = "demo-data-steward"


def ask_for_registrations(*, at: datetime) -> tuple[str, ...]:
    """Ask the worker for what has not come in yet, of each municipality with buurten.

    Returns the municipalities; none where this is no demo install.
    """
    if not settings.BAKEN_DEMO:
        return ()
    with_buurten = {each.municipality for each in divisions()}
    asked = [code for code in settings.BAKEN_MUNICIPALITIES if code in with_buurten]
    try:
        with as_person(STEWARD) as steward:
            for code in asked:
                ask_to_bring_in(tenant=code, by=steward, at=at)
    except LookupError:  # nothing was loaded yet
        return ()
    return tuple(asked)
