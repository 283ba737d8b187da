"""Random closures: thousands of them on the whole network, each route held against what is closed.

``python -m bench.closures [number]``; ``make soak`` runs it with ten thousand.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import shapely

from routing.errors import NoRouteError
from routing.model import Model
from routing.network.closures import Closure
from routing.network.network import GATEWAY, HORMUZ, Gateway, Network
from routing.paths.query import Query
from routing.paths.routes import Route

NUMBER = 10_000
TOWNS = ("Kabul", "Karachi", "Herat", "Kandahar", "Mazar-i-Sharif", "Mashhad", "Peshawar", "Tashkent",
         "Dushanbe", "IN-BOM", "AE-JEA", "IR-BND", "CN-SGH", "the sea")  # fmt: skip
STRAIT = shapely.LineString([(56.30, 26.00), (56.40, 26.30), (57.12, 26.62)])
"""From the tip of Musandam over to Iran."""
_DAY = date(2025, 11, 15)


@dataclass(frozen=True)
class Trial:
    """What came of it.

    Parameters
    ----------
    asked, answered
        Questions, and those that had a route.
    faults
        A sentence for each route that passes what is closed.
    """

    asked: int
    answered: int
    faults: list[str]


def try_closures(model: Model, number: int, *, seed: int, heeded: bool = True) -> Trial:
    """Ask for routes under random closures, and look at each arc of each route.

    Parameters
    ----------
    heeded
        False to keep the closures from the search, so that the trial itself can be tried.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    places = [*sorted(model.network.by_place), HORMUZ]
    answered, faults = 0, []
    for _ in range(number):
        origin, destination = chance.sample(TOWNS, 2)
        closures = tuple(_closure(chance, places) for _ in range(chance.randint(1, 14)))
        day = chance.choice([None, _DAY])
        query = Query(
            chance.choice(["generalised", "cheapest", "fastest"]),
            closures,
            day,
            chance.choice(["transit", "bilateral"]),
        )
        try:
            route = model.route(
                origin, destination, query if heeded else replace(query, closures=())
            )
        except NoRouteError:
            continue
        answered += 1
        faults += [
            f"{origin} to {destination}: {text}" for text in passed(model.network, route, query)
        ]
    return Trial(number, answered, faults)


def _closure(chance: random.Random, places: Sequence[str]) -> Closure:
    start = chance.choice([None, _DAY, _DAY - timedelta(days=9), _DAY + timedelta(days=9)])
    end = chance.choice([None, None, start + timedelta(days=5)]) if start else None
    return Closure(
        chance.choice(places),
        chance.choice(
            [frozenset(), frozenset(), frozenset({"sea"}), frozenset({"road"}), frozenset({"rail"})]
        ),
        chance.choice(["all", "all", "trucks", "transit", "bilateral"]),
        chance.choice(["both", "both", "forward", "reverse"]),
        start,
        end,
        lorries_a_day=chance.choice([None, None, None, 100.0]),
    )


def passed(network: Network, route: Route, query: Query) -> list[str]:
    """Name what is closed and is passed, read from the legs and lines alone and not from the search."""
    found = []
    for one in query.closures:
        if not one.holds(query.day) or one.partial:
            continue
        if one.place == HORMUZ:
            lanes = [leg.line for leg in route.legs if leg.mode == "sea"]
            over = any(shapely.intersects(shapely.LineString(line), STRAIT) for line in lanes)
            if over and one.stops("sea", query.cargo):
                found.append("a lane over the closed strait")
            continue
        found += [
            f"{gateway.key} is closed ({one.modes or 'all'}, {one.cargo}, {one.direction})"
            for gateway in network.by_place.get(one.place, ())
            if _passes(network, route, gateway, one, query.cargo)
        ]
    return found


def _passes(network: Network, route: Route, gateway: Gateway, one: Closure, cargo: str) -> bool:
    """Tell whether a route passes a crossing, or a port by land or by ship, that a closure stops."""
    used = [
        (int(network.mode[edge]) == GATEWAY, back)
        for edge, back in zip(route.edges, route.backward, strict=True)
        if int(network.gateway[edge]) == gateway.number
    ]
    if gateway.kind == "port":
        return any(one.stops("road" if by_land else "sea", cargo) for by_land, _ in used)
    if not one.stops(gateway.mode, cargo):
        return False
    return any(one.direction in ("both", "reverse" if back else "forward") for _, back in used)


def main(arguments: Sequence[str]) -> int:
    """Try, and say what came of it; 1 if a route passed what is closed."""
    number = int(arguments[0]) if arguments else NUMBER
    began = time.perf_counter()
    found = try_closures(Model.load(), number, seed=1)
    for text in found.faults[:20]:
        print(text)
    took = time.perf_counter() - began
    print(
        f"{found.asked:,} random closures, {found.answered:,} routes, {len(found.faults)} faults, {took:.0f} s"
    )
    return int(bool(found.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
