"""Parts of shapes: what of an overlay's result is area, what is line."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry


def polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Give the areas of a shape as one valid geometry; points and lines are left out."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.area > 0]
    flat = [piece for part in parts for piece in shapely.get_parts(part)]
    return shapely.union_all([piece for piece in flat if piece.geom_type == "Polygon"])


def linear(shape: BaseGeometry) -> BaseGeometry:
    """Give the lines of a shape, joined where two meet; points are left out."""
    lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines)) if lines else shapely.LineString()
