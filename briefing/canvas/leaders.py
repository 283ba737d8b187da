"""Lines that lead from a mark to a name that stands apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from briefing.canvas.board import Board
    from briefing.canvas.label import Name

_STEPS = 48
_ALONG = 14.0
"""Points that a leader may run over lines: it crosses them, it never runs along one."""


@dataclass(frozen=True)
class Lead:
    """A line from a mark's rim to a name."""

    x0: float
    y0: float
    x1: float
    y1: float

    def path(self) -> NDArray[np.float64]:
        """Return points along it."""
        part = np.linspace(0, 1, _STEPS)[:, None]
        start, end = np.array((self.x0, self.y0)), np.array((self.x1, self.y1))
        points: NDArray[np.float64] = start + part * (end - start)
        return points

    @property
    def length(self) -> float:
        """In points."""
        return hypot(self.x1 - self.x0, self.y1 - self.y0)

    def crosses(self, other: Lead) -> bool:
        """Return whether the two meet."""

        def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
            return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

        a, b = (self.x0, self.y0), (self.x1, self.y1)
        c, d = (other.x0, other.y0), (other.x1, other.y1)
        return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def between(name: Name, end: tuple[float, float]) -> Lead:
    """Draw a line from a name's mark to a point."""
    far = max(1e-9, hypot(end[0] - name.x, end[1] - name.y))
    part = (name.reach + 0.8) / far
    return Lead(name.x + part * (end[0] - name.x), name.y + part * (end[1] - name.y), *end)


def led(name: Name, box: NDArray[np.float64], board: Board, *, loose: int = 0) -> Lead | None:
    """Lead to a box; None if the line would pass a foreign mark or a name, or hide a line."""
    em = name.text.size
    x = float(np.clip(name.x, box[0] - 0.2 * em, box[2] + 0.2 * em))
    low, high = box[1] + 0.35 * em, box[3] - 0.35 * em
    y = float(np.clip(name.y, low, high))
    if box[0] < name.x < box[2]:
        y = float(box[1]) if name.y < box[1] else float(box[3])
    lead = between(name, (x, y))
    return lead if may_lead(lead, name, board, loose=loose) else None


def may_lead(lead: Lead, name: Name, board: Board, *, loose: int = 0) -> bool:
    """Return whether a leader passes no foreign mark and no name, and crosses what it may."""
    path = lead.path()
    for boxes, room in ((board.marks_but(name), 1.0), (board.boxes(), 0.5)):
        if len(boxes):
            inside = (
                (path[:, None, 0] > boxes[:, 0] - room) & (path[:, None, 0] < boxes[:, 2] + room)
                & (path[:, None, 1] > boxes[:, 1] - room) & (path[:, None, 1] < boxes[:, 3] + room)
            )  # fmt: skip
            if inside.any():
                return False
    if any(lead.crosses(other) for other in board.leads):
        return False
    for other in board.paths():
        if np.hypot(*(path[:, None] - other[None]).T).min() < 2.0:
            return False
    if (board.blocked.at(path) > 0).any():
        return False
    # The lines at the mark itself are its own.
    away = np.hypot(path[:, 0] - name.x, path[:, 1] - name.y) > name.reach + 3
    hidden = float((board.inked.at(path) > 0)[away].mean() if away.any() else 0) * lead.length
    return hidden == 0 or (name.must and hidden <= _ALONG * (1 + loose))
