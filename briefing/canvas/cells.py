"""What lies on a map, in small cells with running sums: whether a box is free is one look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.shapes import Points

Boxes = NDArray[np.float64]
"""(n, 4) left, top, right and bottom edges, in points."""

_MOST = 900_000
"""Cells of a map: finer ones would take longer than they are worth."""
_FINEST = 0.5


@dataclass(frozen=True)
class Line:
    """A line on the map that names keep off, or pay for.

    Parameters
    ----------
    points
        (n, 2), in points of the page.
    width
        As drawn.
    owner
        Whose it is: its own name may stand on it.
    price
        For an em of it under a name; 0 if no name may stand on it.
    """

    points: Points
    width: float
    owner: str = ""
    price: float = 0.0


class Cells:
    """Cells of a frame, each with a number of what lies in it.

    Parameters
    ----------
    frame
        The map.
    """

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self.side = max(_FINEST, sqrt(frame.width * frame.height / _MOST))
        self.columns = int(frame.width / self.side) + 1
        self.rows = int(frame.height / self.side) + 1
        self.values: NDArray[np.int32] = np.zeros((self.rows, self.columns), dtype=np.int32)
        self._sums: NDArray[np.int32] | None = None

    def draw(self, lines: Iterable[Line], *, room: float = 0.0) -> NDArray[np.bool_]:
        """Find the cells that lines run through, or come nearer to than ``room``; none is changed."""
        from PIL import Image, ImageDraw

        picture = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(picture)
        corner = (self.frame.x0, self.frame.y0)
        for line in lines:
            if len(line.points) > 1:
                wide = max(1, round((line.width + 2 * room) / self.side))
                at = (line.points - corner) / self.side
                pen.line(at.ravel().tolist(), fill=1, width=wide, joint="curve")
        return np.asarray(picture) > 0

    def fill(self, rings: Iterable[Points], value: int = 1) -> None:
        """Add areas by their outer rings, in points of the page."""
        from PIL import Image, ImageDraw

        picture = Image.new("L", (self.columns, self.rows))
        pen = ImageDraw.Draw(picture)
        for ring in rings:
            if len(ring) > 2:
                at = (ring - (self.frame.x0, self.frame.y0)) / self.side
                pen.polygon(at.ravel().tolist(), fill=1)
        self.add(np.asarray(picture) > 0, value)

    def add(self, where: NDArray[np.bool_], value: int = 1) -> None:
        """Add a value to cells."""
        self.values += where.astype(np.int32) * value
        self._sums = None

    def take(self, boxes: Iterable[Box], value: int = 1) -> None:
        """Add a value to the cells of boxes."""
        for box in boxes:
            (x0, y0, x1, y1) = self._reach(np.array([[box.x0, box.y0, box.x1, box.y1]]))
            self.values[int(y0[0]) : int(y1[0]), int(x0[0]) : int(x1[0])] += value
        self._sums = None

    def sums(self, boxes: Boxes) -> NDArray[np.int32]:
        """Add up the cells of each box; what lies outside the frame counts nothing."""
        if self._sums is None:
            sums = np.zeros((self.rows + 1, self.columns + 1), dtype=np.int32)
            np.cumsum(np.cumsum(self.values, axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
            self._sums = sums
        x0, y0, x1, y1 = self._reach(boxes)
        found: NDArray[np.int32] = (
            self._sums[y1, x1] - self._sums[y0, x1] - self._sums[y1, x0] + self._sums[y0, x0]
        )
        return found

    def at(self, points: Points) -> NDArray[np.int32]:
        """Return the value at points of the page, of any shape (..., 2)."""
        x = np.clip((points[..., 0] - self.frame.x0) / self.side, 0, self.columns - 1).astype(int)
        y = np.clip((points[..., 1] - self.frame.y0) / self.side, 0, self.rows - 1).astype(int)
        found: NDArray[np.int32] = self.values[y, x]
        return found

    def _reach(self, boxes: Boxes) -> Sequence[NDArray[np.int64]]:
        corner = np.array((self.frame.x0, self.frame.y0) * 2)
        at = (boxes - corner) / self.side
        low = np.floor(at[:, :2]).astype(np.int64)
        high = np.ceil(at[:, 2:]).astype(np.int64)
        most = (self.columns, self.rows)
        low, high = np.clip(low, 0, most), np.clip(high, 0, most)
        return low[:, 0], low[:, 1], high[:, 0], high[:, 1]
