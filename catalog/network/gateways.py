"""Gateways: the crossings as the only edges over a border, cut into the road and rail networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops

from catalog.ledger.crossing_reports import read_places as read_crossings
from catalog.network.assembly import Layer
from catalog.network.graph import GEOD, Graph, railways, roads
from catalog.problems import CatalogError, Problem
from catalog.tables.reading import read_table

POSTS = "edits/routing_posts.csv"

# A gateway stands on an edge over the border that passes it within this distance.
_GATEWAY_KM = 3.0


@dataclass(frozen=True)
class Gateway:
    """A crossing or a port as a pair of nodes.

    Parameters
    ----------
    key
        Id and mode, as in ``XG-TORKHAM/road``; a port's id alone.
    place, name, kind, mode
        Canonical id; name as shown; crossing or port; road, rail or sea.
    country_a, country_b
        ISO alpha-3; the two of a port are one.
    lon, lat
        Degrees, WGS84.
    trade
        commercial, or local where no cargo for elsewhere passes in ordinary times.
    """

    key: str
    place: str
    name: str
    kind: str
    mode: str
    country_a: str
    country_b: str
    lon: float
    lat: float
    trade: str


def read_gateways(
    sources: Path,
) -> tuple[dict[str, Layer], list[Gateway], dict[str, tuple[int, int]]]:
    """Read roads and railways, every edge over a border replaced by the gateways that stand on it.

    Returns
    -------
    layers, gateways, border_edges
        By mode; all of them; the nodes of each gateway's two sides in its layer, by its key.

    Raises
    ------
    CatalogError
        If a gateway stands on no edge over its border.
    """
    gateways = place_gateways(sources)
    layers: dict[str, Layer] = {}
    border_edges: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    for mode in ("road", "rail"):
        whole = read_layer(sources, mode)
        own = [gateway for gateway in gateways if gateway.mode == mode]
        cuts = {gateway.key: _cut(whole, gateway) for gateway in own}
        problems += [_unplaced(sources, gateway) for gateway in own if not cuts[gateway.key]]
        layers[mode], found = _opened(whole, own, cuts)
        border_edges.update(found)
    if problems:
        raise CatalogError(problems)
    return layers, gateways, border_edges


def read_layer(sources: Path, mode: str) -> Layer:
    """Read one mode, each node with its country: by polygon, else that of the tile's extract."""
    graph = roads(sources) if mode == "road" else railways(sources)
    file = f"core_{mode}_edges.parquet"
    table = pd.read_parquet(sources / "network" / file, columns=["cls", "cc"])
    extra = len(graph.u) - len(table)
    cls = np.concatenate([table["cls"].to_numpy(dtype=np.int64), np.full(extra, 2)])
    focus = gpd.read_file(sources / "basemap" / "countries_osm_focus.gpkg")
    xy = np.zeros((graph.nodes, 2))
    for ends, at in ((graph.u, 0), (graph.v, -1)):
        xy[ends] = shapely.get_coordinates(shapely.get_point(graph.lines, at))
    side = np.full(graph.nodes, "", dtype="U3")
    for row in focus.sort_values("iso_a3").itertuples():
        shapely.prepare(row.geometry)
        side[shapely.contains_xy(row.geometry, xy[:, 0], xy[:, 1])] = row.iso_a3
    # Quays and bridges lie off the polygons' coasts: they are of the land they are joined to.
    for _ in range(50):
        for one, two in ((graph.u, graph.v), (graph.v, graph.u)):
            blank = (side[one] == "") & (side[two] != "")
            side[one[blank]] = side[two[blank]]
    return Layer(graph, mode, cls, side)


def place_gateways(sources: Path) -> list[Gateway]:
    """Read the crossings that the network has, each with its mode."""
    crossings, problems = read_crossings(sources)
    if problems:
        raise CatalogError(problems)
    found = []
    for row in read_table(sources, POSTS):
        known = crossings.get(row["place"])
        lon, lat = (float(row[a]) if row[a] or known is None else known[a] for a in ("lon", "lat"))
        found.append(
            Gateway(
                f"{row['place']}/{row['mode']}",
                row["place"],
                known["name"] if known else row["name"],
                "crossing",
                row["mode"],
                row["country_a"],
                row["country_b"],
                lon,
                lat,
                row["trade"],
            )
        )
    return found


def _cut(layer: Layer, gateway: Gateway) -> list[tuple[int, float]]:
    """Find the edges over the border that a gateway stands on, and how far along each."""
    graph = layer.graph
    pair = {gateway.country_a, gateway.country_b}
    point = shapely.Point(gateway.lon, gateway.lat)
    found = []
    for edge in np.flatnonzero(layer.border).tolist():
        if {str(layer.side[graph.u[edge]]), str(layer.side[graph.v[edge]])} != pair:
            continue
        line = graph.lines[edge]
        share = float(line.project(point, normalized=True))
        met = line.interpolate(share, normalized=True)
        if GEOD.inv(gateway.lon, gateway.lat, met.x, met.y)[2] / 1000 <= _GATEWAY_KM:
            found.append((edge, share))
    return found


def _unplaced(sources: Path, gateway: Gateway) -> Problem:
    table = read_table(sources, POSTS)
    row = next(r for r in table if f"{r['place']}/{r['mode']}" == gateway.key)
    text = f"no {gateway.mode} over the border {gateway.country_a}-{gateway.country_b} within "
    return row.problem(f"{text}{_GATEWAY_KM:g} km of {gateway.lon:.4f}, {gateway.lat:.4f}")


def _opened(
    layer: Layer, gateways: Sequence[Gateway], cuts: Mapping[str, Sequence[tuple[int, float]]]
) -> tuple[Layer, dict[str, tuple[int, int]]]:
    """Drop every edge over a border, and lead those that a gateway stands on to the gateway's nodes.

    Returns
    -------
    layer, border_edges
        Without edges over borders; the nodes of each gateway in its first and its second country.
    """
    graph, inner = layer.graph, ~layer.border
    ends: list[tuple[int, int, float, int, Any]] = []
    side = layer.side.tolist()
    border_edges = {}
    for gateway in gateways:
        here = {}
        for country in (gateway.country_a, gateway.country_b):
            here[country] = len(side)
            side.append(country)
        border_edges[gateway.key] = (here[gateway.country_a], here[gateway.country_b])
        for edge, share in cuts[gateway.key]:
            line, km, cls = graph.lines[edge], float(graph.km[edge]), int(layer.cls[edge])
            for end, low, high in ((int(graph.u[edge]), 0.0, share),
                                   (int(graph.v[edge]), 1.0, share)):  # fmt: skip
                part = shapely.ops.substring(line, low, high, normalized=True)
                if part.geom_type == "Point":
                    part = shapely.LineString([part, part])
                ends.append((end, here[side[end]], max(abs(high - low) * km, 1e-3), cls, part))
    u, v, km_, cls_, lines = zip(*ends, strict=True)
    opened = Graph(
        np.concatenate([graph.u[inner], u]),
        np.concatenate([graph.v[inner], v]),
        np.concatenate([graph.km[inner], km_]),
        np.concatenate([graph.weight[inner], km_]),
        np.full(inner.sum() + len(u), ""),
        np.concatenate([graph.lines[inner], np.array(lines, dtype=object)]),
    )
    every = np.concatenate([layer.cls[inner], cls_])
    return Layer(opened, layer.mode, every, np.array(side)), border_edges
