"""Line layers but routes: boundaries, the border, rivers, arcs of delegations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from briefing.canvas.shapes import Item, Points, Shape
from briefing.map.geometry import coordinates, runs, strokes
from briefing.map.map_context import MapContext, Row
from briefing.map.symbols import dashes
from layers.layer import Layer
from layers.palette import Style
from layers.routes import UNKNOWN_LINE

BACK = 0.3
"""Strength of a route beside a chosen one, or beside a what-if."""


@dataclass(frozen=True)
class DrawnLine:
    """A line feature on the page.

    Parameters
    ----------
    layer, row
        Whose it is.
    runs
        Its single lines, as page points.
    style, width
        As drawn, the width in points.
    color, ink
        Of the line, and of its name.
    state
        What it lets through on the day; empty if that is not known.
    opacity
        Lower where it is cut, and by what stands beside it.
    beside
        Lower where another one is chosen, or a what-if's routes are drawn; it has no name then.
    """

    layer: Layer
    row: Row
    geometry: Any
    runs: tuple[Points, ...]
    style: Style
    width: float
    color: str
    ink: str
    state: Mapping[str, Any] = field(default_factory=dict)
    opacity: float = 1.0
    beside: float = 1.0

    @property
    def cut(self) -> bool:
        """It is closed on the day."""
        return self.state.get("kind") == "closed"

    @property
    def unknown(self) -> bool:
        """It is not known whether trade gets along it on the day."""
        return self.style is UNKNOWN_LINE


def drawn_lines(context: MapContext, layer: Layer) -> list[DrawnLine]:
    """Find the lines of a layer that is none of routes."""
    found = []
    chosen = context.scene.selected
    for row, geometry in context.features(layer):
        if context.kind(layer, row) == "hidden":
            continue
        style = context.style(layer, row)
        ink = style.ink(context.scene.theme)
        beside = 1.0 if chosen is None else fades(layer, row, *chosen)
        lines = tuple(np.asarray(coordinates(line)) for line in runs(geometry))
        if lines:
            found.append(
                DrawnLine(layer, row, geometry, lines, style, style.width * context.unit, ink.color,
                    ink.text or ink.color, {}, beside, beside)
            )  # fmt: skip
    return found


def fades(layer: Layer, row: Row, chosen: Layer, feature: Row) -> float:
    """Fade what does not belong to the chosen corridor or place."""
    key = {"routes": "corridor", "venues": "place", "engagements": "id"}.get(chosen.file)
    file = "engagements" if chosen.file == "venues" else chosen.file
    if key is None or layer.file != file or row.get(key) == feature.get(key):
        return 1.0
    return BACK if file == "routes" else 0.08


def casings(found: Sequence[DrawnLine], context: MapContext) -> list[Item]:
    """Draw the rims in the ground's colour that part lines from each other."""
    return [
        shape
        for one_line in found
        if one_line.style.casing
        for shape in [
            strokes(one_line.geometry, stroke=context.colors["halo"], inside=True, round=True, opacity=0.9,
                    width=one_line.width + 2 * one_line.style.casing * context.unit)
        ]
        if shape is not None
    ]  # fmt: skip


def lines(found: Sequence[DrawnLine], context: MapContext) -> list[Item]:
    """Draw the lines."""
    return [shape for one_line in found if (shape := _stroke(one_line, context)) is not None]


def _stroke(one_line: DrawnLine, context: MapContext) -> Shape | None:
    dash = dashes(one_line.style.dash, context.unit)
    return strokes(
        one_line.geometry, stroke=one_line.color, inside=True, width=one_line.width, dash=dash,
        round=not dash or one_line.style.round, opacity=one_line.opacity * one_line.style.opacity,
    )  # fmt: skip
