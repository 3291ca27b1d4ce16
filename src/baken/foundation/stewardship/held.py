"""What is held about a place, a file or a person: every record declares its holders.

A holder says by which columns its rows are about one of the three; one question over all of them
counts and dates. Contents are never shown here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Aggregate, CharField, Count, Max, Min, Model, Q, Value
from django.db.models.functions import Cast

from baken.catalogue.processing import PROCESSING_ACTIVITIES, ProcessingActivity
from baken.catalogue.retention import RetentionTerm, term_named
from baken.foundation.stewardship.processing import subject_mark


class HeldAbout(StrEnum):
    """What one asks about: an area code, a delivery's id, or a person's id."""

    PLACE = "place"
    FILE = "file"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Holder:
    """The rows of a table that are about something, by the columns that say so.

    ``moment`` is the column that dates them, or empty. With ``marked`` the person is found by the
    keyed hash that the processing log keeps. ``counted`` says how many rows they are, where a row
    of the table stands for several.
    """

    model: type[Model]
    moment: str
    place: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    marked: bool = False
    counted: Aggregate | None = None

    @property
    def table(self) -> str:
        """Return the name of the table."""
        return self.model._meta.db_table

    def columns(self, about: HeldAbout) -> tuple[str, ...]:
        """Return the columns that say what a row is about."""
        named = {
            HeldAbout.PLACE: self.place,
            HeldAbout.FILE: self.file,
            HeldAbout.PERSON: self.person,
        }
        return named[about]


@dataclass(frozen=True, slots=True)
class HeldFact:
    """How many rows of a table are about it, from when to when, and under which rules.

    ``activity`` and ``terms`` are empty for a table without personal data: that is open data, or
    counts about places.
    """

    table: str
    number: int
    oldest: str
    newest: str
    activity: ProcessingActivity | None
    terms: tuple[RetentionTerm, ...]


def held(
    holders: Sequence[Holder],
    *,
    about: HeldAbout,
    identifier: str,
    tenants: Collection[str] | None = None,
) -> tuple[HeldFact, ...]:
    """Return what is held about one place, file or person, in one question to the database.

    ``tenants`` limits it to rows of these municipalities and rows that are open; None does not.
    """
    asked = [each for each in holders if each.columns(about)]
    questions = [_question(each, about, identifier, tenants) for each in asked]
    if not questions:
        return ()
    first, *others = questions
    rows = first.union(*others, all=True) if others else first
    facts = (_fact(*row) for row in rows if row[1])
    return tuple(sorted(facts, key=lambda fact: fact.table))


def _question(
    holder: Holder, about: HeldAbout, identifier: str, tenants: Collection[str] | None
) -> Iterable[tuple[str, int, str, str]]:
    named = identifier
    if about is HeldAbout.PERSON and holder.marked:
        named = subject_mark("person", identifier)
    wanted = reduce(or_, (Q(**{column: named}) for column in holder.columns(about)))
    fields = {field.name for field in holder.model._meta.fields}
    if tenants is not None and "tenant" in fields:
        wanted &= Q(tenant=None) | Q(tenant__in=tenants)
    found = holder.model.objects.filter(wanted).order_by()
    return (
        found.values(named_table=Value(holder.table))
        .annotate(
            number=holder.counted or Count("pk"), oldest=_day(Min, holder), newest=_day(Max, holder)
        )
        .values_list("named_table", "number", "oldest", "newest")
    )


def _day(aggregate: type[Aggregate], holder: Holder) -> Cast | Value:
    if not holder.moment:
        return Value("", output_field=CharField())
    return Cast(aggregate(holder.moment), CharField())


def _fact(table: str, number: int, oldest: str | None, newest: str | None) -> HeldFact:
    activity = next((each for each in PROCESSING_ACTIVITIES if table in each.tables), None)
    terms = tuple(term_named(term) for term in activity.terms) if activity else ()
    return HeldFact(table, number, (oldest or "")[:10], (newest or "")[:10], activity, terms)
