"""Forms of a plan as their templates write them: from a row, or from what somebody typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from baken.desks.planning.fields import (
    MOST_ROWS,
    SPARE_ROWS,
    FieldKind,
    FormField,
    shown_value,
)
from baken.desks.planning.shape_parts import FieldGroup, RowShape
from baken.records.plans.facts import PlanFact

Option = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as the template writes it; ``lines`` are the rows of a list of parts."""

    id: str
    name: str
    kind: str
    label: Promise | str
    help: Promise | str
    is_needed: bool
    value: str
    error: str
    options: tuple[Option, ...] = ()
    picks: tuple[tuple[Option, ...], ...] = ()
    lines: tuple[tuple["ShownField", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of fields; open when it holds something, a mistake, or what is always asked."""

    title: Promise
    sentence: Promise | str
    is_open: bool
    fields: tuple[ShownField, ...]


def as_typed(fields: Sequence[FormField], row: Mapping[str, Any]) -> QueryDict:
    """Return a flat row as if it had been typed."""
    data = QueryDict(mutable=True)
    for each in fields:
        _type(data, each, each.path, row.get(each.path))
    return data


def _type(data: QueryDict, each: FormField, name: str, value: Any) -> None:
    if each.kind is FieldKind.LINES:
        rows = value or []
        data[f"{name}-count"] = str(len(rows) + SPARE_ROWS)
        for place, row in enumerate(rows):
            for column in each.columns:
                _type(data, column, f"{name}-{place}-{column.path}", row.get(column.path))
    elif each.kind is FieldKind.PICKS:
        data.setlist(name, [str(part) for part in value or []])
    elif each.kind is FieldKind.TICK:
        data.setlist(name, ["1"] if value else [])
    elif isinstance(value, bool):
        data[name] = "true" if value else "false"
    else:
        data[name] = shown_value(each, value)


def typed_before(fields: Sequence[tuple[str, str]]) -> QueryDict:
    """Return what was kept of a form as it was typed."""
    data = QueryDict(mutable=True)
    for name, value in fields:
        data.appendlist(name, value)
    return data


def shown_groups(
    shape: RowShape, data: QueryDict, errors: Mapping[str, str], plan: PlanFact
) -> list[ShownGroup]:
    """Return the groups of a form with what stands in it."""
    return [_group(group, data, errors, plan) for group in shape.groups]


def _group(
    group: FieldGroup, data: QueryDict, errors: Mapping[str, str], plan: PlanFact
) -> ShownGroup:
    fields = tuple(_field(each, each.path, data, errors, plan) for each in group.fields)
    is_used = any(_is_filled(each, data) or each.path in errors for each in group.fields)
    return ShownGroup(group.title, group.sentence, group.is_open or is_used, fields)


def _is_filled(each: FormField, data: QueryDict) -> bool:
    if each.kind is FieldKind.LINES:
        return any(
            value and name.startswith(f"{each.path}-") and not name.endswith("-count")
            for name, value in data.items()
        )
    given = [value for value in data.getlist(each.path) if value]
    return bool(given) and given != [str(each.default)]


def _field(
    each: FormField, name: str, data: QueryDict, errors: Mapping[str, str], plan: PlanFact
) -> ShownField:
    offered = list(each.choices(plan)) if each.choices else []
    chosen = [value for value in data.getlist(name) if value]
    return ShownField(
        id=f"f-{name.replace('.', '-')}",
        name=name,
        kind=str(each.kind),
        label=each.label,
        help=each.help,
        is_needed=each.is_needed,
        value=data.get(name, ""),
        error=errors.get(each.path, "") if name == each.path else "",
        options=_options(offered, chosen[0] if chosen else ""),
        picks=_picks(each, offered, chosen),
        lines=_lines(each, name, data, plan),
    )


def _options(offered: Sequence[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple((value, label, value == chosen) for value, label in offered)


def _picks(
    each: FormField, offered: Sequence[tuple[str, str]], chosen: Sequence[str]
) -> tuple[tuple[Option, ...], ...]:
    if each.kind is not FieldKind.PICKS:
        return ()
    return tuple(_options(offered, value) for value in [*chosen, *[""] * SPARE_ROWS])


def _lines(
    each: FormField, name: str, data: QueryDict, plan: PlanFact
) -> tuple[tuple[ShownField, ...], ...]:
    if each.kind is not FieldKind.LINES:
        return ()
    text = data.get(f"{name}-count", "")
    count = min(int(text), MOST_ROWS) if text.isdecimal() else SPARE_ROWS
    return tuple(
        tuple(
            # An empty line is left out, so nothing in it is needed.
            replace(
                _field(column, f"{name}-{place}-{column.path}", data, {}, plan), is_needed=False
            )
            for column in each.columns
        )
        for place in range(count)
    )
