"""Rectangles on a page, in points, y downward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Box:
    """An upright rectangle; ``owner`` names whose it is, for those who may touch it."""

    x0: float
    y0: float
    x1: float
    y1: float
    owner: str = ""

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def grown(self, by: float) -> Box:
        """Return it with more room on each side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by, self.owner)

    def meets(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.x0 < other.x1 and self.x1 > other.x0 and self.y0 < other.y1 and self.y1 > other.y0
        )

    def holds(self, other: Box) -> bool:
        """Return whether the other lies inside."""
        return (
            self.x0 <= other.x0
            and self.y0 <= other.y0
            and self.x1 >= other.x1
            and self.y1 >= other.y1
        )

    def has(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Return whether a point lies inside, or within a margin around."""
        return (
            self.x0 - margin <= x <= self.x1 + margin and self.y0 - margin <= y <= self.y1 + margin
        )

    def middle_row(self, away: float) -> NDArray[np.float64]:
        """Return the two points at a distance left and right of the centre."""
        x, y = self.middle
        return np.array([(x - away, y), (x + away, y)])

    def outline(self, steps: int) -> NDArray[np.float64]:
        """Return points along the edges, ``steps`` on each."""
        corners = np.array(
            [(self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1)]
        )
        if steps == 1:
            return corners
        t = np.linspace(0, 1, steps, endpoint=False)[:, None]
        following = np.roll(corners, -1, axis=0)
        return np.vstack([a + t * (b - a) for a, b in zip(corners, following, strict=True)])
