"""The door card of a plan: what you asked, what we decided and why, what happens when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.neighbourhood.content import by_origin, is_asked
from baken.desks.neighbourhood.wording import ANSWERS, when_words
from baken.foundation.paper.card import CardAgreement, CardAnswer, CardWords, DoorCard
from baken.records.neighbourhood_plans.facts import AgreementState, Answer

MOST_ANSWERS, MOST_AGREEMENTS = 6, 7
"""What fits on one side of a card that is read at the door."""
SHOWN_STATES = frozenset({AgreementState.PLANNED, AgreementState.RUNNING, AgreementState.DONE})
_MARKS = {Answer.YES: "yes", Answer.NO: "no", Answer.LATER: "later"}


def door_card(
    content: Mapping[str, Any],
    *,
    address: str,
    dated: date,
    is_draft: bool = False,
    language: str = "nl",
) -> DoorCard:
    """Return the card; always in plain Dutch unless asked otherwise.

    A site that only this machine can open has no ``address``: the card says where to look instead.
    """
    with translation.override(language):
        decided = by_origin(each for each in content["voices"] if each["decision"])
        shown = decided[:MOST_ANSWERS]
        answers = tuple(_answer(each) for each in shown if is_asked(each))
        agreed = [each for each in content["agreements"] if each["state"] in SHOWN_STATES]
        names = {"wijk": content["area_name"], "municipality": content["municipality"]}
        return DoorCard(
            language=language,
            title=_("What we do with what you asked") if answers else _("What we do in your wijk"),
            place=_("%(municipality)s · %(wijk)s") % names,
            introduction=content.get("introduction", ""),
            answers=answers,
            concerns=tuple(_answer(each) for each in shown if not is_asked(each)),
            agreements=tuple(_agreement(each) for each in agreed[:MOST_AGREEMENTS]),
            contact=_contact(content),
            address=address,
            author=_("Municipality of %(municipality)s") % names,
            dated=dated,
            dated_words=date_format(dated, "j F Y"),
            words=_words(names if not address else None),
            draft=_("Draft: not published yet, do not hand out") if is_draft else "",
            more=_more(len(decided) - MOST_ANSWERS, len(agreed) - MOST_AGREEMENTS),
        )


def _answer(voice: Mapping[str, Any]) -> CardAnswer:
    decision = voice["decision"]
    answer = Answer(decision["answer"])
    reason = decision["reason"]
    if answer is Answer.LATER:
        again = _("We come back to it in %(when)s.") % {"when": when_words(decision["later_when"])}
        reason = f"{reason} {again}"
    who = {"who": decision["decided_by"], "day": when_words(decision["decided_on"])}
    return CardAnswer(
        asked=voice["title"],
        answer=str(ANSWERS[answer][0]),
        reason=reason,
        decided=_("Decided by %(who)s, %(day)s") % who,
        mark=_MARKS[answer],
    )


def _agreement(agreement: Mapping[str, Any]) -> CardAgreement:
    when = when_words(agreement["when"])
    if agreement["state"] == AgreementState.DONE:
        when = _("Done") + f" ({when})"
    return CardAgreement(agreement["title"], when, agreement["owner"])


def _contact(content: Mapping[str, Any]) -> tuple[str, ...]:
    phone = content.get("phone", "")
    call = _("Phone: %(number)s") % {"number": phone} if phone else ""
    lines = (content.get("contact", ""), call, content.get("mail", ""))
    return tuple(line for line in lines if line)


def _words(nowhere: Mapping[str, str] | None) -> CardWords:
    return CardWords(
        asked=_("What you asked and what we decided"),
        seen=_("What we saw and what we decided"),
        agreed=_("What happens, and when"),
        contact=_("Call or mail us"),
        online=_where(nowhere) if nowhere else _("Read everything about this plan on:"),
        code=_("Square code with the address of the page"),
        turn=_("Read on at the back"),
        who=_("Who"),
    )


def _where(names: Mapping[str, str]) -> str:
    return _(
        "Read everything about this plan in %(site)s: choose Plans, then Plans of wijken, then"
        " %(wijk)s."
    ) % {"site": settings.BAKEN_SITE_NAME, **names}


def _more(answers: int, agreements: int) -> str:
    more = max(answers, 0) + max(agreements, 0)
    if not more:
        return ""
    return ngettext(
        "%(n)d more answer or agreement stands on the page.",
        "%(n)d more answers and agreements stand on the page.",
        more,
    ) % {"n": more}
