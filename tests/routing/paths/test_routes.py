import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.costs.tariff import OBJECTIVES, weights
from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.paths.alternatives import alternatives, overlap, samples
from routing.paths.query import Query, shortest_route
from routing.paths.search import Endpoint, arc_weights, entries
from tests.routing.pictures import KM, at, picture, priced

NETWORK = picture()
PRICE = priced(NETWORK)
WEST, EAST, QUAY, FAR, MID = "XG-WEST", "XG-EAST", "P-QUAY", "P-FAR", "P-MID"
PLACES = (WEST, EAST, QUAY, FAR, MID)
NODES = (0, 1, 4, 5)


def route(origin, destination, *closed, objective="cheapest", network=NETWORK, **options):
    closures = tuple(Closure(one) if isinstance(one, str) else one for one in closed)
    query = Query(objective, closures, **options)
    ends = at(origin, network), at(destination, network)
    return shortest_route(network, priced(network), *ends, query)


def test_the_nearer_gateway_is_taken():
    assert route(1, 5).places == (EAST,)
    assert route(0, 4).places == (WEST,)


def test_closing_the_gateway_sends_the_route_round():
    found = route(1, 5, EAST)
    assert found.places == (WEST,)
    assert found.length_km == pytest.approx(5 * KM, rel=1e-5)


def test_with_all_gateways_closed_there_is_no_route_and_the_message_names_them():
    with pytest.raises(NoRouteError, match=r"from node 0 to node 4; closed: XG-EAST, XG-WEST"):
        route(0, 4, EAST, WEST)


def test_a_no_route_error_is_a_value_error():
    assert issubclass(NoRouteError, ValueError)


def test_money_and_hours_add_up():
    found = route(1, 5)
    assert found.cost_usd.central == pytest.approx(KM + 20, rel=1e-5)
    assert found.time_h.central == pytest.approx(KM / 50 + 20, rel=1e-5)
    assert found.cost_usd.low == pytest.approx(KM / 2 + 10, rel=1e-5)
    assert found.cost_usd.high == pytest.approx(2 * KM + 40, rel=1e-5)


def test_legs_are_in_travel_order_and_part_at_the_gateways():
    assert [leg.mode for leg in route(1, 10).legs] == [
        "road", "crossing", "road", "port", "sea",
    ]  # fmt: skip


def test_the_lines_of_the_legs_meet():
    legs = route(1, 10).legs
    for before, after in itertools.pairwise(legs):
        assert before.line[-1] == pytest.approx(after.line[0])


def test_a_port_closed_to_ships_is_still_reached_by_land():
    shut = Closure(QUAY, frozenset({"sea"}))
    assert route(1, 9, shut).places == (EAST, QUAY)
    with pytest.raises(NoRouteError, match="P-QUAY"):
        route(1, 10, shut)


def test_a_closed_port_does_not_stop_ships_that_pass_it():
    open_route = route(1, 10)
    assert route(1, 10, MID).edges == open_route.edges
    assert [leg.mode for leg in open_route.legs].count("sea") == 1
    assert min(lat for _, lat in open_route.legs[-1].line) == -1


@pytest.mark.parametrize("modes", [frozenset(), frozenset({"sea"})])
def test_a_closed_port_stops_ships_that_call_there(modes):
    assert route(1, 14).places == (EAST, QUAY)
    with pytest.raises(NoRouteError, match="P-MID"):
        route(1, 14, Closure(MID, modes))


def test_a_closure_in_one_direction_leaves_the_other_open():
    out = Closure(EAST, direction="forward")
    assert route(1, 5, out).places == (WEST,)
    assert route(5, 1, out).places == (EAST,)


def test_a_closure_holds_on_its_days_alone():
    shut = Closure(EAST, start=date(2025, 10, 12), end=date(2025, 11, 1))
    assert route(1, 5, shut, day=date(2025, 10, 12)).places == (WEST,)
    assert route(1, 5, shut, day=date(2025, 11, 1)).places == (EAST,)


def test_a_closure_to_transit_lets_bilateral_trade_pass():
    shut = Closure(EAST, cargo="transit")
    assert route(1, 5, shut).places == (WEST,)
    assert route(1, 5, shut, cargo="bilateral").places == (EAST,)


def test_fewest_borders_counts_borders_first():
    assert len(route(0, 1, objective="fewest-borders").crossings) == 0


def test_the_safest_route_goes_round_the_incidents():
    incidents_per_edge = np.zeros(NETWORK.edges)
    incidents_per_edge[[2, 4, 6]] = 50
    found = route(1, 5, objective="safest", incidents_per_edge=incidents_per_edge)
    assert found.places == (WEST,)
    with pytest.raises(ValueError, match="needs the incidents"):
        route(1, 5, objective="safest")


def test_each_incident_near_makes_a_kilometre_count_a_fifth_more_for_the_safest_route():
    near = np.zeros(NETWORK.edges)
    near[[2, 5]] = 1, 5
    times = weights(NETWORK, PRICE, "safest", incidents_per_edge=near)[: NETWORK.edges] / NETWORK.km
    assert times[[1, 2, 5]] == pytest.approx([1, 1.2, 2])


def test_a_point_on_a_road_of_one_direction_is_reached_and_left_by_that_direction():
    arcs = arc_weights(weights(NETWORK, PRICE, "shortest"), np.array([NETWORK.edges + 7]))
    middle = Endpoint("middle", 1, 0, edge=7, share=0.25)  # from 4 to 5 alone
    reached = dict(entries(NETWORK, middle, arcs, out=False))
    left = dict(entries(NETWORK, middle, arcs, out=True))
    assert reached == {4: pytest.approx(KM / 2, rel=1e-5), 5: np.inf}
    assert left == {4: np.inf, 5: pytest.approx(KM * 1.5, rel=1e-5)}


def test_an_unknown_objective_is_refused():
    with pytest.raises(ValueError, match="is none of generalised, cheapest"):
        route(1, 5, objective="prettiest")


def test_a_route_within_one_edge_is_the_piece_between():
    here = at(0, NETWORK)
    there = type(here)("middle", 1, 1, edge=here.edge, share=0.25)
    found = shortest_route(NETWORK, PRICE, here, there, Query("shortest"))
    assert found.length_km == pytest.approx(KM / 2, rel=1e-5)
    assert found.legs[0].line[-1] == pytest.approx((0.5, 1))
    back = shortest_route(NETWORK, PRICE, there, here, Query("shortest"))
    assert back.legs[0].line[0] == pytest.approx((0.5, 1))


def test_alternatives_pass_other_gateways():
    found = alternatives(NETWORK, PRICE, at(1, NETWORK), at(5, NETWORK), number=3)
    assert [one.places for one in found] == [(EAST,), (WEST,)]


def test_the_overlap_of_a_line_with_itself_is_whole():
    line = samples(np.array([(0.0, 0.0), (3.0, 0.0)]))
    far = samples(np.array([(0.0, 2.0), (3.0, 2.0)]))
    assert overlap(line, line) == 1.0
    assert overlap(line, far) == 0.0


def test_the_json_has_its_keys():
    told = route(1, 10).as_dict()
    assert {
        "length_km",
        "time_h",
        "cost_usd",
        "legs",
        "crossings",
        "assumptions",
        "sources",
    } <= set(told)
    assert set(told["cost_usd"]) == {"low", "central", "high"}
    assert told["legs"][0]["geometry"]["type"] == "LineString"


closures = st.lists(
    st.builds(
        Closure,
        place=st.sampled_from(PLACES),
        modes=st.sampled_from([frozenset(), frozenset({"sea"}), frozenset({"road"})]),
        cargo=st.sampled_from(["trucks", "transit", "all"]),
        direction=st.sampled_from(["both", "forward", "reverse"]),
    ),
    max_size=4,
)
queries = st.tuples(
    st.sampled_from(NODES), st.sampled_from((*NODES, 10, 14)),
    st.sampled_from([o for o in OBJECTIVES if o != "safest"]), closures,
)  # fmt: skip


def weight(origin, destination, objective, shut, network=NETWORK):
    try:
        return route(origin, destination, *shut, objective=objective, network=network).weight
    except NoRouteError:
        return np.inf


@settings(deadline=None)
@given(queries, closures)
def test_closing_never_makes_the_best_route_better(query, more):
    origin, destination, objective, shut = query
    before = weight(origin, destination, objective, shut)
    assert weight(origin, destination, objective, [*shut, *more]) >= before - 1e-9


@settings(deadline=None)
@given(queries)
def test_reopening_restores_the_route_exactly(query):
    origin, destination, objective, shut = query
    before = weight(origin, destination, objective, [])
    weight(origin, destination, objective, shut)
    assert weight(origin, destination, objective, []) == before


@settings(deadline=None)
@given(queries, st.sampled_from(PLACES))
def test_closing_what_is_not_used_changes_nothing(query, place):
    origin, destination, objective, _ = query
    found = route(origin, destination, objective=objective)
    if place not in (*found.places, found.destination.place):
        again = route(origin, destination, place, objective=objective)
        assert (again.weight, again.edges) == (found.weight, found.edges)


@settings(deadline=None)
@given(queries)
def test_a_network_is_unchanged_by_any_query(query):
    network = picture()
    arrays = ("u", "v", "km", "mode", "cls", "country", "gateway", "offset", "xy")
    before = {name: getattr(network, name).copy() for name in arrays}
    origin, destination, objective, shut = query
    weight(origin, destination, objective, shut, network)
    for name, array in before.items():
        assert (getattr(network, name) == array).all()
        with pytest.raises(ValueError, match="read-only"):
            getattr(network, name)[0] = 0


@settings(deadline=None)
@given(st.sampled_from(NODES), st.sampled_from(NODES), st.lists(st.sampled_from(PLACES)))
def test_there_and_back_cost_the_same(one, two, shut):
    there = weight(one, two, "cheapest", [Closure(place) for place in shut])
    back = weight(two, one, "cheapest", [Closure(place) for place in shut])
    assert there == pytest.approx(back)


@settings(deadline=None)
@given(queries)
def test_alternatives_pass_no_edge_twice(query):
    origin, destination, objective, shut = query
    ends = at(origin, NETWORK), at(destination, NETWORK)
    try:
        found = alternatives(NETWORK, PRICE, *ends, Query(objective, tuple(shut)))
    except NoRouteError:
        return
    assert [one.weight for one in found] == sorted(one.weight for one in found)
    for one in found:
        assert len(set(one.edges)) == len(one.edges)
