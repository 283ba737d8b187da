"""Description: a path over edges becomes a Route with its Legs, costs, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from routing.costs.tariff import Objective, Tariff, assumed_arcs
from routing.costs.terms import terms_of, used
from routing.network.network import GATEWAY, GAUGE_BREAK, MODES, SCALE, SEA, TRANSFER, Network
from routing.paths.routes import Floats, Leg, Range, Route
from routing.paths.search import Endpoint, Path


def route_from_path(
    network: Network,
    price: Tariff,
    path: Path,
    origin: Endpoint,
    destination: Endpoint,
    objective: Objective,
) -> Route:
    """Turn a path into a Route with its Legs, costs and sources."""
    runs = _runs(network, path)
    names = _names(network, runs, origin.name, destination.name)
    legs = tuple(_leg(network, price, run, ends) for run, ends in zip(runs, names, strict=True))
    legs = legs or (_zero_route(network, origin, destination),)
    edges = tuple(edge for edge, _, _ in path.pieces)
    terms = terms_of(network, price.parameters, path.arcs(network.edges), price.flow)
    rests_on = list(used(terms))
    assumptions = tuple(price.parameters.text(one) for one in rests_on if one.assumed)
    sources = tuple(dict.fromkeys(one.source for one in rests_on if not one.assumed))
    shares = tuple(abs(high - low) for _, low, high in path.pieces)
    backward = tuple(low > high for _, low, high in path.pieces)
    return Route(
        origin, destination, objective, legs, edges, shares, path.weight, assumptions, sources,
        backward=backward, terms=tuple(terms),
        figures=tuple(f"{price.parameters.text(one)}; {one.source[0]}" for one in rests_on),
    )  # fmt: skip


def _zero_route(network: Network, origin: Endpoint, destination: Endpoint) -> Leg:
    """Give the Leg from a crossing or a port to itself, of no length, as a town's to itself is."""
    gateways = network.by_place.get(origin.place, ())
    spot = np.array([(origin.lon, origin.lat)] * 2)
    none = Range(0.0, 0.0, 0.0)
    return Leg(
        gateways[0].mode if gateways else "road", origin.name, destination.name, 0.0, none, none, spot,
        country=tuple(dict.fromkeys(side for gateway in gateways[:1] for side in (gateway.country_a, gateway.country_b))),
    )  # fmt: skip


def _runs(network: Network, path: Path) -> list[list[tuple[int, float, float]]]:
    """Part the pieces where the mode changes; every gate stands alone."""
    runs: list[list[tuple[int, float, float]]] = []
    for piece in path.pieces:
        mode = network.mode[piece[0]]
        if runs and mode != GATEWAY and network.mode[runs[-1][-1][0]] == mode:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _names(
    network: Network, runs: Sequence[list[tuple[int, float, float]]], first: str, last: str
) -> list[tuple[str, str]]:
    """Name the ends of each run: by the gates beside it, else by the terminal."""
    own = [_gateway_name(network, run) for run in runs]
    found = []
    for at, run in enumerate(runs):
        if own[at]:
            found.append((own[at], own[at]))
            continue
        before = first if at == 0 else own[at - 1] or _where(network, run[0])
        after = last if at == len(runs) - 1 else own[at + 1] or _where(network, run[-1], end=True)
        found.append((before, after))
    return found


def _gateway_name(network: Network, run: Sequence[tuple[int, float, float]]) -> str:
    gateway = network.gateway_numbered(int(network.gateway[run[0][0]]))
    if network.mode[run[0][0]] == GATEWAY and gateway is not None:
        return gateway.name
    return ""


def _where(network: Network, piece: tuple[int, float, float], *, end: bool = False) -> str:
    edge, low, high = piece
    points = network.points(edge)
    lon, lat = points[-1] if (high > low) == end else points[0]
    return f"{lat:.2f} N {lon:.2f} E"


def _leg(
    network: Network,
    price: Tariff,
    run: Sequence[tuple[int, float, float]],
    names: tuple[str, str],
) -> Leg:
    edges = np.array([edge for edge, _, _ in run])
    shares = np.array([abs(high - low) for _, low, high in run])
    arcs = edges + network.edges * np.array([low > high for _, low, high in run])
    usd = (price.usd[:, arcs] * shares).sum(axis=1)
    hours = (price.hours[:, arcs] * shares).sum(axis=1)
    mode = MODES[network.mode[edges[0]]]
    gateway = network.gateway_numbered(int(network.gateway[edges[0]])) if mode == "gate" else None
    if gateway is not None:
        mode = gateway.kind
    assumed = assumed_arcs(network, price, arcs.tolist())
    countries = dict.fromkeys(network.countries[code] for code in network.country[edges])
    if gateway is not None:
        countries = dict.fromkeys((gateway.country_a, gateway.country_b))
    if network.mode[edges[0]] == TRANSFER and network.cls[edges[0]] == GAUGE_BREAK:
        names = (f"{names[0]} (break of gauge)", names[1])
    return Leg(
        mode,
        *names,
        float((network.km[edges] * shares).sum()),
        Range(*hours.tolist()),
        Range(*usd.tolist()),
        _line(network, run),
        gateway.place if gateway is not None else "",
        tuple(country for country in countries if country),
        float((price.usd[1, arcs] * shares * assumed).sum()),
    )


def line_of(network: Network, path: Path) -> Floats:
    """Give a path's line, (lon, lat) in travel order, degrees."""
    return _line(network, path.pieces)


def _line(network: Network, run: Iterable[tuple[int, float, float]]) -> Floats:
    """Join the lines of a run in travel order; a point that follows itself is left out."""
    run = list(run)
    passed = _passed(network, run)
    if passed:
        parts = [_part(network.points(edge), low, high) for edge, low, high in run]
        for at in passed:
            parts[at], parts[at + 1] = parts[at][:-1], parts[at + 1][1:]
    else:
        # What is used in part, at the ends alone, is cut; all between is read at once.
        cut = [at for at, (_, low, high) in enumerate(run) if abs(high - low) < 1.0]
        parts, at = [], 0
        for stop in [*cut, len(run)]:
            if stop > at:
                parts.append(_points(network, run[at:stop]))
            if stop < len(run):
                edge, low, high = run[stop]
                parts.append(_part(network.points(edge), low, high))
            at = stop + 1
    points = np.concatenate(parts)
    if len(points) < 2:
        return points
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[keep] if keep.sum() > 1 else points[:2]


def _points(network: Network, run: Sequence[tuple[int, float, float]]) -> Floats:
    """Return the points of whole edges in travel order."""
    edges = np.array([edge for edge, _, _ in run])
    back = np.array([low > high for _, low, high in run])
    first, last = network.offset[edges].astype(np.int64), network.offset[edges + 1].astype(np.int64)
    sizes = last - first
    start, step = np.where(back, last - 1, first), np.where(back, -1, 1)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(network.xy[np.repeat(start, sizes) + np.repeat(step, sizes) * within] / SCALE)


def _passed(network: Network, run: Sequence[tuple[int, float, float]]) -> list[int]:
    """Give after which pieces of a run the ship passes a port: its lanes end at the quay."""
    if not run or network.mode[run[0][0]] != SEA:
        return []
    anchorages = set(network.anchorages.values())
    lanes = [network.mode[edge] == SEA and network.gateway[edge] <= 1 for edge, _, _ in run]
    ends = [int(network.v[edge] if high > low else network.u[edge]) for edge, low, high in run]
    return [
        at for at in range(len(run) - 1) if lanes[at] and lanes[at + 1] and ends[at] in anchorages
    ]


def _part(points: Floats, low: float, high: float) -> Floats:
    """Cut a line between two shares of its length in degrees; turned if ``low`` is the larger."""
    if low > high:
        return _part(points, high, low)[::-1]
    if low <= 0.0 and high >= 1.0:
        return points
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    ends = np.array([low, high]) * at[-1]
    cut = np.stack([np.interp(ends, at, points[:, axis]) for axis in (0, 1)], axis=1)
    inner = points[(at > ends[0]) & (at < ends[1])]
    return np.concatenate([cut[:1], inner, cut[1:]])
