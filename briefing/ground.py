"""The ground of a map: water, coasts, land, relief, lakes and areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.box import Box
from briefing.frame import DATA, Frame
from briefing.geometry import outline
from briefing.ink import Item, Shape, joined, rectangle
from briefing.stage import Stage
from layers.registry import Layer

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


def land(stage: Stage, layer: Layer) -> list[Item]:
    """Draw water, all shores, then all land: what remains of the strokes is the coast."""
    colors = stage.colors
    view = stage.scene.view.worldview
    fills: dict[str, list[Shape]] = {}
    for row, geometry in stage.features(layer):
        owner = (row.get("owner") or {}).get(view) or row.get("iso_a3")
        shape = outline(geometry)
        if shape is not None:
            fills.setdefault("focus" if owner in _FOCUS else "land", []).append(shape)
    items: list[Item] = [rectangle(stage.frame.box, fill=colors["water"])]
    everything = [shape for shapes in fills.values() for shape in shapes]
    if everything:
        shore = joined(everything, stroke=colors["coast"], width=1.6 * stage.unit, inside=True)
        items.append(shore)
    items += [
        joined(shapes, fill=colors[name], stroke=colors[name], width=0.8 * stage.unit, inside=True)
        for name, shapes in sorted(fills.items(), reverse=True)
    ]
    return items


def areas(stage: Stage, layer: Layer) -> list[Item]:
    """Draw a layer of areas."""
    items: list[Item] = []
    for row, geometry in stage.features(layer):
        style = stage.style(layer, row)
        ink = style.ink(stage.scene.theme)
        shape = outline(
            geometry, fill=ink.fill or ink.color, stroke=ink.color if style.width else "",
            width=style.width * stage.unit, opacity=style.opacity, inside=True,
        )  # fmt: skip
        if shape is not None:
            items.append(shape)
    return items


def relief(stage: Stage, layer: Layer) -> Raster:
    """Lay the shaded relief on the page.

    The screen blends it as 'hard light': darker than mid grey multiplies, lighter screens. That is
    the same as black or white laid over with as much opacity as the grey is away from the middle.
    """
    # Close up, the shaded cells of 2 km would be read as blots.
    strength = _RELIEF * min(1.0, max(0.4, 1 - 0.3 * (stage.frame.zoom - 6)))
    pixels = _warped(stage.folder / f"{layer.file}.{layer.suffix}", stage.frame, strength)
    return Raster(pixels, stage.frame.box)


@lru_cache(maxsize=4)
def _warped(path: Path, frame: Frame, strength: float) -> NDArray[np.uint8]:
    from PIL import Image

    grey = np.asarray(Image.open(path).convert("L"), dtype=float) / 255
    rows, columns = round(frame.box.height * 1.5), round(frame.box.width * 1.5)
    x = frame.box.x0 + (np.arange(columns) + 0.5) * frame.box.width / columns
    y = frame.box.y0 + (np.arange(rows) + 0.5) * frame.box.height / rows
    ground = frame.to_ground(np.array(np.meshgrid(x, y)).reshape(2, -1).T)
    west, south, east, north = DATA
    across = (ground[:, 0] - west) / (east - west)
    top, bottom = _mercator(np.array(north)), _mercator(np.array(south))
    down = (top - _mercator(ground[:, 1])) / (top - bottom)
    values = _sampled(grey, across * grey.shape[1] - 0.5, down * grey.shape[0] - 0.5)
    away = values.reshape(rows, columns) * 2 - 1
    light = np.where(away > 0, 255.0, 0.0)
    stack = np.stack((light, light, light, np.abs(away) * strength * 255), axis=-1)
    return np.round(stack).astype(np.uint8)


def _mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


def _sampled(grey: NDArray[Any], x: NDArray[Any], y: NDArray[Any]) -> NDArray[np.float64]:
    """Read between the pixels, by the four around."""
    x = np.clip(x, 0, grey.shape[1] - 1.001)
    y = np.clip(y, 0, grey.shape[0] - 1.001)
    column, row = x.astype(int), y.astype(int)
    u, v = x - column, y - row
    upper = grey[row, column] * (1 - u) + grey[row, column + 1] * u
    lower = grey[row + 1, column] * (1 - u) + grey[row + 1, column + 1] * u
    result: NDArray[np.float64] = upper * (1 - v) + lower * v
    return result
