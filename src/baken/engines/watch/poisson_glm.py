"""A log-linear Poisson fit, step for step as R's glm.fit does it, so that its answers are R's.

R stops iterating when the deviance changes by less than 1e-8, and keeps the working weights and
the QR factors of the step before. Both show in the ninth digit of a limit, so both are kept here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EPSILON = 1e-8
STEPS = 25
SMALLEST = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class PoissonFit:
    """A fitted model, with what R keeps of its last step."""

    coefficients: Floats
    fitted: Floats
    triangle: Floats  # R of the QR factors of the last weighted design
    leverage: Floats
    working_weights: Floats  # of the step before the last, as in R
    working_residuals: Floats
    freedom: int
    converged: bool

    def dispersion(self, weights: Floats | None = None) -> float:
        """Pearson's dispersion by the working weights, or by others, as R's summary does it."""
        used = self.working_weights if weights is None else weights
        counted = used > 0
        squares = used[counted] * self.working_residuals[counted] ** 2
        return float(squares.sum() / self.freedom) if self.freedom > 0 else float("nan")

    def linear_predictor(self, row: Floats, offset: float) -> float:
        """The linear predictor of one row."""
        return float(row @ self.coefficients) + offset

    def standard_error(self, row: Floats, dispersion: float) -> float:
        """The standard error of the linear predictor of one row."""
        solved = np.linalg.solve(self.triangle.T, row)
        return float(np.sqrt(solved @ solved * dispersion))


def fit_poisson(design: Floats, counts: Floats, weights: Floats, offset: Floats) -> PoissonFit:
    """Fit ``log(mean) = design @ coefficients + offset`` by R's reweighted least squares."""
    fitted = counts + 0.1
    predictor = np.log(fitted)
    before, converged = deviance(counts, fitted, weights), False
    for _ in range(STEPS):
        slope = np.maximum(np.exp(predictor), SMALLEST)
        target = predictor - offset + (counts - fitted) / slope
        root = np.sqrt(weights * slope**2 / fitted)
        q, triangle = np.linalg.qr(design * root[:, None])
        coefficients = np.linalg.solve(triangle, q.T @ (target * root))
        predictor = design @ coefficients + offset
        fitted = np.maximum(np.exp(predictor), SMALLEST)
        now = deviance(counts, fitted, weights)
        if abs(now - before) / (abs(now) + 0.1) < EPSILON:
            converged = True
            break
        before = now
    leverage = (q**2).sum(axis=1)
    return PoissonFit(
        coefficients=coefficients,
        fitted=fitted,
        triangle=triangle,
        leverage=np.where(leverage > 1 - 10 * SMALLEST, 1.0, leverage),
        working_weights=root**2,
        working_residuals=(counts - fitted) / fitted,
        freedom=int((weights > 0).sum()) - design.shape[1],
        converged=converged,
    )


def deviance(counts: Floats, fitted: Floats, weights: Floats) -> float:
    """Twice the weighted log-likelihood ratio to the saturated Poisson model."""
    logarithm = np.log(np.where(counts > 0, counts, 1.0) / fitted)
    parts = np.where(counts > 0, counts * logarithm - (counts - fitted), fitted)
    return float(2 * (weights * parts).sum())


def anscombe_residuals(counts: Floats, fit: PoissonFit, phi: float) -> Floats:
    """Residuals that are nearly normal under the model, standardised by their leverage."""
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = 1.5 * (counts ** (2 / 3) * fit.fitted ** (-1 / 6) - np.sqrt(fit.fitted))
        return np.asarray(raw / np.sqrt(phi * (1 - fit.leverage)))


def outbreak_weights(residuals: Floats, threshold: float) -> Floats:
    """Weights that sum to the number of weeks: one over the square for a past outbreak."""
    high = residuals > threshold
    lowered = np.where(high, np.where(high, residuals, 1.0) ** -2.0, 1.0)
    return np.asarray(lowered * (len(residuals) / lowered.sum()))
