"""Ships that pass a port do not call there: what closing it does, and what alternatives do."""

import itertools

import numpy as np
import pytest

from routing.network.closures import Closure
from routing.network.network import SEA
from routing.paths.query import Query
from routing.paths.search import tree

PAIRS = (
    ("Kabul", "Shanghai"), ("PK-KHI", "IN-PAV"), ("Kabul", "OM-DQM"), ("PK-KHI", "AE-JEA"),
    ("Kabul", "NL-RTM"), ("Herat", "TR-MER"), ("IR-BKM", "IN-KOC"), ("Mashhad", "AE-FJR"),
    ("IR-ZBR-SK", "IN-MDV"), ("Kandahar", "Mumbai"), ("Shanghai", "TR-MER"), ("Kabul", "AZ-BAK"),
)  # fmt: skip


def ports(model):
    return [gateway for gateway in model.network.gateways if gateway.kind == "port"]


def called(route):
    return {*route.places, route.origin.place, route.destination.place}


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
@pytest.mark.parametrize("objective", ["cheapest", "fastest"])
def test_closing_a_port_that_no_route_calls_at_changes_nothing(
    model, origin, destination, objective
):
    found = model.route(origin, destination, Query(objective))
    for gateway in ports(model):
        if gateway.place in called(found):
            continue
        again = model.route(origin, destination, Query(objective, (Closure(gateway.place),)))
        assert (again.cost_usd, again.edges) == (found.cost_usd, found.edges), gateway.place
        assert np.array_equal(again.line, found.line), gateway.place


@pytest.mark.parametrize("modes", [frozenset(), frozenset({"sea"})])
def test_a_closed_port_stops_every_ship_that_calls_there(model, modes):
    for gateway in ports(model):
        query = Query(closures=(Closure(gateway.place, modes),), modes=frozenset({"sea"}))
        far = "IN-KOC" if gateway.place != "IN-KOC" else "LK-CMB"
        for ends in ((gateway.place, far), (far, gateway.place)):
            with pytest.raises(ValueError, match="no route"):
                model.route(*ends, query)


def test_every_quay_hangs_on_the_sea_by_its_call_alone(model):
    network = model.network
    wet = network.mode == SEA
    for gateway in ports(model):
        (call,) = np.flatnonzero(wet & ((network.u == gateway.a) | (network.v == gateway.a)))
        assert network.gateway[call] == gateway.number
        assert network.km[call] == 0


def sea_km(model, one, two):
    network = model.network
    arcs = np.full(2 * network.edges, np.inf)
    wet = np.flatnonzero(network.mode == SEA)
    arcs[wet], arcs[wet + network.edges] = network.km[wet], network.km[wet]
    return tree(network, np.maximum(arcs, 1e-6), [(one, 0.0)]).distance[two]


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
def test_no_alternative_runs_into_a_quay_at_which_it_does_not_call(model, origin, destination):
    named = {gateway.name: gateway for gateway in ports(model)}
    for route in model.routes(origin, destination, Query(), number=4):
        for leg in route.legs:
            if leg.mode != "sea":
                continue
            ends = [named[name] for name in (leg.origin, leg.destination)]
            assert leg.length_km == pytest.approx(sea_km(model, *(end.a for end in ends)))
            for gateway in set(named.values()) - set(ends):
                assert not (leg.line == (round(gateway.lon, 5), round(gateway.lat, 5))).all(1).any()


def test_routes_by_sea_between_two_ports_do_not_differ_by_ports_that_they_pass(model):
    found = model.routes("PK-KHI", "AE-JEA", number=4)
    for one, two in itertools.combinations(found, 2):
        assert one.places != two.places
