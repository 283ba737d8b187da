"""The routing part: loads, closures and corridors, beside networkx on the same graph in the same run."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from bench.table import Row
from routing.analysis.corridors import compare_corridors
from routing.analysis.criticality import gateway_criticality, provinces_to_sea
from routing.analysis.isochrones import isochrones
from routing.analysis.routes_by_day import routes_by_day
from routing.errors import NoRouteError
from routing.model import Model
from routing.network.closures import Closure, closed_arcs
from routing.paths.alternatives import alternatives
from routing.paths.query import Query, shortest_route
from routing.paths.search import Endpoint

TOWNS = ("Kabul", "Karachi", "Herat", "Kandahar", "Mazar-i-Sharif", "Chabahar", "Bandar Abbas",
         "Peshawar", "Quetta", "Mashhad", "Termez", "Dushanbe", "Tehran", "Lahore")  # fmt: skip
NOTES = """\
Median (smallest–largest). Each question closes three crossings or ports of its own and asks the
cheapest way between two towns; networkx holds the same edges in a MultiGraph, answers with its
bidirectional Dijkstra and passes the closed edges over by its weight function. The lengths of both
answers are compared; a difference ends the run. The cold load is a process of its own, with the
Network, its prices and its arcs.
"""
_COLD = """
import time
began = time.perf_counter()
from routing.model import Model
Model.load().network.arcs
took = time.perf_counter() - began
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


def routing_rows(*, quick: bool) -> list[Row]:
    """Measure everything.

    Raises
    ------
    RuntimeError
        If networkx finds another length than this app.
    """
    runs = 3 if quick else 10
    loads = [_cold() for _ in range(runs)]
    model = Model.load()
    model.network.roads  # noqa: B018 (built once, when first needed)
    ours, theirs = _questions(model, 6 if quick else 30)
    compare_corridors(model)
    kabul, karachi = model.gazetteer.end("Kabul"), model.gazetteer.end("Karachi")
    return [
        Row("routing: cold load of the network", "s", [one for one, _ in loads], (), 1, digits=2),
        Row("routing: memory of a process that has loaded it", "MB", [mb for _, mb in loads], (), 150),
        Row("routing: the route after a closure", "ms", ours, theirs, 50, digits=1),
        Row("routing: all corridors compared", "ms",
            [_timed(lambda: compare_corridors(model)) for _ in range(runs)], (), 500),
        Row("routing: the best route and three alternatives", "ms",
            [_timed(lambda: alternatives(model.network, model.price, kabul, karachi))
             for _ in range(runs)], ()),
        *_analyses(model, runs),
        Row("routing: a second question by the line (--batch)", "ms", _batch(runs), (), 50),
    ]  # fmt: skip


def _analyses(model: Model, runs: int) -> list[Row]:
    """Measure the questions over many routes."""
    day = date(2025, 11, 15)
    query = model.query(closures=model.closures(day), day=day)
    kabul = model.gazetteer.end("Kabul")
    span = (date(2021, 1, 1), date(2026, 10, 1))
    works: dict[str, tuple[Callable[[], Any], float]] = {
        "provinces": (lambda: provinces_to_sea(model, query), 150),
        "losses": (lambda: gateway_criticality(model, query), 160),
        "reach in four bands": (
            lambda: isochrones(model.network, model.price, kabul, query=query).as_geojson(
                [24, 48, 96, 168]
            ),
            340,
        ),
        "timeline of 2021 to 2026": (
            lambda: routes_by_day(model, "Kabul", "Karachi", *span, query=query), 620,
        ),
    }  # fmt: skip
    found = []
    for name, (work, budget) in works.items():
        work()  # what is kept for every later question is kept by the first
        found.append(Row(f"routing: {name}", "ms", [_timed(work) for _ in range(runs)], (), budget))
    return found


def _batch(runs: int) -> list[float]:
    """Ask one process question after question; the first is left out."""
    command = [sys.executable, "-m", "routing", "--batch"]
    asked = [{"from": "Kabul", "to": to, "on": "2025-11-15"} for to in ("Karachi", *TOWNS[2:])]
    found = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None  # noqa: S101 (asked for above)
        assert process.stdout is not None  # noqa: S101 (asked for above)
        for line in [*asked[:2], *(asked[1:] * runs)[:runs]]:
            began = time.perf_counter()
            process.stdin.write(json.dumps(line) + "\n")
            process.stdin.flush()
            process.stdout.readline()
            found.append((time.perf_counter() - began) * 1000)
        process.stdin.close()
    return found[2:]


def _cold() -> tuple[float, float]:
    command = [sys.executable, "-c", _COLD]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, out.split())
    return seconds, megabytes


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _questions(model: Model, number: int) -> tuple[list[float], list[float]]:
    """Ask both engines the same questions in turn."""
    chance = random.Random(4)  # noqa: S311 (no secret)
    graph = networkx_graph(model)
    places = sorted(model.network.by_place)
    ends = {town: model.gazetteer.end(town) for town in TOWNS}
    ours, theirs = [], []
    for _ in range(number):
        one, two = chance.sample(TOWNS, 2)
        query = Query("cheapest", tuple(Closure(place) for place in chance.sample(places, 3)))
        lengths = []
        began = time.perf_counter()
        try:
            route = shortest_route(model.network, model.price, ends[one], ends[two], query)
            lengths.append(route.weight)
        except NoRouteError:
            lengths.append(np.inf)
        ours.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        lengths.append(networkx_weight(model, graph, ends[one], ends[two], query))
        theirs.append((time.perf_counter() - began) * 1000)
        if not np.isclose(lengths[0], lengths[1], rtol=1e-6):
            text = f"{one} to {two}: {lengths[0]} by this app, {lengths[1]} by networkx"
            raise RuntimeError(text)
    return ours, theirs


def networkx_graph(model: Model) -> Any:
    """Put the same edges, weighed for the cheapest route, into a networkx graph."""
    import networkx as nx

    network = model.network
    both = Query("cheapest").arcs(network, model.price)[: network.edges]
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(network.nodes))
    graph.add_edges_from(
        (u, v, number, {"usd": usd})
        for number, (u, v, usd) in enumerate(
            zip(network.u.tolist(), network.v.tolist(), both.tolist(), strict=True)
        )
    )
    return graph


def networkx_weight(model: Model, graph: Any, one: Endpoint, two: Endpoint, query: Query) -> float:
    """Find the weight of the best route with networkx, between points on edges."""
    import networkx as nx

    network = model.network
    arcs = closed_arcs(network, query.closures)
    shut = set((arcs % network.edges).tolist())

    def weight(_u: int, _v: int, parallel: dict[int, dict[str, float]]) -> float | None:
        open_ones = [data["usd"] for number, data in parallel.items() if number not in shut]
        return min(open_ones, default=None)

    best = np.inf
    ends = [_sides(model, graph, end) for end in (one, two)]
    graph.add_node("from")
    graph.add_node("to")
    for name, sides in zip(("from", "to"), ends, strict=True):
        for number, (node, usd) in enumerate(sides):
            graph.add_edge(name, node, -1 - number, usd=usd)
    with contextlib.suppress(nx.NetworkXNoPath):
        best, _ = nx.bidirectional_dijkstra(graph, "from", "to", weight=weight)
    graph.remove_node("from")
    graph.remove_node("to")
    return float(best)


def _sides(model: Model, graph: Any, end: Endpoint) -> list[tuple[int, float]]:
    if end.nodes:
        return [(node, 0.0) for node in end.nodes]
    u, v = int(model.network.u[end.edge]), int(model.network.v[end.edge])
    usd = graph.edges[u, v, end.edge]["usd"]
    return [(u, end.share * usd), (v, (1 - end.share) * usd)]
