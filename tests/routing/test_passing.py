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
    return [gate for gate in model.network.gates if gate.kind == "port"]


def called(route):
    return {*route.places, route.origin.place, route.destination.place}


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
@pytest.mark.parametrize("objective", ["cheapest", "fastest"])
def test_closing_a_port_that_no_way_calls_at_changes_nothing(model, origin, destination, objective):
    found = model.route(origin, destination, Query(objective))
    for gate in ports(model):
        if gate.place in called(found):
            continue
        again = model.route(origin, destination, Query(objective, (Closure(gate.place),)))
        assert (again.cost_usd, again.edges) == (found.cost_usd, found.edges), gate.place
        assert np.array_equal(again.line, found.line), gate.place


@pytest.mark.parametrize("modes", [frozenset(), frozenset({"sea"})])
def test_a_closed_port_stops_every_ship_that_calls_there(model, modes):
    for gate in ports(model):
        query = Query(closures=(Closure(gate.place, modes),), modes=frozenset({"sea"}))
        far = "IN-KOC" if gate.place != "IN-KOC" else "LK-CMB"
        for ends in ((gate.place, far), (far, gate.place)):
            with pytest.raises(ValueError, match="no route"):
                model.route(*ends, query)


def test_every_quay_hangs_on_the_sea_by_its_call_alone(model):
    network = model.network
    wet = network.mode == SEA
    for gate in ports(model):
        (call,) = np.flatnonzero(wet & ((network.u == gate.a) | (network.v == gate.a)))
        assert network.gate[call] == gate.number
        assert network.km[call] == 0


def sea_km(model, one, two):
    network = model.network
    arcs = np.full(2 * network.edges, np.inf)
    wet = np.flatnonzero(network.mode == SEA)
    arcs[wet], arcs[wet + network.edges] = network.km[wet], network.km[wet]
    return tree(network, np.maximum(arcs, 1e-6), [(one, 0.0)]).distance[two]


@pytest.mark.parametrize(("origin", "destination"), PAIRS)
def test_no_alternative_runs_into_a_quay_at_which_it_does_not_call(model, origin, destination):
    named = {gate.name: gate for gate in ports(model)}
    for route in model.routes(origin, destination, Query(), number=4):
        for leg in route.legs:
            if leg.mode != "sea":
                continue
            ends = [named[name] for name in (leg.origin, leg.destination)]
            assert leg.length_km == pytest.approx(sea_km(model, *(end.a for end in ends)))
            for gate in set(named.values()) - set(ends):
                assert not (leg.line == (round(gate.lon, 5), round(gate.lat, 5))).all(1).any()


def test_ways_by_sea_between_two_ports_do_not_differ_by_ports_that_they_pass(model):
    found = model.routes("PK-KHI", "AE-JEA", number=4)
    for one, two in itertools.combinations(found, 2):
        assert one.places != two.places
