"""The multimodal network: roads, railways and sea lanes as one file of arrays for ``routing``.

A border can be crossed at a gate alone: every edge of the road and rail data whose ends lie in
different countries is left out, and gates are put in where a listed crossing stands on such an
edge. A port is a gate as well: its sea side and its land side are nodes, joined by an edge that
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
    Pieces,
    Point,
    packed,
    put,
    snapped,
    straight_km,
    usable_edges,
)
from catalog.network.gateways import Gate, read_gateways
from catalog.network.graph import length_km
from catalog.network.sea_lanes import HORMUZ, put_lanes
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
        If a gate stands on no edge over its border, or a terminal, a port or a link's end lies too
        far from the network.
    """
    layers, gates, doors = read_gateways(sources)
    pieces, joins = Pieces(), _Joins(layers)
    harbours = _harbours(sources)
    links, terminals = (list(read_table(sources, name)) for name in (LINKS, TERMINALS))
    _ask(joins, links, terminals, harbours)
    base = {}
    for mode, layer in layers.items():
        base[mode] = pieces.nodes
        joins.place(mode, put(pieces, layer, joins.points[mode]))
    pairs = [_put_gate(pieces, gate, doors[gate.key], base[gate.mode]) for gate in gates]
    for row in links:
        one = joins.taken(row["mode"])
        _put_link(pieces, row, one, joins.taken(row["to_mode"] or row["mode"]))
    for row in terminals:
        _put_transfer(pieces, row, joins.taken("road"), joins.taken("rail"))
    quays = {}
    for row, port in harbours:
        near = {mode: joins.taken(mode) for mode in ("road", "rail") if row[mode] == "yes"}
        nodes = _put_port(pieces, port, near, row["road_km"])
        quays[port.place] = (nodes[0], port)
        pairs.append(nodes)
    put_lanes(pieces, sources, quays)
    return {FILE: _written(pieces, [*gates, *(port for _, port in harbours)], pairs, sources)}


def _ask(
    joins: _Joins,
    links: Sequence[Row],
    terminals: Sequence[Row],
    harbours: Sequence[tuple[Row, Gate]],
) -> None:
    """Find where everything is joined to the layers, in the order in which it is put in."""
    for row in links:
        joins.ask(row, row["mode"], row["from_lon"], row["from_lat"])
        joins.ask(row, row["to_mode"] or row["mode"], row["to_lon"], row["to_lat"])
    for row in terminals:
        joins.ask(row, "road", row["lon"], row["lat"])
        joins.ask(row, "rail", row["lon"], row["lat"])
    for row, port in harbours:
        if row["road"] == "yes":
            joins.ask(row, "road", port.lon, port.lat, told_km=row["road_km"])
        if row["rail"] == "yes":
            joins.ask(row, "rail", port.lon, port.lat)
    if joins.problems:
        raise CatalogError(joins.problems)


class _Joins:
    """Points to join to the layers: asked for first, taken in the same order once placed."""

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self._layers = layers
        self._usable = {mode: usable_edges(layer) for mode, layer in layers.items()}
        self.points: dict[str, list[Point]] = {mode: [] for mode in layers}
        self.problems: list[Problem] = []
        self._nodes: dict[str, list[tuple[int, Point]]] = {}

    def ask(
        self, row: Row, mode: str, lon: str | float, lat: str | float, *, told_km: str = ""
    ) -> None:
        point = snapped(self._layers[mode], float(lon), float(lat), self._usable[mode])
        if point.off_km > (float(told_km) if told_km else _REACH_KM[mode]):
            text = f"lies {point.off_km:.1f} km from the {mode} network; more than "
            self.problems.append(row.problem(f"{text}{_REACH_KM[mode]:g} km is a teleport"))
        self.points[mode].append(point)

    def place(self, mode: str, nodes: Sequence[int]) -> None:
        self._nodes[mode] = list(zip(nodes, self.points[mode], strict=True))[::-1]

    def taken(self, mode: str) -> tuple[int, Point]:
        return self._nodes[mode].pop()


def _put_gate(pieces: Pieces, gate: Gate, doors: tuple[int, int], base: int) -> tuple[int, int]:
    """Join a gate's two nodes; where gauges differ, a transfer follows the gate itself."""
    a, b = base + doors[0], base + doors[1]
    spot = shapely.LineString([(gate.lon, gate.lat)] * 2)
    gauges = [_GAUGES.get(country, 0) for country in (gate.country_a, gate.country_b)]
    if gate.mode == "rail" and all(gauges) and gauges[0] != gauges[1]:
        between = pieces.node()
        pieces.add(a, between, spot, "gate", km=0.0, country=gate.country_a, gate=gate.key)
        pieces.add(between, b, spot, "transfer", km=0.0, cls=2, country=gate.country_b)
        return a, b
    pieces.add(a, b, spot, "gate", km=0.0, country=gate.country_a, gate=gate.key)
    return a, b


def _put_link(pieces: Pieces, row: Row, one: tuple[int, Point], two: tuple[int, Point]) -> None:
    """Put in a stretch that the network lacks; its length is the source's, if it tells one."""
    via = [tuple(map(float, pair.split())) for pair in row["via"].split(";") if pair.strip()]
    line = shapely.LineString([(one[1].lon, one[1].lat), *via, (two[1].lon, two[1].lat)])
    km = float(row["km"]) if row["km"] else length_km(line)
    end = two[0]
    if row["to_mode"] not in ("", row["mode"]):
        spot = shapely.LineString([(two[1].lon, two[1].lat)] * 2)
        end = pieces.node()
        pieces.add(end, two[0], spot, "transfer", cls=1, country=row["country"])
    pieces.add(one[0], end, line, row["mode"], km=km, cls=int(row["cls"]), country=row["country"])


def _put_transfer(
    pieces: Pieces, row: Row, road: tuple[int, Point], rail: tuple[int, Point]
) -> None:
    line = shapely.LineString([(road[1].lon, road[1].lat), (rail[1].lon, rail[1].lat)])
    pieces.add(road[0], rail[0], line, "transfer", cls=1, country=row["country"])


def _harbours(sources: Path) -> list[tuple[Row, Gate]]:
    places = read_places(sources)
    found = []
    for row in read_table(sources, PORTS):
        place = places[row["place"]]
        gate = Gate(
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
        found.append((row, gate))
    return found


def _put_port(
    pieces: Pieces, port: Gate, near: Mapping[str, tuple[int, Point]], road_km: str
) -> tuple[int, int]:
    """Give a port its sea side and its land side, and the ways from there."""
    sea, land = pieces.node(), pieces.node()
    spot = shapely.Point(port.lon, port.lat)
    pieces.add(
        sea,
        land,
        shapely.LineString([spot, spot]),
        "gate",
        km=0.0,
        country=port.country_a,
        gate=port.key,
    )
    for mode, (node, point) in near.items():
        line = shapely.LineString([(port.lon, port.lat), (point.lon, point.lat)])
        if mode == "road":
            km = float(road_km) if road_km else None
            pieces.add(land, node, line, "road", km=km, cls=5, country=port.country_a)
        else:
            pieces.add(land, node, line, "transfer", cls=1, country=port.country_a)
    return sea, land


def _written(
    pieces: Pieces, gates: Sequence[Gate], pairs: Sequence[tuple[int, int]], sources: Path
) -> bytes:
    """Write the arrays uncompressed: the same bytes everywhere, and quick to load."""
    points = [shapely.get_coordinates(line) for line in pieces.lines]
    flat = np.concatenate(points)
    countries = sorted(set(pieces.country))
    keys = ["", HORMUZ, *(gate.key for gate in gates)]
    number = {key: at for at, key in enumerate(keys)}
    code = {country: at for at, country in enumerate(countries)}
    u, v, numbers = packed(pieces, pairs)
    meta = {
        "modes": MODES,
        "countries": countries,
        "gates": [
            {**vars(gate), "a": int(numbers[one]), "b": int(numbers[two])}
            for gate, (one, two) in zip(gates, pairs, strict=True)
        ],
        "origins": [asdict(load_origins(sources)[name]) for name in ORIGINS],
    }
    arrays = {
        "u": u,
        "v": v,
        "km": np.maximum(pieces.km, straight_km(points)).astype(np.float32),
        "mode": np.array([MODES.index(mode) for mode in pieces.mode], dtype=np.uint8),
        "cls": np.array(pieces.cls, dtype=np.uint8),
        "country": np.array([code[country] for country in pieces.country], dtype=np.uint8),
        "gate": np.array([number[gate] for gate in pieces.gate], dtype=np.int16),
        "offset": np.concatenate([[0], np.cumsum([len(p) for p in points])]).astype(np.int32),
        "xy": np.round(flat * 1e5).astype(np.int32),
        "meta": np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), dtype=np.uint8),
    }
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()
