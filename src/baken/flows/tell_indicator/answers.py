"""What was judged, in sentences: each answer with its mark, its numbers and its reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import BASELINES, PolicyIndicator
from baken.flows.tell_indicator.wording import ANSWERS, MARKS, QUESTIONS, REASONS, UNTOLD
from baken.flows.tell_indicator.writing import (
    language,
    level,
    limits,
    period,
    publication,
    share,
    signed,
    signed_share,
)
from baken.records.indicators.facts import JudgementFact
from baken.vocabulary.measure import Measure
from baken.vocabulary.standing import (
    Assurance,
    CourseVerdict,
    KeptVerdict,
    Polarity,
    Question,
    TargetQuality,
    TargetVerdict,
)
from baken.vocabulary.writing import NO_DATA

SUPPOSED = "with-1000-answers"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as shown: the question, the word with its mark, and the sentence beside it."""

    question: str
    verdict: str
    mark: str
    tone: str
    sentence: str
    period: str
    method: str

    @property
    def classes(self) -> str:
        """Return the class of the tone, or nothing."""
        return f"bk-mark--{self.tone}" if self.tone else ""


def answer_of(definition: PolicyIndicator, judged: JudgementFact) -> Answer:
    """Return a judgement in words."""
    mark, tone = MARKS.get(judged.verdict, UNTOLD)
    if judged.question in {Question.CHANGE, Question.SINCE_BASELINE}:
        tone = _tone(definition, judged.verdict)
    return Answer(
        question=str(QUESTIONS[judged.question]),
        verdict=str(ANSWERS[judged.question].get(judged.verdict, judged.verdict)),
        mark=mark,
        tone=tone,
        sentence=_SENTENCES[judged.question](definition, judged),
        period=period(judged.period),
        method=judged.method,
    )


def _tone(definition: PolicyIndicator, verdict: str) -> str:
    good = {
        Polarity.LOWER_IS_BETTER: "lower",
        Polarity.HIGHER_IS_BETTER: "higher",
    }.get(definition.polarity)
    if good is None or verdict not in {"higher", "lower"}:
        return ""
    return "favourable" if verdict == good else "unfavourable"


def reason_words(judged: JudgementFact) -> str:
    """Return why something cannot be told."""
    told = [str(REASONS[note]) for note in judged.notes if note in REASONS]
    return " ".join(dict.fromkeys(told)) or _("The figures do not allow an answer.")


def target_words(definition: PolicyIndicator, judged: JudgementFact) -> str:
    """Write a target: at most 550, at least 17,000."""
    value = level(definition, judged.held_against)
    if definition.polarity is Polarity.HIGHER_IS_BETTER:
        return _("at least %(value)s") % {"value": value}
    return _("at most %(value)s") % {"value": value}


def _change(definition: PolicyIndicator, judged: JudgementFact) -> str:
    words = {
        "year": period(judged.against_period),
        "before": level(definition, judged.held_against),
    }
    if judged.value is None:
        return _("%(year)s: %(before)s.") % words + " " + reason_words(judged)
    if definition.stock:
        return _("%(year)s: %(before)s. A state has no margin of chance.") % words
    words |= _size(definition, judged)
    return _("%(year)s: %(before)s. Change %(size)s, margin %(low)s to %(high)s.") % words


def _size(definition: PolicyIndicator, judged: JudgementFact) -> dict[str, str]:
    numbers = {"size": judged.value, "low": judged.lower, "high": judged.upper}
    if "ratio" in judged.notes:
        return {k: NO_DATA if v is None else signed_share(v) for k, v in numbers.items()}
    unit = _("points") if definition.measure is Measure.SHARE else ""
    written = {k: NO_DATA if v is None else signed(v) for k, v in numbers.items()}
    return written | {"high": f"{written['high']} {unit}".strip()}


def _detectable(definition: PolicyIndicator, judged: JudgementFact) -> str:
    if definition.stock:
        return _("Every difference of a state is a real one; chance plays no part.")
    if judged.detectable_fall is None and judged.detectable_rise is None:
        return reason_words(judged)
    words = {
        "now": level(definition, judged.held_against),
        "low": _seen(definition, judged.detectable_fall),
        "high": _seen(definition, judged.detectable_rise),
    }
    if SUPPOSED in judged.notes:
        supposed = _(
            "With 1,000 answers in both surveys, only %(low)s or less, or %(high)s or more, would "
            "mostly be told from %(now)s."
        )
        return f"{reason_words(judged)} {supposed % words}"
    if judged.detectable_fall is None:
        return _("From %(now)s, only %(high)s or more would mostly be told from it.") % words
    return (
        _("From %(now)s, only %(low)s or less, or %(high)s or more, would mostly be told from it.")
        % words
    )


def _seen(definition: PolicyIndicator, value: float | None) -> str:
    places = 0 if definition.measure is Measure.COUNT else max(definition.decimals, 1)
    return level(definition, value, places)


def _as_set(definition: PolicyIndicator, judged: JudgementFact) -> str:
    words = {
        "value": level(definition, judged.value),
        "year": period(judged.against_period),
        "target": level(definition, judged.held_against),
    }
    if judged.verdict == TargetQuality.WEAKER_THAN_PRESENT:
        return (
            _("The target (%(target)s) asks less than what was there in %(year)s (%(value)s).")
            % words
        )
    edge = judged.detectable_fall
    if definition.polarity is Polarity.HIGHER_IS_BETTER:
        edge = judged.detectable_rise
    if judged.verdict == TargetQuality.NOT_TO_BE_TOLD or judged.value is None:
        return reason_words(judged)
    if definition.stock:
        return _("From %(value)s in %(year)s; of a state every difference is a real one.") % words
    words["edge"] = _seen(definition, edge)
    if judged.verdict == TargetQuality.TESTABLE:
        return _("From %(value)s in %(year)s a change to %(edge)s would mostly be seen.") % words
    if edge is None:
        return _("From %(value)s in %(year)s no change at all would mostly be seen.") % words
    return (
        _(
            "From %(value)s in %(year)s to %(target)s lies within chance: only from %(edge)s on "
            "would a change mostly be seen."
        )
        % words
    )


def _course(definition: PolicyIndicator, judged: JudgementFact) -> str:
    if judged.value is None:
        return reason_words(judged) if _known(judged) else _("Fewer than three years were known.")
    words = {
        "points": next((n[7:] for n in judged.notes if n.startswith("points:")), ""),
        "year": period(judged.period),
        "ahead": level(definition, judged.value, max(definition.decimals, 0)),
        "margin": limits(definition, judged.lower, judged.upper),
    }
    text = _("A line through %(points)s years led to %(ahead)s in %(year)s (margin %(margin)s).")
    if judged.verdict == CourseVerdict.NOT_TO_BE_TOLD:
        text = _(
            "A line through %(points)s years led to %(ahead)s in %(year)s, but the margin "
            "(%(margin)s) runs past the target."
        )
    return text % words


def _known(judged: JudgementFact) -> bool:
    return any(note in REASONS for note in judged.notes)


def _target(definition: PolicyIndicator, judged: JudgementFact) -> str:
    words = {
        "year": period(judged.period),
        "value": level(definition, judged.value),
        "margin": limits(definition, judged.lower, judged.upper),
    }
    if judged.value is None:
        return reason_words(judged)
    if judged.lower is None:
        plain = (
            _("%(year)s: %(value)s. The bare figure reaches the target.")
            if judged.reached
            else _("%(year)s: %(value)s. The bare figure does not reach the target.")
        )
        return plain % words + " " + reason_words(judged)
    if definition.stock:
        return _("%(year)s: %(value)s.") % words
    text = {
        TargetVerdict.MET: _(
            "%(year)s: %(value)s; the whole margin (%(margin)s) reaches the target."
        ),
        TargetVerdict.NOT_MET: _(
            "%(year)s: %(value)s; nothing of the margin (%(margin)s) reaches the target."
        ),
        TargetVerdict.NOT_TESTABLE: _untestable(judged),
    }.get(
        TargetVerdict(judged.verdict),
        _("%(year)s: %(value)s; the target lies within the margin (%(margin)s)."),
    )
    words["target"] = target_words(definition, judged)
    return text % words + _other_reading(judged)


def _untestable(judged: JudgementFact) -> str:
    """Say what the bare figure does, and that the step is why nothing follows from it."""
    if judged.reached:
        return _(
            "The target was %(target)s; in %(year)s it was %(value)s (%(margin)s). The bare figure "
            "reaches it; the step was too small to be tested."
        )
    return _(
        "The target was %(target)s; in %(year)s it was %(value)s (%(margin)s). The bare figure "
        "does not reach it; the step was too small to be tested."
    )


def _other_reading(judged: JudgementFact) -> str:
    """Say what becomes of the verdict when the target is of another year."""
    found = [each for each in judged.others if each["verdict"] != judged.verdict]
    if not judged.others:
        return ""
    years = ", ".join(each["period"] for each in judged.others)
    why = _("The column in the publication can mean %(year)s or %(years)s.")
    why = f" {why} " % {"year": period(judged.period), "years": years}
    if not found:
        return why + _("Read as a target of %(years)s the answer is the same.") % {"years": years}
    verdict = ANSWERS[Question.TARGET][found[0]["verdict"]]
    return why + _("Read as a target of %(year)s the answer is: %(verdict)s.") % {
        "year": found[0]["period"],
        "verdict": verdict,
    }


def _kept(_definition: PolicyIndicator, judged: JudgementFact) -> str:
    if judged.value is None or judged.lower is None or judged.upper is None:
        return reason_words(judged)
    words = {
        "year": period(judged.period),
        "before": period(judged.against_period),
        "size": _worse(judged, judged.value),
        "low": _worse(judged, judged.lower),
        "high": _worse(judged, judged.upper),
        "margin": margin_words(judged),
    }
    text = (
        _("%(year)s against %(before)s: %(size)s (from %(low)s to %(high)s). ")
        + {
            KeptVerdict.HELD: _("A worsening of %(margin)s is ruled out."),
            KeptVerdict.LOST: _("It worsened for certain, and %(margin)s is not ruled out."),
        }.get(
            KeptVerdict(judged.verdict),
            _("A worsening of %(margin)s is not ruled out, nor that nothing worsened."),
        )
    ) % words
    if judged.smallest_margin and "margin-smaller-than-can-be-shown" in judged.notes:
        text += " " + _(
            "With numbers of this size an unchanged level can mostly be shown to be kept only "
            "with a margin of %(least)s or more."
        ) % {"least": share(judged.smallest_margin)}
    return text


def margin_words(judged: JudgementFact) -> str:
    """Write a margin: 10 %, or 3 points."""
    if judged.margin is None:
        return NO_DATA
    if judged.margin < 1:
        return share(judged.margin)
    return _("%(n)s points") % {"n": signed(judged.margin, 0).lstrip("+")}


def _worse(judged: JudgementFact, worsening: float) -> str:
    by_share = "ratio" in judged.notes
    size = share(worsening) if by_share else signed(abs(worsening)).lstrip("+")
    if worsening > 0:
        return _("%(size)s worse") % {"size": size}
    return _("%(size)s better") % {"size": size}


def _variation(_definition: PolicyIndicator, judged: JudgementFact) -> str:
    return {
        "common-cause": _(
            "The newest value lies within what the series always showed; look for no cause."
        ),
        "too-few-points": _("A series needs eight years before its limits say anything."),
    }.get(
        judged.verdict,
        _("The newest value lies beyond the limits, or closes a run of eight on one side."),
    )


def _assurance(definition: PolicyIndicator, judged: JudgementFact) -> str:
    words = {
        "target": target_words(definition, judged),
        "year": period(judged.against_period),
    }
    return {
        Assurance.WILL_MEET: _("Target %(target)s of %(year)s: all of the usual range reaches it."),
        Assurance.WILL_MISS: _(
            "Target %(target)s of %(year)s: none of the usual range reaches it."
        ),
        Assurance.HIT_OR_MISS: _(
            "Target %(target)s of %(year)s: it lies inside the usual range; chance decides."
        ),
        Assurance.NOT_STABLE: _(
            "Target %(target)s of %(year)s: the series itself is changing, so its past limits "
            "do not say what comes."
        ),
    }.get(
        Assurance(judged.verdict), _("A series needs eight years before its limits say anything.")
    ) % words


def baseline_label(identifier: str) -> tuple[str, str, str]:
    """Return the label of a baseline set, its source, and what its margin is."""
    found = next((each for each in BASELINES if each.id == identifier), None)
    if found is None:
        return identifier, "", ""
    if language() == "en":
        return found.label_en, found.source_en, found.margin_en
    return found.label_nl, found.source_nl, found.margin_nl


def set_in(judged: JudgementFact) -> str:
    """Return in which publication a target was set."""
    return publication(judged.subject)


_SENTENCES: dict[Question, Callable[[PolicyIndicator, JudgementFact], str]] = {
    Question.CHANGE: _change,
    Question.SINCE_BASELINE: _change,
    Question.DETECTABLE: _detectable,
    Question.TARGET_AS_SET: _as_set,
    Question.COURSE: _course,
    Question.TARGET: _target,
    Question.KEPT: _kept,
    Question.VARIATION: _variation,
    Question.ASSURANCE: _assurance,
}
