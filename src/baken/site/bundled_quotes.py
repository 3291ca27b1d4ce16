"""The ten quotes of residents that Utrecht printed in its safety plan, with their source."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from baken.foundation.partners.scope import every_municipality
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.participation.facts import ConversationForm, QuoteOrigin, QuoteState
from baken.records.participation.publishing import publish
from baken.records.participation.taking_in import (
    CleanQuote,
    ConversationSource,
    NewConversation,
    RefusedRow,
    keep_conversations,
    mark_of,
)
from baken.vocabulary.area import AreaLevel

MUNICIPALITY = "GM0344"
PLAN = "Integraal Veiligheidsplan Utrecht 2019-2022"
FORMS = {
    "city_talk": ConversationForm.CITY_TALK,
    "district_talk": ConversationForm.NEIGHBOURHOOD_TALK,
    "street_conversation": ConversationForm.STREET_CONVERSATION,
    "experience_study": ConversationForm.EXPERIENCE_STUDY,
}


def take_in_bundled_quotes(path: Path, *, at: datetime) -> int:
    """Take the quotes in, once; returns how many were new.

    They were published already and bear no name: they need no check, and their consent is not
    known. That is said where they are shown.
    """
    quotes = tomllib.loads(path.read_text(encoding="utf-8"))["quote"]
    with every_municipality() as tenants:
        if MUNICIPALITY not in tenants:
            return 0
        areas = areas_in_municipalities([MUNICIPALITY], levels=[AreaLevel.WIJK])
        outcome = keep_conversations(
            source=ConversationSource(MUNICIPALITY, path.name, "", None),
            conversations=[_conversation(quote, areas) for quote in quotes],
            refused=tuple[RefusedRow, ...](),
            at=at,
        )
        publish(tenant=MUNICIPALITY, actor=None, at=at)
    return outcome.accepted


def _conversation(quote: dict[str, Any], areas: tuple[AreaFact, ...]) -> NewConversation:
    return NewConversation(
        code=f"ivp-2019-{quote['id']}",
        form=FORMS[quote["kind"]],
        area_code=_area(quote.get("areas", [""])[0], areas),
        held_on=None,
        participants=None,
        ages={},
        source=f"{PLAN}, {quote['section']}",
        origin=QuoteOrigin.PUBLISHED,
        origin_note=quote["attribution_nl"],
        quotes=(
            CleanQuote(
                row=quote["line"],
                number=1,
                text=quote["text_nl"],
                mark=mark_of(MUNICIPALITY, quote["text_nl"]),
                removed=0,
                consent=False,
                consent_how="",
                consent_on=None,
                consent_asked_by="",
                state=QuoteState.APPROVED,
            ),
        ),
    )


def _area(word: str, areas: tuple[AreaFact, ...]) -> str:
    named = [area.code for area in areas if word and word in area.name.casefold()]
    return named[0] if len(named) == 1 else MUNICIPALITY
