"""The self-check of a Network: no island, no teleport, no free border, no sea leg too short."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from routing.network.network import GATEWAY, PLANNED, RAIL, ROAD, SCALE, SEA, TRANSFER, Network

ISLAND_KM = 300.0
"""Roads of a country that hang together for so long and yet not with the rest are an island."""
JUMP_KM = 5.0
"""How far apart two edges may begin that share a node."""
TRANSFER_KM = 15.0
"""Longest way between a road and a terminal, or a port and its railway."""
_EARTH_KM = 6371.0088
# The sphere's distances stray from the ellipsoid's by so much at most.
_SPHERE = 0.006


def problems(network: Network) -> list[str]:
    """Find everything that is wrong, at once; empty if nothing is."""
    return [
        *_islands(network),
        *_jumps(network),
        *_short_edges(network),
        *_long_transfers(network),
        *_free_borders(network),
        *_stray_gateways(network),
    ]


def _components(network: Network, edges: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    shape = (network.nodes, network.nodes)
    ends = (network.u[edges], network.v[edges])
    found: npt.NDArray[np.int32] = connected_components(
        csr_array((np.ones(int(edges.sum()), dtype=np.int8), ends), shape=shape), directed=False
    )[1]
    return found


def _islands(network: Network) -> Iterator[str]:
    """Find long networks of roads, or of railways with terminals, that hang on nothing."""
    label = _components(network, network.cls != PLANNED)
    land = (network.mode == ROAD) | (network.mode == RAIL)
    km = np.bincount(label[network.u[land]], weights=network.km[land], minlength=label.max() + 1)
    main = int(km.argmax())
    for number in np.flatnonzero(km >= ISLAND_KM).tolist():
        if number != main:
            at = np.flatnonzero(land & (label[network.u] == number))[0]
            lon, lat = network.points(int(at))[0]
            yield f"island: {km[number]:,.0f} km of lines near {lon:.2f}, {lat:.2f} are joined to nothing"


def _jumps(network: Network) -> Iterator[str]:
    """Find edges that share a node and lie apart: a way over them would jump."""
    place = network.position
    for ends, at in ((network.u, network.offset[:-1]), (network.v, network.offset[1:] - 1)):
        away = _km(network.xy[at] / SCALE, place[ends])
        for edge in np.flatnonzero(away > JUMP_KM).tolist():
            yield f"teleport: edge {edge} begins {away[edge]:.1f} km from its node {ends[edge]}"


def _short_edges(network: Network) -> Iterator[str]:
    """Find edges that are shorter than the straight line between their ends."""
    straight = _km(network.position[network.u], network.position[network.v])
    short = network.km < straight * (1 - _SPHERE) - 0.05
    for edge in np.flatnonzero(short & (network.mode != GATEWAY)).tolist():
        what = "sea leg below the great circle" if network.mode[edge] == SEA else "teleport"
        yield f"{what}: edge {edge} is {network.km[edge]:.1f} km for {straight[edge]:.1f}"


def _long_transfers(network: Network) -> Iterator[str]:
    for edge in np.flatnonzero((network.mode == TRANSFER) & (network.km > TRANSFER_KM)).tolist():
        yield f"teleport: transfer {edge} is {network.km[edge]:.1f} km long"


def _free_borders(network: Network) -> Iterator[str]:
    """Find what hangs together over land without any gate, and lies in two countries."""
    land = (network.mode == ROAD) | (network.mode == RAIL) | (network.mode == TRANSFER)
    label = _components(network, land)
    pairs = np.unique(np.stack([label[network.u[land]], network.country[land]], axis=1), axis=0)
    found: dict[int, list[str]] = {}
    for number, code in pairs.tolist():
        if network.countries[code]:
            found.setdefault(number, []).append(network.countries[code])
    for countries in found.values():
        if len(countries) > 1:
            yield f"free border: {' and '.join(sorted(countries))} hang together without a crossing"


def _stray_gateways(network: Network) -> Iterator[str]:
    """Find gates that lead from nowhere to nowhere."""
    used = np.bincount(np.concatenate([network.u, network.v]), minlength=network.nodes)
    for gateway in network.gateways:
        sides = (("first", gateway.a), ("second", gateway.b))
        lone = [side for side, node in sides if used[node] < 2]
        if lone and gateway.kind == "crossing":
            yield f"stray gateway: nothing leads to the {' and '.join(lone)} side of {gateway.key}"
        if gateway.kind == "port" and used[network.anchorages.get(gateway.number, gateway.a)] < 2:
            yield f"stray gateway: no lane leads to {gateway.key}"


def _km(one: npt.NDArray[np.float64], two: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lon1, lat1 = np.radians(one).T
    lon2, lat2 = np.radians(two).T
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))
