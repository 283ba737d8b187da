"""The multimodal network: roads, railways and sea lanes as one file of arrays for ``routing``.

A border can be crossed at a gateway alone: every edge of the road and rail data whose ends lie in
different countries is left out, and gateways are put in where a listed crossing stands on such an
edge. A port is a gateway as well: its sea side and its land side are nodes, joined by an edge that
stands for what the port takes and costs.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import shapely

from catalog.facts.places import read_places
from catalog.network.assembly import (
    Layer,
    NetworkBuilder,
    Point,
    insert_points,
    renumber,
    snapped,
    straight_km,
    usable_edges,
)
from catalog.network.gateways import Gateway, read_gateways
from catalog.network.graph import length_km
from catalog.network.sea_lanes import HORMUZ, insert_lanes
from catalog.origin import load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

TERMINALS = "edits/routing_terminals.csv"
LINKS = "edits/routing_links.csv"
PORTS = "edits/routing_ports.csv"
FILE = "network.npz"
MODES = ("road", "rail", "sea", "transfer", "gate")
ORIGINS = ("osm_network", "osm_crossings", "world_port_index", "sea_grid")

# What is farther from its road or railway than this is not joined to it.
_REACH_KM: Mapping[str, float] = {"road": 12.0, "rail": 6.0}
_GAUGES: Mapping[str, int] = {"IRN": 1435, "PAK": 1676, "UZB": 1520, "TKM": 1520, "TJK": 1520}


def build(sources: Path) -> Mapping[str, bytes]:
    """Put the network together and write ``network.npz``.

    Raises
    ------
    CatalogError
        If a gateway stands on no edge over its border, or a terminal, a port or a link's end lies too
        far from the network.
    """
    layers, gateways, border_edges = read_gateways(sources)
    builder, snaps = NetworkBuilder(), _SnapRequests(layers)
    harbours = _harbours(sources)
    links, terminals = (list(read_table(sources, name)) for name in (LINKS, TERMINALS))
    _request(snaps, links, terminals, harbours)
    base = {}
    for mode, layer in layers.items():
        base[mode] = builder.nodes
        snaps.place(mode, insert_points(builder, layer, snaps.points[mode]))
    pairs = [
        _insert_gateway(builder, gateway, border_edges[gateway.key], base[gateway.mode])
        for gateway in gateways
    ]
    for row in links:
        one = snaps.take(row["mode"])
        _insert_link(builder, row, one, snaps.take(row["to_mode"] or row["mode"]))
    for row in terminals:
        _insert_transfer(builder, row, snaps.take("road"), snaps.take("rail"))
    quays = {}
    for row, port in harbours:
        near = {mode: snaps.take(mode) for mode in ("road", "rail") if row[mode] == "yes"}
        nodes = _insert_port(builder, port, near, row["road_km"])
        quays[port.place] = (nodes[0], port)
        pairs.append(nodes)
    insert_lanes(builder, sources, quays)
    return {FILE: _written(builder, [*gateways, *(port for _, port in harbours)], pairs, sources)}


def _request(
    snaps: _SnapRequests,
    links: Sequence[Row],
    terminals: Sequence[Row],
    harbours: Sequence[tuple[Row, Gateway]],
) -> None:
    """Find where everything is joined to the layers, in the order in which it is put in."""
    for row in links:
        snaps.request(row, row["mode"], row["from_lon"], row["from_lat"])
        snaps.request(row, row["to_mode"] or row["mode"], row["to_lon"], row["to_lat"])
    for row in terminals:
        snaps.request(row, "road", row["lon"], row["lat"])
        snaps.request(row, "rail", row["lon"], row["lat"])
    for row, port in harbours:
        if row["road"] == "yes":
            snaps.request(row, "road", port.lon, port.lat, told_km=row["road_km"])
        if row["rail"] == "yes":
            snaps.request(row, "rail", port.lon, port.lat)
    if snaps.problems:
        raise CatalogError(snaps.problems)


class _SnapRequests:
    """Points to join to the layers: asked for first, taken in the same order once placed."""

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self._layers = layers
        self._usable = {mode: usable_edges(layer) for mode, layer in layers.items()}
        self.points: dict[str, list[Point]] = {mode: [] for mode in layers}
        self.problems: list[Problem] = []
        self._nodes: dict[str, list[tuple[int, Point]]] = {}

    def request(
        self, row: Row, mode: str, lon: str | float, lat: str | float, *, told_km: str = ""
    ) -> None:
        point = snapped(self._layers[mode], float(lon), float(lat), self._usable[mode])
        if point.off_km > (float(told_km) if told_km else _REACH_KM[mode]):
            text = f"lies {point.off_km:.1f} km from the {mode} network; more than "
            self.problems.append(row.problem(f"{text}{_REACH_KM[mode]:g} km is a teleport"))
        self.points[mode].append(point)

    def place(self, mode: str, nodes: Sequence[int]) -> None:
        self._nodes[mode] = list(zip(nodes, self.points[mode], strict=True))[::-1]

    def take(self, mode: str) -> tuple[int, Point]:
        return self._nodes[mode].pop()


def _insert_gateway(
    builder: NetworkBuilder, gateway: Gateway, border_edges: tuple[int, int], base: int
) -> tuple[int, int]:
    """Join a gateway's two nodes; where gauges differ, a transfer follows the gateway itself."""
    a, b = base + border_edges[0], base + border_edges[1]
    spot = shapely.LineString([(gateway.lon, gateway.lat)] * 2)
    gauges = [_GAUGES.get(country, 0) for country in (gateway.country_a, gateway.country_b)]
    if gateway.mode == "rail" and all(gauges) and gauges[0] != gauges[1]:
        between = builder.node()
        builder.add(
            a, between, spot, "gate", km=0.0, country=gateway.country_a, gateway=gateway.key
        )
        builder.add(between, b, spot, "transfer", km=0.0, cls=2, country=gateway.country_b)
        return a, b
    builder.add(a, b, spot, "gate", km=0.0, country=gateway.country_a, gateway=gateway.key)
    return a, b


def _insert_link(
    builder: NetworkBuilder, row: Row, one: tuple[int, Point], two: tuple[int, Point]
) -> None:
    """Put in a stretch that the network lacks; its length is the source's, if it tells one."""
    via = [tuple(map(float, pair.split())) for pair in row["via"].split(";") if pair.strip()]
    line = shapely.LineString([(one[1].lon, one[1].lat), *via, (two[1].lon, two[1].lat)])
    km = float(row["km"]) if row["km"] else length_km(line)
    end = two[0]
    if row["to_mode"] not in ("", row["mode"]):
        spot = shapely.LineString([(two[1].lon, two[1].lat)] * 2)
        end = builder.node()
        builder.add(end, two[0], spot, "transfer", cls=1, country=row["country"])
    builder.add(one[0], end, line, row["mode"], km=km, cls=int(row["cls"]), country=row["country"])


def _insert_transfer(
    builder: NetworkBuilder, row: Row, road: tuple[int, Point], rail: tuple[int, Point]
) -> None:
    line = shapely.LineString([(road[1].lon, road[1].lat), (rail[1].lon, rail[1].lat)])
    builder.add(road[0], rail[0], line, "transfer", cls=1, country=row["country"])


def _harbours(sources: Path) -> list[tuple[Row, Gateway]]:
    places = read_places(sources)
    found = []
    for row in read_table(sources, PORTS):
        place = places[row["place"]]
        gateway = Gateway(
            place.id,
            place.id,
            place.name,
            "port",
            "sea",
            row["country"],
            row["country"],
            place.lon,
            place.lat,
            "commercial",
        )
        found.append((row, gateway))
    return found


def _insert_port(
    builder: NetworkBuilder, port: Gateway, near: Mapping[str, tuple[int, Point]], road_km: str
) -> tuple[int, int]:
    """Return a port its sea side and its land side, and the routes from there."""
    sea, land = builder.node(), builder.node()
    spot = shapely.Point(port.lon, port.lat)
    builder.add(
        sea,
        land,
        shapely.LineString([spot, spot]),
        "gate",
        km=0.0,
        country=port.country_a,
        gateway=port.key,
    )
    for mode, (node, point) in near.items():
        line = shapely.LineString([(port.lon, port.lat), (point.lon, point.lat)])
        if mode == "road":
            km = float(road_km) if road_km else None
            builder.add(land, node, line, "road", km=km, cls=5, country=port.country_a)
        else:
            builder.add(land, node, line, "transfer", cls=1, country=port.country_a)
    return sea, land


def _written(
    builder: NetworkBuilder,
    gateways: Sequence[Gateway],
    pairs: Sequence[tuple[int, int]],
    sources: Path,
) -> bytes:
    """Write the arrays uncompressed: the same bytes everywhere, and quick to load."""
    points = [shapely.get_coordinates(line) for line in builder.lines]
    flat = np.concatenate(points)
    countries = sorted(set(builder.country))
    keys = ["", HORMUZ, *(gateway.key for gateway in gateways)]
    number = {key: at for at, key in enumerate(keys)}
    code = {country: at for at, country in enumerate(countries)}
    u, v, numbers = renumber(builder, pairs)
    meta = {
        "modes": MODES,
        "countries": countries,
        "gates": [
            {**vars(gateway), "a": int(numbers[one]), "b": int(numbers[two])}
            for gateway, (one, two) in zip(gateways, pairs, strict=True)
        ],
        "origins": [asdict(load_origins(sources)[name]) for name in ORIGINS],
    }
    arrays = {
        "u": u,
        "v": v,
        "km": np.maximum(builder.km, straight_km(points)).astype(np.float32),
        "mode": np.array([MODES.index(mode) for mode in builder.mode], dtype=np.uint8),
        "cls": np.array(builder.cls, dtype=np.uint8),
        "country": np.array([code[country] for country in builder.country], dtype=np.uint8),
        "gate": np.array([number[gateway] for gateway in builder.gateway], dtype=np.int16),
        "offset": np.concatenate([[0], np.cumsum([len(p) for p in points])]).astype(np.int32),
        "xy": np.round(flat * 1e5).astype(np.int32),
        "meta": np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8),
    }
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()
