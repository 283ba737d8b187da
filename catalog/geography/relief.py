"""Shaded relief: a tint of slopes to lay over the map's own colours."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter
from shapely.geometry.base import BaseGeometry

from catalog.geography.coverage import BOX

# Radius in pixels of a thirtieth of a degree: wider than a valley, narrower than a range.
_BLUR = 14.0


def extent() -> gpd.GeoDataFrame:
    """Return where the picture of the relief lies, so that it has an Origin as every layer has."""
    return gpd.GeoDataFrame({"id": ["relief"], "name": ["Relief"]}, geometry=[BOX], crs="EPSG:4326")


def relief(path: Path, land: Iterable[BaseGeometry]) -> bytes:
    """Make the shaded relief a tint that leaves plains and water as they are.

    The picture as received has tones of its own for lowland and sea. What is left when its blurred
    self is taken away is slope alone; mid grey is flat, so that blending it by ``hard-light``
    changes no colour of the map where there is no slope.

    Parameters
    ----------
    path
        A picture of lon 20..100, lat 0..60 in plate carrée, north up.
    land
        Polygons in degrees (lon, lat); the rest is flat.

    Returns
    -------
    jpeg
        The same extent, evenly spaced in Web Mercator's y, as an image overlay needs it.
    """
    grey = np.asarray(Image.open(path).convert("L"), dtype=np.float64)
    height, width = grey.shape
    mask = _rasterised(land, width, height)
    weight = np.maximum(gaussian_filter(mask, _BLUR), 1e-3)
    slope = np.where(mask > 0, grey - gaussian_filter(grey * mask, _BLUR) / weight, 0.0)
    tone = 128 + slope * (100 / np.percentile(np.abs(slope[mask > 0]), 98))
    top = np.log(np.tan(np.pi / 4 + np.radians(60.0) / 2))
    y = top * (1 - (np.arange(height * 5 // 4) + 0.5) / (height * 5 // 4))
    lat = np.degrees(2 * np.arctan(np.exp(y)) - np.pi / 2)
    row = np.clip((60.0 - lat) / 60.0 * height - 0.5, 0, height - 1)
    low = np.floor(row).astype(int)
    part = (row - low)[:, None]
    warped = tone[low] * (1 - part) + tone[np.minimum(low + 1, height - 1)] * part
    out = io.BytesIO()
    image = Image.fromarray(np.clip(warped, 0, 255).round().astype(np.uint8))
    image.resize((width, len(y))).save(out, "JPEG", quality=72)
    return out.getvalue()


def _rasterised(shapes: Iterable[BaseGeometry], width: int, height: int) -> NDArray[np.float64]:
    """Return 1 where there is land, on a grid of the map's extent."""
    west, south, east, north = BOX.bounds
    scale = np.array([width / (east - west), -height / (north - south)])
    picture = Image.new("L", (width, height))
    brush = ImageDraw.Draw(picture)
    for polygon in (part for shape in shapes for part in shapely.get_parts(shape)):
        for ring, tone in ((polygon.exterior, 1), *((hole, 0) for hole in polygon.interiors)):
            points = (shapely.get_coordinates(ring) - (west, north)) * scale
            brush.polygon([(float(x), float(y)) for x, y in points], fill=tone)
    return np.asarray(picture, dtype=np.float64)
