"""Criticality: each Afghan province's best way to the sea, and whom the loss of a gate hurts most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from catalog.atlas.routing_tables import read_built
from routing.costs.flow import SEA
from routing.errors import NoRouteError
from routing.network.closures import Closure, closed_arcs
from routing.network.network import Gateway
from routing.paths.query import Query
from routing.paths.routes import Floats, Route
from routing.paths.sea import NAME, ocean_sink, open_quays
from routing.paths.search import Endpoint, entries, path_to, tree

if TYPE_CHECKING:
    from routing.model import Model

_TO_SEA = ("AFG", SEA)
PROVINCES = "edits/routing_provinces.csv"


@dataclass(frozen=True)
class ProvinceRoute:
    """A province's best way to the sea.

    Parameters
    ----------
    province, capital
        Names; it is measured from the capital.
    end
        Where the capital lies on the network.
    route
        The way; None if there is none.
    """

    province: str
    capital: str
    end: Endpoint
    route: Route | None

    @property
    def gateways(self) -> tuple[str, ...]:
        """Canonical ids of the crossings and the port passed."""
        return self.route.places if self.route else ()


@dataclass(frozen=True)
class GatewayLoss:
    """What the loss of a gate does.

    Parameters
    ----------
    gateway
        The crossing or port.
    users
        Provinces whose best way passes it.
    cut_off
        Provinces that have no way left.
    added
        By province: by how much its best way gets worse, in the objective's unit.
    """

    gateway: Gateway
    users: tuple[str, ...]
    cut_off: tuple[str, ...]
    added: dict[str, float]

    @property
    def mean_added(self) -> float:
        """Mean over all provinces that keep a way."""
        return float(np.mean(list(self.added.values()))) if self.added else 0.0

    @property
    def worst(self) -> tuple[str, float]:
        """The province that is hurt most, of those that keep a way."""
        return max(self.added.items(), key=lambda item: item[1], default=("", 0.0))


def province_ends(model: Model) -> list[tuple[str, str, Endpoint]]:
    """Give every province with its capital and where that lies on the network."""
    return [
        (
            row["province"],
            row["capital"],
            model.gazetteer.point(
                float(row["lon"]), float(row["lat"]), row["capital"], country=row["country"]
            ),
        )
        for row in read_built(model.geo, PROVINCES)
    ]


def provinces_to_sea(model: Model, query: Query | None = None) -> list[ProvinceRoute]:
    """Find every province's best way to the sea.

    The way is searched for from the sea and turned round, so that one search serves all.
    """
    query = replace(query or Query(), ends=_TO_SEA)
    network, price = model.network, model.price
    arcs = query.arcs(network, price)
    try:
        sea = ocean_sink(network, arcs)
    except NoRouteError:
        return [ProvinceRoute(*one, None) for one in province_ends(model)]
    reverse = _turned(arcs, network.edges)
    found = tree(network, reverse, entries(network, sea, reverse, out=True))
    routes = []
    for province, capital, end in province_ends(model):
        path = path_to(network, reverse, found, sea, end)
        route = None
        if path is not None:
            forward = replace(
                path, pieces=tuple((e, high, low) for e, low, high in path.pieces[::-1])
            )
            route = query.route(network, price, forward, end, sea)
        routes.append(ProvinceRoute(province, capital, end, route))
    return routes


def provinces_to(model: Model, destination: str, query: Query | None = None) -> list[ProvinceRoute]:
    """Find every province's best way to a place, to the sea or to any outlet."""
    if destination.strip().casefold() == NAME:
        return provinces_to_sea(model, query)
    found = []
    for province, capital, end in province_ends(model):
        try:
            route = model.route(f"{end.lon},{end.lat}", destination, query)
        except NoRouteError:
            route = None
        found.append(ProvinceRoute(province, capital, end, route))
    return found


def gateway_criticality(
    model: Model, query: Query | None = None, *, places: Iterable[str] | None = None
) -> list[GatewayLoss]:
    """Rank the gates by what their loss does to the provinces' ways to the sea.

    Parameters
    ----------
    places
        Canonical ids; every crossing and port of Iran and Pakistan that any province uses, or
        could, if None.

    Returns
    -------
    gateway_criticality
        Those that cut most provinces off first, then those that cost most on the mean.
    """
    query = replace(query or Query(), ends=_TO_SEA)
    network = model.network
    ends = province_ends(model)
    routes = provinces_to_sea(model, query)
    wanted = set(places) if places is not None else {
        gateway.place for gateway in network.gateways
        if gateway.kind == "crossing" or gateway.country_a in {"IRN", "PAK"}
    }  # fmt: skip
    base = query.arcs(network, model.price)
    before = _values(model, base, ends)
    found = []
    for gateway in {
        gateway.place: gateway for gateway in network.gateways if gateway.place in wanted
    }.values():
        users = tuple(entry.province for entry in routes if gateway.place in entry.gateways)
        after = before
        if users:  # Closing what no best way passes changes none of them.
            arcs = base.copy()
            arcs[closed_arcs(network, [Closure(gateway.place)], cargo=query.cargo)] = np.inf
            after = _values(model, arcs, ends)
        cut = tuple(n for (n, _, _), b, a in zip(ends, before, after, strict=True)
                    if np.isfinite(b) and not np.isfinite(a))  # fmt: skip
        added = {n: float(a - b) for (n, _, _), b, a in zip(ends, before, after, strict=True)
                 if np.isfinite(a)}  # fmt: skip
        found.append(GatewayLoss(gateway, users, cut, added))
    return sorted(
        found, key=lambda loss: (-len(loss.cut_off), -loss.mean_added, loss.gateway.place)
    )


def _values(model: Model, arcs: Floats, ends: Iterable[tuple[str, str, Endpoint]]) -> Floats:
    """Give what the best way to the sea takes from each province."""
    network = model.network
    ends = list(ends)
    try:
        quays = open_quays(network, arcs)
    except NoRouteError:
        return np.full(len(ends), np.inf)
    reverse = _turned(arcs, network.edges)
    reached = tree(network, reverse, [(node, 0.0) for node, _ in quays]).distance
    found = [
        min(reached[node] + rest for node, rest in entries(network, end, reverse, out=False))
        for _, _, end in ends
    ]
    return np.array(found)


def _turned(arcs: Floats, edges: int) -> Floats:
    """Swap the weights of both directions."""
    return np.concatenate([arcs[edges:], arcs[:edges]])
