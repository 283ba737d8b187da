"""What a page is made of: shapes and texts in points, free of any drawing library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.plain import plain
from briefing.canvas.typeface import width

Points = NDArray[np.float64]
Codes = NDArray[np.uint8]

MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79
"""Codes of a path's points, with the values that matplotlib gives them; CURVE takes three points."""
_CAP = 0.357
"""Half the height of capitals, as a part of the size: where the eye sees a text's middle."""
_KAPPA = 0.5523


@dataclass(frozen=True)
class Shape:
    """An outline, filled, stroked or both.

    Parameters
    ----------
    points, codes
        (n, 2) page points, y downward, and a code for each.
    fill, stroke
        Hex colours, "" for none.
    width
        Of the stroke, in points.
    dash
        Lengths on and off in points; empty for a solid line.
    opacity
        Of fill and stroke.
    round
        Ends and joins of the stroke are round.
    inside
        Cut off at the edges of the map.
    window
        Of several maps on a page the one at whose edges it is cut off; None for the only one.
    """

    points: Points
    codes: Codes
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    round: bool = False
    inside: bool = False
    window: Box | None = None

    def moved(self, x: float, y: float) -> Shape:
        """Return it elsewhere."""
        return replace(self, points=self.points + np.array((x, y)))

    def faded(self, opacity: float) -> Shape:
        """Return it with its opacity multiplied."""
        return replace(self, opacity=self.opacity * opacity)


@dataclass(frozen=True)
class Text:
    """A line of text around or from a point.

    Parameters
    ----------
    x, y
        Its anchor, in points; its capitals are centred on ``y``.
    text
        As it is; never read as markup or mathematics.
    size, weight, italic, color
        How it looks; weight is 400 or 600.
    anchor
        Which part of the text stands at ``x``: left, center or right.
    angle
        Degrees, clockwise on the page.
    halo, halo_width
        Colour around the letters, "" for none, and how far it reaches.
    role
        What it is, for tests: label, title, legend, caveat, credit, mark ...
    link
        Address behind it, "" for none.
    """

    x: float
    y: float
    text: str
    size: float
    color: str
    weight: int = 400
    italic: bool = False
    anchor: str = "left"
    angle: float = 0.0
    halo: str = ""
    halo_width: float = 0.0
    opacity: float = 1.0
    role: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))

    @property
    def width(self) -> float:
        """As measured in the print fonts."""
        return width(self.text, self.size, weight=self.weight, italic=self.italic)

    @property
    def baseline(self) -> tuple[float, float]:
        """Where the letters stand, at the anchor."""
        turn = radians(self.angle)
        down = _CAP * self.size
        return self.x - sin(turn) * down, self.y + cos(turn) * down

    @property
    def box(self) -> Box:
        """Room that an upright text takes, from ascender to descender."""
        left = {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor] * self.width
        half = self.size * 0.575
        return Box(self.x - left, self.y - half, self.x - left + self.width, self.y + half)

    def moved(self, x: float, y: float) -> Text:
        """Return it elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)

    def faded(self, opacity: float) -> Text:
        """Return it with its opacity multiplied."""
        return replace(self, opacity=self.opacity * opacity)


Item = Shape | Text


def moved(items: list[Item], x: float, y: float) -> list[Item]:
    """Return items elsewhere."""
    return [item.moved(x, y) for item in items]


def polygon(points: Points, **look: object) -> Shape:
    """Make a closed outline of straight lines."""
    codes = np.full(len(points) + 1, LINE, dtype=np.uint8)
    codes[0], codes[-1] = MOVE, CLOSE
    closed = np.vstack((points, points[:1])).astype(float)
    return Shape(closed, codes, **look)  # type: ignore[arg-type]  # fields of Shape


def polyline(points: Points, **look: object) -> Shape:
    """Make an open line."""
    codes = np.full(len(points), LINE, dtype=np.uint8)
    codes[0] = MOVE
    return Shape(np.asarray(points, dtype=float), codes, **look)  # type: ignore[arg-type]


def rectangle(box: Box, *, corner: float = 0.0, **look: object) -> Shape:
    """Make a rectangle, its corners rounded if asked for."""
    if corner <= 0:
        return polygon(box.outline(1), **look)
    c, k = corner, corner * (1 - _KAPPA)
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    points = [
        (x0 + c, y0), (x1 - c, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + c),
        (x1, y1 - c), (x1, y1 - k), (x1 - k, y1), (x1 - c, y1),
        (x0 + c, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - c),
        (x0, y0 + c), (x0, y0 + k), (x0 + k, y0), (x0 + c, y0), (x0 + c, y0),
    ]  # fmt: skip
    side = [LINE, CURVE, CURVE, CURVE]
    codes = [MOVE, *side * 4, CLOSE]
    return Shape(np.array(points), np.array(codes, dtype=np.uint8), **look)  # type: ignore[arg-type]


def circle(x: float, y: float, r: float, **look: object) -> Shape:
    """Make a circle."""
    return rectangle(Box(x - r, y - r, x + r, y + r), corner=r, **look)


def joined(shapes: list[Shape], **look: object) -> Shape:
    """Make one shape of many that look the same."""
    points = np.vstack([shape.points for shape in shapes])
    codes = np.concatenate([shape.codes for shape in shapes])
    return Shape(points, codes, **look)  # type: ignore[arg-type]
