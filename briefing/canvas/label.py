"""A name that wants a place, and a label that has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, cos, sin

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.cells import Boxes
from briefing.canvas.leaders import Lead
from briefing.canvas.places import HIGH, PITCH
from briefing.canvas.shapes import Text

PAD = 1.5
"""Room around a text that nothing else takes, in points."""


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


def as_array(boxes: Sequence[Box]) -> Boxes:
    """Return boxes as rows of edges."""
    return np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes]).reshape(-1, 4)


def boxes_of(width: float, size: float, place: Place) -> list[Box]:
    """Return the room that a label takes: of a turned one small squares along it."""
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
