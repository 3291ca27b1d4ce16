"""The residents' version: one page per wijk, in plain words, on screen and on paper."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desks.accounts import wording
from baken.desks.accounts.document import Standing, author_of, standing_block
from baken.desks.accounts.writing import said, whole
from baken.flows.account_year.wijk import ChangedType, WijkYear
from baken.flows.tell_indicator.writing import language, signed_share
from baken.records.accounts.facts import EntryState
from baken.vocabulary.paper import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Run,
    RunStyle,
    Words,
)
from baken.vocabulary.standing import KeptVerdict

MOST_MEASURES = 6
UNDONE = frozenset({EntryState.NOT_STARTED, EntryState.STOPPED})


def wijk_document(found: WijkYear, standing: Standing, *, in_language: str) -> Document:
    """Return the page of a wijk in a language."""
    with translation.override(in_language):
        account = found.account
        words = {"wijk": found.wijk.name, "year": account.year}
        return Document(
            title=_("%(wijk)s: what was promised, and what became of it in %(year)s") % words,
            subtitle=account.plan.head.title(language()),
            language=in_language,
            author=author_of(account, standing),
            dated=standing.dated,
            reference=standing.address,
            blocks=tuple(_blocks(found, standing)),
        )


def standing_today(today: date, address: str) -> Standing:
    """Return how the page of a wijk stands: made today, adopted by nobody."""
    return Standing(dated=today, address=address)


def _blocks(found: WijkYear, standing: Standing) -> list[Block]:
    return [
        standing_block(found.account, standing),
        Heading(2, _("What was promised")),
        *_promised(found),
        Heading(2, _("How your wijk changed")),
        *_changed(found),
        Heading(2, _("What changed in the whole municipality")),
        Paragraph(_city(found)),
        *_undone(found),
        Heading(2, _("Where you can ask")),
        Paragraph(_asking(found, standing)),
    ]


def _promised(found: WijkYear) -> list[Block]:
    account = found.account
    city = _("For the whole municipality the plan promised %(n)s measures.") % {
        "n": whole(account.promised)
    }
    if not found.here:
        return [Paragraph(_("The plan does not name your wijk in any promise. ") + city)]
    shown = found.here[:MOST_MEASURES]
    words = ngettext(
        "Your wijk is named in %(n)s measure of the plan:",
        "Your wijk is named in %(n)s measures of the plan:",
        len(found.here),
    ) % {"n": whole(len(found.here))}
    return [
        Paragraph(words),
        Bullets(tuple(each.measure.title(language()) for each in shown)),
        Paragraph(city),
    ]


def _changed(found: WijkYear) -> list[Block]:
    year, hidden = found.account.year, _not_shown(found)
    if not found.changes and not hidden:
        return [Paragraph(_("For %(year)s no figures of your wijk are known.") % {"year": year})]
    return [
        *((Bullets(tuple(_change(each) for each in found.changes)),) if found.changes else ()),
        *hidden,
        Paragraph(_("Why it changed, or did not, was not tested."), small=True),
    ]


def _not_shown(found: WijkYear) -> list[Block]:
    """Name the types whose number is hidden: what is left out without a word reads as none."""
    types = [
        f"{indicator.label(language())} ({wording.hidden_words(hidden)})"
        for indicator, hidden in found.hidden
    ]
    if not types:
        return []
    words = _("Too small to show, or needed to keep such a number hidden: %(types)s.")
    return [Paragraph(words % {"types": "; ".join(types)}, small=True)]


def _change(each: ChangedType) -> Words:
    change = each.change
    words = {
        "before": whole(change.previous_n),
        "then": change.previous_year,
        "after": whole(change.n),
        "year": change.year,
        "size": signed_share(change.ratio),
        "verdict": wording.CHANGED[change.verdict],
    }
    text = _(": %(before)s in %(then)s, %(after)s in %(year)s (%(size)s per resident). %(verdict)s")
    return (Run(each.definition.label(language()), RunStyle.STRONG), Run(text % words))


def _city(found: WijkYear) -> str:
    account = found.account
    if account.kept:
        words = {
            "held": account.kept.number(KeptVerdict.HELD),
            "lost": account.kept.number(KeptVerdict.LOST),
            "open": account.kept.number(KeptVerdict.NOT_TO_BE_TOLD),
            "start": account.kept.baseline.year,
            "n": len(account.kept.indicators),
        }
        return (
            _(
                "The municipality wanted to keep the level of %(start)s. Of %(n)s indicators that "
                "went well for %(held)s and not for %(lost)s; of %(open)s it cannot be told."
            )
            % words
        )
    return _("The plan named no level to keep.")


def _undone(found: WijkYear) -> list[Block]:
    account = found.account
    undone = [e for e in account.everything_written if e.content.state in UNDONE]
    missing = account.promised - account.written
    nobody = ngettext(
        "Of %(n)s promised measure nobody wrote what was done.",
        "Of %(n)s promised measures nobody wrote what was done.",
        missing,
    ) % {"n": whole(missing)}
    unwritten = [Heading(2, _("What was not written down")), Paragraph(nobody)] if missing else []
    if not undone:
        return unwritten
    items = tuple(
        (Run(f"{wording.STATES[e.content.state]}: ", RunStyle.STRONG), *_runs(e.content.reason))
        for e in undone[:MOST_MEASURES]
    )
    return [Heading(2, _("What was not done")), Bullets(items), *unwritten]


def _runs(text: str) -> tuple[Run, ...]:
    words = said(text)
    return (Run(words),) if isinstance(words, str) else words


def _asking(found: WijkYear, standing: Standing) -> Words:
    who = _("Ask the municipality of %(name)s or a member of its council.") % {
        "name": found.account.plan.head.municipality
    }
    whole_account = _("Read the whole account, with every figure and where it comes from.")
    return (Run(who + " "), Run(whole_account, RunStyle.LINK, standing.address))
