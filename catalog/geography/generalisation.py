"""Levels of detail: a coverage simplified so that edges which two units share stay shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from catalog.geography.coverage import BOX, polygonal

_NEAR = ("AFG", "PAK", "IRN", "TKM", "ARE", "OMN", "IND-JK", "IND-SIA", "IND-DEM", "CHN-SHK",
         "CHN-AKS")  # fmt: skip
"""Units, and beginnings of units' ids, that are drawn with more detail than the others."""


@dataclass(frozen=True)
class Level:
    """How much detail is kept; tolerances in degrees.

    Parameters
    ----------
    border
        Along every edge of Afghanistan.
    near
        Along the other edges of the focus countries, the Kashmirs and the coasts of the Gulf.
    far
        Everywhere else.
    decimals
        Decimal places of coordinates.
    smallest
        Islands under this size, in square degrees, are left out.
    """

    border: float
    near: float
    far: float
    decimals: int
    smallest: float


COARSE = Level(border=0.015, near=0.015, far=0.04, decimals=3, smallest=0.006)
"""For zooms up to 6, at which a pixel is 0.02 degrees or more."""

FINE = Level(border=0.0005, near=0.0025, far=0.012, decimals=4, smallest=0.0003)
"""For zooms from 7."""


def simplified(frame: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """Simplify a coverage; the result is one, too, after its coordinates are rounded.

    Parameters
    ----------
    frame
        A coverage with column ``id``, in degrees.
    level
        How much detail is kept.

    Raises
    ------
    ValueError
        If rounding cannot be made to leave a coverage.
    """
    ids = frame["id"].astype(str)
    near = ids.str.startswith(_NEAR).to_numpy()
    shapes = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance=level.border)
    shapes = _simplify_some(shapes, (ids != "AFG").to_numpy(), level.near)
    shapes = _simplify_some(shapes, ~near, level.far)
    shapes = _rounded(_without_specks(shapes, level.smallest), level.decimals)
    return frame.set_geometry(gpd.GeoSeries(list(shapes), crs=frame.crs))


def _simplify_some(
    shapes: NDArray[np.object_], some: NDArray[np.bool_], tolerance: float
) -> NDArray[np.object_]:
    """Simplify the edges between some units, and their coasts; edges with the others are kept."""
    # With the sea as one more unit a coast is an inner edge.
    sea = shapely.difference(BOX, shapely.coverage_union_all(shapes))
    part = np.append(shapes[some], sea)
    done = shapes.copy()
    done[some] = shapely.coverage_simplify(part, tolerance=tolerance, simplify_boundary=False)[:-1]
    return done


def _without_specks(shapes: NDArray[np.object_], smallest: float) -> list[BaseGeometry]:
    """Leave out small islands; an enclave is none, it touches another unit."""
    tree = shapely.STRtree(shapes)
    kept = []
    for place, shape in enumerate(shapes):
        parts: Sequence[BaseGeometry] = list(shapely.get_parts(shape))
        largest = max(parts, key=lambda part: part.area)
        held = [
            part
            for part in parts
            if part is largest
            or part.area >= smallest
            or set(tree.query(part, "intersects")) - {place}
        ]
        kept.append(shape if len(held) == len(parts) else shapely.multipolygons(held))
    return kept


def _rounded(shapes: Sequence[BaseGeometry], decimals: int) -> NDArray[np.object_]:
    """Round coordinates; where edges then touch or cross, mend the coverage and round again."""
    done: NDArray[np.object_] = np.array(shapes, dtype=object)
    for _ in range(6):
        done = shapely.transform(done, lambda points: np.round(points, decimals))
        if shapely.is_valid(done).all() and shapely.coverage_is_valid(done):
            return done
        done = shapely.coverage_clean(np.array([polygonal(shape) for shape in done]))
    raise ValueError(f"no valid coverage with {decimals} decimals; try more, or less detail")
