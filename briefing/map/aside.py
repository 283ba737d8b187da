"""What happened at a gateway stands beside the gateway's own mark and beside other numbers, never under.

The rule is that of ``layers/web/src/drawing/beside.js``; ``tests/rules/aside.json`` holds both to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, hypot, pi, sin

_STEP = 3.0
"""CSS pixels from one ring of tries to the next."""
_RINGS = 24
_TURNS = 16
_FIRST = 10
"""Where the tries of a ring begin: to the upper left, in sixteenths of a turn from the east."""
_ROOM = 1.0
"""CSS pixels between marks."""

Circle = tuple[float, float, float]
"""Middle and radius."""


def aside(
    x: float, y: float, r: float, taken: Iterable[Circle], *, unit: float = 1.0
) -> tuple[float, float]:
    """Find the nearest place for a mark where it covers nothing that stands.

    Parameters
    ----------
    x, y, r
        Where it would stand, and its radius.
    taken
        What stands already.
    unit
        Length of a CSS pixel.

    Returns
    -------
    x, y
        Its own place where that is free, and where no place is.
    """
    near = [
        one for one in taken if hypot(one[0] - x, one[1] - y) < one[2] + r + _RINGS * _STEP * unit
    ]

    def free(a: float, b: float) -> bool:
        return all(hypot(a - p, b - q) >= r + other + _ROOM * unit - 1e-6 for p, q, other in near)

    if free(x, y):
        return x, y
    for ring in range(1, _RINGS + 1):
        for n in range(_TURNS):
            turn = (_FIRST + (n + 1) // 2 * (-1) ** n) * 2 * pi / _TURNS
            a, b = x + ring * _STEP * unit * cos(turn), y + ring * _STEP * unit * sin(turn)
            if free(a, b):
                return a, b
    return x, y
