"""One engine for all labels: by rank, the cheapest of many places, nothing overlaps, no line is hidden.

Lines that names may not hide, marks and furniture are cells with running sums, so that most places
fall in one look. What is left is weighed: by direction and distance, by what lighter lines lie under
it, by names that it would read together with. A name nearer to another mark than to its own is
refused; a line leads to one that stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.board import Board
from briefing.canvas.box import Box
from briefing.canvas.cells import Line
from briefing.canvas.choosing import chosen, loosened, number_of_places
from briefing.canvas.column import in_columns
from briefing.canvas.label import Label, Name, Place

__all__ = ["Label", "Name", "Place", "place"]

_FIRST = 0.0
"""Names of this rank and before are placed with those first that have the fewest places."""
_TRIES = 4
"""So often names that must stand are placed anew where one of them finds no place."""
_LOOSER = (1, 2, 3)
"""Where a name that must stand finds no place, its leader may be so many times longer."""


@dataclass
class _Placed:
    labels: list[Label] = field(default_factory=list)
    said: dict[str, list[Name]] = field(default_factory=dict)

    def again(self, name: Name) -> bool:
        """Return whether the same words stand too near."""
        before = self.said.get(name.text.text, ())
        return any(hypot(b.x - name.x, b.y - name.y) < name.repeat for b in before)

    def keep(self, label: Label) -> None:
        self.labels.append(label)
        self.said.setdefault(label.said, []).append(label.name)


def place(
    names: Iterable[Name],
    taken: Iterable[Box],
    frame: Box,
    *,
    lines: Sequence[Line] = (),
    furniture: Iterable[Box] = (),
    land: Sequence[NDArray[np.float64]] = (),
) -> list[Label]:
    """Return each name the cheapest place that is free, the most important first.

    Parameters
    ----------
    names
        Those that want a place; one that finds none is left out.
    taken
        Marks, each with its owner.
    frame
        Nothing stands outside.
    lines
        Lines under the names, with what they cost.
    furniture
        Boxes that nothing meets.
    land
        Outer rings of the land, for names on water.
    """
    board = Board(frame, taken, furniture, lines, land)
    order = sorted(names, key=lambda name: name.rank)
    first = [name for name in order if name.must]
    columns = in_columns(first, board)
    # A column that leaves no room for another name that must stand is none.
    routes = [
        route
        for trial in ([columns, []] if columns else [[]])
        for route in _tried(first, trial, board)
    ]
    done, placed = max(routes, key=lambda route: len(route[1].labels))
    return _all([name for name in order if not name.must], [], done, placed)[1].labels


def _tried(
    names: Sequence[Name], columns: Sequence[Label], board: Board
) -> list[tuple[Board, _Placed]]:
    """Place names that must stand; again with those first that found no place, until all do."""
    found = []
    urgent: list[Name] = []
    for _ in range(_TRIES):
        found.append(_all(names, columns, board.again(), urgent=urgent))
        placed = found[-1][1]
        texts = {label.said for label in placed.labels}
        missed = [name for name in names if name.text.text not in texts]
        new = [name for name in missed if not any(name is one for one in urgent)]
        if not new:
            break
        urgent = [*new, *urgent]
    return found


def _all(
    names: Sequence[Name], columns: Sequence[Label], board: Board, placed: _Placed | None = None,
    urgent: Sequence[Name] = (),
) -> tuple[Board, _Placed]:  # fmt: skip
    """Place names on a board, beside those in columns; the urgent ones before all others."""
    placed = placed or _Placed()
    for label in columns:
        board.keep(label)
        placed.keep(label)
        # A name right over or under a column would be read as one of it.
        room = label.box
        board.reserve(room.grown(0.4 * label.name.text.size))
    left = [name for name in names if not any(one.name is name for one in placed.labels)]
    # Of those that must be named the ones with the fewest places choose first.
    if any(name.must for name in left):
        left.sort(key=lambda name: (not any(name is one for one in urgent), name.rank > _FIRST,
                                    number_of_places(name, board)))  # fmt: skip
    for name in left:
        if placed.again(name):
            continue
        dotted = board.has_dot(name)
        if not dotted and not name.must:
            continue
        # Where a mark covers the dot of a town that must be named, the mark is what is named.
        wanted = name if dotted else replace(name, dot=0.0)
        found = chosen(wanted, board)
        for loose in _LOOSER if found is None and name.must else ():
            found = found or chosen(loosened(wanted), board, loose=loose)
        if found is not None:
            board.keep(found)
            placed.keep(found)
    return board, placed
