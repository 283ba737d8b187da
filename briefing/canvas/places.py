"""Places that a name may take around its mark, with what each costs before anything is in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.cells import Boxes
from briefing.canvas.typeface import width

HIGH = 1.15
"""Room for a line of text, for a size of 1."""
PITCH = 1.1
"""From one line of a broken name to the next, for a size of 1."""
_LONG = 11
"""A name of more letters may be broken in two."""
_BROKEN = 0.45
"""What it costs in ems to break a name."""

# Sixteen directions from the east against the clock, with their price in ems.
_GENERATION = np.radians(np.arange(16) * 22.5)
_PRICES = np.array(
    (0.0, 0.1, 0.2, 0.5, 0.5, 0.6, 0.45, 0.35, 0.3, 0.4, 0.5, 0.65, 0.55, 0.55, 0.3, 0.15)
)
_NEAR = ((0.0, 0.0), (0.3, 0.35), (0.6, 0.8))
"""Rings of places: farther by so many ems, at a price."""
LEADER = ((1.6, 2.2), (2.6, 2.6), (3.8, 3.1), (5.2, 3.7), (7.0, 4.5), (9.0, 5.5), (11.5, 7.0))
"""Rings from which a line leads to the mark."""


@dataclass(frozen=True)
class Choice:
    """Places for a name.

    Parameters
    ----------
    boxes
        (n, 4) room of the text.
    prices
        In ems.
    away
        How far each lies from its mark's rim, in points.
    sides
        -1 where the text ends at the mark, 1 where it begins, 0 where it stands over or under it.
    lines
        For each place the number of the route to break the name, in ``broken``.
    leads
        Whether a line leads from the mark to it.
    broken
        Routes to break the name into lines.
    """

    boxes: Boxes
    prices: NDArray[np.float64]
    away: NDArray[np.float64]
    sides: NDArray[np.int64]
    lines: NDArray[np.int64]
    leads: NDArray[np.bool_]
    broken: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def breaks(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the routes to set a name: in a line, and a long one in two of about equal length."""
    whole = ((text,),)
    if len(text) <= _LONG:
        return whole
    parts = [part for part in re.split(r"(?<=[-/]) ?|(?<=,) | ", text) if part]
    if len(parts) < 2:
        return whole
    found = []
    at = 0
    for one, _ in pairwise(parts):
        at = text.index(one, at) + len(one)
        found.append((text[:at].rstrip(), text[at:].lstrip()))
    best = min(found, key=lambda two: max(map(len, two)))
    return (*whole, best)


@lru_cache(maxsize=4096)
def extent_of(
    lines: tuple[str, ...], size: float, weight: int, *, italic: bool
) -> tuple[float, float]:
    """Return width and height of the room of a broken name, in points."""
    wide = max(width(line, size, weight=weight, italic=italic) for line in lines)
    return wide, size * (HIGH + (len(lines) - 1) * PITCH)


def around(
    at: tuple[float, float], sizes: tuple[tuple[float, float], ...], em: float, gap: float,
    broken: tuple[tuple[str, ...], ...], *, leader: bool, far: float = 1.0,
) -> Choice:  # fmt: skip
    """Return the places around a mark: sixteen directions, several distances, whole and broken.

    A corner place is taken by the text's corner, never by its middle, so that a long name does not
    begin on the far side of its mark.

    Parameters
    ----------
    at
        The mark's middle.
    sizes
        Width and height of each route to break the name.
    em
        Size of the text.
    gap
        From the mark's middle to the nearest places.
    broken
        The routes to break the name.
    leader
        Whether places farther away, to which a line leads, are among them.
    far
        Stretches the distance of these.
    """
    rings = [(more, price, False) for more, price in _NEAR]
    if leader:
        rings += [(more * far, price * far, True) for more, price in LEADER]
    away = np.array([more * em for more, _, _ in rings])
    cos, sin = np.cos(_GENERATION), -np.sin(_GENERATION)
    found = []
    for number, (wide, high) in enumerate(sizes):
        radius = gap + away[:, None]
        x, y = at[0] + cos * radius, at[1] + sin * radius
        # Left edge at the point to the east, middle to the north, right edge to the west.
        across = np.clip(0.5 - cos / 1.414, 0, 1)
        across = np.where(cos > 0.7, 0.0, np.where(cos < -0.7, 1.0, across))
        down = np.clip(0.5 - sin / 1.414, 0, 1)
        down = np.where(sin > 0.7, 0.0, np.where(sin < -0.7, 1.0, down))
        # Over and under the mark the room above the capitals and under the line is empty.
        y = y - np.sign(sin) * (np.abs(sin) > 0.7) * 0.15 * em
        left, top = x - across * wide, y - down * high
        boxes = np.stack((left, top, left + wide, top + high), axis=-1).reshape(-1, 4)
        prices = np.array([price for _, price, _ in rings])[:, None] + _PRICES
        prices = prices + (_BROKEN if number else 0.0)
        sides = np.broadcast_to(np.where(cos > 0.5, 1, np.where(cos < -0.5, -1, 0)), x.shape)
        leads = np.broadcast_to(np.array([lead for _, _, lead in rings])[:, None], x.shape)
        found.append((boxes, prices.ravel(), np.repeat(away, 16), sides.ravel(),
                      np.full(boxes.shape[0], number), leads.ravel()))  # fmt: skip
    parts = [np.concatenate([one[i] for one in found]) for i in range(6)]
    return Choice(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], broken)
