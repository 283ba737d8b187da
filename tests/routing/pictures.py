"""Small networks whose answers can be seen."""

import numpy as np

from routing.costs.parameters import Parameter, Parameters
from routing.costs.tariff import tariff
from routing.network.network import (
    GATEWAY,
    MODES,
    PLANNED,
    RAIL,
    ROAD,
    SEA,
    TRANSFER,
    Gateway,
    Network,
)
from routing.paths.search import Endpoint

PICTURE = """
Two countries, AFG above and PAK below; two gates between them, EAST the nearer; a port, QUAY,
and another, FAR, over the sea; ships between them pass a third, MID, at its offing. Degrees on the equator: one is about 111 km.

    0 (0, 1) ---------- 1 (2, 1)          AFG
       |                   |
      WEST (0, 0.5)      EAST (2, 0.5)
       |                   |
    4 (0, 0) ---------- 5 (2, 0)          PAK
                           |
                         QUAY (2, -1) ~~~~ 16 (4, -1) ~~~~ FAR (6, -1)
                                              :
                                           MID (4, -1.5)
"""

COUNTRIES = ("", "AFG", "PAK", "IND")
POINTS = {
    0: (0, 1), 1: (2, 1), 2: (0, 0.5), 3: (2, 0.5), 4: (0, 0), 5: (2, 0),
    6: (0, 0.5), 7: (2, 0.5), 8: (2, -1), 9: (2, -1), 10: (6, -1), 11: (6, -1),
    12: (2, -1), 13: (6, -1), 14: (4, -1.5), 15: (4, -1.5), 16: (4, -1),
}  # fmt: skip
GATEWAYS = (
    Gateway(2, "XG-WEST/road", "XG-WEST", "West", "crossing", "road", "AFG", "PAK", 0, 0.5, "commercial", 2, 6),
    Gateway(3, "XG-EAST/road", "XG-EAST", "East", "crossing", "road", "AFG", "PAK", 2, 0.5, "commercial", 3, 7),
    Gateway(4, "P-QUAY", "P-QUAY", "Quay", "port", "sea", "PAK", "PAK", 2, -1, "commercial", 9, 8),
    Gateway(5, "P-FAR", "P-FAR", "Far", "port", "sea", "IND", "IND", 6, -1, "commercial", 10, 11),
    Gateway(6, "P-MID", "P-MID", "Mid", "port", "sea", "IND", "IND", 4, -1.5, "commercial", 14, 15),
)  # fmt: skip
# u, v, mode, country, gate
EDGES = (
    (0, 1, ROAD, 1, 0), (0, 2, ROAD, 1, 0), (1, 3, ROAD, 1, 0), (2, 6, GATEWAY, 1, 2),
    (3, 7, GATEWAY, 1, 3), (6, 4, ROAD, 2, 0), (7, 5, ROAD, 2, 0), (4, 5, ROAD, 2, 0),
    (5, 8, ROAD, 2, 0), (8, 9, GATEWAY, 2, 4), (9, 12, SEA, 0, 4), (12, 16, SEA, 0, 0),
    (16, 13, SEA, 0, 0), (13, 10, SEA, 0, 5), (10, 11, GATEWAY, 3, 5), (16, 14, SEA, 0, 6),
    (14, 15, GATEWAY, 3, 6),
)  # fmt: skip
KM = 111.0


def picture(edges=EDGES, gateways=GATEWAYS, points=POINTS, cls=2):
    """Build the network of the picture, or of other edges."""
    lines = [(points[u], points[v]) for u, v, *_ in edges]
    xy = np.round(np.array(lines, dtype=float).reshape(-1, 2) * 1e5).astype(np.int32)
    km = [KM * np.hypot(b[0] - a[0], b[1] - a[1]) for a, b in lines]
    array = np.array(edges)
    return Network(
        array[:, 0].astype(np.int32), array[:, 1].astype(np.int32), np.array(km, dtype=np.float32),
        array[:, 2].astype(np.uint8), np.full(len(edges), cls, dtype=np.uint8),
        array[:, 3].astype(np.uint8), array[:, 4].astype(np.int16),
        np.arange(0, 2 * len(edges) + 1, 2, dtype=np.int32), xy, COUNTRIES, gateways,
    )  # fmt: skip


def parameters(*more):
    """A dollar and a fiftieth of an hour for each km, ten of both for each gate's side."""
    rows = []
    for mode in ("road", "rail", "sea"):
        rows += [_row("rate", mode, 0.5, 1, 2), _row("speed", mode, 25, 50, 100)]
    for mode in ("road", "rail", "sea", "transfer", "gauge"):
        rows += [_row("wait", mode, 5, 10, 20), _row("fee", mode, 5, 10, 20)]
    rows.append(_row("class", "road", 1, 1, 1))
    return Parameters({row.key: row for row in (*rows, *more)}, {})


def _row(kind, mode, low, central, high, country="", place="", basis="assumed"):
    return Parameter(
        kind, mode, country, place, "", low, central, high, "2020", basis, "", ("a", "")
    )


def priced(network):
    return tariff(network, parameters())


def at(node, network):
    """A point at the beginning of an edge that begins at a node."""
    if node in {gateway.a for gateway in network.gateways}:
        gateway = next(gateway for gateway in network.gateways if gateway.a == node)
        return Endpoint(gateway.name, gateway.lon, gateway.lat, nodes=(node,), place=gateway.place)
    here = np.flatnonzero((network.u == node) & (network.mode == ROAD))
    share = 0.0
    if not len(here):
        here, share = np.flatnonzero((network.v == node) & (network.mode == ROAD)), 1.0
    lon, lat = network.position[node]
    return Endpoint(f"node {node}", lon, lat, edge=int(here[0]), share=share)


__all__ = ["GATEWAYS", "KM", "MODES", "PLANNED", "RAIL", "TRANSFER", "at", "picture", "priced"]
