"""The words in which stored codes are shown: status, notes, methods, kinds of file."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.vocabulary.figure import ChangeVerdict, FigureStatus

STATUS: dict[FigureStatus, tuple[Promise, Promise]] = {
    FigureStatus.PROVISIONAL: (
        _("provisional"),
        _("The source calls this figure provisional: it can still change."),
    ),
    FigureStatus.FINAL: (_("final"), _("The source calls this figure final.")),
    FigureStatus.REVISED: (_("revised"), _("The source has changed this figure since.")),
    FigureStatus.NOT_STATED: (
        _("status not stated"),
        _("The source does not say whether this figure is final."),
    ),
}

NOTES: dict[str, Promise] = {
    "sum-of-buurten": _(
        "This total is the sum of the buurten. Crimes without a known buurt are not counted."
    ),
    "inhabitants-of-other-year": _(
        "Inhabitants are known of one year only; they are used for this year too. A change per "
        "inhabitant is therefore a change in numbers."
    ),
    "few-residents": _(
        "Few people live here. The figure per 1,000 inhabitants says little; look at the number."
    ),
    "inhabitants-unknown": _(
        "How many people live here was not delivered, so there is no figure per 1,000 inhabitants."
    ),
    "many-visitors": _(
        "The figure per inhabitant is more than three times that of the municipality and says "
        "little here. Crimes against visitors count; visitors are not measured. Look at the number."
    ),
    "too-few-inhabitants-for-a-rate": _(
        "Too few people live here for a figure per 1,000 inhabitants."
    ),
    "rounded": _("The number is rounded, so that no small number can be recognised."),
}

VERDICTS: dict[ChangeVerdict, Promise] = {
    ChangeVerdict.HIGHER: _("higher"),
    ChangeVerdict.LOWER: _("lower"),
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _("no demonstrable change"),
    ChangeVerdict.NOT_COMPARABLE: _("not comparable"),
}

KINDS: dict[str, Promise] = {
    "areas": _("boundaries"),
    "population": _("inhabitants per municipality"),
    "key-figures": _("key figures of areas"),
    "crime-statistics": _("registered crime"),
    "indicators": _("indicators of budgets and accounts"),
    "municipal-counts": _("counts of the municipality itself"),
}

# Names short enough for a headline; in tables the catalogue's own labels stand.
SHORT_NAMES: dict[str, Promise] = {
    "registered-crime-1.1.1": _("burglary of homes"),
    "registered-crime-1.1.2": _("burglary of sheds"),
    "registered-crime-1.2.1": _("theft from vehicles"),
    "registered-crime-1.2.2": _("theft of vehicles"),
    "registered-crime-1.2.3": _("bicycle and moped theft"),
    "registered-crime-2.5.1": _("burglary of businesses"),
}

# Which columns of a delivered row a figure rests on: first the key, then the value.
USED_COLUMNS: dict[str, tuple[str, ...]] = {
    "crime-statistics": (
        "buurtcode",
        "gemeentecode",
        "soort_misdrijf",
        "jaar",
        "geregistreerde_misdrijven",
        "voorlopig",
    ),
    "population": ("gemeentecode", "jaar", "gemiddeld_inwoners"),
    "key-figures": ("regiocode", "inwoners"),
}
VALUE_COLUMNS: dict[str, str] = {
    "crime-statistics": "geregistreerde_misdrijven",
    "population": "gemiddeld_inwoners",
    "key-figures": "inwoners",
}


@dataclass(frozen=True, slots=True)
class MethodWords:
    """A method in plain words, its formula, and who published it."""

    name: Promise
    words: Promise
    formula: str
    symbols: Promise
    reference: str


METHODS: dict[str, MethodWords] = {
    "quasi-poisson-scaled-gamma": MethodWords(
        name=_("Interval of a count with the usual spread"),
        words=_(
            "A count is partly chance, and such crimes go up and down by themselves: one burglar "
            "can commit thirty burglaries. The margin allows for both. How much more than chance "
            "is learned from all comparable areas. The underlying number lies within the margin "
            "in 95 of 100 cases; divided by the inhabitants, times 1,000, it is the margin of the "
            "rate."
        ),
        formula="φ · G(0.025; n / φ) … φ · G(0.975; (n + 1) / φ);  1000 · n / e",
        symbols=_(
            "n is the number, e the inhabitants, φ the spread, G(q; k) the q quantile of the gamma "
            "of shape k"
        ),
        reference="Garwood 1936, Biometrika 28; McCullagh & Nelder 1989",
    ),
    "poisson-exact-garwood": MethodWords(
        name=_("Exact interval of a count (Garwood)"),
        words=_(
            "A count is partly chance: in the same circumstances it could have been a bit higher "
            "or lower. The interval holds the underlying number in 95 of 100 cases. Divided by the "
            "inhabitants, times 1,000, it is the interval of the rate."
        ),
        formula="½ χ²(0.025; 2n) … ½ χ²(0.975; 2n + 2);  1000 · n / e",
        symbols=_("n is the number, e the inhabitants"),
        reference="Garwood 1936, Biometrika 28",
    ),
    "poisson-conditional-scaled": MethodWords(
        name=_("Comparison of two years with the usual spread"),
        words=_(
            "Given both numbers together, how odd is the part of the later year if the rate had "
            "stayed the same? Crime moves more from year to year than pure chance does. How much "
            "more is learned from all comparable areas, and the comparison is made stricter by it."
        ),
        formula="n₂ ~ Bin(n₁ + n₂; e₂ / (e₁ + e₂));  p = 2 · min Beta((n₁ + 1) / φ; n₂ / φ)",
        symbols=_("n is the number, e the inhabitants, φ the spread; 1 and 2 are the two years"),
        reference="Clopper & Pearson 1934, Biometrika 26; McCullagh & Nelder 1989",
    ),
    "funnel-random-effects-additive": MethodWords(
        name=_("Areas against their municipality, allowing for ordinary differences"),
        words=_(
            "Areas differ anyway. An area stands out only when it differs more from its "
            "municipality than areas usually do, with all areas weighed together: of all that "
            "stand out together, on average at most 1 in 20 is chance."
        ),
        formula="Var(n) = φ · v + τ² · v²",
        symbols=_("v is what the municipality leads one to expect, τ how much areas differ anyway"),
        reference="Spiegelhalter 2005, Statistics in Medicine 24; Benjamini & Hochberg 1995",
    ),
}
