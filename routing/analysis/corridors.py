"""Corridors: the published corridors on the Network on a day, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from catalog.atlas.routing_tables import read_built
from routing.errors import UnknownPlaceError
from routing.network.closures import Closure, closed_arcs
from routing.paths.query import Query
from routing.paths.routes import Route
from routing.paths.search import Endpoint, shortest

if TYPE_CHECKING:
    from routing.model import Model

WAYPOINTS = "edits/corridor_waypoints.csv"


@dataclass(frozen=True)
class Corridor:
    """A corridor's main line as the catalog traces it.

    Parameters
    ----------
    key, name
        As in the table of corridors.
    origin, destination
        Names, canonical ids or ``lon,lat``.
    gateways
        Canonical ids of the crossings and ports that it passes.
    built
        Whether all of it is.
    mode
        rail if it goes by rail alone, else road.
    """

    key: str
    name: str
    origin: str
    destination: str
    gateways: tuple[str, ...]
    built: bool
    mode: str


@dataclass(frozen=True)
class CorridorRoute:
    """A corridor beside its way on the Network.

    Parameters
    ----------
    corridor
        What was asked.
    route
        The best way through its gates and no others; None if there is none.
    why
        Why there is none, or that no ship reaches its port.
    """

    corridor: Corridor
    route: Route | None
    why: str = ""


@lru_cache(maxsize=4)
def read_corridors(geo: Path) -> tuple[Corridor, ...]:
    """Read the corridors from the tables of corridors and of their waypoints."""
    points: dict[str, list[dict[str, str]]] = {}
    for row in read_built(geo, WAYPOINTS):
        if row["branch"] == "":
            points.setdefault(row["corridor"], []).append(dict(row))
    found = []
    for row in read_built(geo, "facts/corridors.csv"):
        line = points.get(row["corridor_id"], [])
        if len(line) < 2:
            continue
        modes = {point["mode"] for point in line[1:]}
        gateways = tuple(dict.fromkeys(point["place"] for point in line if point["place"]))
        built = all(point["built"] != "no" for point in line)
        found.append(Corridor(row["corridor_id"], row["name"], _end(line[0]), _end(line[-1]), gateways,
                              built, "rail" if modes == {"rail"} else "road"))  # fmt: skip
    return tuple(found)


def _end(point: dict[str, str]) -> str:
    if point["place"]:
        return point["place"]
    return f"{point['lon']},{point['lat']}" if point["lon"] else point["town"]


def compare_corridors(model: Model, query: Query | None = None) -> list[CorridorRoute]:
    """Find the way of every corridor through its own gates, on the day and under the closures."""
    query = query or Query()
    network = model.network
    found = []
    for corridor in read_corridors(model.geo):
        if not corridor.built:
            found.append(CorridorRoute(corridor, None, "not built"))
            continue
        try:
            ends = [
                model.gazetteer.end(name, mode=corridor.mode)
                for name in (corridor.origin, corridor.destination)
            ]
        except UnknownPlaceError as error:
            found.append(CorridorRoute(corridor, None, f"beyond the network: {error}"))
            continue
        others = set(network.by_place) - set(corridor.gateways)
        asked = query.between(*ends)
        arcs = asked.arcs(network, model.price)
        arcs[_closed(model, frozenset(others))] = np.inf
        path = shortest(network, arcs, *ends)
        if path is None:
            found.append(CorridorRoute(corridor, None, _why(model, corridor, ends, query)))
            continue
        route = asked.route(network, model.price, path, *ends)
        found.append(CorridorRoute(corridor, route, _dry(corridor, query)))
    return found


def _dry(corridor: Corridor, query: Query) -> str:
    """Say that ships are kept from a corridor's port, which the way by land does not show."""
    dry = {one.place for one in query.closures if one.holds(query.day) and one.modes == {"sea"}}
    shut = [place for place in corridor.gateways if place in dry]
    return f"no ship reaches {', '.join(shut)}" if shut else ""


def _closed(model: Model, places: frozenset[str]) -> npt.NDArray[np.int64]:
    return closed_arcs(model.network, [Closure(place) for place in sorted(places)])


def _why(model: Model, corridor: Corridor, ends: list[Endpoint], query: Query) -> str:
    shut = sorted(
        {one.place for one in query.closures if one.holds(query.day)} & set(corridor.gateways)
    )
    if shut:
        return f"closed: {', '.join(shut)}"
    lacking = [place for place in corridor.gateways if place not in model.network.by_place]
    if lacking:
        return f"the network lacks {', '.join(lacking)}"
    return f"no route from {ends[0].name} to {ends[1].name} through its crossings and ports alone"
