"""RD New (EPSG:28992) to WGS 84 longitude and latitude and back, by polynomials.

F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD-
en WGS84-kaartcoordinaten", Geodesia 43 (2001) 64-69; accurate to about half a metre on land.
"""

_X0, _Y0 = 155_000.0, 463_000.0
_LATITUDE0, _LONGITUDE0 = 52.15517440, 5.38720621
_SCALE = 1e-5
_SECONDS = 3600.0
# The frame in which the polynomial was fitted: the mainland and the islands of the north.
_WEST, _EAST, _SOUTH, _NORTH = -20_000.0, 300_000.0, 289_000.0, 650_000.0

# (power of x, power of y, coefficient in seconds of arc)
_LATITUDE = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_LONGITUDE = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
# (power of latitude, power of longitude, coefficient in metres)
_ACROSS = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_UP = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
_DEGREES = 0.36


def longitude_latitude(x: float, y: float) -> tuple[float, float]:
    """Return (longitude, latitude) in degrees of a point in RD metres.

    Raises:
        ValueError: when the point lies outside the area for which the polynomial holds.
    """
    if not (_WEST <= x <= _EAST and _SOUTH <= y <= _NORTH):
        raise ValueError(
            f"({x:.0f}, {y:.0f}) lies outside the Netherlands in RD metres; expected x from "
            f"{_WEST:.0f} to {_EAST:.0f} and y from {_SOUTH:.0f} to {_NORTH:.0f}, x first"
        )
    across, up = (x - _X0) * _SCALE, (y - _Y0) * _SCALE
    longitude = _LONGITUDE0 + _polynomial(_LONGITUDE, across, up) / _SECONDS
    return longitude, _LATITUDE0 + _polynomial(_LATITUDE, across, up) / _SECONDS


def rd_metres(longitude: float, latitude: float) -> tuple[float, float]:
    """Return (x, y) in RD metres of a point in degrees.

    Accurate to a few decimetres on land; further away it only points the right way.
    """
    north, east = _DEGREES * (latitude - _LATITUDE0), _DEGREES * (longitude - _LONGITUDE0)
    return _X0 + _polynomial(_ACROSS, north, east), _Y0 + _polynomial(_UP, north, east)


def _polynomial(terms: tuple[tuple[int, int, float], ...], across: float, up: float) -> float:
    return sum([factor * across**p * up**q for p, q, factor in terms])
