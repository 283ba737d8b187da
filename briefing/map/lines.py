"""Line layers: boundaries, the border, rivers, routes with what a closure does to them, arcs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from briefing.canvas.shapes import Item, Points, Shape, moved
from briefing.map.geometry import coordinates, runs, strokes
from briefing.map.stage import Row, Stage, look_of
from briefing.map.symbols import cross, dashes
from layers.layer import Layer
from layers.palette import Style
from layers.routes import SCHEMATIC, UNKNOWN_WAY

_CUT = 0.35
"""Strength of a way behind a closed gate."""
_BACK = 0.3
"""Strength of a way beside a chosen one, or beside a what-if."""
_BEFORE = 19.0
"""CSS pixels between a gate's own mark and the cross on the way to it."""


@dataclass(frozen=True)
class Way:
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
        Lower where another one is chosen, or a what-if's ways are drawn; it has no name then.
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
        return self.style is UNKNOWN_WAY


@dataclass(frozen=True)
class Cross:
    """Where a way is cut."""

    x: float
    y: float
    reach: float
    items: tuple[Item, ...]


def ways(stage: Stage, layer: Layer) -> list[Way]:
    """Find the lines of a layer, those with the most traffic last, so that they lie on top."""
    found = []
    chosen = stage.scene.selected
    for row, geometry in stage.features(layer):
        if stage.kind(layer, row) == "hidden":
            continue
        style = stage.style(layer, row)
        ink = style.ink(stage.scene.theme)
        traffic = max(0, min(3, int(row.get("traffic_class") or 0)))
        width = (style.widths[traffic] if style.widths else style.width) * stage.unit
        state = stage.state(row)
        opacity = _CUT if state.get("kind") == "closed" else 1.0
        beside = 1.0
        if chosen is not None:
            beside = _beside(layer, row, *chosen)
        elif layer.file == "routes" and stage.scene.scenario and stage.scene.scenario.drawn:
            beside = _BACK
        lines = tuple(np.asarray(coordinates(line)) for line in runs(geometry))
        if lines:
            # A way keeps the colour of its gate in its name, whatever is known of it.
            own = look_of(layer, stage.kind(layer, row)).ink(stage.scene.theme)
            found.append(
                Way(layer, row, geometry, lines, style, width, ink.color, own.text or own.color,
                    state, opacity * beside, beside)
            )  # fmt: skip
    if layer.file == "routes":
        found.sort(key=lambda way: int(way.row.get("traffic_class") or 0))
    return found


def _beside(layer: Layer, row: Row, chosen: Layer, feature: Row) -> float:
    """Fade what does not belong to the chosen corridor or place."""
    key = {"routes": "corridor", "venues": "place", "engagements": "id"}.get(chosen.file)
    file = "engagements" if chosen.file == "venues" else chosen.file
    if key is None or layer.file != file or row.get(key) == feature.get(key):
        return 1.0
    return _BACK if file == "routes" else 0.08


def casings(found: Sequence[Way], stage: Stage) -> list[Item]:
    """Draw the rims in the ground's colour that part lines from each other."""
    return [
        shape
        for way in found
        if way.style.casing
        for shape in [
            strokes(way.geometry, stroke=stage.colors["halo"], inside=True, round=True, opacity=0.9,
                    width=way.width + 2 * way.style.casing * stage.unit)
        ]
        if shape is not None
    ]  # fmt: skip


def lines(found: Sequence[Way], stage: Stage) -> list[Item]:
    """Draw the lines: dashes, ties of railways, gaps where trade is limited."""
    return [shape for way in found for shape in _strokes(way, stage) if shape is not None]


def _strokes(way: Way, stage: Stage) -> list[Shape | None]:
    unit = stage.unit
    schematic = bool(way.row.get("schematic")) and not way.unknown
    dash = dashes(SCHEMATIC if schematic else way.style.dash, unit)
    look = {"stroke": way.color, "inside": True}
    strength = way.opacity * (way.style.opacity if way.layer.file != "routes" else 1.0)
    drawn = [
        strokes(
            way.geometry,
            width=way.width,
            dash=dash,
            round=not dash or way.style.round,
            opacity=strength,
            **look,
        )
    ]
    if way.style.ticks and not schematic:
        drawn.append(
            strokes(way.geometry, width=way.width + 5 * unit, dash=(1.5 * unit, 9 * unit),
                    opacity=strength, **look)
        )  # fmt: skip
    if way.state.get("kind") == "limited":
        drawn.append(
            strokes(way.geometry, stroke=stage.colors["halo"], inside=True, opacity=0.85,
                    width=way.width + 0.6 * unit, dash=(3 * unit, 9 * unit))
        )  # fmt: skip
    return drawn


def crosses(found: Sequence[Way], stage: Stage) -> list[Cross]:
    """Put a cross on each cut way: before the gate, or beside the port, that is closed."""
    placed: dict[str, Cross] = {}
    for way in found:
        if not way.cut:
            continue
        place = str(way.state.get("place") or "")
        port = bool(place) and not place.startswith("XG-")
        beyond = place if way.row.get("after_break") == place else ""
        key = f"{place} {way.row.get('corridor')}" if port else beyond
        if not key or str(key) in placed:
            continue
        step = _BEFORE * stage.unit
        spot = _along(way.runs[0], step) if port else _before(way, found, step)
        if spot is None or not stage.frame.box.has(*spot, -6 * stage.unit):
            continue
        x, y = spot
        r = 4.5 * stage.unit
        items = moved(cross(way.color, stage.colors["panel"], r, stage.unit), x, y)
        placed[str(key)] = Cross(x, y, r + 1, tuple(items))
    return list(placed.values())


def _along(line: Points, step: float) -> tuple[float, float]:
    """Give the point at a distance from a line's start, or its end."""
    away = np.hypot(*(line - line[0]).T)
    far = np.flatnonzero(away >= step)
    if not len(far):
        return float(line[-1, 0]), float(line[-1, 1])
    i = int(far[0])
    part = (step - away[i - 1]) / max(1e-9, away[i] - away[i - 1])
    x, y = line[i - 1] + min(1.0, max(0.0, part)) * (line[i] - line[i - 1])
    return float(x), float(y)


def _before(beyond: Way, found: Sequence[Way], step: float) -> tuple[float, float] | None:
    """Give the point on the way to a gate, a step before it."""
    gate = beyond.runs[0][0]
    for way in found:
        if way.row.get("corridor") != beyond.row.get("corridor") or way is beyond:
            continue
        last = way.runs[-1]
        if np.hypot(*(last[-1] - gate)) < 2:
            return _along(last[::-1], step)
    return float(gate[0]), float(gate[1])
