"""Universal Transverse Mercator to longitude and latitude, by Krueger's series.

Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011) 475-485,
series of the fourth order in the third flattening: better than a millimetre within a zone. Plain
Python, for single points.
"""

import math

_FLATTENING = 1 / 298.257223563  # WGS 84; GRS 80 (ETRS89) differs by 0.1 mm
_RADIUS = 6_378_137.0
_SCALE, _EASTING, _NORTHING_SOUTH = 0.9996, 500_000.0, 10_000_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_RECTIFYING = _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_ECCENTRICITY = math.sqrt(_FLATTENING * (2 - _FLATTENING))


def utm_degrees(x: float, y: float, *, zone: int, south: bool = False) -> tuple[float, float]:
    """Return longitude and latitude in degrees of a point in metres of a zone (1 to 60).

    Raises:
        ValueError: for a zone that does not exist.
    """
    if not 1 <= zone <= 60:
        raise ValueError(f"zone {zone} of UTM does not exist; give 1 to 60")
    north = (y - (_NORTHING_SOUTH if south else 0.0)) / (_SCALE * _RECTIFYING)
    east = (x - _EASTING) / (_SCALE * _RECTIFYING)
    xi, eta = north, east
    for order, beta in enumerate(_BETA, start=1):
        turn = 2 * order
        xi -= beta * math.sin(turn * north) * math.cosh(turn * east)
        eta -= beta * math.cos(turn * north) * math.sinh(turn * east)
    longitude = math.degrees(math.atan2(math.sinh(eta), math.cos(xi))) + zone * 6 - 183
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    return longitude, math.degrees(math.atan(_latitude_tangent(conformal)))


def _latitude_tangent(conformal: float) -> float:
    """Return tan of the latitude from tan of the conformal latitude, by Newton's method."""
    tangent = conformal
    for _ in range(6):
        root = math.sqrt(1 + tangent**2)
        sigma = math.sinh(_ECCENTRICITY * math.atanh(_ECCENTRICITY * tangent / root))
        found = tangent * math.sqrt(1 + sigma**2) - sigma * root
        slope = (
            (math.sqrt((1 + sigma**2) * (1 + tangent**2)) - sigma * tangent)
            * (1 - _ECCENTRICITY**2)
            * root
            / (1 + (1 - _ECCENTRICITY**2) * tangent**2)
        )
        tangent += (conformal - found) / slope
    return tangent
