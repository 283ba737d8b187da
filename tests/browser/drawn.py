"""Counts what the map shows twice: from the map itself, and from the files of data/geo."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from layers.layer import Layer
from layers.registry import REGISTRY
from tests.browser.driving import GEO, Desk

# Marks, strokes and shapes as they stand in the map: nothing here asks the client's own books.
_COUNT = """() => {
  const counts = {};
  const paths = (id, kind) => {
    let n = 0;
    Crossings.map.eachLayer((one) => {
      if (one.options && one.options.pane === `cx-${id}` && one instanceof kind) n += 1;
    });
    return n;
  };
  for (const layer of window.CROSSINGS_CONFIG.layers) {
    const pane = document.querySelector(`.leaflet-cx-${layer.id}-pane`);
    const all = (selector) => pane ? [...pane.querySelectorAll(selector)] : [];
    let n = null;
    if (layer.geometry === "point") {
      n = all("path.cx-dot").length + all(".cx-mark:not(.cx-crowd):not(.cx-still)").length;
      for (const crowd of all(".cx-crowd")) n += parseInt(crowd.getAttribute("aria-label"), 10);
    } else if (layer.geometry === "line") {
      n = layer.interactive ? all("path.cx-hit").length : all("path").length;
    } else if (layer.geometry === "polygon") {
      // Each unit has a shore and a fill; under them lies the water.
      n = layer.id === "land" ? (paths(layer.id, L.Polygon) - 1) / 2 : all("path:not(.cx-hit)").length;
    } else if (layer.geometry === "image") n = all("img").length;
    if (n !== null) counts[layer.id] = n;
  }
  return counts;
}"""


def on_the_map(desk: Desk) -> dict[str, int]:
    """Count the features that stand in the map, by layer; labels are not counted."""
    counts: dict[str, int] = desk.frame.evaluate(_COUNT)
    return {layer.id: 0 for layer in REGISTRY if layer.geometry != "label"} | counts


def in_the_files(
    layers: tuple[str, ...], *, day: str, window: int | None, world: str, zoom: float
) -> dict[str, int]:
    """Count the features that ought to stand in the map."""
    return {
        layer.id: _count(layer, day, window, world, zoom) if layer.id in layers else 0
        for layer in REGISTRY
        if layer.geometry != "label"
    }


def default_day() -> str:
    """Read from the file the day on which the map opens."""
    return str(json.loads((GEO / "crossings.geojson").read_text(encoding="utf-8"))["default_day"])


@cache
def features(name: str) -> list[dict[str, Any]]:
    """Read the features of a file."""
    found: list[dict[str, Any]] = json.loads(_path(name).read_text(encoding="utf-8"))["features"]
    return found


def _path(name: str) -> Path:
    return GEO / f"{name}.geojson"


def _count(layer: Layer, day: str, window: int | None, world: str, zoom: float) -> int:
    if layer.minzoom > zoom:
        return 0
    if layer.geometry == "image":
        return 1
    name = layer.detail if layer.detail and zoom >= layer.detail_zoom else layer.file
    if layer.id == "engagements":
        return _arcs(layer, day, window)
    return sum(
        feature["geometry"] is not None
        and _wanted(layer, feature["properties"], day, window)
        and (feature["properties"].get("classes") or {}).get(world) != "hidden"
        for feature in features(name)
    )


def _arcs(layer: Layer, day: str, window: int | None) -> int:
    """Count the pairs of places that delegations went between: an arc each, twelve at most."""
    rows = (feature["properties"] for feature in features(layer.file) if feature["geometry"])
    pairs = {pair for row in rows if _wanted(layer, row, day, window) for pair in row["pairs"]}
    return min(len(pairs), 12)


def _wanted(layer: Layer, row: dict[str, Any], day: str, window: int | None) -> bool:
    if any(row.get(key) not in values for key, values in layer.where.items()):
        return False
    begin, end = row.get("valid_from"), row.get("valid_to")
    if row.get("known_to") or not (begin or "0000") <= day < (end or "9999"):
        return False
    if not layer.windowed:
        return True
    if begin is None:
        return False
    age = date.fromisoformat(day) - date.fromisoformat(begin)
    return window is None or age.days < window
