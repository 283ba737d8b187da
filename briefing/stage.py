"""What all parts of a picture share: the Scene, its frame, its colours and its features on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.frame import Frame
from briefing.geometry import on_page
from briefing.size import Size
from layers.registry import Layer
from layers.scene import Scene
from layers.style import GROUND, STYLES, Style, kind_of, style_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
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
    frame: Frame
    size: Size
    folder: Path

    @property
    def colors(self) -> Mapping[str, str]:
        """Colours of the ground."""
        return GROUND[self.scene.theme]

    @property
    def unit(self) -> float:
        """Points for a CSS pixel of the styles."""
        return self.size.scale

    def file(self, layer: Layer) -> Path:
        """Give the file to draw a layer from: the finer one from its zoom on."""
        name = layer.file
        if layer.detail and self.frame.zoom >= layer.detail_zoom:
            name = layer.detail
        return self.folder / f"{name}.{layer.suffix}"

    def features(self, layer: Layer) -> Iterator[tuple[Row, Any]]:
        """Give properties and page geometry of what a layer shows in the frame on the day."""
        view = self.scene.view
        known = view.known.isoformat() if view.known else None
        found = on_page(self.file(layer), self.frame)
        for row, geometry in zip(found.properties, found.geometries, strict=True):
            if geometry is None or not view.filter.lets(layer.file, row):
                continue
            if layer.shows(row, self.scene.day, view.window, known=known):
                yield row, geometry

    def kind(self, layer: Layer, row: Row) -> str:
        """Say which of the layer's styles a feature has."""
        return kind_of(layer.file, row, self.scene.view.worldview)

    def style(self, layer: Layer, row: Row) -> Style:
        """Find the style of a feature."""
        if "*" not in STYLES[layer.id] and self.kind(layer, row) not in STYLES[layer.id]:
            return next(iter(STYLES[layer.id].values()))
        return style_of(layer.id, self.kind(layer, row))
