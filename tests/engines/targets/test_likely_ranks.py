"""Ranks with their intervals: worked examples, properties, and how often they hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.targets import likely_ranks


def generator() -> np.random.Generator:
    return np.random.default_rng(20241231)


def test_far_apart_ranks_are_sure_and_alike_ones_are_not() -> None:
    sure = likely_ranks([900, 500, 100], 1.0, phi=1.0, generator=generator())
    assert sure.rank.tolist() == sure.best.tolist() == sure.worst.tolist() == [1, 2, 3]
    assert sure.joint_best.tolist() == sure.joint_worst.tolist() == [1, 2, 3]
    alike = likely_ranks([101, 100, 99, 98], 1.0, phi=1.0, generator=generator())
    assert alike.best.tolist() == [1] * 4
    assert alike.worst.tolist() == [4] * 4


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=12),
    st.floats(1, 5),
)
def test_a_rank_lies_in_its_own_interval(counts: list[int], phi: float) -> None:
    found = likely_ranks(counts, 10.0, phi=phi, generator=generator(), draws=200)
    assert (found.best <= found.rank).all()
    assert (found.rank <= found.worst).all()
    assert (found.joint_best <= found.rank).all()
    assert set(found.rank) <= set(range(1, len(counts) + 1))


def test_more_dispersion_makes_ranks_less_sure() -> None:
    counts = np.arange(20, 220, 10)
    calm = likely_ranks(counts, 1.0, phi=1.0, generator=generator())
    wild = likely_ranks(counts, 1.0, phi=4.0, generator=generator())
    assert (wild.worst - wild.best).sum() > (calm.worst - calm.best).sum()
    assert (wild.joint_worst - wild.joint_best >= calm.joint_worst - calm.joint_best).all()


def test_what_is_unknown_has_no_rank() -> None:
    found = likely_ranks([5, np.nan, 7, 9], 1.0, phi=1.0, generator=generator())
    assert found.rank.tolist()[1] == 0
    assert found.compared == 3
    with pytest.raises(ValueError, match="two areas to rank"):
        likely_ranks([5], 1.0, phi=1.0, generator=generator())


@pytest.mark.parametrize("phi", [1.0, 2.0, 4.0])
def test_ranks_hold_as_often_as_promised(phi: float) -> None:
    """40 draws of 60 unlike areas: own ranks hold in 93-98 of 100, all together in 95 or more."""
    rng = np.random.default_rng(7)
    exposure = rng.lognormal(3, 1, 60)
    own, together = [], []
    for _ in range(40):
        theta = 2 * rng.gamma(5, 1 / 5, 60)
        mean = theta * exposure
        x = rng.poisson(mean if phi == 1 else rng.gamma(mean / (phi - 1), phi - 1))
        true = 1 + (theta[None, :] > theta[:, None]).sum(axis=1)
        found = likely_ranks(x, exposure, phi=phi, generator=rng, draws=400)
        own.append(np.mean((found.best <= true) & (true <= found.worst)))
        together.append(np.all((found.joint_best <= true) & (true <= found.joint_worst)))
    assert 0.93 <= np.mean(own) <= 0.98
    assert np.mean(together) >= 0.95
