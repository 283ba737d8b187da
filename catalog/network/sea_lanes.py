"""Sea lanes: the routes between the ports' offings, and the calls that join each to its quay.

A ship that passes a port does not call there, so lanes meet at the port's offing, and one edge of no
length, the call, leads from there to the quay. It alone bears the port's name. The offing lies where
the quay does, so that every lane is as long as from quay to quay.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from catalog.network.assembly import NetworkBuilder
from catalog.network.gateways import Gateway
from catalog.tables.reading import read_table

LANES = "edits/routing_lanes.csv"
COMPUTED = "network/sea_port_to_port_region.geojson"
HORMUZ = "hormuz"

# From inland up Musandam to its tip (the grid's land is coarse: lanes clip it), and over to Iran.
_HORMUZ = shapely.LineString([(56.15, 25.70), (56.30, 26.00), (56.40, 26.30), (57.12, 26.62)])
_LANE_CODES: Mapping[str, str] = {
    "KHI": "PK-KHI",
    "BQM": "PK-BQM",
    "GWD": "PK-GWD",
    "ZBR": "IR-ZBR-SB",
    "BND": "IR-BND",
    "BUZ": "IR-BUZ",
    "BOM": "IN-BOM",
    "NSA": "IN-NSA",
    "MUN": "IN-MUN",
    "IXY": "IN-IXY",
    "HZA": "IN-HZA",
    "JEA": "AE-JEA",
    "KLF": "AE-KLF",
    "SOH": "OM-SOH",
    "CMB": "LK-CMB",
}

# A node of the sea with its (lon, lat).
_Buoy = tuple[int, tuple[float, float]]


def insert_lanes(
    builder: NetworkBuilder, sources: Path, quays: Mapping[str, tuple[int, Gateway]]
) -> None:
    """Join the ports at sea: by the computed lanes, and by those listed by hand.

    Parameters
    ----------
    builder
        Is added to.
    sources
        Where the lanes are read.
    quays
        By canonical id, each port with the node of its sea side.
    """
    anchorages = {place: _insert_approach(builder, *quay) for place, quay in quays.items()}
    _insert_computed(builder, sources, anchorages)
    _insert_listed(builder, sources, anchorages)


def _insert_computed(
    builder: NetworkBuilder, sources: Path, anchorages: Mapping[str, _Buoy]
) -> None:
    """Put in the lanes that were computed on a grid; they end in open water."""
    table = gpd.read_file(sources / COMPUTED)
    for row in table.itertuples():
        one, two = _LANE_CODES.get(row.a, ""), _LANE_CODES.get(row.b, "")
        if one in anchorages and two in anchorages:
            between = shapely.get_coordinates(row.geometry)
            _insert_lane(builder, anchorages[one], anchorages[two], between)


def _insert_approach(builder: NetworkBuilder, quay: int, port: Gateway) -> _Buoy:
    """Return a port its offing, and the edge between this and its quay."""
    node, spot = builder.node(), (port.lon, port.lat)
    builder.add(quay, node, shapely.LineString([spot, spot]), "sea", km=0.0, gateway=port.key)
    return node, spot


def _insert_listed(builder: NetworkBuilder, sources: Path, anchorages: Mapping[str, _Buoy]) -> None:
    """Put in the lanes that are listed by hand; what is no port is a point in open water."""
    buoys = dict(anchorages)
    for row in read_table(sources, LANES):
        ends = []
        for side in ("from", "to"):
            name = row[side]
            if name not in buoys:
                spot = float(row[f"{side}_lon"]), float(row[f"{side}_lat"])
                buoys[name] = builder.node(), spot
            ends.append(buoys[name])
        via = [tuple(map(float, pair.split())) for pair in row["via"].split(";") if pair.strip()]
        _insert_lane(builder, ends[0], ends[1], np.array(via).reshape(-1, 2))


def _insert_lane(builder: NetworkBuilder, one: _Buoy, two: _Buoy, between: Any) -> None:
    line = shapely.LineString(np.concatenate([[one[1]], between, [two[1]]]))
    gateway = HORMUZ if shapely.intersects(line, _HORMUZ) else ""
    builder.add(one[0], two[0], line, "sea", gateway=gateway)
