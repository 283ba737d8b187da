"""Which marks become one: by nearness, or by hexagon; the same rules as the browser's."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, hypot

GROUPING = 26.0
"""CSS pixels within which marks would cover each other."""
HEX = 30.0
"""CSS pixels from a hexagon's middle to its corners."""
_HEAT = ((20, 0.85), (8, 0.65), (3, 0.45), (1, 0.25))
"""From so many incidents in a hexagon on, so strong."""


_SIZES = ((15, 19.0), (5, 15.5), (2, 12.5))
"""From so many marks in a group on, so large: CSS pixels from its middle to its corners."""


def size_of(count: int) -> float:
    """Return how large the mark of a group is, in CSS pixels: by how many it stands for."""
    return next((size for least, size in _SIZES if count >= least), 7.0)


def clusters(points: Sequence[tuple[float, float]], near: float = GROUPING) -> list[list[int]]:
    """Return the points that stand together, by their numbers: each joins the first near group.

    Parameters
    ----------
    points
        (x, y), in any unit.
    near
        How far from a group's first point the others may lie, in the same unit.
    """
    groups: list[list[int]] = []
    for i, (x, y) in enumerate(points):
        for group in groups:
            if hypot(points[group[0]][0] - x, points[group[0]][1] - y) < near:
                group.append(i)
                break
        else:
            groups.append([i])
    return groups


def hexagon_of(x: float, y: float) -> tuple[float, float]:
    """Return the middle of the hexagon that a point lies in; all are in CSS pixels of a zoom."""
    wide, tall = HEX * 3**0.5, HEX * 1.5
    middles = []
    for row in (floor(y / tall), ceil(y / tall)):
        shift = 0.5 if row % 2 else 0.0
        middles.append(((floor(x / wide - shift + 0.5) + shift) * wide, row * tall))
    return min(middles, key=lambda middle: hypot(middle[0] - x, middle[1] - y))


def strength_of(count: int) -> float:
    """Return how strong a hexagon with so many incidents is filled, 0 to 1."""
    return next(strong for least, strong in _HEAT if count >= least)
