"""Curves from the capitals of the parties to the place where they met."""

from __future__ import annotations

import math
from collections.abc import Iterable

import shapely

from catalog.facts.places import Place

POINTS = 28
"""Vertices of each curve."""

_BULGE = 0.16
"""How far a curve leaves the straight line, as a part of its length."""

_NEAR_DEGREES = 0.3
"""A capital no farther than this from the venue is the venue."""


def arcs(capitals: Iterable[Place], venue: Place) -> shapely.MultiLineString | None:
    """Draw a curve from each capital to a venue, bent to the north.

    Parameters
    ----------
    capitals
        Where the parties come from; one that lies at the venue has no curve.
    venue
        Where they met.

    Returns
    -------
    curves
        In degrees (lon, lat), each ending at the venue; None where there is none.
    """
    lines = [
        curve((capital.lon, capital.lat), (venue.lon, venue.lat))
        for capital in away(capitals, venue)
    ]
    return shapely.MultiLineString(lines) if lines else None


def away(capitals: Iterable[Place], venue: Place) -> list[Place]:
    """Return the capitals that do not lie at a venue: those from which somebody travelled."""
    return [
        capital
        for capital in capitals
        if math.dist((capital.lon, capital.lat), (venue.lon, venue.lat)) > _NEAR_DEGREES
    ]


def pair(one: Place, other: Place) -> str:
    """Name two places between which somebody travelled, in whatever direction."""
    # Of a port the town is enough.
    return "-".join(sorted(place.name.partition(" - ")[0] for place in (one, other)))


def curve(start: tuple[float, float], end: tuple[float, float]) -> shapely.LineString:
    """Bend a line between two points to the north: a quadratic Bezier curve.

    The shape says only that somebody travelled; it is no path.
    """
    (x0, y0), (x2, y2) = start, end
    dx, dy = x2 - x0, y2 - y0
    side = 1.0 if dx >= 0 else -1.0
    # The control point lies twice as far off as the curve does.
    x1 = (x0 + x2) / 2 - side * dy * 2 * _BULGE
    y1 = min((y0 + y2) / 2 + side * dx * 2 * _BULGE, 84.0)
    steps = [step / (POINTS - 1) for step in range(POINTS)]
    return shapely.LineString(
        [
            (
                (1 - t) ** 2 * x0 + 2 * (1 - t) * t * x1 + t**2 * x2,
                (1 - t) ** 2 * y0 + 2 * (1 - t) * t * y1 + t**2 * y2,
            )
            for t in steps
        ]
    )
