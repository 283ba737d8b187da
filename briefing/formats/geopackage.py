"""GeoPackage of what is shown: a table for each layer, their looks for QGIS, origins and the receipt."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.canvas.plain import plain
from briefing.formats.geodata import ROUTES, look, origins, route_features, route_look, shown
from briefing.formats.job import Job
from briefing.formats.qgis_styles import style
from briefing.receipt import as_json
from briefing.work_folder import work_folder
from layers.scene.scene import Scene

_LOCK = threading.Lock()
_DATES = ("valid_from", "valid_to", "known_from", "known_to", "since", "reported_on",
          "last_reported_on")  # fmt: skip
"""Columns of days: a GIS steps through time by them."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def gpkg(job: Job) -> bytes:
    """Write a GeoPackage with a table for each layer, one of Origins and one of the receipt.

    Nested properties are JSON texts; a layer without geometry on the day is left out.

    Raises
    ------
    OSError
        If the folder for temporary files has no room; the error names it.
    """
    scene, receipt = job.scene, job.receipt
    about = {"title": plain(scene.title), "summary": plain(scene.summary),
             "caveats": plain(" ".join(scene.caveats)), "link": receipt.link,
             "marking": receipt.marking, "receipt": as_json([receipt])}  # fmt: skip
    layers = _layers(scene, job.folder)
    with work_folder("crossings-gpkg-") as target, _dated(scene.day), _room(target):
        path = target / "briefing.gpkg"
        for name, features in layers.items():
            _write_layer(path, name, features)
        for name, rows in (("origins", origins(scene)), ("about", [about])):
            _write_rows(path, name, rows)
        if looks := _looks(layers, scene.day):
            _write_rows(path, "layer_styles", looks, FID="id")
        return path.read_bytes()


def _layers(scene: Scene, folder: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for layer, row, geometry in shown(scene, folder):
        values = {key: _flat(value) for key, value in {**row, **look(scene, layer, row)}.items()}
        # GeoPackage keeps these two names for itself.
        values = {f"{key}_" if key in ("fid", "geom") else key: v for key, v in values.items()}
        found.setdefault(layer.id, []).append(
            {"type": "Feature", "properties": values, "geometry": geometry}
        )
    for one in route_features(scene):
        values = {**one["properties"], **route_look(scene, one["properties"])}
        found.setdefault(ROUTES, []).append({**one, "properties": values})
    return found


def _write_layer(path: Path, name: str, features: Sequence[Mapping[str, Any]]) -> None:
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa
    import pyogrio

    frame = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
    for column in frame.columns:
        values = (
            [None if pd.isna(one) else one for one in frame[column]] if column in _DATES else []
        )
        if column in _DATES and all(one is None or _DAY.fullmatch(one) for one in values):
            days = pa.array(values, pa.string()).cast(pa.date32())
            frame[column] = pd.array(days, dtype=pd.ArrowDtype(pa.date32()))
    mixed = len(set(frame.geom_type.str.removeprefix("Multi"))) > 1
    pyogrio.write_dataframe(
        frame, path, layer=name, driver="GPKG", append=path.exists(), use_arrow=True,
        geometry_type="Unknown" if mixed else None,
    )  # fmt: skip


def _write_rows(path: Path, name: str, rows: Sequence[Mapping[str, Any]], **options: str) -> None:
    import pandas as pd
    import pyogrio

    pyogrio.write_dataframe(
        pd.DataFrame(rows), path, layer=name, driver="GPKG", append=path.exists(), **options
    )


def _looks(layers: Mapping[str, Sequence[Mapping[str, Any]]], day: str) -> list[dict[str, Any]]:
    """Write the table in which QGIS looks for the style of each layer."""
    import pandas as pd

    return [
        {
            "f_table_catalog": "", "f_table_schema": "", "f_table_name": name,
            "f_geometry_column": "geom", "styleName": "Crossings", "styleQML": qml, "styleSLD": "",
            "useAsDefault": True, "description": "As in the briefing", "owner": "", "ui": "",
            "update_time": pd.Timestamp(day),
        }
        for name, features in layers.items()
        if (qml := style([one["geometry"]["type"] for one in features if one["geometry"]],
                         set().union(*(one["properties"] for one in features))))
    ]  # fmt: skip


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


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Name the folder where GDAL says no more than that it could not write."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError

    try:
        yield
    except (DataLayerError, DataSourceError, FeatureError, FieldError) as error:
        raise OSError(
            f"the GeoPackage could not be written in {folder.parent}, which may have no room left "
            f"({error}); name another folder with the variable TMPDIR"
        ) from error


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
