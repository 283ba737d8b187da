"""One engine for all labels: by rank, nothing overlaps, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, degrees, floor, hypot, sin

from briefing.canvas.box import Box
from briefing.canvas.shapes import Text

_CELL = 48.0
_AROUND = (
    (1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0),
    (0.75, -0.8), (0.75, 0.8), (-0.75, -0.8), (-0.75, 0.8),
)  # fmt: skip
_PAD = 1.5


@dataclass(frozen=True)
class Place:
    """Where a label may stand: its middle, its angle in radians, whether a line leads to it."""

    x: float
    y: float
    angle: float = 0.0
    lead: bool = False


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
    gap
        Between its mark's middle and itself.
    wide
        Gaps of farther rings of places to try.
    places
        Places to try in this order; empty for those around the mark.
    owner
        Whose mark it may touch.
    dot
        Radius of a town's dot that is drawn only with its name.
    repeat
        The same words stand again only this far away.
    """

    text: Text
    x: float
    y: float
    rank: float
    gap: float = 4.0
    wide: tuple[float, ...] = ()
    places: Sequence[Place] = ()
    owner: str = ""
    dot: float = 0.0
    repeat: float = 200.0


@dataclass(frozen=True)
class Label:
    """A label in its place."""

    name: Name
    place: Place

    @property
    def text(self) -> Text:
        """Give it as it is drawn."""
        from dataclasses import replace

        return replace(
            self.name.text, x=self.place.x, y=self.place.y, angle=degrees(self.place.angle),
            anchor="center", role=self.name.text.role or "label",
        )  # fmt: skip


@dataclass
class Room:
    """Boxes that are taken, in cells, so that a test is a look at a few."""

    cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def take(self, boxes: Iterable[Box]) -> None:
        """Let nothing else stand there."""
        for box in boxes:
            for key in _cells(box):
                self.cells.setdefault(key, []).append(box)

    def free(self, box: Box, owner: str) -> bool:
        """Tell whether a box meets none but its owner's."""
        return not any(
            box.meets(other)
            for key in _cells(box)
            for other in self.cells.get(key, ())
            if not owner or other.owner != owner
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(floor(box.x0 / _CELL), floor(box.x1 / _CELL) + 1):
        for j in range(floor(box.y0 / _CELL), floor(box.y1 / _CELL) + 1):
            yield i, j


def boxes_of(width: float, size: float, place: Place) -> list[Box]:
    """Give the room that a label takes: of a turned one small squares along it."""
    height = size * 1.15
    if not place.angle:
        half = width / 2 + _PAD
        return [Box(place.x - half, place.y - height / 2, place.x + half, place.y + height / 2)]
    steps = max(1, ceil((width + 2 * _PAD) / height))
    squares = []
    for i in range(steps + 1):
        along = (i / steps - 0.5) * (width + 2 * _PAD - height)
        x, y = place.x + cos(place.angle) * along, place.y + sin(place.angle) * along
        # A turned square reaches farther than an upright one.
        half = height / 2 * (abs(cos(place.angle)) + abs(sin(place.angle)))
        squares.append(Box(x - half, y - half, x + half, y + half))
    return squares


def place(names: Iterable[Name], taken: Iterable[Box], frame: Box) -> list[Label]:
    """Give each name the first place that is free, the most important first.

    Parameters
    ----------
    names
        Those that want a place; one that finds none is left out.
    taken
        Marks and furniture.
    frame
        Nothing stands outside.
    """
    room = Room()
    room.take(taken)
    placed: list[Label] = []
    said: dict[str, list[Name]] = {}
    order = sorted(enumerate(names), key=lambda pair: (pair[1].rank, pair[0]))
    for _, name in order:
        before = said.setdefault(name.text.text, [])
        if any(hypot(b.x - name.x, b.y - name.y) < name.repeat for b in before):
            continue
        width = name.text.width
        reach = name.dot + 0.5
        dot = Box(name.x - reach, name.y - reach, name.x + reach, name.y + reach)
        if name.dot and not room.free(dot, name.owner):
            continue
        for spot in name.places or _around(name, width):
            own = boxes_of(width, name.text.size, spot)
            if not all(frame.holds(box) and room.free(box, name.owner) for box in own):
                continue
            room.take(own)
            if name.dot:
                room.take([dot])
            placed.append(Label(name, spot))
            before.append(name)
            break
    return placed


def _around(name: Name, width: float) -> Iterator[Place]:
    half = name.text.size * 1.15 / 2
    for number, gap in enumerate((name.gap, *name.wide)):
        for dx, dy in _AROUND:
            x, y = name.x + dx * (gap + width / 2), name.y + dy * (gap + half)
            yield Place(x, y, lead=number > 0 and not name.dot)
