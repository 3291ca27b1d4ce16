"""The words in which stored codes about policy indicators are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.vocabulary.figure import ChangeVerdict, FigureStatus
from baken.vocabulary.measure import Cadence
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.standing import (
    Assurance,
    CourseVerdict,
    KeptVerdict,
    Polarity,
    Question,
    TargetQuality,
    TargetVerdict,
    Variation,
)

QUESTIONS: dict[Question, Promise] = {
    Question.CHANGE: _("Did it change?"),
    Question.SINCE_BASELINE: _("Compared with the baseline?"),
    Question.DETECTABLE: _("What could we see at all?"),
    Question.TARGET_AS_SET: _("Could the target be tested?"),
    Question.COURSE: _("Was it on course?"),
    Question.TARGET: _("Was the target met?"),
    Question.KEPT: _("Was the level kept?"),
    Question.VARIATION: _("Is the series changing?"),
    Question.ASSURANCE: _("Will the target be met if it stays like this?"),
}

ANSWERS: dict[Question, dict[str, Promise]] = {
    Question.CHANGE: {
        ChangeVerdict.HIGHER: _("higher"),
        ChangeVerdict.LOWER: _("lower"),
        ChangeVerdict.NO_DEMONSTRABLE_CHANGE: _("no demonstrable change"),
        ChangeVerdict.NOT_COMPARABLE: _("not to be told"),
    },
    Question.DETECTABLE: {"told": _("known"), "not-to-be-told": _("not to be told")},
    Question.TARGET_AS_SET: {
        TargetQuality.TESTABLE: _("testable"),
        TargetQuality.NOT_TESTABLE: _("not testable"),
        TargetQuality.WEAKER_THAN_PRESENT: _("weaker than what was there"),
        TargetQuality.NOT_TO_BE_TOLD: _("not to be told"),
    },
    Question.COURSE: {
        CourseVerdict.ON_COURSE: _("on course"),
        CourseVerdict.OFF_COURSE: _("not on course"),
        CourseVerdict.NOT_TO_BE_TOLD: _("not to be told"),
    },
    Question.TARGET: {
        TargetVerdict.MET: _("met"),
        TargetVerdict.NOT_MET: _("not met"),
        TargetVerdict.NOT_TO_BE_TOLD: _("not to be told"),
        TargetVerdict.NOT_TESTABLE: _("not testable"),
    },
    Question.KEPT: {
        KeptVerdict.HELD: _("kept"),
        KeptVerdict.LOST: _("lost"),
        KeptVerdict.NOT_TO_BE_TOLD: _("not to be told"),
    },
    Question.VARIATION: {
        Variation.COMMON_CAUSE: _("varies as it always did"),
        Variation.IMPROVING: _("is changing, for the better"),
        Variation.WORSENING: _("is changing, for the worse"),
        Variation.CHANGING: _("is changing"),
        Variation.TOO_FEW_POINTS: _("too few years"),
    },
    Question.ASSURANCE: {
        Assurance.WILL_MEET: _("will be met"),
        Assurance.WILL_MISS: _("will be missed"),
        Assurance.HIT_OR_MISS: _("hit or miss"),
        Assurance.NOT_STABLE: _("not to be told"),
        Assurance.TOO_FEW_POINTS: _("too few years"),
    },
}
ANSWERS[Question.SINCE_BASELINE] = ANSWERS[Question.CHANGE]

# The shape and the tone of each answer; a tone only where good and bad are agreed on.
MARKS: dict[str, tuple[str, str]] = {
    TargetVerdict.MET: ("held", "favourable"),
    TargetVerdict.NOT_MET: ("lost", "unfavourable"),
    KeptVerdict.HELD: ("held", "favourable"),
    KeptVerdict.LOST: ("lost", "unfavourable"),
    CourseVerdict.ON_COURSE: ("held", "favourable"),
    CourseVerdict.OFF_COURSE: ("lost", "unfavourable"),
    Assurance.WILL_MEET: ("held", "favourable"),
    Assurance.WILL_MISS: ("lost", "unfavourable"),
    TargetQuality.TESTABLE: ("held", ""),
    TargetQuality.NOT_TESTABLE: ("untestable", ""),
    "told": ("info", ""),
    TargetQuality.WEAKER_THAN_PRESENT: ("warning", ""),
    Variation.COMMON_CAUSE: ("no-demonstrable-change", ""),
    ChangeVerdict.HIGHER: ("higher", ""),
    ChangeVerdict.LOWER: ("lower", ""),
    ChangeVerdict.NO_DEMONSTRABLE_CHANGE: ("no-demonstrable-change", ""),
    Variation.IMPROVING: ("held", "favourable"),
    Variation.WORSENING: ("lost", "unfavourable"),
}
UNTOLD = ("untold", "")

# What the shapes mean, for the key of a table: shape, tone, words.
LEGEND: tuple[tuple[str, str, Promise], ...] = (
    ("held", "favourable", _("met, kept, on course")),
    ("lost", "unfavourable", _("not met, lost, not on course")),
    ("higher", "", _("demonstrably higher")),
    ("lower", "", _("demonstrably lower")),
    ("no-demonstrable-change", "", _("no demonstrable change; varies as it always did")),
    ("untestable", "", _("not testable: the step asked is too small to be seen")),
    ("untold", "", _("not to be told: a figure or margin is missing, or the answer is open")),
    ("warning", "", _("weaker than what was there already")),
)

REASONS: dict[str, Promise] = {
    "answers-unknown": _("The source does not say how many people answered, so no margin exists."),
    "spread-of-score-unknown": _(
        "The source does not say how much the scores of people differ, so no margin exists."
    ),
    "denominator-unknown": _(
        "How many people the figure is divided by is not in the data, so no margin exists."
    ),
    "no-figure-of-that-year": _("No figure of that year was published."),
    "no-baseline-figure": _("No figure of the baseline year was published."),
    "no-figure-when-set": _("No earlier figure was known when the target was set."),
    "break-in-definition": _("In between the meaning of the figure changed."),
    "year-unsure": _("The column of this value in the source can be read as another year."),
    "stated-as-a-band": _("The source states a band, not a figure per year."),
    "inhabitants-of-other-year": _("The inhabitants of the nearest known year were used."),
    "count-from-rate": _("The number under it was computed back from the rounded rate."),
    "margin-smaller-than-can-be-shown": _(
        "The margin is smaller than can mostly be shown with numbers of this size."
    ),
}

ROLES: dict[FigureRole, Promise] = {
    FigureRole.REALISATION: _("realisation"),
    FigureRole.BASELINE: _("baseline"),
    FigureRole.TARGET: _("target"),
}

ORIGINS: dict[ValueOrigin, Promise] = {
    ValueOrigin.PUBLISHED: _("published"),
    ValueOrigin.REGISTERED: _("CBS / police"),
    ValueOrigin.DERIVED: _("computed"),
}

STATUS: dict[FigureStatus, Promise] = {
    FigureStatus.PROVISIONAL: _("provisional"),
    FigureStatus.FINAL: _("final"),
    FigureStatus.REVISED: _("revised"),
    FigureStatus.NOT_STATED: _("status not stated"),
}

CONFIDENCES: dict[Confidence, Promise] = {
    Confidence.HIGH: _("sure"),
    Confidence.MEDIUM: _("fairly sure"),
    Confidence.LOW: _("unsure"),
}

CADENCES: dict[Cadence, Promise] = {
    Cadence.YEARLY: _("every year"),
    Cadence.END_OF_YEAR: _("a state at the end of the year"),
    Cadence.ODD_YEARS: _("in odd years"),
    Cadence.SEVERAL_YEARS: _("stated over several years together"),
    Cadence.IRREGULAR: _("not every year"),
}

POLARITIES: dict[Polarity, Promise] = {
    Polarity.LOWER_IS_BETTER: _("lower is better"),
    Polarity.HIGHER_IS_BETTER: _("higher is better"),
    Polarity.NEUTRAL: _("neither high nor low is better"),
}

METHODS: dict[str, tuple[Promise, str]] = {
    "quasi-poisson-scaled-gamma": (
        _(
            "A count is partly chance, and moves from year to year more than by chance alone. How "
            "much more was learned from all 342 municipalities; the margin takes both in."
        ),
        "Garwood 1936, Biometrika 28; McCullagh & Nelder 1989, section 6.2",
    ),
    "quasi-poisson-scaled-gamma-rounded": (
        _(
            "The same of a published rate, which is rounded: half a unit of its last decimal is "
            "added on both sides, since that much can be hidden by rounding."
        ),
        "Garwood 1936, Biometrika 28; McCullagh & Nelder 1989, section 6.2",
    ),
    "share-wilson": (
        _("The margin of a share of so many cases, with what rounding can hide."),
        "Wilson 1927, J. Am. Stat. Assoc. 22",
    ),
    "stock": (_("A state at a moment: chance hardly plays a part, so there is no margin."), ""),
    "stated-as-a-band": (_("The ends of the band as the source states them."), ""),
    "as-published": (_("The margin as the source publishes it."), ""),
    "no-interval": (_("No margin can be computed from what the source says."), ""),
}
