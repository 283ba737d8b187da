"""One engine for all labels: by rank, the cheapest of many places, nothing overlaps, no line is hidden.

Lines that names may not hide, marks and furniture are cells with running sums, so that most places
fall in one look. What is left is weighed: by direction and distance, by what lighter lines lie under
it, by names that it would read together with. A name nearer to another mark than to its own is
refused; a line leads to one that stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, cos, degrees, hypot, sin

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.board import Board
from briefing.canvas.box import Box
from briefing.canvas.cells import Boxes, Line
from briefing.canvas.leaders import Lead, led
from briefing.canvas.places import HIGH, PITCH, Choice, around, breaks, extent_of
from briefing.canvas.shapes import Text

PAD = 1.5
"""Room around a text that nothing else takes, in points."""
_FIRST = 0.0
"""Names of this rank and before are placed with those first that have the fewest places."""


@dataclass(frozen=True)
class Place:
    """Where a label may stand: its middle, its angle in radians, what it costs in ems."""

    x: float
    y: float
    angle: float = 0.0
    price: float = 0.0


@dataclass(frozen=True)
class Name:
    """A label that wants a place.

    Parameters
    ----------
    text
        What it says, and how: a ``Text`` whose place does not count yet.
    x, y
        What it names, in points.
    rank
        The lower, the earlier it chooses.
    gap, reach
        From its mark's middle to itself, and to the mark's rim.
    leader
        It may stand apart from its mark, with a line that leads there.
    must
        It is what the map is about: its leader may be long, and may cross lines.
    column
        Where names of the same column crowd, they stand in one beside the border.
    places
        Places to choose from; empty for those around the mark.
    along
        The line that it names and may stand on.
    inside
        Areas that it may not stand on: ``land`` for a name on water.
    owner
        Whose mark it may touch.
    dot
        Radius of a town's dot that is drawn only with its name.
    repeat
        The same words stand again only this far away.
    pointer
        Degrees, clockwise from the east: an arrow before the text to what lies outside the map.
    """

    text: Text
    x: float
    y: float
    rank: float
    gap: float = 4.0
    reach: float = 0.0
    leader: bool = False
    must: bool = False
    column: str = ""
    places: Sequence[Place] = ()
    along: str = ""
    inside: str = ""
    owner: str = ""
    dot: float = 0.0
    repeat: float = 200.0
    pointer: float | None = None


@dataclass(frozen=True)
class Label:
    """A name in its place: its lines of text, the room it takes, the line that leads to its mark."""

    name: Name
    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    lead: Lead | None = None

    @property
    def said(self) -> str:
        """The whole name."""
        return self.name.text.text

    @property
    def text(self) -> Text:
        """Its first line."""
        return self.texts[0]

    @cached_property
    def box(self) -> Box:
        """The room of all its lines."""
        sides = np.array([(box.x0, box.y0, box.x1, box.y1) for box in self.boxes])
        low, high = sides.min(axis=0), sides.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[2]), float(high[3]))


@dataclass
class _Placed:
    labels: list[Label] = field(default_factory=list)
    said: dict[str, list[Name]] = field(default_factory=dict)

    def again(self, name: Name) -> bool:
        """Tell whether the same words stand too near."""
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
    """Give each name the cheapest place that is free, the most important first.

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
    from briefing.canvas.column import in_columns

    board = Board(frame, taken, furniture, lines, land)
    placed = _Placed()
    order = sorted(names, key=lambda name: name.rank)
    first = [name for name in order if name.must]
    for label in in_columns(first, board):
        board.keep(label)
        placed.keep(label)
    left = [name for name in first if not any(one.name is name for one in placed.labels)]
    # Of those that must be named the ones with the fewest places choose first.
    left.sort(key=lambda name: (name.rank > _FIRST, _number(name, board)))
    for name in [*left, *(name for name in order if not name.must)]:
        if placed.again(name) or not board.has_dot(name):
            continue
        label = chosen(name, board)
        if label is not None:
            board.keep(label)
            placed.keep(label)
    return placed.labels


def _number(name: Name, board: Board) -> int:
    return int(board.free(_choice(name).boxes).sum()) if not name.places else 0


def _choice(name: Name) -> Choice:
    text = name.text
    broken = breaks(text.text)
    sizes = tuple(extent_of(one, text.size, text.weight, italic=text.italic) for one in broken)
    return around(
        (name.x, name.y), sizes, text.size, name.gap, broken, leader=name.leader or name.must,
    )  # fmt: skip


def chosen(name: Name, board: Board) -> Label | None:
    """Give a name its cheapest place on a board; None if there is none."""
    if name.places:
        return _of_places(name, board)
    choice = _choice(name)
    grown = choice.boxes + np.array((-PAD, 0, PAD, 0))
    left = np.flatnonzero(board.free(grown))
    if not len(left):
        return None
    boxes, leads = choice.boxes[left], choice.leads[left]
    prices = choice.prices[left] + board.price(boxes, name.text.size)
    # Nearer to a foreign mark than to its own, or touching one where a leader says whose it is.
    own = np.where(leads, 0.25 * name.text.size, choice.away[left] + name.gap - name.reach)
    prices = np.where(board.nearest(boxes, name) < own - 1e-6, np.inf, prices)
    for i in np.argsort(prices, kind="stable"):
        if not np.isfinite(prices[i]):
            return None
        lead = None
        if leads[i]:
            lead = led(name, boxes[i], board)
            if lead is None:
                continue
        number = int(choice.lines[left[i]])
        return at_box(name, boxes[i], choice.broken[number], int(choice.sides[left[i]]), lead)
    return None


def at_box(
    name: Name, box: NDArray[np.float64], lines: tuple[str, ...], side: int, lead: Lead | None
) -> Label:
    """Set a name in a box: flush with its mark, or centred over and under it."""
    text = name.text
    anchor, x = {1: ("left", box[0]), -1: ("right", box[2]), 0: ("center", (box[0] + box[2]) / 2)}[
        side
    ]
    if len(lines) == 1:
        anchor, x = "center", (box[0] + box[2]) / 2
    texts = tuple(
        replace(text, text=line, x=float(x), y=float(box[1] + (HIGH / 2 + n * PITCH) * text.size),
                anchor=anchor, role=text.role or "label")
        for n, line in enumerate(lines)
    )  # fmt: skip
    room = Box(float(box[0]) - PAD, float(box[1]), float(box[2]) + PAD, float(box[3]))
    return Label(name, texts, (room,), lead)


def _of_places(name: Name, board: Board) -> Label | None:
    """Choose among given places, which may be turned."""
    best: tuple[float, Place, list[Box]] | None = None
    wide, em = name.text.width, name.text.size
    level = [one for one in name.places if not one.angle]
    if level:
        half = np.array((wide / 2 + PAD, HIGH * em / 2))
        middles = np.array([(one.x, one.y) for one in level])
        boxes = np.hstack((middles - half, middles + half))
        prices = np.array([one.price for one in level]) + board.price(boxes, em)
        prices = np.where(board.free(boxes, name), prices, np.inf)
        i = int(np.argmin(prices))
        if np.isfinite(prices[i]):
            best = float(prices[i]), level[i], [Box(*map(float, boxes[i]))]
    for spot in name.places:
        if spot.angle and (best is None or spot.price < best[0]):
            own = boxes_of(wide, em, spot)
            if board.free(as_array(own), name).all():
                best = spot.price, spot, own
    if best is None:
        return None
    _, spot, own = best
    text = replace(
        name.text, x=spot.x, y=spot.y, angle=degrees(spot.angle), anchor="center",
        role=name.text.role or "label",
    )  # fmt: skip
    return Label(name, (text,), tuple(own))


def as_array(boxes: Sequence[Box]) -> Boxes:
    """Give boxes as rows of edges."""
    return np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes]).reshape(-1, 4)


def boxes_of(width: float, size: float, place: Place) -> list[Box]:
    """Give the room that a label takes: of a turned one small squares along it."""
    height = size * HIGH
    if not place.angle:
        half = width / 2 + PAD
        return [Box(place.x - half, place.y - height / 2, place.x + half, place.y + height / 2)]
    steps = max(1, ceil((width + 2 * PAD) / height))
    squares = []
    for i in range(steps + 1):
        along = (i / steps - 0.5) * (width + 2 * PAD - height)
        x, y = place.x + cos(place.angle) * along, place.y + sin(place.angle) * along
        # A turned square reaches farther than an upright one.
        half = height / 2 * (abs(cos(place.angle)) + abs(sin(place.angle)))
        squares.append(Box(x - half, y - half, x + half, y + half))
    return squares
