"""The words of the scan that are no sentences of the catalogue."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.catalogue.roles import role_entry
from baken.records.indicators.facts import HiddenFact
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.paper import Mark, Tone
from baken.vocabulary.pillar import Bearing
from baken.vocabulary.role import Role
from baken.vocabulary.writing import NumberWriter

BEARINGS = {
    Bearing.GOES_WELL: (_("Goes well"), Mark.HELD, Tone.FAVOURABLE),
    Bearing.WORRY: (_("Worry"), Mark.WARNING, Tone.UNFAVOURABLE),
    Bearing.CHANGE: (_("Changes"), Mark.INFO, Tone.NEUTRAL),
}
FEW, MANY = "few-residents", "many-visitors"


def language() -> str:
    """Return the reader's language: en, or nl for everybody else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def writer() -> NumberWriter:
    """Return what writes numbers in the reader's language."""
    return NumberWriter(language() == "en")


def hidden_words(hidden: HiddenFact) -> str:
    """Return what stands in the place of a number that is not shown."""
    if hidden.state.is_small:
        return str(_("fewer than %(minimum)s") % {"minimum": hidden.minimum})
    return str(_("not published") if hidden.state is CellState.SILENT else _("not shown"))


def short_name(name: str) -> str:
    """Write "Wijk 03 Overvecht" as Overvecht: the number says nothing to who lives there."""
    words = name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else name


def role_title(role: str) -> str:
    """Return what a role is called."""
    entry = role_entry(Role(role))
    return entry.title_en if language() == "en" else entry.title_nl


def sentence_of(text: str) -> str:
    """Return a text as a sentence: with a capital."""
    return text[:1].upper() + text[1:]
