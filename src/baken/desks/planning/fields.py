"""Fields of the forms in which a plan is changed: how each is shown, read, and told in words.

A field reads what was typed into a value as a plan file holds it, or says what is wrong with it:
the field, what was given, and what to do. What was typed is shown again as it was typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from baken.desks.planning import naming
from baken.records.plans.checks import is_date
from baken.records.plans.facts import PlanFact

ABSENT = None
SPARE_ROWS = 2
"""How many empty lines a list of things offers for what is new."""
MOST_ROWS = 40
_DUTCH_DATE = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})-(\d{4})")
Choices = Sequence[tuple[str, str]]


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"
    PICKS = "picks"
    WORDS = "words"
    LINES = "lines"
    ADDRESS = "address"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form: where it stands in a row of the plan, what it is called, what it holds.

    ``choices`` gives the choices in the plan at hand. ``default`` is what an absent value means.
    Without a field that ``completes_part`` the part that it belongs to says nothing: a target
    without a date; one that is ``asked_with_change`` is missed only when the part was changed.
    A field of LINES holds a list of parts, each with these ``columns``.
    """

    path: str
    kind: FieldKind
    label: Promise
    help: Promise | str = ""
    is_needed: bool = False
    completes_part: bool = False
    asked_with_change: bool = False
    choices: Callable[[PlanFact], Choices] | None = None
    default: Any = ABSENT
    columns: tuple["FormField", ...] = field(default=())
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form gave: values as a plan file holds them, and what is wrong per field."""

    values: dict[str, Any]
    errors: dict[str, str]


def read_form(
    fields: Sequence[FormField], data: QueryDict, plan: PlanFact, shown: Mapping[str, Any]
) -> Typed:
    """Read what was typed; ``shown`` is the flat row that the form showed when it was opened."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for each in fields:
        try:
            value = _READ[each.kind](each, each.path, data, plan)
        except ValueError as wrong:
            errors[each.path] = str(wrong)
            continue
        value = _as_it_was(each, value, shown.get(each.path))
        if value is not ABSENT:
            values[each.path] = value
        elif each.is_needed:
            errors[each.path] = _("“%(field)s” is empty; fill it in.") % {"field": each.label}
    wrong = errors | _unfinished(fields, values, errors) | _unfounded(fields, values, shown)
    return Typed(values, wrong)


def _unfounded(
    fields: Sequence[FormField], values: Mapping[str, Any], shown: Mapping[str, Any]
) -> dict[str, str]:
    """Say where a part was changed and no source is given for it."""

    def of_part(row: Mapping[str, Any], part: str) -> dict[str, Any]:
        return {path: value for path, value in row.items() if path.startswith(f"{part}.")}

    asked = (each for each in fields if each.asked_with_change and each.path not in values)
    return {
        each.path: _("“%(field)s” is empty; say in which decision or document it stands.")
        % {"field": each.label}
        for each in asked
        for now in [of_part(values, each.path.partition(".")[0])]
        if now and now != of_part(shown, each.path.partition(".")[0])
    }


def _as_it_was(each: FormField, value: Any, before: Any) -> Any:
    """Return what stood there when nothing of it was changed, however the form writes it."""
    if value == each.default and before is ABSENT:
        return ABSENT
    if each.kind is FieldKind.TICK and value is ABSENT and before is False:
        return False
    return value


def _unfinished(
    fields: Sequence[FormField], values: Mapping[str, Any], errors: Mapping[str, str]
) -> dict[str, str]:
    """Say what is missing of a part that was begun: a target without its date, for example."""
    begun = {path.partition(".")[0] for path in values if "." in path}
    needed = (each for each in fields if each.path.partition(".")[0] in begun)
    return {
        each.path: _("“%(field)s” is missing beside what you filled in; fill it in as well.")
        % {"field": each.label}
        for each in needed
        if "." in each.path
        and each.path not in values
        and each.path not in errors
        and each.completes_part
    }


def shown_value(each: FormField, value: Any) -> str:
    """Return a value as a form shows it."""
    if value is ABSENT:
        return "" if each.default is ABSENT else str(each.default)
    if each.kind in {FieldKind.NUMBER, FieldKind.WHOLE}:
        return naming.plain_number(value)
    if each.kind is FieldKind.WORDS:
        return "\n".join(value)
    if each.kind is FieldKind.SOURCE:
        return naming.text_words(value)
    return str(value)


def words_of_value(each: FormField, value: Any, plan: PlanFact) -> str:
    """Return a value in words, for somebody who compares."""
    if value is ABSENT:
        return _("(empty)")
    if each.kind is FieldKind.LINES:
        return "; ".join(_line_words(each, row, plan) for row in value) or _("(empty)")
    if each.kind is FieldKind.TICK:
        return _("yes") if value else _("no")
    if each.kind in {FieldKind.NUMBER, FieldKind.WHOLE}:
        return naming.number(value)
    if each.kind is FieldKind.SOURCE:
        return naming.text_words(value)
    named = dict(each.choices(plan)) if each.choices else {}
    parts = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(named.get(str(part), str(part)) for part in parts) or _("(empty)")


def _line_words(each: FormField, row: Mapping[str, Any], plan: PlanFact) -> str:
    said = [
        words_of_value(column, row[column.path], plan)
        for column in each.columns
        if column.path in row
    ]
    return ", ".join(said)


def _text(_each: FormField, name: str, data: QueryDict, _plan: PlanFact) -> Any:
    text = data.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
    return text or ABSENT


def _source(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    text = _text(each, name, data, plan)
    return text if text is ABSENT else naming.read_source(text)


def _number(each: FormField, name: str, data: QueryDict, _plan: PlanFact) -> Any:
    text = re.sub(r"[\s€%]", "", data.get(name, ""))
    if not text:
        return ABSENT
    found = naming.read_number(text)
    if found is None:
        raise ValueError(
            _("“%(field)s” is “%(given)s”, which is no number; write it like 1250 or 12,5.")
            % {"field": each.label, "given": data.get(name, "").strip()}
        )
    return int(found) if found == int(found) else found


def _whole(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    found = _number(each, name, data, plan)
    if found is not ABSENT and found != int(found):
        raise ValueError(
            _("“%(field)s” is “%(given)s”; write a whole number.")
            % {"field": each.label, "given": data.get(name, "")}
        )
    return found


def _date(each: FormField, name: str, data: QueryDict, _plan: PlanFact) -> Any:
    text = data.get(name, "").strip()
    if not text:
        return ABSENT
    if found := _DUTCH_DATE.fullmatch(text):
        day, month, year = found.groups()
        text = "-".join(part.zfill(2) for part in (year, month, day) if part)
    if not is_date(text):
        raise ValueError(
            _("“%(field)s” is “%(given)s”, which is no date; write 2027, 2027-03 or 31-03-2027.")
            % {"field": each.label, "given": text}
        )
    return text


def _tick(_each: FormField, name: str, data: QueryDict, _plan: PlanFact) -> Any:
    return True if data.get(name) else ABSENT


def _choice(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    text = data.get(name, "").strip()
    if not text:
        return ABSENT
    known = dict(each.choices(plan)) if each.choices else {}
    if text not in known:
        raise ValueError(
            _("“%(field)s” is “%(given)s”, which is not in the list; choose from the list.")
            % {"field": each.label, "given": text}
        )
    return {"true": True, "false": False}.get(text, text)


def _picks(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    known = dict(each.choices(plan)) if each.choices else {}
    found = list(dict.fromkeys(text for text in data.getlist(name) if text))
    for text in found:
        if text not in known:
            raise ValueError(
                _("“%(field)s” names “%(given)s”, which is not in the list; choose from the list.")
                % {"field": each.label, "given": text}
            )
    return found or ABSENT


def _address(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    text = _text(each, name, data, plan)
    if text is not ABSENT and not re.fullmatch(r"https?://\S+", text):
        raise ValueError(
            _("“%(field)s” is “%(given)s”, which is no address; begin it with https://.")
            % {"field": each.label, "given": text}
        )
    return text


def _words(_each: FormField, name: str, data: QueryDict, _plan: PlanFact) -> Any:
    lines = [line.strip() for line in data.get(name, "").replace("\0", "").splitlines()]
    return [line for line in lines if line] or ABSENT


def _lines(each: FormField, name: str, data: QueryDict, plan: PlanFact) -> Any:
    rows = []
    for place in range(min(_count(data, name), MOST_ROWS)):
        row = {}
        for column in each.columns:
            value = _READ[column.kind](column, f"{name}-{place}-{column.path}", data, plan)
            if value is not ABSENT:
                row[column.path] = value
        if not row:
            continue
        for column in each.columns:
            if column.is_needed and column.path not in row:
                raise ValueError(
                    _("In “%(list)s”, line %(n)d, “%(field)s” is empty; fill it in.")
                    % {"list": each.label, "n": place + 1, "field": column.label}
                )
        if each.one_of and not set(each.one_of) & set(row):
            either = [str(column.label) for column in each.columns if column.path in each.one_of]
            raise ValueError(
                _("In “%(list)s”, line %(n)d, fill in one of these: %(fields)s.")
                % {"list": each.label, "n": place + 1, "fields": ", ".join(either)}
            )
        rows.append(row)
    return rows or ABSENT


def _count(data: QueryDict, name: str) -> int:
    text = data.get(f"{name}-count", "0")
    return int(text) if text.isdecimal() else 0


_READ: dict[FieldKind, Callable[[FormField, str, QueryDict, PlanFact], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _text,
    FieldKind.WHOLE: _whole,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.TICK: _tick,
    FieldKind.CHOICE: _choice,
    FieldKind.PICKS: _picks,
    FieldKind.WORDS: _words,
    FieldKind.LINES: _lines,
    FieldKind.ADDRESS: _address,
    FieldKind.SOURCE: _source,
}
