"""A made-up municipality of counts: two wijken of two buurten each, three types, eight years."""

from datetime import date, timedelta

import numpy as np

from baken.flows.police_day.count import CountedWeeks
from baken.flows.police_day.delays import KnownShares
from baken.vocabulary.area import AreaLevel

OFFENCES = ("1.1.1", "1.2.1", "1.2.3")
AREAS = ("GM0000", "WK000001", "WK000002", "BU00000101", "BU00000102", "BU00000201", "BU00000202")
LEVELS = (AreaLevel.MUNICIPALITY, *2 * (AreaLevel.WIJK,), *4 * (AreaLevel.BUURT,))
AROUND = np.array([-1, 0, 0, 1, 1, 2, 2])
WEEKS = 396
WEEK = date(2025, 3, 3)


def made_up(*, seed: int = 3, **extra: tuple[str, str, int, int]) -> CountedWeeks:
    """Counts of nothing unusual, but for ``extra``: buurt, type, weeks back, how many more."""
    rng = np.random.default_rng(seed)
    means = np.array([0.8, 2.0, 4.0])
    buurten = rng.negative_binomial((means / 0.5)[None, :, None], 1 / 1.5, (4, 3, WEEKS))
    for buurt, offence, back, more in extra.values():
        buurten[AREAS[3:].index(buurt), OFFENCES.index(offence), WEEKS - 1 - back] += more
    return counted_of(buurten)


def counted_of(buurten: np.ndarray) -> CountedWeeks:
    """The counts of all levels from those of the buurten."""
    wijken = buurten.reshape(2, 2, 3, WEEKS).sum(axis=1)
    table = np.concatenate([wijken.sum(axis=0, keepdims=True), wijken, buurten])
    area, offence = np.repeat(np.arange(7), 3), np.tile(np.arange(3), 7)
    outer = AROUND[area]
    return CountedWeeks(
        municipality="GM0000",
        areas=AREAS,
        levels=LEVELS,
        offences=OFFENCES,
        weeks=tuple(WEEK - timedelta(weeks=WEEKS - 1 - n) for n in range(WEEKS)),
        counts=table.reshape(21, WEEKS).astype(np.int32),
        area=area,
        offence=offence,
        parents=np.where(outer < 0, -1, outer * 3 + offence),
        unplaced=0,
    )


def all_known(share: float = 1.0, *, own: bool = True) -> KnownShares:
    """All weeks known whole, the newest for a share; ``own``: every type has a delay of its own."""
    shape = (3, 9)
    shares = np.ones(shape)
    shares[:, -1] = share
    return KnownShares(
        shares, np.zeros(shape), np.ones(shape), measured=True, all_types=None, own=np.full(3, own)
    )
