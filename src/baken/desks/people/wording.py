"""Remarks in the words of the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from baken.catalogue.indicators import indicator
from baken.desks.people.roles import TITLE_OF
from baken.flows.remarks_of_area import PlacedRemark
from baken.records.remarks.facts import RemarkFact
from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark with its place, its subject and its author's role in words."""

    remark: RemarkFact
    area_name: str
    about: str
    role: Promise


def in_words(remarks: Iterable[PlacedRemark]) -> list[ShownRemark]:
    """Return the remarks as they are shown."""
    language = get_language() or "nl"
    return [
        ShownRemark(
            remark=each.remark,
            area_name=each.area_name,
            about=indicator(each.remark.indicator).label(language),
            role=TITLE_OF[Role(each.remark.author_role)],
        )
        for each in remarks
    ]
