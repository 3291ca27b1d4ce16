"""Texts that every part of an account is made of: amounts, counts, what people wrote."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.flows.tell_indicator.writing import language
from baken.records.accounts.rules import untested_effects
from baken.vocabulary.paper import Run, RunStyle, Words
from baken.vocabulary.writing import NumberWriter


def whole(number: int) -> str:
    """Write a whole number as the reader does."""
    return NumberWriter(language() == "en").whole(number)


def euros(amount: Decimal) -> str:
    """Write an amount in euros; cents only where there are any."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"€\N{NO-BREAK SPACE}{NumberWriter(language() == 'en').number(float(amount), decimals)}"


def of(part: int, all_of_them: int) -> str:
    """Write how many of how many."""
    return _("%(part)s of %(whole)s") % {"part": whole(part), "whole": whole(all_of_them)}


def said(text: str) -> Words:
    """Return what somebody wrote; a word that claims an untested effect gets a note."""
    found = untested_effects(text)
    if not found:
        return text
    words = ", ".join(f"“{each.word}”" for each in found)
    note = _(
        "Baken: %(words)s names an effect. No test of an effect stands here; read it as what the "
        "writer thinks."
    ) % {"words": words}
    return (Run(text), Run(note, RunStyle.NOTE))


def strong(text: str) -> Run:
    """Return words that stand out."""
    return Run(text, RunStyle.STRONG)


def measures_without_text(promised: int, written: int) -> str:
    """Say of how many measures nobody wrote what was done."""
    if not promised:
        return _("Nothing was promised under this heading.")
    if not written:
        return ngettext(
            "%(n)s measure was promised. Nobody wrote what was done.",
            "%(n)s measures were promised. Of none did anybody write what was done.",
            promised,
        ) % {"n": whole(promised)}
    missing = promised - written
    if not missing:
        return ngettext(
            "%(n)s measure was promised, and what was done is written.",
            "%(n)s measures were promised, and of all it is written what was done.",
            promised,
        ) % {"n": whole(promised)}
    return _(
        "%(n)s measures were promised. Of %(written)s it is written what was done; of %(missing)s "
        "nobody wrote it."
    ) % {"n": whole(promised), "written": whole(written), "missing": whole(missing)}
