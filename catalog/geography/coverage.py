"""One planar coverage of land units, from which every fill and every boundary line is drawn.

Countries come from OpenStreetMap in the focus region and from Natural Earth elsewhere; areas that
more than one state claims are carved out as units of their own. Because lines are the shared edges
of the same polygons as the fills, they cannot disagree, whatever the simplification.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.geography.disputed_areas import DISPUTED_AREAS, areas, claims

BOX = shapely.box(20.0, 0.0, 100.0, 60.0)
"""What the map covers, in degrees (lon, lat)."""

OSM, NATURAL_EARTH = "osm_boundaries", "natural_earth"
"""Ids of the origins of the outlines."""

# OpenStreetMap's countries reach as far as their territorial sea. In the ocean that was taken off
# with Natural Earth's coast when they were received; the Caspian is no ocean there.
_CASPIAN = shapely.box(46.0, 36.0, 55.5, 47.5)
# Gaps between the two sources are narrower than this; real waters between countries are wider
# or open to the sea.
_GAP = 0.12
# Pieces smaller than this, in square degrees (about 60 km2), are leftovers of two lines that
# depict the same boundary.
_SLIVER = 0.006
# How far two depictions of one boundary lie apart at most, in degrees.
_APART = 0.07
# Natural Earth's units that are drawn as part of another: Siachen is carved from India's polygon,
# Baikonur is a lease.
_PART_OF = {"KAS": "", "KAB": "KAZ"}


def units(sources: Path) -> gpd.GeoDataFrame:
    """Make the coverage at the sources' own detail.

    Returns
    -------
    frame
        Columns ``id``, ``name``, ``iso_a3`` (who administers it), ``origin`` (id of who drew the
        country's outline), ``note`` ("" where nothing is disputed), ``sources`` (of the note) and
        ``geometry`` in EPSG:4326; the polygons neither overlap nor leave gaps.
    """
    claimed, said = areas(sources), claims(sources)
    rows: list[tuple[str, str, str, BaseGeometry]] = []
    countries, detailed = _countries(sources)
    for code, (name, polygon) in countries.items():
        carves = [carve.unit for carve in DISPUTED_AREAS if carve.holder == code]
        cut = _cut(polygon, {unit: claimed[unit] for unit in carves})
        rows += [(unit, said[unit].name, code, cut[unit]) for unit in carves if unit in cut]
        rows.append((code, name, code, cut[""]))
    rows.sort(key=lambda row: row[0])
    shapes = shapely.coverage_clean(
        np.array([polygonal(row[3]) for row in rows]),
        gap_width=_GAP,
        merge_strategy="longest_border",
    )
    shapes = _without_remnants([row[0] for row in rows], shapes)
    notes = [said.get(row[0]) for row in rows]
    frame = gpd.GeoDataFrame(
        {
            "id": [row[0] for row in rows],
            "name": [row[1] for row in rows],
            "iso_a3": [row[2] for row in rows],
            "origin": [OSM if row[2] in detailed else NATURAL_EARTH for row in rows],
            "note": [note.note if note else "" for note in notes],
            "sources": [list(note.sources) if note else [] for note in notes],
        },
        geometry=list(shapes),
        crs="EPSG:4326",
    )
    return frame[~frame.geometry.is_empty].reset_index(drop=True)


def shared_edges(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the line between every two units that touch.

    Returns
    -------
    frame
        Columns ``left``, ``right`` (unit ids, in alphabetical order) and ``geometry``.
    """
    ids, shapes = frame["id"].to_numpy(), frame.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    pairs = sorted(
        {(int(min(a, b)), int(max(a, b))) for a, b in tree.query(shapes, "intersects").T}
    )
    edges = shapely.boundary(shapes)
    rows = []
    for one, two in pairs:
        if one == two:
            continue
        line = linear(shapely.intersection(edges[one], edges[two]))
        if not line.is_empty:
            rows.append((*sorted((str(ids[one]), str(ids[two]))), line))
    return gpd.GeoDataFrame(
        {"left": [row[0] for row in rows], "right": [row[1] for row in rows]},
        geometry=[row[2] for row in rows],
        crs=frame.crs,
    )


def _countries(
    sources: Path,
) -> tuple[dict[str, tuple[str, BaseGeometry]], frozenset[str]]:
    """Return country polygons by ISO code, and the codes of those that are OpenStreetMap's."""
    focus = gpd.read_file(sources / "basemap" / "countries_osm_focus.gpkg")
    world = gpd.read_file(sources / "basemap" / "countries_10m.gpkg")
    water = shapely.difference(
        _CASPIAN, shapely.union_all(shapely.intersection(world.geometry.to_numpy(), _CASPIAN))
    )
    ours = {
        str(code): (str(name), shapely.difference(shapely.intersection(shape, BOX), water))
        for code, name, shape in zip(focus["iso_a3"], focus["name"], focus.geometry, strict=True)
    }
    for one, two in combinations(sorted(ours), 2):
        name, shape = ours[two]
        if shapely.intersects(ours[one][1], shape):
            ours[two] = (name, shapely.difference(shape, ours[one][1]))
    detailed = frozenset(ours)
    taken = shapely.union_all([shape for _, shape in ours.values()])
    names = {
        str(code): str(name) for code, name in zip(world["ADM0_A3"], world["NAME"], strict=True)
    }
    gone = []
    for code, shape in zip(world["ADM0_A3"], world.geometry, strict=True):
        rest = shapely.difference(shapely.intersection(shape, BOX), taken)
        owner = _PART_OF.get(str(code), str(code))
        if owner in detailed or not owner:
            gone.append(rest)
        elif not rest.is_empty:
            before = ours[owner][1] if owner in ours else shapely.Polygon()
            ours[owner] = (names[owner], shapely.union(before, rest))
    return _with_strips(ours, shapely.union_all(gone)), detailed


def _with_strips(
    countries: Mapping[str, tuple[str, BaseGeometry]], unclaimed: BaseGeometry
) -> dict[str, tuple[str, BaseGeometry]]:
    """Return each piece of land that lies between two sources' lines to the neighbour it hugs.

    Some strips end at the sea, so that they are bays and no gaps to the cleaning of a coverage.
    """
    codes = sorted(countries)
    tree = shapely.STRtree([countries[code][1] for code in codes])
    added: dict[str, list[BaseGeometry]] = {}
    for piece in shapely.get_parts(polygonal(unclaimed)):
        shared = {
            codes[place]: _border_length(piece, countries[codes[place]][1])
            for place in sorted(tree.query(piece))
        }
        if shared and max(shared.values()) > 0:
            added.setdefault(max(shared, key=lambda key: shared[key]), []).append(piece)
    return {
        code: (name, shapely.union_all([shape, *added.get(code, [])]))
        for code, (name, shape) in countries.items()
    }


def _without_remnants(ids: Sequence[str], shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return each speck of a country that is left along an area cut from it to that area.

    In the view of who claims the area the speck would be foreign land in the middle of its own.
    """
    whole = dict(zip(ids, shapes, strict=True))
    for holder in sorted({carve.holder for carve in DISPUTED_AREAS} & set(whole)):
        cut = [
            carve.unit for carve in DISPUTED_AREAS if carve.holder == holder and carve.unit in whole
        ]
        pieces = sorted(shapely.get_parts(whole[holder]), key=lambda piece: -piece.area)
        kept = pieces[:1]
        for piece in pieces[1:]:
            shared = {unit: _border_length(piece, whole[unit]) for unit in cut}
            unit = max(shared, key=lambda key: shared[key])
            if piece.area < _SLIVER and shared[unit] > 0:
                whole[unit] = shapely.union(whole[unit], piece)
            else:
                kept.append(piece)
        whole[holder] = shapely.union_all(kept)
    return [whole[unit] for unit in ids]


def _border_length(piece: BaseGeometry, shape: BaseGeometry) -> float:
    west, south, east, north = piece.bounds
    near = shapely.clip_by_rect(shape.boundary, west - 0.1, south - 0.1, east + 0.1, north + 0.1)
    return float(linear(shapely.intersection(piece.boundary, near)).length)


def _cut(polygon: BaseGeometry, claimed: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Cut areas out of a polygon; the rest is under ``""``.

    Natural Earth's outer edge of an area and the polygon's own edge depict the same line a few
    kilometres apart. What lies between the two goes to the area, not to the rest.
    """
    parts: dict[str, BaseGeometry] = {}
    rest = polygon
    for unit, area in claimed.items():
        inside = polygonal(shapely.intersection(rest, area))
        if inside.is_empty:
            continue
        parts[unit] = inside
        rest = shapely.difference(rest, inside)
    if not parts:
        return {"": polygon}
    # Opening removes tails thinner than the two depictions lie apart.
    near = shapely.buffer(shapely.union_all(list(parts.values())), _APART * 1.5)
    opened = shapely.buffer(shapely.buffer(rest, -_APART / 2), _APART / 2 * 1.05)
    body = shapely.union(shapely.difference(rest, near), shapely.intersection(rest, opened))
    loose = list(shapely.get_parts(polygonal(shapely.difference(rest, body))))
    pieces = list(shapely.get_parts(polygonal(body)))
    largest = max(pieces, key=lambda piece: piece.area)
    kept = [p for p in pieces if p is largest or not (p.area < _SLIVER and p.intersects(near))]
    loose += [p for p in pieces if p is not largest and p.area < _SLIVER and p.intersects(near)]
    for piece in loose:
        border = {unit: linear(piece.boundary.intersection(part.boundary)).length
                  for unit, part in parts.items()}  # fmt: skip
        unit = max(border, key=lambda key: border[key])
        if (
            border[unit] > 0
            and border[unit] >= linear(piece.boundary.intersection(largest.boundary)).length
        ):
            parts[unit] = shapely.union(parts[unit], piece)
        else:
            kept.append(piece)
    parts[""] = shapely.union_all(kept)
    return parts


def polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Return the areas of a shape as one valid geometry; points and lines are left out."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.area > 0]
    flat = [piece for part in parts for piece in shapely.get_parts(part)]
    return shapely.union_all([piece for piece in flat if piece.geom_type == "Polygon"])


def linear(shape: BaseGeometry) -> BaseGeometry:
    """Return the lines of a shape, joined where two meet; points are left out."""
    lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines)) if lines else shapely.LineString()
