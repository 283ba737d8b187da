"""What all parts of a picture share: the Scene, its frame, its colours and its features on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.canvas.page_size import Size
from briefing.map.extent import MapFrame
from briefing.map.geometry import on_page
from catalog.validity import state_on
from layers.layer import Layer
from layers.lines.states import states_of
from layers.palette import THEME_COLORS, Style
from layers.registry import STYLES, style_of
from layers.routes import UNKNOWN_LINE, is_unknown
from layers.scene.scene import Scene

Row = Mapping[str, Any]


@dataclass(frozen=True)
class MapContext:
    """A Scene on a frame.

    Parameters
    ----------
    scene
        What is shown.
    frame
        Where.
    size
        Of the page.
    folder
        With the geometry, as ``data/geo``.
    """

    scene: Scene
    frame: MapFrame
    size: Size
    folder: Path

    @property
    def colors(self) -> Mapping[str, str]:
        """Colours of the ground."""
        return THEME_COLORS[self.scene.theme]

    @property
    def unit(self) -> float:
        """Points for a CSS pixel of the styles."""
        return self.size.scale

    def file(self, layer: Layer) -> Path:
        """Return the file to draw a layer from: the finer one from its zoom on."""
        name = layer.file
        if layer.detail and self.frame.zoom >= layer.detail_zoom:
            name = layer.detail
        return self.folder / f"{name}.{layer.suffix}"

    def features(self, layer: Layer) -> Iterator[tuple[Row, Any]]:
        """Return properties and page geometry of what a layer shows in the frame on the day."""
        found = on_page(self.file(layer), self.frame)
        for row, geometry in zip(found.properties, found.geometries, strict=True):
            if geometry is not None and shows(self.scene, layer, row):
                yield row, geometry

    def kind(self, layer: Layer, row: Row) -> str:
        """Return in words which of the layer's styles a feature has."""
        return layer.kind_of(row, self.scene.view.worldview)

    def style(self, layer: Layer, row: Row) -> Style:
        """Find the style of a feature on the day."""
        return style_on(self.scene, layer, row)


def known_in(scene: Scene) -> str | None:
    """Return the day of knowledge of a Scene; None for all that is known now."""
    return scene.view.known.isoformat() if scene.view.known else None


def shows(scene: Scene, layer: Layer, row: Row) -> bool:
    """Return whether a Scene shows a feature of a layer's file: on the day, as known, as filtered."""
    view = scene.view
    return view.filter.matches(layer.file, row) and layer.shows(
        row, scene.day, view.window, known=known_in(scene)
    )


def state_in(scene: Scene, row: Row) -> Mapping[str, Any]:
    """Return what a route lets through on a Scene's day, as known; empty if that is not known."""
    return state_on(row, scene.day, known_in(scene)) or {}


def states_in(scene: Scene, rows: Sequence[Row]) -> dict[str, Row]:
    """Return what each leg of the routes lets through on a Scene's day, as known, by its id."""
    return states_of(rows, scene.day, known_in(scene))


def style_on(scene: Scene, layer: Layer, row: Row) -> Style:
    """Find the style of a feature on a Scene's day: of a route of which nothing is known, that."""
    if layer.file == "routes" and is_unknown(row, state_in(scene, row)):
        return UNKNOWN_LINE
    return look_of(layer, layer.kind_of(row, scene.view.worldview))


def look_of(layer: Layer, kind: str) -> Style:
    """Find the style of a kind, or what a layer looks like that does not know it."""
    kinds = STYLES[layer.id]
    return style_of(layer.id, kind) if kind in kinds or "*" in kinds else next(iter(kinds.values()))
