"""A strand's strokes: full, broken, empty or dotted, with the ties of a railway."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.canvas.shapes import LINE, MOVE, Item, Points, Shape
from layers.lines.looks import DASH, EDGE, TIE, TIES, TINT, Look
from layers.palette import mixed

_HALO = 1.3
"""CSS pixels of ground on each side, so that crossings of lines are read."""

Run = tuple[Points, float]
"""A line, and how far its start is along its path, in points."""


def casing(lines: Sequence[Run], look: Look, ground: str, unit: float) -> list[Item]:
    """Draw the rim in the ground's colour that parts a strand from what it crosses."""
    wide = (look.width + 2 * _HALO) * unit
    return [_line([line for line, _ in lines], stroke=ground, width=wide)]


def strand(lines: Sequence[Run], look: Look, color: str, ground: str, unit: float) -> list[Item]:
    """Draw stretches of one strand that look alike; lowest first.

    Parameters
    ----------
    lines
        With where each starts: dashes of one port keep one phase.
    look
        Of all of them.
    color, ground
        Hex.
    unit
        Points for a CSS pixel.
    """
    whole = [line for line, _ in lines]
    ties = [part for run in lines for part in cut(run, TIES, unit)] if look.ties else []
    width = look.width * unit
    items: list[Item] = []
    if ties:
        items.append(_line(ties, stroke=color, width=width + 2 * TIE * unit, round=False))
    if look.state == "closed":
        core = mixed(color, ground, TINT)
        items.append(_line(whole, stroke=color, width=width))
        items.append(_line(whole, stroke=core, width=width - 2 * EDGE * unit))
    elif look.state in DASH:
        parts = [part for run in lines for part in cut(run, DASH[look.state], unit)]
        if parts:
            dots = look.state == "unknown"
            items.append(_line(parts, stroke=color, width=width, round=dots))
    else:
        items.append(_line(whole, stroke=color, width=width))
    return items


def cut(run: Run, dash: tuple[float, float], unit: float) -> list[Points]:
    """Cut a line into dashes, by the distance from where its path starts."""
    line, start = run
    on, off = dash[0] * unit, dash[1] * unit
    along = start + np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    found = []
    for n in range(int(along[0] // (on + off)), int(along[-1] // (on + off)) + 1):
        a = max(along[0], n * (on + off))
        b = min(along[-1], n * (on + off) + on)
        # A remnant at an end would be a splinter.
        if b - a < min(0.4 * on, on):
            continue
        inner = along[(along > a) & (along < b)]
        places = np.concatenate(([a], inner, [b]))
        found.append(np.column_stack([np.interp(places, along, line[:, i]) for i in (0, 1)]))
    return found


def _line(parts: Sequence[Points], **look: object) -> Shape:
    points = np.vstack(parts)
    codes = np.full(len(points), LINE, dtype=np.uint8)
    codes[np.cumsum([0, *(len(part) for part in parts[:-1])])] = MOVE
    return Shape(points, codes, inside=True, **({"round": True} | look))  # type: ignore[arg-type]
