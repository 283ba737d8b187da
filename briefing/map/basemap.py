"""The ground of a map: water, coasts, land, relief, lakes and areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.shapes import Item, Shape, joined, rectangle
from briefing.map.extent import DATA, MapFrame
from briefing.map.geometry import outline
from briefing.map.map_context import MapContext
from layers.layer import Layer

_CELLS = 24
"""The relief is laid on the page in so many cells across and down."""
_FOCUS = ("AFG", "PAK", "IRN")
_RELIEF = 0.2
"""Strength of the relief: a little less than on the screen, since paper is seen at rest."""


@dataclass(frozen=True)
class Raster:
    """A picture on the page.

    Parameters
    ----------
    pixels
        (rows, columns, 4) values of 0 to 255: red, green, blue, opacity.
    box
        Where.
    """

    pixels: NDArray[np.uint8]
    box: Box


def land(context: MapContext, layer: Layer) -> list[Item]:
    """Draw water, all shores, then all land: what remains of the strokes is the coast."""
    colors = context.colors
    view = context.scene.view.worldview
    fills: dict[str, list[Shape]] = {}
    for row, geometry in context.features(layer):
        owner = (row.get("owner") or {}).get(view) or row.get("iso_a3")
        shape = outline(geometry)
        if shape is not None:
            fills.setdefault("focus" if owner in _FOCUS else "land", []).append(shape)
    items: list[Item] = [rectangle(context.frame.box, fill=colors["water"])]
    everything = [shape for shapes in fills.values() for shape in shapes]
    if everything:
        shore = joined(everything, stroke=colors["coast"], width=1.6 * context.unit, inside=True)
        items.append(shore)
    items += [
        joined(
            shapes, fill=colors[name], stroke=colors[name], width=0.8 * context.unit, inside=True
        )
        for name, shapes in sorted(fills.items(), reverse=True)
    ]
    return items


def areas(context: MapContext, layer: Layer) -> list[Item]:
    """Draw a layer of areas."""
    items: list[Item] = []
    for row, geometry in context.features(layer):
        style = context.style(layer, row)
        ink = style.ink(context.scene.theme)
        shape = outline(
            geometry, fill=ink.fill or ink.color, stroke=ink.color if style.width else "",
            width=style.width * context.unit, opacity=style.opacity, inside=True,
        )  # fmt: skip
        if shape is not None:
            items.append(shape)
    return items


def relief(context: MapContext, layer: Layer) -> Raster:
    """Lay the shaded relief on the page.

    The screen blends it as 'hard light': darker than mid grey multiplies, lighter screens. That is
    the same as black or white laid over with as much opacity as the grey is away from the middle.
    """
    # Close up, the shaded cells of 2 km would be read as blots.
    strength = _RELIEF * min(1.0, max(0.6, 1 - 0.3 * (context.frame.zoom - 6)))
    pixels = _warped(context.folder / f"{layer.file}.{layer.suffix}", context.frame, strength)
    return Raster(pixels, context.frame.box)


@lru_cache(maxsize=4)
def _warped(path: Path, frame: MapFrame, strength: float) -> NDArray[np.uint8]:
    from PIL import Image

    with Image.open(path) as picture:
        grey = picture.convert("L")
    columns, rows = round(frame.box.width * 1.5), round(frame.box.height * 1.5)
    mesh = _mesh(frame, (columns, rows), grey.size)
    laid = grey.transform(
        (columns, rows), Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=128
    )
    away = np.asarray(laid, dtype=float) / 255 * 2 - 1
    light = np.where(away > 0, 255.0, 0.0)
    stack = np.stack((light, light, light, np.abs(away) * strength * 255), axis=-1)
    return np.round(stack).astype(np.uint8)


def _mesh(
    frame: MapFrame, size: tuple[int, int], source: tuple[int, int]
) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Return cells of the page with the quadrilaterals of the relief that belong on them.

    The relief is in Web Mercator, from edge to edge of the data. In a cell the projection is as
    good as straight: with these cells the error is under a tenth of a pixel.
    """
    across = np.linspace(0, size[0], _CELLS + 1).round().astype(int)
    down = np.linspace(0, size[1], _CELLS + 1).round().astype(int)
    box = frame.box
    page = np.array(
        [
            (box.x0 + x * box.width / size[0], box.y0 + y * box.height / size[1])
            for y in down
            for x in across
        ]
    )
    ground = frame.to_ground(page)
    west, south, east, north = DATA
    top, bottom = _mercator(np.array(north)), _mercator(np.array(south))
    u = (ground[:, 0] - west) / (east - west) * source[0]
    v = (top - _mercator(ground[:, 1])) / (top - bottom) * source[1]
    at = np.column_stack((u, v)).reshape(_CELLS + 1, _CELLS + 1, 2)
    return [
        (
            (int(across[i]), int(down[j]), int(across[i + 1]), int(down[j + 1])),
            # Upper left, lower left, lower right, upper right, as Pillow takes them.
            (*at[j, i], *at[j + 1, i], *at[j + 1, i + 1], *at[j, i + 1]),
        )
        for j in range(_CELLS)
        for i in range(_CELLS)
    ]


def _mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
