"""What is shown as features, each with its look, each layer with its Origin; and as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.canvas.plain import plain
from briefing.formats.job import Job
from briefing.map.geometry import read
from briefing.map.map_context import shows, style_on
from briefing.receipt import as_json
from layers.layer import Layer
from layers.palette import Style
from layers.registry import BY_ID, STYLES
from layers.scene.scene import Scene
from layers.what_if_lines import what_if_style

ROUTES = "what_if"
"""The layer of a what-if's lines and points."""


def geojson(job: Job) -> bytes:
    """Write all features that are shown as one collection, with Origins and receipt at its head."""
    scene, folder = job.scene, job.folder
    features = [
        {
            "type": "Feature",
            "properties": {"layer": layer.id, **look(scene, layer, row), **row},
            "geometry": geometry,
        }
        for layer, row, geometry in shown(scene, folder)
    ] + [
        {**one, "properties": {"layer": ROUTES, **route_look(scene, one["properties"]),
                               **one["properties"]}}
        for one in route_features(scene)
    ]  # fmt: skip
    collection = {
        "type": "FeatureCollection",
        "name": plain(scene.title),
        "day": scene.day,
        "summary": scene.summary,
        "caveats": list(scene.caveats),
        "credits": list(scene.credits),
        "origins": origins(scene),
        **({"marking": job.receipt.marking} if job.receipt.marking else {}),
        "receipt": json.loads(as_json([job.receipt]))[0],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=None).encode("utf-8")


def route_features(scene: Scene) -> list[dict[str, Any]]:
    """Give the lines and points of a what-if."""
    if scene.scenario is None or not scene.scenario.drawn:
        return []
    features: list[dict[str, Any]] = json.loads(scene.scenario.geojson())["features"]
    return features


def route_look(scene: Scene, row: Mapping[str, Any]) -> dict[str, Any]:
    """Say how a line of a what-if looks."""
    if row["kind"] in ("number", "end"):
        return {}
    return _styled(what_if_style(row), scene)


def shown(scene: Scene, folder: Path) -> Iterator[tuple[Layer, dict[str, Any], Any]]:
    """Give layer, properties and geometry of each feature that is shown."""
    import shapely

    for key in scene.ids:
        layer = BY_ID[key]
        if layer.geometry == "image":
            continue
        found = read(folder / f"{layer.file}.geojson")
        for row, geometry in zip(found.properties, found.geometries, strict=True):
            if geometry is not None and shows(scene, layer, row):
                # Outer rings run against the clock, as RFC 7946 asks.
                turned = shapely.orient_polygons(geometry)
                yield layer, dict(row), json.loads(shapely.to_geojson(turned))


def look(scene: Scene, layer: Layer, row: dict[str, Any]) -> dict[str, Any]:
    """Say how a feature looks, in columns that a GIS can style by."""
    if layer.id not in STYLES:
        return {}
    style = style_on(scene, layer, row)
    traffic = max(0, min(3, int(row.get("traffic_class") or 0)))
    return _styled(style, scene, traffic)


def _styled(style: Style, scene: Scene, traffic: int = 0) -> dict[str, Any]:
    ink = style.ink(scene.theme)
    return {
        "style_color": ink.color,
        "style_fill": ink.fill or ink.color,
        "style_width_px": style.widths[traffic] if style.widths else style.width,
        "style_dash": style.dash,
        "style_symbol": style.shape,
    }


def origins(scene: Scene) -> list[dict[str, Any]]:
    """List where what is shown is from."""
    found: dict[str, dict[str, Any]] = {}
    for key in scene.ids:
        for origin in scene.origins.get(BY_ID[key].file, ()):
            found.setdefault(str(origin.get("id") or origin.get("credit")), dict(origin))
    return list(found.values())
