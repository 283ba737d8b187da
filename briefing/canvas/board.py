"""What names are placed on: lines, marks and furniture under them, and the names that stand already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.cells import Boxes, Cells, Line

if TYPE_CHECKING:
    from briefing.canvas.label import Label, Name
    from briefing.canvas.leaders import Lead

_CLEAR = 1.2
"""Between a name and a line, in points."""
_FINE = 1000
_BESIDE, _STACKED = 2.5, 1.5
"""Price of a name so near another, beside it or over it, that the two read as one; in ems."""
_ASHORE = 4.0
"""Price of a name of water that stands on land altogether."""


class Board:
    """The map that names are placed on.

    Parameters
    ----------
    frame
        Nothing stands outside.
    taken
        Marks, each with its owner.
    furniture
        Boxes that nothing meets.
    lines
        Those that nothing may hide, and those that cost something.
    land
        Outer rings of the land.
    """

    def __init__(
        self, frame: Box, taken: Iterable[Box], furniture: Iterable[Box], lines: Sequence[Line],
        land: Sequence[NDArray[np.float64]],
    ) -> None:  # fmt: skip
        self.frame = frame
        self.hard, self.soft, self.inked = Cells(frame), Cells(frame), Cells(frame)
        self._owned: dict[str, NDArray[np.bool_]] = {}
        for owner in dict.fromkeys(line.owner for line in lines if not line.price):
            own = [line for line in lines if line.owner == owner and not line.price]
            self._owned[owner] = self.hard.draw(own, room=_CLEAR)
            self.hard.add(self._owned[owner])
        self.inked.values = (self.hard.values > 0).astype(np.int32)
        for price in dict.fromkeys(line.price for line in lines if line.price):
            own = [line for line in lines if line.price == price]
            wide = max(self.soft.side, sum(line.width for line in own) / len(own))
            value = round(_FINE * price * self.soft.side**2 / wide)
            self.soft.add(self.soft.draw(own), value)
        self.land = Cells(frame)
        if land:
            self.land.fill(land)
        marks, fixed = list(taken), list(furniture)
        self.hard.take([*marks, *fixed])
        self.blocked = Cells(frame)
        self.blocked.take(fixed)
        self._marks = [(m.x0, m.y0, m.x1, m.y1) for m in marks]
        self._owners = [m.owner for m in marks]
        self._boxes: list[tuple[float, float, float, float]] = []
        self._near: list[tuple[float, float, float, float, float]] = []
        self._paths: list[NDArray[np.float64]] = []
        self._own: dict[str, Cells] = {}
        self.leads: list[Lead] = []

    def free(self, boxes: Boxes, name: Name | None = None) -> NDArray[np.bool_]:
        """Tell of boxes whether they lie in the frame and meet nothing that may not be hidden."""
        if not len(boxes):
            return np.zeros(0, dtype=bool)
        f = self.frame
        inside = (boxes[:, 0] >= f.x0) & (boxes[:, 1] >= f.y0)
        inside &= (boxes[:, 2] <= f.x1) & (boxes[:, 3] <= f.y1)
        hits = self.hard.sums(boxes)
        if name is not None and name.along in self._owned:
            hits = hits - self._of(name.along).sums(boxes)
        inside &= hits == 0
        if name is not None and name.inside == "land":
            room = np.maximum(1, (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
            inside &= self.land.sums(boxes) * self.land.side**2 / room < 0.35
        for others in self._others():
            inside &= ~_meet(boxes, others).any(axis=1)
        for path in self._paths:
            x, y = path[:, 0], path[:, 1]
            inside &= ~(
                (boxes[:, :1] < x) & (boxes[:, 2:3] > x) & (boxes[:, 1:2] < y) & (boxes[:, 3:] > y)
            ).any(axis=1)
        return inside

    def price(self, boxes: Boxes, em: float) -> NDArray[np.float64]:
        """Return what lies under boxes and beside them, in ems."""
        found: NDArray[np.float64] = self.soft.sums(boxes) / _FINE / em
        if self._boxes:
            others = np.array(self._boxes)
            across = np.maximum(
                others[None, :, 0] - boxes[:, None, 2], boxes[:, None, 0] - others[None, :, 2]
            )
            down = np.maximum(
                others[None, :, 1] - boxes[:, None, 3], boxes[:, None, 1] - others[None, :, 3]
            )
            level = (down < -0.5 * em) & (across < 0.9 * em)
            stacked = (across < -em) & (down < 0.12 * em) & (down > -0.3 * em)
            found = found + _BESIDE * level.any(axis=1) + _STACKED * stacked.any(axis=1)
        return found

    def nearest(self, boxes: Boxes, name: Name) -> NDArray[np.float64]:
        """Return the distance of boxes to the nearest mark that is not the name's."""
        if not self._marks:
            return np.full(len(boxes), np.inf)
        marks = np.array(self._marks)
        foreign = np.array(
            [
                not (name.owner and owner == name.owner)
                and not (m[0] <= name.x <= m[2] and m[1] <= name.y <= m[3])
                for owner, m in zip(self._owners, self._marks, strict=True)
            ]
        )
        marks = marks[foreign]
        if not len(marks):
            return np.full(len(boxes), np.inf)
        found: NDArray[np.float64] = _apart(boxes, marks).min(axis=1)
        return found

    def has_dot(self, name: Name) -> bool:
        """Return whether a town's dot would lie on nothing, and not claim another's name."""
        if not name.dot:
            return True
        r = name.dot + 0.5
        dot = np.array([(name.x - r, name.y - r, name.x + r, name.y + r)])
        if any(_meet(dot, others).any() for others in self._others()):
            return False
        if self.blocked.sums(dot)[0]:
            return False
        marks = np.array(self._marks).reshape(-1, 4)
        own = np.array([bool(name.owner) and owner == name.owner for owner in self._owners], bool)
        if len(marks) and _meet(dot, marks[~own]).any():
            return False
        return not any(
            _apart(np.array([near[:4]]), dot)[0, 0] < near[4] for near in self._near
        )  # fmt: skip

    def keep(self, label: Label) -> None:
        """Let nothing else stand where a label does."""
        name = label.name
        self._boxes += [(b.x0, b.y0, b.x1, b.y1) for b in label.boxes]
        if label.lead is not None:
            self._paths.append(label.lead.path())
            self.leads.append(label.lead)
        elif not name.places:
            room = label.boxes[0]
            far = float(_apart(np.array([(room.x0, room.y0, room.x1, room.y1)]),
                               np.array([(name.x, name.y, name.x, name.y)]))[0, 0])  # fmt: skip
            self._near.append((room.x0, room.y0, room.x1, room.y1, far - name.reach))
        if name.dot:
            r = name.dot + 0.5
            self._boxes.append((name.x - r, name.y - r, name.x + r, name.y + r))
            self._marks.append(self._boxes[-1])
            self._owners.append("")

    def reserve(self, box: Box) -> None:
        """Let nothing else stand in a box."""
        self._boxes.append((box.x0, box.y0, box.x1, box.y1))

    def again(self) -> Board:
        """Return a board with the same on it, to try on."""
        other = copy(self)
        for key in ("_marks", "_owners", "_boxes", "_near", "_paths", "leads"):
            setattr(other, key, list(getattr(self, key)))
        return other

    def paths(self) -> list[NDArray[np.float64]]:
        """Return points along the lines that lead to marks."""
        return self._paths

    def marks_but(self, name: Name) -> Boxes:
        """Return the marks that are not a name's own."""
        return np.array(
            [
                m for owner, m in zip(self._owners, self._marks, strict=True)
                if not (name.owner and owner == name.owner)
                and not (m[0] <= name.x <= m[2] and m[1] <= name.y <= m[3])
            ]
        ).reshape(-1, 4)  # fmt: skip

    def boxes(self) -> Boxes:
        """Return the room of names and dots that stand."""
        return np.array(self._boxes).reshape(-1, 4)

    def _others(self) -> list[Boxes]:
        return [np.array(self._boxes)] if self._boxes else []

    def _of(self, owner: str) -> Cells:
        if owner not in self._own:
            self._own[owner] = cells = Cells(self.frame)
            cells.add(self._owned[owner])
        return self._own[owner]


def _meet(boxes: Boxes, others: Boxes) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (
        (boxes[:, None, 0] < others[None, :, 2])
        & (boxes[:, None, 2] > others[None, :, 0])
        & (boxes[:, None, 1] < others[None, :, 3])
        & (boxes[:, None, 3] > others[None, :, 1])
    )
    return found


def _apart(boxes: Boxes, others: Boxes) -> NDArray[np.float64]:
    """Return the distance between boxes, 0 where they meet."""
    across = np.maximum(
        others[None, :, 0] - boxes[:, None, 2], boxes[:, None, 0] - others[None, :, 2]
    )
    down = np.maximum(
        others[None, :, 1] - boxes[:, None, 3], boxes[:, None, 1] - others[None, :, 3]
    )
    found: NDArray[np.float64] = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    return found
