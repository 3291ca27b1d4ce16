"""The account as a document: the same content on paper, in Word and on screen, in one language."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.policy_texts import policy_text
from baken.desks.accounts import wording
from baken.desks.accounts.kept_part import kept_blocks
from baken.desks.accounts.promised_part import (
    appendix_of_measures,
    chapter_blocks,
    lessons_blocks,
    overview_blocks,
)
from baken.desks.accounts.tables_part import (
    contradiction_blocks,
    earlier_target_blocks,
    target_blocks,
    year_blocks,
)
from baken.desks.accounts.writing import euros, measures_without_text, of, whole
from baken.flows.account_year import AccountYear
from baken.flows.tell_indicator.writing import language
from baken.vocabulary.paper import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    KeyFigures,
    Mark,
    PaperTable,
    Paragraph,
    Statement,
    Tile,
    Together,
)
from baken.vocabulary.standing import KeptVerdict, TargetVerdict

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an account stands: made by Baken and adopted by nobody, a draft, or published.

    ``number`` is 0 for what was not published; ``reason`` says why a later one replaces another.
    """

    dated: date
    address: str
    number: int = 0
    is_draft: bool = False
    reason: str = ""


def account_document(account: AccountYear, standing: Standing, *, in_language: str) -> Document:
    """Return the whole account in a language."""
    with translation.override(in_language):
        head = account.plan.head
        return Document(
            title=_("Account of %(year)s: %(plan)s")
            % {"year": account.year, "plan": head.title(language())},
            subtitle=_subtitle(account),
            language=in_language,
            author=author_of(account, standing),
            dated=standing.dated,
            reference=standing.address,
            state=_("Draft") if standing.is_draft else "",
            blocks=tuple(_blocks(account, standing)),
        )


def author_of(account: AccountYear, standing: Standing) -> str:
    """Return whose document it is: of the municipality once it is published."""
    if not standing.number:
        return "Baken"
    return _("Municipality of %(name)s") % {"name": account.plan.head.municipality}


def _subtitle(account: AccountYear) -> str:
    head = account.plan.head
    words = {"name": head.municipality, "first": head.period_start, "last": head.period_end}
    if account.year > head.period_end:
        return (
            _("What was promised and what became of it. %(name)s; the plan ended in %(last)s.")
            % words
        )
    return _("What was promised and what became of it. %(name)s.") % words


def _blocks(account: AccountYear, standing: Standing) -> list[Block]:
    return [
        standing_block(account, standing),
        *_in_short(account),
        Together((Contents(_("In this account"), depth=1),)),
        *(kept_blocks(account, account.kept) if account.kept else ()),
        *target_blocks(account),
        *earlier_target_blocks(account),
        *contradiction_blocks(account),
        *overview_blocks(account),
        *(block for chapter in account.chapters for block in chapter_blocks(account, chapter)),
        *lessons_blocks(account),
        *_making_blocks(account),
        *year_blocks(account),
        *appendix_of_measures(account),
    ]


def standing_block(account: AccountYear, standing: Standing) -> Statement:
    """Say first of all what kind of document this is."""
    name = account.plan.head.municipality
    if standing.number:
        words = _("Adopted and published by the municipality of %(name)s.") % {"name": name}
        if standing.reason:
            words += " " + _("It replaces number %(number)s: %(reason)s") % {
                "number": standing.number - 1,
                "reason": standing.reason,
            }
        label = _("Account, number %(number)s") % {"number": standing.number}
        return Statement(label, words, Mark.INFO, dated=standing.dated)
    if standing.is_draft:
        return Statement(
            _("Draft"),
            _("Not adopted. The municipality of %(name)s is still working on this account.")
            % {"name": name},
            Mark.WARNING,
        )
    return Statement(
        _("Made by Baken, not adopted by a municipality"),
        _(
            "Baken made this account from the plan's own text and from published tables. The "
            "municipality of %(name)s did not adopt it and did not write in it."
        )
        % {"name": name},
        Mark.WARNING,
    )


def _in_short(account: AccountYear) -> list[Block]:
    return [
        Heading(2, _("In short")),
        Paragraph(opening_words(account), introduction=True),
        KeyFigures("", _tiles(account)),
        Bullets(tuple(short_points(account))),
        Statement(
            _("Development, no effect tested"),
            _(
                "The figures say what changed. They do not say why: no measure of this plan was "
                "tested. So this account does not say of any measure that it helped or did not "
                "help."
            ),
            Mark.INFO,
        ),
    ]


def opening_words(account: AccountYear) -> str:
    """Return the account in two sentences."""
    sentences = []
    if account.kept:
        sentences.append(_kept_words(account))
    sentences.append(_target_words(account))
    sentences.append(measures_without_text(account.promised, account.written))
    return " ".join(sentences)


def _kept_words(account: AccountYear) -> str:
    kept = account.kept
    words = {
        "year": account.year,
        "start": kept.baseline.year,
        "n": len(kept.indicators),
        "held": kept.number(KeptVerdict.HELD),
        "lost": kept.number(KeptVerdict.LOST),
        "open": kept.number(KeptVerdict.NOT_TO_BE_TOLD),
    }
    return (
        _(
            "Of %(n)s indicators in %(year)s: %(held)s kept the level of the end of %(start)s, "
            "%(lost)s lost it, of %(open)s it cannot be told."
        )
        % words
    )


def _target_words(account: AccountYear) -> str:
    if not account.has_own_targets:
        return _("This plan had no targets of its own.")
    if not account.targets:
        return _("No target of this plan can be held against a figure up to this year.")
    words = {
        "n": len(account.targets),
        "met": account.met(TargetVerdict.MET),
        "not": account.met(TargetVerdict.NOT_MET),
        "untestable": account.met(TargetVerdict.NOT_TESTABLE),
        "untold": account.met(TargetVerdict.NOT_TO_BE_TOLD),
    }
    return (
        _(
            "Of %(n)s targets up to this year: %(met)s met, %(not)s not met, %(untestable)s not "
            "testable, %(untold)s not to be told."
        )
        % words
    )


def _tiles(account: AccountYear) -> tuple[Tile, ...]:
    tiles = []
    if account.kept:
        held = account.kept.number(KeptVerdict.HELD)
        label = _("indicators kept their level of %(year)s") % {"year": account.kept.baseline.year}
        tiles.append(Tile(of(held, len(account.kept.indicators)), label))
    if account.targets:
        met = account.met(TargetVerdict.MET)
        tiles.append(Tile(of(met, len(account.targets)), _("targets were met")))
    tiles.append(
        Tile(of(account.written, account.promised), _("measures: it is written what was done"))
    )
    if account.spent is not None:
        tiles.append(Tile(euros(account.spent), _("spent, as far as anybody wrote it")))
    return tuple(tiles)


def short_points(account: AccountYear) -> list[str]:
    """Return what a reader should know before the tables."""
    points = []
    if account.contradictions:
        points.append(
            _("In %(n)s places the published figures do not fit each other; they are listed below.")
            % {"n": whole(len(account.contradictions))}
        )
    if account.kept:
        points += [each.said("sentence", language()) for each in account.kept.circumstances]
    measurable = sum(bool(c.judged and not c.judged.lacks) for c in account.chapters)
    goals = sum(bool(c.judged) for c in account.chapters)
    points.append(
        ngettext(
            "%(part)s of the %(whole)s goals of the plan has everything that measuring needs.",
            "%(part)s of the %(whole)s goals of the plan have everything that measuring needs.",
            measurable,
        )
        % {"part": whole(measurable), "whole": whole(goals)}
    )
    if account.spent is None:
        points.append(_("Nobody wrote what was spent."))
    if not any(e.content.failed for e in account.everything_written):
        points.append(_("Nobody wrote what did not work."))
    if not any(e.content.changes for e in account.everything_written):
        points.append(_("Nobody wrote what will change."))
    if not account.every_story:
        points.append(_("No story, quote or picture stands beside the figures."))
    return points


def _making_blocks(account: AccountYear) -> list[Block]:
    plan = account.plan
    texts = [policy_text(each) for each in plan.head.sources]
    known = {
        "number": plan.version,
        "day": date_format(plan.known_from, "j F Y"),
        "year": account.year,
    }
    version = (
        _("The plan as it was known at the end of %(year)s: version %(number)s, of %(day)s.")
        if account.is_text_of_year
        else _(
            "The plan was taken in after %(year)s; used is version %(number)s, taken in on "
            "%(day)s, without what was added to it after its first version."
        )
    )
    return [
        Heading(2, _("How this account was made")),
        Bullets(
            (
                version % known,
                _("Texts: %(texts)s.")
                % {"texts": "; ".join(text.title(language()) for text in texts if text)},
                _(
                    "Figures: the municipality's own publications, and registered crime as CBS "
                    "and the police publish it. Each value stands in Baken with its delivery, "
                    "method and margin."
                ),
                _(
                    "Verdicts are computed once, by rules that are the same for every "
                    "municipality; nobody chose them for this account."
                ),
                _(
                    "What people wrote is theirs. A word that names an effect gets a note, since "
                    "no test stands."
                ),
            )
        ),
        Together(
            (
                PaperTable(
                    _("What the verdicts mean"),
                    (_("Verdict"), _("When")),
                    tuple((str(word), str(meaning)) for word, meaning in wording.MEANINGS),
                ),
            )
        ),
    ]
