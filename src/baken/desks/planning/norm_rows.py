"""The norms of audit offices as the page of a plan writes them."""

from dataclasses import dataclass

from baken.desks.planning import wording
from baken.desks.planning.naming import language
from baken.records.plans.facts import JudgedNorm, NormCount, NormVerdict
from baken.vocabulary.writing import NumberWriter


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm: what is asked, the verdict, what was counted, and what would mend it."""

    label: str
    question: str
    verdict: str
    mark: str
    reasons: tuple[str, ...]
    remedy: str


def norm_row(judged: JudgedNorm) -> NormRow:
    """Return a norm in words; what is in order needs no remedy."""
    verdict, mark = wording.NORM_VERDICTS[judged.verdict]
    met = judged.verdict is NormVerdict.MET
    return NormRow(
        label=judged.norm.label(language()),
        question=judged.norm.question(language()),
        verdict=str(verdict),
        mark=mark,
        reasons=tuple(_reason(count) for count in judged.counts),
        remedy="" if met else judged.norm.remedy(language()),
    )


def _reason(count: NormCount) -> str:
    if count.what in wording.NORM_SIGNS:
        there, missing = wording.NORM_SIGNS[count.what]
        return str(there if count.part else missing)
    writer = NumberWriter(language() == "en")
    numbers = {"part": writer.whole(count.part), "whole": writer.whole(count.whole)}
    return str(wording.NORM_COUNTS[count.what]) % numbers
