"""The part of an account about a level to keep: per indicator and per year, with the margin."""

from django.utils.translation import gettext as _

from baken.desks.accounts import wording
from baken.desks.accounts.drawn_part import kept_drawings
from baken.flows.account_year.facts import AccountYear, KeptIndicatorYears, KeptLevelYears
from baken.flows.tell_indicator.answers import baseline_label, margin_words, reason_words
from baken.flows.tell_indicator.writing import language, level, share, signed, signed_share
from baken.records.indicators.facts import JudgementFact
from baken.vocabulary.paper import (
    Alignment,
    Block,
    Bullets,
    Heading,
    Mark,
    PaperTable,
    Paragraph,
    Quote,
    Run,
    RunStyle,
    Statement,
    Together,
    Words,
)
from baken.vocabulary.standing import KeptVerdict, Polarity
from baken.vocabulary.writing import NO_DATA

END = Alignment.END


def kept_blocks(account: AccountYear, kept: KeptLevelYears) -> list[Block]:
    """Return the whole part."""
    label, source, margin = baseline_label(kept.baseline.id)
    mark, tone = wording.KEPT_MARKS[kept.verdict]
    return [
        Heading(2, _("A level to keep: %(label)s") % {"label": label[:1].lower() + label[1:]}),
        Quote(kept.baseline.quote_nl, source),
        Statement(
            _("In %(year)s: %(verdict)s")
            % {"year": account.year, "verdict": wording.KEPT[kept.verdict]},
            str(wording.WHOLE_KEPT[kept.verdict]) + " " + _counted(kept),
            mark,
            tone,
        ),
        Paragraph(margin),
        _table(account, kept),
        *kept_drawings(account, kept),
        *_by_year(account, kept),
        *_circumstances(kept),
        *_open(kept),
        Paragraph(_reading(kept), small=True),
    ]


def _counted(kept: KeptLevelYears) -> str:
    words = {
        "held": kept.number(KeptVerdict.HELD),
        "lost": kept.number(KeptVerdict.LOST),
        "open": kept.number(KeptVerdict.NOT_TO_BE_TOLD),
    }
    return _("Kept: %(held)s. Lost: %(lost)s. Not to be told: %(open)s.") % words


def _table(account: AccountYear, kept: KeptLevelYears) -> PaperTable:
    told = [each for each in kept.indicators if each.last and each.last.value is not None]
    return PaperTable(
        _("Each indicator in %(year)s against %(start)s")
        % {"year": account.year, "start": kept.baseline.year},
        (
            *(_("Indicator"), str(kept.baseline.year), str(account.year)),
            *(_("Worse (+) or better"), _("Agreed margin"), _("Verdict")),
        ),
        tuple(_row(each) for each in told),
        (Alignment.START, END, END, END, END, Alignment.START),
        note=_(
            "Worse or better is per resident, with the margin (95 per cent) between brackets. "
            "Kept: the whole margin stays below the agreed margin."
        ),
    )


def _row(each: KeptIndicatorYears) -> tuple[Words, ...]:
    last = each.last
    return (
        each.definition.said("label", language()),
        level(each.definition, each.start.value) if each.start else NO_DATA,
        level(each.definition, each.now.value) if each.now else NO_DATA,
        worse_words(last),
        margin_words(last),
        (Run(str(wording.KEPT[each.verdict]), RunStyle.STRONG),),
    )


def worse_words(judged: JudgementFact) -> str:
    """Write by how much it became worse, with its margin: −26 % (−31 % to −20 %)."""
    if judged.value is None or judged.lower is None or judged.upper is None:
        return NO_DATA
    write = _share if "ratio" in judged.notes else signed
    return _("%(size)s (%(low)s to %(high)s)") % {
        "size": write(judged.value),
        "low": write(judged.lower),
        "high": write(judged.upper),
    }


def _share(worsening: float) -> str:
    return signed_share(1 + worsening)


def _by_year(account: AccountYear, kept: KeptLevelYears) -> list[Block]:
    years = [str(year) for year in range(kept.baseline.year + 1, account.year + 1)]
    if len(years) < 2:
        return []
    rows = [
        (
            each.definition.said("label", language()),
            *(_in_year(each, year) for year in years),
        )
        for each in kept.indicators
        if any(judged.value is not None for judged in each.judged)
    ]
    table = PaperTable(
        _("The verdict of every year since %(start)s") % {"start": kept.baseline.year},
        (_("Indicator"), *years),
        tuple(rows),
    )
    return [Together((table,))]


def _in_year(each: KeptIndicatorYears, year: str) -> str:
    found = next((j for j in each.judged if j.period == year and j.value is not None), None)
    return str(wording.KEPT[KeptVerdict(found.verdict)]) if found else NO_DATA


def _circumstances(kept: KeptLevelYears) -> list[Block]:
    return [
        Statement(
            each.said("label", language()).capitalize(),
            each.said("sentence", language()),
            Mark.INFO,
        )
        for each in kept.circumstances
    ]


def _open(kept: KeptLevelYears) -> list[Block]:
    untold = [each for each in kept.indicators if each.verdict is KeptVerdict.NOT_TO_BE_TOLD]
    if not untold:
        return []
    return [
        Together(
            (
                Heading(3, _("Why of some it cannot be told")),
                Bullets(tuple(_why(each) for each in untold)),
            )
        )
    ]


def _why(each: KeptIndicatorYears) -> str:
    label = each.definition.said("label", language())
    if each.last is None:
        return f"{label}: " + _("no figure of this year is known.")
    if each.last.value is None:
        return f"{label}: {reason_words(each.last)}"
    return _(
        "%(label)s: %(size)s. A worsening of %(margin)s is not ruled out, nor that nothing "
        "worsened."
    ) % {
        "label": label,
        "size": worse_words(each.last),
        "margin": margin_words(each.last),
    }


def _reading(kept: KeptLevelYears) -> str:
    least = [
        each.last.smallest_margin
        for each in kept.indicators
        if each.last and each.last.smallest_margin and each.last.smallest_margin > each.margin
    ]
    sums = _("Sums (WAFV, HIC) count what other rows count as well.")
    higher = any(e.definition.polarity is Polarity.HIGHER_IS_BETTER for e in kept.indicators)
    words = [sums]
    if higher:
        words.append(_("Where higher is better, a fall counts as worse."))
    if least:
        words.append(
            _(
                "With numbers of this size an unchanged level can mostly be shown to be kept only "
                "from a margin of %(margin)s: a smaller margin is shown only where it also fell."
            )
            % {"margin": _margins(share(min(least)), share(max(least)))}
        )
    return " ".join(words)


def _margins(low: str, high: str) -> str:
    if low == high:
        return low
    return _("%(low)s to %(high)s, depending on the indicator") % {"low": low, "high": high}
