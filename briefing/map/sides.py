"""Names of countries along both sides of a border, where the map is so near that their own are out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from briefing.canvas.labels import Name, Place
from briefing.map.geometry import on_page
from briefing.map.line_names import stretches
from briefing.map.lines import DrawnLine
from briefing.map.map_context import MapContext
from briefing.map.names import text_of

NEAR = 8.0
"""From this zoom on."""
_AWAY = 1.5
"""Ems between a border and the name beside it."""
_SIZE = 12.0
_MOST = 40
_BORDERS = ("border", "boundaries")


def of_sides(context: MapContext, drawn_lines: Sequence[DrawnLine]) -> Iterator[Name]:
    """Name the countries on both sides of the borders that are drawn."""
    if context.frame.zoom < NEAR:
        return
    runs = [
        run for one in drawn_lines if one.layer.id in _BORDERS for run in one.runs if len(run) > 1
    ]
    if not runs:
        return
    land = on_page(context.folder / "land_detail.geojson", context.frame)
    world = context.scene.view.worldview
    for row, shape in zip(land.properties, land.geometries, strict=True):
        if shape is None or not row["id"] == row["iso_a3"] == (row.get("owner") or {}).get(world):
            continue
        label = text_of(context, str(row["name"]), _SIZE, context.colors["soft"], weight=600)
        area = shapely.make_valid(shape)
        shapely.prepare(area)
        spots = sorted(_beside(context, runs, area, label.width, label.size),
                       key=lambda spot: spot.price)[:_MOST]  # fmt: skip
        if spots:
            yield Name(label, spots[0].x, spots[0].y, 0.8, places=spots, repeat=2000 * context.unit)


def _beside(
    context: MapContext, runs: Sequence[np.ndarray], area: shapely.Geometry, wide: float, em: float
) -> Iterator[Place]:
    """Return places along the lines on the side of an area."""
    for run in runs:
        for spot in stretches(context, run, wide, em):
            across = np.array((-np.sin(spot.angle), np.cos(spot.angle))) * (_AWAY + 0.5) * em
            for side in (1, -1):
                x, y = np.array((spot.x, spot.y)) + side * across
                if shapely.contains_xy(area, x, y):
                    yield Place(float(x), float(y), spot.angle, spot.price)
