"""Non-negative factors of a matrix, the same ones every time.

Start: NNDSVD (Boutsidis & Gallopoulos 2008, Pattern Recognition 41, 1350-1362). Steps: HALS
(Cichocki & Phan 2009, IEICE Transactions E92-A, 708-721), Frobenius norm.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

Floats = NDArray[np.float64]
TINY = 1e-10


Spectrum = tuple[Floats, Floats, Floats]
"""The largest singular vectors and values of a matrix: left, values, right."""


def start(spectrum: Spectrum, number: int) -> tuple[Floats, Floats]:
    """Return two non-negative factors to begin with; no chance in it."""
    left, sizes, right = spectrum
    first = np.zeros((left.shape[0], number))
    second = np.zeros((number, right.shape[1]))
    for place in range(number):
        u, v = left[:, place], right[place]
        parts = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1.0, -1.0)]
        lengths = [float(np.linalg.norm(a) * np.linalg.norm(b)) for a, b in parts]
        which = int(lengths[1] > lengths[0])
        a, b = parts[which]
        if lengths[which] > TINY:
            scale = np.sqrt(sizes[place] * lengths[which])
            first[:, place] = scale * a / np.linalg.norm(a)
            second[place] = scale * b / np.linalg.norm(b)
    return first, second


def factors(
    matrix: Floats, number: int, *, rounds: int, spectrum: Spectrum | None = None
) -> tuple[Floats, Floats]:
    """Return W and H, not negative, with W @ H near the matrix.

    Its ``spectrum`` (of at least ``number`` vectors) need not be found again for every number.
    """
    first, second = start(spectrum or largest(matrix, number), number)
    for _ in range(rounds):
        _step(matrix, first, second.T)
        _step(matrix.T, second.T, first)
    return first, second


def _step(matrix: Floats, changed: Floats, fixed: Floats) -> None:
    """Improve the columns of ``changed`` in place, one by one, the other factor fixed."""
    product, gram = matrix @ fixed, fixed.T @ fixed
    for place in range(changed.shape[1]):
        if gram[place, place] <= TINY:
            continue
        rest = product[:, place] - changed @ gram[:, place]
        changed[:, place] = np.maximum(changed[:, place] + rest / gram[place, place], 0.0)


def largest(matrix: Floats, number: int) -> tuple[Floats, Floats, Floats]:
    """Return the largest singular vectors of a symmetric matrix, their signs made the same."""
    size = matrix.shape[0]
    # By size, not by value: of a symmetric matrix the singular values are the sizes of these.
    values, vectors = linalg.eigh(matrix, subset_by_index=(max(0, size - 3 * number), size - 1))
    low, low_vectors = linalg.eigh(matrix, subset_by_index=(0, min(number, size) - 1))
    values, vectors = np.r_[values, low], np.c_[vectors, low_vectors]
    order = np.argsort(-np.abs(values), kind="stable")[:number]
    values, vectors = values[order], vectors[:, order]
    signs = np.sign(vectors[np.argmax(np.abs(vectors), axis=0), range(len(order))])
    vectors = vectors * signs
    return vectors, np.abs(values), (vectors * np.sign(values)).T
