"""GeoPackage and GeoJSON of what is shown, each feature with its look, each layer with its Origin."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.canvas.plain import plain
from briefing.map.geometry import read
from briefing.map.stage import shows, style_on
from briefing.receipt import Receipt, as_json
from layers.palette import STYLES, Style, way_style
from layers.registry import BY_ID, Layer
from layers.scene.scene import Scene

_LOCK = threading.Lock()
_TABLE, _WAYS = "origins", "what_if"


def geojson(scene: Scene, receipt: Receipt, folder: Path) -> bytes:
    """Write all features that are shown as one collection, with Origins and receipt at its head."""
    features = [
        {
            "type": "Feature",
            "properties": {"layer": layer.id, **_look(scene, layer, row), **row},
            "geometry": geometry,
        }
        for layer, row, geometry in _shown(scene, folder)
    ] + [
        {**one, "properties": {"layer": _WAYS, **_way_look(scene, one["properties"]),
                               **one["properties"]}}
        for one in _ways(scene)
    ]  # fmt: skip
    collection = {
        "type": "FeatureCollection",
        "name": plain(scene.title),
        "day": scene.day,
        "summary": scene.summary,
        "caveats": list(scene.caveats),
        "credits": list(scene.credits),
        "origins": _origins(scene),
        "receipt": json.loads(as_json([receipt]))[0],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=None).encode("utf-8")


def gpkg(scene: Scene, receipt: Receipt, folder: Path) -> bytes:
    """Write a GeoPackage with a table for each layer, one of Origins and one of the receipt.

    Nested properties are JSON texts; a layer without geometry on the day is left out.
    """
    import geopandas as gpd
    import pandas as pd
    import pyogrio

    by_layer: dict[str, list[dict[str, Any]]] = {}
    for layer, row, geometry in _shown(scene, folder):
        look = _look(scene, layer, row)
        values = {key: _flat(value) for key, value in {**row, **look}.items()}
        # GeoPackage keeps these two names for itself.
        values = {f"{key}_" if key in ("fid", "geom") else key: v for key, v in values.items()}
        by_layer.setdefault(layer.id, []).append(
            {"type": "Feature", "properties": values, "geometry": geometry}
        )
    for one in _ways(scene):
        values = {**one["properties"], **_way_look(scene, one["properties"])}
        by_layer.setdefault(_WAYS, []).append({**one, "properties": values})
    about = {"title": plain(scene.title), "summary": plain(scene.summary),
             "caveats": plain(" ".join(scene.caveats)), "link": receipt.link,
             "receipt": as_json([receipt])}  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="crossings-gpkg-") as target, _dated(scene.day):
        path = Path(target) / "briefing.gpkg"
        for name, features in by_layer.items():
            frame = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())
        for name, rows in ((_TABLE, _origins(scene)), ("about", [about])):
            table = pd.DataFrame(rows)
            pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=path.exists())
        return path.read_bytes()


@contextmanager
def _dated(day: str) -> Iterator[None]:
    """Let GDAL write the View's day where it would write the time: the same View, the same bytes."""
    import pyogrio

    with _LOCK:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00Z"})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _ways(scene: Scene) -> list[dict[str, Any]]:
    """Give the lines and points of a what-if."""
    if scene.scenario is None or not scene.scenario.drawn:
        return []
    features: list[dict[str, Any]] = json.loads(scene.scenario.geojson())["features"]
    return features


def _way_look(scene: Scene, row: Mapping[str, Any]) -> dict[str, Any]:
    if row["kind"] == "number":
        return {}
    return _styled(way_style(row), scene)


def _shown(scene: Scene, folder: Path) -> Iterator[tuple[Layer, dict[str, Any], Any]]:
    import shapely

    for key in scene.ids:
        layer = BY_ID[key]
        if layer.geometry == "image":
            continue
        found = read(folder / f"{layer.file}.geojson")
        for row, geometry in zip(found.properties, found.geometries, strict=True):
            if geometry is not None and shows(scene, layer, row):
                yield layer, dict(row), json.loads(shapely.to_geojson(geometry))


def _look(scene: Scene, layer: Layer, row: dict[str, Any]) -> dict[str, Any]:
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


def _origins(scene: Scene) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for key in scene.ids:
        for origin in scene.origins.get(BY_ID[key].file, ()):
            found.setdefault(str(origin.get("id") or origin.get("credit")), dict(origin))
    return list(found.values())


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
