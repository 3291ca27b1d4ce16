"""Many series fitted side by side: a penalised log-linear quasi-Poisson fit, to convergence.

Series stand in lanes next to each other, so that one instruction serves several of them. Nothing
is summed across lanes, so a series gets the same answer whatever its neighbours in the lane are.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from baken.engines.watch.compiling import compiled

Floats = NDArray[np.float64]

STEPS = 40
SMALL_STEP = 2e-3  # the next Newton step would be of the order of its square
ROUGH_STEP = 1e-2  # suffices for a fit that only says which weeks stand out
LONGEST_STEP = 1.5
EDGE = 16.0  # means lie between exp(-16) and exp(16)

_E = tuple(1 / math.factorial(power) for power in range(10))


@compiled
def exponential(x: float) -> float:
    """The exponential function for -16..16, to 1e-13, without a branch or a table."""
    z = min(max(x, -EDGE), EDGE) * 0.0078125
    p = _E[9]
    p = p * z + _E[8]
    p = p * z + _E[7]
    p = p * z + _E[6]
    p = p * z + _E[5]
    p = p * z + _E[4]
    p = p * z + _E[3]
    p = p * z + _E[2]
    p = p * z + 1.0
    p = p * z + 1.0
    p = p * p
    p = p * p
    p = p * p
    p = p * p
    p = p * p
    p = p * p
    return p * p


class History(NamedTuple):
    """The weeks behind one judgement: weeks by lanes, and the design that all lanes share."""

    design: Floats  # weeks by coefficients
    products: Floats  # weeks by pairs of coefficients
    counts: Floats
    logarithms: Floats  # of the counts
    known: Floats  # 1, or 0 where the count is unknown
    offsets: Floats
    half: Floats  # per lane: half an event where nothing was ever counted, else 0


class Place(NamedTuple):
    """Where a fit stands; written over at every step."""

    predictor: Floats
    means: Floats
    weights: Floats
    residual: Floats
    weighted: Floats
    gradient: Floats
    information: Floats


def empty_place(weeks: int, lanes: int, size: int) -> Place:
    """Room for a fit of so many weeks, lanes and coefficients."""
    one, two, three, four, five = (np.empty((weeks, lanes)) for _ in range(5))
    sums = np.empty((size, lanes)), np.empty((size * (size + 1) // 2, lanes))
    return Place(one, two, three, four, five, *sums)


def shortened(place: Place, weeks: int) -> Place:
    """The same room, for fewer weeks."""
    return place._replace(
        predictor=place.predictor[:weeks],
        means=place.means[:weeks],
        weights=place.weights[:weeks],
        residual=place.residual[:weeks],
        weighted=place.weighted[:weeks],
    )


@compiled
def predict(history: History, coefficients: Floats, place: Place) -> None:
    """The linear predictor and the mean of every week at these coefficients."""
    np.dot(history.design, coefficients, place.predictor)
    weeks, lanes = place.predictor.shape
    for i in range(weeks):
        for k in range(lanes):
            place.predictor[i, k] += history.offsets[i, k]
            place.means[i, k] = exponential(place.predictor[i, k])


@compiled
def add_up(history: History, place: Place) -> None:
    """The gradient and the information that the means give."""
    weeks, lanes = place.means.shape
    for i in range(weeks):
        for k in range(lanes):
            weighted = place.weights[i, k] * place.means[i, k]
            place.weighted[i, k] = weighted
            place.residual[i, k] = place.weights[i, k] * history.counts[i, k] - weighted
    np.dot(history.design.T, place.residual, place.gradient)
    place.gradient[0] += history.half
    np.dot(history.products.T, place.weighted, place.information)


@compiled
def unpack(information: Floats, penalty: Floats, triangles: Floats) -> None:
    """The penalised information of every lane, its lower half."""
    size, lanes, place = triangles.shape[0], triangles.shape[2], 0
    for a in range(size):
        for b in range(a, size):
            for k in range(lanes):
                triangles[b, a, k] = information[place, k]
            place += 1
        for k in range(lanes):
            triangles[a, a, k] += penalty[a, k] + 1e-10


@compiled
def eliminate(triangles: Floats, a: int, c: int) -> None:
    """One element under the diagonal of Cholesky's triangle, in every lane."""
    lanes = triangles.shape[2]
    for b in range(a):
        for k in range(lanes):
            triangles[c, a, k] -= triangles[c, b, k] * triangles[a, b, k]
    for k in range(lanes):
        triangles[c, a, k] /= triangles[a, a, k]


@compiled
def factorise(triangles: Floats) -> None:
    """Cholesky's lower triangle of every lane, in place."""
    size, lanes = triangles.shape[0], triangles.shape[2]
    for a in range(size):
        for b in range(a):
            for k in range(lanes):
                triangles[a, a, k] -= triangles[a, b, k] * triangles[a, b, k]
        for k in range(lanes):
            triangles[a, a, k] = math.sqrt(max(triangles[a, a, k], 1e-12))
        for c in range(a + 1, size):
            eliminate(triangles, a, c)


@compiled
def forward(triangles: Floats, vectors: Floats) -> None:
    """Solve ``triangle @ x = vector`` per lane, in place."""
    size, lanes = vectors.shape
    for a in range(size):
        for b in range(a):
            for k in range(lanes):
                vectors[a, k] -= triangles[a, b, k] * vectors[b, k]
        for k in range(lanes):
            vectors[a, k] /= triangles[a, a, k]


@compiled
def backward(triangles: Floats, vectors: Floats) -> None:
    """Solve ``triangle.T @ x = vector`` per lane, in place."""
    size, lanes = vectors.shape
    for a in range(size - 1, -1, -1):
        for b in range(a + 1, size):
            for k in range(lanes):
                vectors[a, k] -= triangles[b, a, k] * vectors[b, k]
        for k in range(lanes):
            vectors[a, k] /= triangles[a, a, k]


@compiled
def step(place: Place, penalty: Floats, coefficients: Floats, triangles: Floats) -> float:
    """Take every lane's Newton step, shortened where it is long; return the longest asked for."""
    unpack(place.information, penalty, triangles)
    factorise(triangles)
    direction = place.gradient
    direction -= penalty * coefficients
    forward(triangles, direction)
    backward(triangles, direction)
    size, lanes = direction.shape
    asked = np.zeros(lanes)
    for a in range(size):
        for k in range(lanes):
            asked[k] = max(asked[k], abs(direction[a, k]))
    for a in range(size):
        for k in range(lanes):
            coefficients[a, k] += direction[a, k] * min(1.0, LONGEST_STEP / max(asked[k], 1e-9))
    return float(asked.max())


@compiled
def converge(
    history: History, place: Place, penalty: Floats, coefficients: Floats, small: float
) -> float:
    """Newton's steps until every lane's is small; return the longest of the last ones."""
    size, lanes = coefficients.shape
    triangles = np.zeros((size, size, lanes))
    longest = 0.0
    for _ in range(STEPS):
        predict(history, coefficients, place)
        add_up(history, place)
        longest = step(place, penalty, coefficients, triangles)
        if longest < small:
            break
    return longest


@compiled
def measure(history: History, place: Place, freedom: Floats, phi: Floats) -> None:
    """Pearson's dispersion per lane, weighted, at least 1."""
    counts, means, weights = history.counts, place.means, place.weights
    lanes = counts.shape[1]
    total = np.zeros(lanes)
    phi[:] = 0.0
    for i in range(counts.shape[0]):
        for k in range(lanes):
            rest = counts[i, k] - means[i, k]
            phi[k] += weights[i, k] * rest * rest / means[i, k]
            total[k] += weights[i, k]
    for k in range(lanes):
        phi[k] = max(phi[k] / max(total[k] * freedom[k], 1.0), 1.0)


@compiled
def weigh_down(
    history: History, place: Place, freedom: Floats, phi: Floats, threshold: float
) -> None:
    """Weights below 1 for weeks that stand out upward: an outbreak is no part of the baseline.

    The residual is that of the power that makes a count with this dispersion nearly symmetric:
    2/3 for a Poisson count, towards 1/3 as the dispersion grows.
    """
    logarithms, known = history.logarithms, history.known
    predictor, means, weights = place.predictor, place.means, place.weights
    lanes = known.shape[1]
    power, scale = np.empty(lanes), np.empty(lanes)
    for k in range(lanes):
        power[k] = 1.0 - (2.0 - 1.0 / phi[k]) / 3.0
        scale[k] = 1.0 / (power[k] * math.sqrt(phi[k] * max(freedom[k], 0.1)))
    for i in range(known.shape[0]):
        for k in range(lanes):
            ratio = exponential(power[k] * (logarithms[i, k] - predictor[i, k]))
            residual = (ratio - 1.0) * math.sqrt(means[i, k]) * scale[k]
            high = max(residual, threshold)
            weights[i, k] = known[i, k] * threshold * threshold / (high * high)


@compiled
def foretell(rows: Floats, coefficients: Floats, triangles: Floats, answer: Floats) -> None:
    """Linear predictors of two rows, their variances (without dispersion) and covariance."""
    size, lanes = coefficients.shape
    one, two = np.empty((size, lanes)), np.empty((size, lanes))
    for a in range(size):
        one[a, :], two[a, :] = rows[0, a], rows[1, a]
    for k in range(lanes):
        answer[k, 0] = (one[:, k] * coefficients[:, k]).sum()
        answer[k, 1] = (two[:, k] * coefficients[:, k]).sum()
    forward(triangles, one)
    forward(triangles, two)
    for k in range(lanes):
        answer[k, 2] = (one[:, k] * one[:, k]).sum()
        answer[k, 3] = (two[:, k] * two[:, k]).sum()
        answer[k, 4] = (one[:, k] * two[:, k]).sum()


@compiled
def fit_week(
    history: History,
    place: Place,
    rows: Floats,
    penalty: Floats,
    freedom: Floats,
    threshold: float,
    stages: Floats,
    answer: Floats,
) -> None:
    """The baseline of one week for all lanes.

    ``stages``: the coefficients without weights and after each round of weighing outbreaks down;
    each begins where it stands, for weeks are judged one after another. ``answer``, per lane:
    predictors of this week and the one before, their variances and covariance, dispersion, mean
    of 1 / mean, the last step's length.
    """
    phi, held = np.empty(penalty.shape[1]), penalty.copy()
    place.weights[:] = history.known
    converge(history, place, penalty, stages[0], ROUGH_STEP)
    measure(history, place, freedom, phi)
    last = 0.0
    for stage in range(1, stages.shape[0]):
        weigh_down(history, place, freedom, phi, threshold)
        for k in range(phi.size):
            held[:, k] = penalty[:, k] * phi[k]
        last = converge(history, place, held, stages[stage], SMALL_STEP)
        measure(history, place, freedom, phi)
    answer[:, 7] = last
    tell(history, place, rows, held, phi, stages[-1], answer)


@compiled
def tell(
    history: History,
    place: Place,
    rows: Floats,
    penalty: Floats,
    phi: Floats,
    coefficients: Floats,
    answer: Floats,
) -> None:
    """Fill in the answer of ``fit_week`` from where the fit ended."""
    size, lanes = penalty.shape
    triangles, inverse, total = np.zeros((size, size, lanes)), np.zeros(lanes), np.zeros(lanes)
    for i in range(history.counts.shape[0]):
        for k in range(lanes):
            inverse[k] += history.known[i, k] / place.means[i, k]
            total[k] += history.known[i, k]
    unpack(place.information, penalty, triangles)
    factorise(triangles)
    foretell(rows, coefficients, triangles, answer)
    for k in range(lanes):
        answer[k, 2:5] *= phi[k]
        answer[k, 5] = phi[k]
        answer[k, 6] = inverse[k] / max(total[k], 1.0)
