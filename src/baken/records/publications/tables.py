"""Counts laid out as one family of tables, for the engine.

For jobs: imports the disclosure engine. A count that was published before with another value takes
part as a count of its own, with the sums that it was published in: whoever kept the earlier table
can put it beside the new one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from baken.engines import disclosure
from baken.engines.disclosure import State
from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    CountToPublish,
    PastCell,
    SumRule,
)
from baken.vocabulary.disclosure import CellState

_STATES = {
    CellState.SHOWN: State.SHOWN,
    CellState.SMALL: State.SMALL,
    CellState.SMALL_OR_ZERO: State.SMALL_OR_ZERO,
    CellState.WITHHELD: State.WITHHELD,
    CellState.SILENT: State.SILENT,
    CellState.ROUNDED: State.ROUNDED,
}
_NAMES = {number: name for name, number in _STATES.items()}
Snapshot = Mapping[CellKey, int]
"""The place, among all counts, of what was published of each cell at one moment."""


@dataclass(slots=True)
class Layout:
    """Columns of the family, one entry per count."""

    counts: list[int] = field(default_factory=list)
    minimum: list[int] = field(default_factory=list)
    past: list[int] = field(default_factory=list)
    hide: list[bool] = field(default_factory=list)
    rounded: list[int] = field(default_factory=list)
    sums: list[tuple[int, Sequence[int]]] = field(default_factory=list)

    def add(
        self, count: int, minimum: int, past: State, *, hide: bool = False, rounded: int = 0
    ) -> int:
        """Add a count and return its place."""
        self.counts.append(count)
        self.minimum.append(minimum)
        self.past.append(past)
        self.hide.append(hide)
        self.rounded.append(rounded)
        return len(self.counts) - 1

    def family(self, *, zeros_shown: bool, base: int) -> disclosure.Family:
        """Return the family as the engine takes it."""
        relations = disclosure.additive_relations(self.sums, cells=len(self.counts))
        family = disclosure.Family.of(
            self.counts,
            relations,
            minimum=self.minimum,
            past=self.past,
            hide=self.hide,
            zeros_shown=zeros_shown,
        )
        return replace(family, rounded=np.array(self.rounded, np.int64), base=base)


@dataclass(frozen=True, slots=True)
class Decided:
    """The engine's answer: a decision per new or changed count, and what the audit found.

    ``failing`` counts the cells of which too much could be told; ``lost_share`` is the cost of
    what is withheld as a share of that of all own counts that stand.
    """

    fresh: Mapping[CellKey, CellDecision]
    method: str
    failing: int
    lost_share: float

    @property
    def protected(self) -> bool:
        """Return whether every hidden count keeps its room."""
        return not self.failing


def decide(
    counts: Sequence[CountToPublish],
    history: Sequence[PastCell],
    *,
    areas: Sequence[SumRule],
    types: Sequence[SumRule],
) -> Decided:
    """Decide what is shown of the counts that are new or have changed."""
    layout = Layout()
    earlier = [(past, _as_decided(layout, past)) for past in history]
    latest = {past.key: (past, place) for past, place in earlier}
    now = {each.key: _placed(layout, each, latest.get(each.key)) for each in counts}
    public = {each.key: now[each.key] for each in counts if each.public}
    for snapshot in (*_snapshots(earlier, public), now):
        layout.sums += _sums(layout, snapshot, areas, types)
    own = [each for each in counts if each.ours]
    base = _base(own, history)
    family = layout.family(zeros_shown=all(each.zeros_shown for each in own), base=base)
    outcome, rounded = _protected(family, float(max(each.slide for each in own)), own)
    fresh = {
        each.key: _decision(each, State(outcome.states[now[each.key]]), rounded[now[each.key]])
        for each in counts
        if layout.past[now[each.key]] == State.OPEN
    }
    stands = [now[each.key] for each in own]
    unseen = [p for p in stands if outcome.states[p] in {State.WITHHELD, State.SILENT}]
    found = outcome.audit
    return Decided(
        fresh,
        method=outcome.method,
        failing=len({*found.too_high, *found.too_low, *found.too_narrow}),
        lost_share=float(family.cost[unseen].sum() / family.cost[stands].sum()),
    )


def _base(own: Sequence[CountToPublish], history: Sequence[PastCell]) -> int:
    """Return the base that is rounded to, or wide enough for what was; 0: nothing is rounded."""
    moved = [
        abs(past.count - past.decision.rounded) + 1
        for past in history
        if past.decision.rounded is not None
    ]
    return max([*(each.base for each in own), *moved])


def _protected(
    family: disclosure.Family, slide: float, own: Sequence[CountToPublish]
) -> tuple[disclosure.Protection, Sequence[int]]:
    if all(each.base for each in own):
        return disclosure.protect_by_rounding(family, base=family.base, slide=slide)
    return disclosure.protect(family, slide=slide), family.rounded


def _decision(each: CountToPublish, state: State, rounded: int) -> CellDecision:
    return CellDecision(
        _NAMES[state], each.minimum, int(rounded) if state is State.ROUNDED else None
    )


def _as_decided(layout: Layout, past: PastCell) -> int:
    return layout.add(
        past.count,
        past.decision.minimum,
        _STATES[past.decision.state],
        rounded=past.decision.rounded or 0,
    )


def _placed(layout: Layout, each: CountToPublish, held: tuple[PastCell, int] | None) -> int:
    if held and held[0].count == each.count:
        # Others publish now what was decided on before: whoever compares has the count.
        if each.public:
            layout.past[held[1]] = State.SHOWN
        return held[1]
    if each.public:
        return layout.add(each.count, each.minimum, State.SHOWN)
    was_hidden = held is not None and held[0].decision.state is not CellState.SHOWN
    return layout.add(each.count, each.minimum, State.OPEN, hide=was_hidden)


def _snapshots(
    earlier: Sequence[tuple[PastCell, int]], public: Snapshot
) -> Iterator[dict[CellKey, int]]:
    standing: dict[CellKey, int] = dict(public)
    rounds = sorted({past.publication for past, _ in earlier})
    for number in rounds:
        standing |= {past.key: place for past, place in earlier if past.publication == number}
        yield dict(standing)


def _sums(
    layout: Layout, cells: Snapshot, areas: Sequence[SumRule], types: Sequence[SumRule]
) -> Iterator[tuple[int, Sequence[int]]]:
    for indicator, period in sorted({(key.indicator, key.period) for key in cells}):
        for rule in areas:
            keys = [CellKey(indicator, part, period) for part in rule.parts]
            yield from _sum(layout, cells, CellKey(indicator, rule.whole, period), keys)
    for area, period in sorted({(key.area_code, key.period) for key in cells}):
        for rule in types:
            keys = [CellKey(part, area, period) for part in rule.parts]
            yield from _sum(layout, cells, CellKey(rule.whole, area, period), keys)


def _sum(
    layout: Layout, cells: Snapshot, whole: CellKey, parts: Iterable[CellKey]
) -> Iterator[tuple[int, Sequence[int]]]:
    places = [cells[part] for part in parts if part in cells]
    if whole not in cells or not places:
        return
    rest = layout.counts[cells[whole]] - sum(layout.counts[place] for place in places)
    # Parts that exceed their whole come from another count: no sum binds them.
    if rest > 0:
        places.append(layout.add(rest, 0, State.ABSENT))
    if rest >= 0:
        yield cells[whole], places
