"""Point symbols as shapes: the same forms as the screen's, for the map and for its legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from briefing.canvas.box import Box
from briefing.canvas.shapes import (
    CLOSE,
    CURVE,
    LINE,
    MOVE,
    Item,
    Shape,
    Text,
    circle,
    polygon,
    polyline,
    rectangle,
)
from layers.ageing import SHARES
from layers.palette import Style, Theme, mixed

_COUNTED = 1.25
"""Size of a number in a mark, for a radius of 1."""


@dataclass(frozen=True)
class Pen:
    """What a symbol is drawn with.

    Parameters
    ----------
    r
        Half its size, in points.
    color, fill, text, ground
        Of the ink, of the panel behind it.
    unit
        Points for a CSS pixel: line widths are in those.
    least
        Smallest text, in points.
    symbol
        Letter or number in it.
    dash
        Of the outline, in points.
    hollow
        Drawn in outline: disputed, or of low confidence.
    age
        Third of its time that its report is in, 0 to 2: its fill is mixed with the ground.
    """

    r: float
    color: str
    fill: str
    text: str
    ground: str
    unit: float
    least: float
    symbol: str = ""
    dash: tuple[float, ...] = ()
    hollow: bool = False
    age: int = 0

    @property
    def body(self) -> str:
        """Its fill: opaque, so that nothing under it shows through."""
        return mixed(self.fill or self.color, self.ground, SHARES[self.age])

    @property
    def rim(self) -> str:
        """Its outline: of a fresh mark what parts it from the map, of an older one its colour."""
        return self.color if self.age else self.ground

    @property
    def sign(self) -> str:
        """What stands on its fill."""
        return self.color if self.age else self.text or self.ground


def symbol(
    style: Style,
    theme: Theme,
    ground: str,
    *,
    unit: float,
    least: float,
    scale: float = 1.0,
    text: str | None = None,
    hollow: bool = False,
    cited: str = "",
    age: int = 0,
) -> tuple[list[Item], float]:
    """Draw a symbol around the origin.

    Parameters
    ----------
    style, theme
        As in ``layers.palette``.
    ground
        Colour of the panel, which parts a mark from what lies under it.
    unit, least
        Points for a CSS pixel; smallest text in points.
    scale
        Of the radius.
    text
        Letter or number in it; the style's own if None.
    hollow
        Drawn in outline.
    age
        Third of its time that its report is in, 0 to 2.
    cited
        Colour of the sign that it is second-hand; "" for none.

    Returns
    -------
    items, reach
        The drawing, and its half size in points. A mark with a number grows until the number is
        no smaller than ``least``.
    """
    ink = style.ink(theme)
    shown = style.letter if text is None else text
    r = style.radius * scale * unit
    if shown.isdigit():
        r = max(r, least / _COUNTED) * (1.0 if len(shown) < 3 else 1.3)
    pen = Pen(
        r, ink.color, ink.fill, ink.text, ground, unit, least, shown, dashes(style.dash, unit), hollow,
        age,
    )  # fmt: skip
    sign = replace(pen, color=cited)
    also = _quote(sign, *quote_at(r, unit)) if cited else []
    return [*_SHAPES.get(style.shape, _dot)(pen), *also], r


def quote_at(r: float, unit: float) -> tuple[float, float]:
    """Return where the sign of what is second-hand stands at a mark, in points from its middle."""
    return -r * 0.95 - 2.5 * unit, -r * 0.95 - 1.5 * unit


def dashes(text: str, unit: float) -> tuple[float, ...]:
    """Read an SVG dash array, in CSS pixels, into points."""
    return tuple(float(part) * unit for part in text.split())


def cross(color: str, ground: str, r: float, unit: float) -> list[Item]:
    """Draw the cross that stands where a route is cut."""
    points = np.array([(-r, -r), (r, r), (-r, r), (r, -r)])
    codes = np.array([MOVE, LINE, MOVE, LINE], dtype=np.uint8)
    under = Shape(points, codes, stroke=ground, width=5 * unit)
    return [under, replace(under, stroke=color, width=2.4 * unit)]


def _disc(pen: Pen) -> list[Item]:
    r = pen.r - (0.8 * pen.unit if pen.age else 0)
    return [circle(0, 0, r, fill=pen.body, stroke=pen.rim, width=1.6 * pen.unit)]


def _half(pen: Pen) -> list[Item]:
    r, k = pen.r, pen.r * 0.5523
    left = np.array([(0, -r), (-k, -r), (-r, -k), (-r, 0), (-r, k), (-k, r), (0, r), (0, -r)])
    codes = np.array([MOVE, *[CURVE] * 6, CLOSE], dtype=np.uint8)
    items: list[Item] = [
        circle(0, 0, r, fill=pen.ground, stroke=pen.color, width=2 * pen.unit),
        Shape(left.astype(float), codes, fill=pen.body),
        circle(0, 0, r, stroke=pen.color, width=2 * pen.unit),
    ]
    return [*items, *_badge(pen, pen.color)]


def _badge(pen: Pen, color: str) -> list[Item]:
    """Set a letter at the shoulder, where nothing of the mark lies under it."""
    if not pen.symbol:
        return []
    r = pen.r
    return [
        Text(r * 1.25, -r * 1.05, pen.symbol, max(pen.least, r * 1.45), color, weight=600,
             anchor="center", halo=pen.ground, halo_width=1.3 * pen.unit, role="mark")
    ]  # fmt: skip


def _bar(pen: Pen) -> list[Item]:
    r = pen.r
    bar = Box(-r * 0.55, -r * 0.21, r * 0.55, r * 0.21)
    return [*_disc(pen), rectangle(bar, fill=pen.rim)]


def _ring(pen: Pen) -> list[Item]:
    dash = (2.6 * pen.unit, 2 * pen.unit)
    return [
        circle(
            0, 0, pen.r * 0.82, fill=pen.ground, stroke=pen.color, width=1.8 * pen.unit, dash=dash
        )
    ]


def _anchor(pen: Pen) -> list[Item]:
    r, ink = pen.r, pen.sign

    def arm(x: float) -> list[tuple[float, float]]:
        # The quadratic curve of the screen's symbol, as a cubic.
        a, b, c = np.array((x * 0.6, 0.12)), np.array((x * 0.5, 0.62)), np.array((0, 0.62))
        return [tuple(a), tuple(a + (b - a) * 2 / 3), tuple(c + (b - c) * 2 / 3), tuple(c)]

    points = [(0, -0.35), (0, 0.62), (-0.3, -0.12), (0.3, -0.12), *arm(-1), *arm(1)]
    codes = [MOVE, LINE, MOVE, LINE, *[MOVE, CURVE, CURVE, CURVE] * 2]
    return [
        rectangle(Box(-r, -r, r, r), corner=2 * pen.unit, fill=pen.body, stroke=pen.rim,
                  width=1.5 * pen.unit),
        Shape(np.array(points) * r, np.array(codes, dtype=np.uint8), stroke=ink, width=0.2 * r,
              round=True),
        circle(0, -0.52 * r, 0.17 * r, stroke=ink, width=0.18 * r),
        *_badge(pen, pen.fill or pen.color),
    ]  # fmt: skip


def _anchor_half(pen: Pen) -> list[Item]:
    r = pen.r
    return [
        rectangle(Box(-r, -r, r, r), corner=2 * pen.unit, fill=pen.ground, stroke=pen.color,
                  width=1.8 * pen.unit),
        rectangle(Box(-r, -r, 0, r), fill=pen.body, stroke=pen.color, width=pen.unit),
        *_badge(pen, pen.color),
    ]  # fmt: skip


def _square_bar(pen: Pen) -> list[Item]:
    r = pen.r
    return [
        rectangle(Box(-r, -r, r, r), corner=2 * pen.unit, fill=pen.body, stroke=pen.rim,
                  width=1.5 * pen.unit),
        rectangle(Box(-r * 0.6, -r * 0.21, r * 0.6, r * 0.21), fill=pen.rim),
    ]  # fmt: skip


def _strait(pen: Pen) -> list[Item]:
    r = pen.r

    def shore(side: float) -> np.ndarray:
        # The quadratic curve of the screen's symbol, as a cubic.
        a, b, c = np.array((side, -1.0)), np.array((-0.1 * side, 0.0)), np.array((side, 1.0))
        return np.array([a, a + (b - a) * 2 / 3, c + (b - c) * 2 / 3, c]) * r

    points = np.concatenate([shore(-1.0), shore(1.0)])
    codes = np.array([MOVE, CURVE, CURVE, CURVE] * 2, dtype=np.uint8)
    under = Shape(points, codes, stroke=pen.ground, width=6 * pen.unit)
    return [under, replace(under, stroke=pen.color, width=3 * pen.unit), *_badge(pen, pen.color)]


def _square(pen: Pen) -> list[Item]:
    box = Box(-pen.r, -pen.r, pen.r, pen.r)
    return [
        rectangle(box, corner=2 * pen.unit, fill=pen.body, stroke=pen.rim, width=1.6 * pen.unit),
        *_badge(pen, pen.color),
    ]


def _blank(pen: Pen) -> list[Item]:
    r = 0.9 * pen.r
    dash = (2.6 * pen.unit, 2 * pen.unit)
    return [
        rectangle(Box(-r, -r, r, r), corner=2 * pen.unit, fill=pen.ground, stroke=pen.color,
                  width=1.6 * pen.unit, dash=dash)
    ]  # fmt: skip


def _ages(pen: Pen) -> list[Item]:
    r = pen.r
    return [
        rectangle(Box(r * (n * 0.66 - 1), -0.45 * r, r * (n * 0.66 - 0.34), 0.45 * r),
                  fill=mixed(pen.color, pen.ground, share), stroke=pen.color, width=pen.unit)
        for n, share in enumerate(SHARES)
    ]  # fmt: skip


def _venue(pen: Pen) -> list[Item]:
    box = Box(-pen.r, -pen.r, pen.r, pen.r)
    edge = pen.color if pen.dash else pen.ground
    plate = rectangle(box, corner=pen.r * 0.45, fill=pen.fill or pen.color, stroke=edge,
                      width=1.5 * pen.unit, dash=pen.dash)  # fmt: skip
    return [plate, *_letter(pen, pen.text or pen.ground)]


def _diamond(pen: Pen) -> list[Item]:
    r = pen.r
    points = np.array([(0, -r), (r, 0), (0, r), (-r, 0)])
    if pen.hollow:
        plate = polygon(points, fill=pen.ground, stroke=pen.color, width=1.8 * pen.unit)
    else:
        plate = polygon(points, fill=pen.color, stroke=pen.ground, width=1.2 * pen.unit)
    color = pen.color if pen.hollow else pen.ground
    sign = _SIGNS.get(pen.symbol)
    return [plate, *(sign(r, color) if sign else _letter(pen, color))]


def _plane(pen: Pen) -> list[Item]:
    half = [(0.3, -0.2), (1.3, 0.35), (1.3, 0.7), (0.25, 0.4), (0.15, 1.0), (0.5, 1.35)]
    points = [(0, -1.3), *half, *[(-x, y) for x, y in reversed(half)]]
    return [
        polygon(np.array(points) * pen.r, fill=pen.color, stroke=pen.ground, width=0.8 * pen.unit)
    ]


def _dot(pen: Pen) -> list[Item]:
    return [circle(0, 0, pen.r, fill=pen.color, stroke=pen.ground, width=0.8 * pen.unit)]


def _letter(pen: Pen, color: str) -> list[Item]:
    if not pen.symbol:
        return []
    size = max(pen.least, pen.r * _COUNTED) if len(pen.symbol) < 3 else pen.least
    return [Text(0, 0, pen.symbol, size, color, weight=600, anchor="center", role="mark")]


def _quote(pen: Pen, x: float = 0.0, y: float = 0.0) -> list[Item]:
    """Draw an opening quotation mark: second-hand, another text cites the page."""
    ends = np.array([(1.1, -2.9), (-1.5, -1.2), (-0.9, 2.2)])
    # The quadratic curve of the screen's sign, as a cubic.
    a, b, c = ends
    tick = np.array([a, a + (b - a) * 2 / 3, c + (b - c) * 2 / 3, c])
    both = np.concatenate([tick + np.array((side, 0.0)) for side in (-2.0, 2.2)])
    points = both * pen.unit + np.array((x, y))
    codes = np.array([MOVE, CURVE, CURVE, CURVE] * 2, dtype=np.uint8)
    under = Shape(points, codes, stroke=pen.ground, width=5 * pen.unit, round=True)
    return [under, replace(under, stroke=pen.color, width=2 * pen.unit)]


def _bars(*ends: tuple[float, float, float, float]) -> Callable[[float, str], list[Item]]:
    """Make a sign of straight strokes, in parts of the radius."""

    def draw(r: float, color: str) -> list[Item]:
        return [
            polyline(np.array([(a, b), (c, d)]) * r, stroke=color, width=0.2 * r)
            for a, b, c, d in ends
        ]

    return draw


def _solid(*points: tuple[float, float]) -> Callable[[float, str], list[Item]]:
    return lambda r, color: [polygon(np.array(points) * r, fill=color)]


# Signs are drawn, not set: at this size a letter would be below the smallest text.
_SIGNS: dict[str, Callable[[float, str], list[Item]]] = {
    "×": _bars((-0.3, -0.3, 0.3, 0.3), (-0.3, 0.3, 0.3, -0.3)),
    "▾": _solid((-0.42, -0.24), (0.42, -0.24), (0, 0.42)),
    "•": lambda r, color: [circle(0, 0, 0.28 * r, fill=color)],
    "✢": _bars((-0.45, 0, 0.45, 0), (0, -0.45, 0, 0.45), (-0.2, -0.2, 0.2, 0.2), (-0.2, 0.2, 0.2, -0.2)),
    "!": lambda r, color: [
        polyline(np.array([(0, -0.5), (0, 0.15)]) * r, stroke=color, width=0.22 * r),
        circle(0, 0.42 * r, 0.13 * r, fill=color),
    ],
    "–": _bars((-0.42, 0, 0.42, 0)),
    "+": _bars((-0.42, 0, 0.42, 0), (0, -0.42, 0, 0.42)),
    "=": _bars((-0.38, -0.17, 0.38, -0.17), (-0.38, 0.17, 0.38, 0.17)),
    "→": _bars((-0.5, 0, 0.45, 0), (0.15, -0.28, 0.45, 0), (0.15, 0.28, 0.45, 0)),
    "#": _bars((-0.2, -0.4, -0.2, 0.4), (0.2, -0.4, 0.2, 0.4), (-0.4, -0.2, 0.4, -0.2), (-0.4, 0.2, 0.4, 0.2)),
}  # fmt: skip


def _gateway_ring(*turns: float) -> Callable[[Pen], list[Item]]:
    """Make a ring around a gateway, crossed at some angles (degrees)."""
    angles = np.radians(turns)
    rays = np.column_stack((np.cos(angles), np.sin(angles)))

    def drawn(pen: Pen) -> list[Item]:
        bars = [
            np.stack((ray * (pen.r - 3.5 * pen.unit), ray * (pen.r + 5 * pen.unit))) for ray in rays
        ]
        return [
            item
            for wide, color in ((5.2, pen.ground), (2.6, pen.color))
            for item in (
                circle(0, 0, pen.r, stroke=color, width=wide * pen.unit),
                *(polyline(bar, stroke=color, width=wide * pen.unit) for bar in bars),
            )
        ]

    return drawn


_SHAPES: dict[str, Callable[[Pen], list[Item]]] = {
    "disc": _disc,
    "half": _half,
    "bar": _bar,
    "ring": _ring,
    "anchor": _anchor,
    "anchor_half": _anchor_half,
    "square_bar": _square_bar,
    "strait": _strait,
    "square": _square,
    "blank": _blank,
    "ages": _ages,
    "venue": _venue,
    "diamond": _diamond,
    "plane": _plane,
    "dot": _dot,
    "quote": _quote,
    "cross_ring": _gateway_ring(45, 135, 225, 315),
    "plain_ring": _gateway_ring(),
}
