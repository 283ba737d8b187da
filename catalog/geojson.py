"""GeoJSON text that is the same, byte for byte, whenever the data are the same."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.origin import Origin

CRS = "EPSG:4326"


def to_geojson(
    frame: gpd.GeoDataFrame,
    *,
    name: str,
    origins: Iterable[Origin],
    decimals: int = 5,
    meta: Mapping[str, Any] | None = None,
) -> bytes:
    """Write a frame as a GeoJSON FeatureCollection, one feature a line.

    Parameters
    ----------
    frame
        In EPSG:4326 (lon, lat). Column ``id`` becomes the feature's id and stays a property.
        Cells may hold lists and dicts; NaN, NaT and None become null. A feature without a place
        has a null geometry.
    name
        The layer's id.
    origins
        Where the features come from; written into the collection as ``origins``.
    decimals
        Decimal places of coordinates (5 is about a metre, 3 about a hundred).
    meta
        Further members of the collection.

    Returns
    -------
    text
        UTF-8, keys in the order of the columns.

    Raises
    ------
    ValueError
        If the frame is in another CRS, or ids are missing or repeated.
    """
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        raise ValueError(f"{name}: expected {CRS}, got {frame.crs}; reproject before writing")
    ids = frame["id"].astype(str)
    if ids.duplicated().any():
        raise ValueError(f"{name}: repeated ids {sorted(ids[ids.duplicated()].unique())}")
    head: dict[str, Any] = {"type": "FeatureCollection", "name": name}
    head["origins"] = [asdict(origin) for origin in origins]
    head.update(meta or {})
    opening = _dump(head)[:-1] + ',"features":['
    columns = [column for column in frame.columns if column != frame.geometry.name]
    rows = []
    for position, geometry in enumerate(frame.geometry):
        values = frame.iloc[position]
        feature = {
            "type": "Feature",
            "id": str(values["id"]),
            "properties": {column: plain(values[column]) for column in columns},
            "geometry": _geometry(geometry, decimals),
        }
        rows.append(_dump(feature))
    return (opening + "\n" + ",\n".join(rows) + "\n]}\n").encode("utf-8")


def plain(value: Any) -> Any:
    """Turn a cell into what JSON knows; NaN, NaT and None become None."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if hasattr(value, "isoformat"):
        text = str(value.isoformat())
        return None if text == "NaT" else text.removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _geometry(geometry: BaseGeometry | None, decimals: int) -> dict[str, Any] | None:
    if geometry is None or geometry.is_empty:
        return None
    rounded = shapely.transform(geometry, lambda points: np.round(points, decimals))
    if geometry.geom_type not in ("Point", "MultiPoint"):
        rounded = shapely.remove_repeated_points(rounded)
    if rounded.is_empty:
        return None
    return dict(shapely.geometry.mapping(rounded))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
