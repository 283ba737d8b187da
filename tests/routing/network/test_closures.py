"""Which arcs a closure stops, on the picture of tests/routing/pictures.py."""

from dataclasses import replace
from datetime import date

import pytest

from routing.network.closures import TRADES, Closure, closed_arcs, without
from routing.network.network import HORMUZ
from tests.routing.pictures import EDGES, GATEWAYS, picture

EAST, QUAY, FAR = "XG-EAST", "P-QUAY", "P-FAR"
ACROSS, PORT, SHIPS = 4, 9, 10
"""Edges of the picture: over the border at EAST, into QUAY from land, and from it to sea."""
N = len(EDGES)
OCTOBER, NOVEMBER = date(2025, 10, 12), date(2025, 11, 1)


def arcs(*closures, edges=EDGES, gateways=GATEWAYS, **options):
    return set(closed_arcs(picture(edges, gateways), closures, **options).tolist())


def both(*edges):
    return {arc for edge in edges for arc in (edge, edge + N)}


def test_a_closed_crossing_is_closed_in_both_directions():
    assert arcs(Closure(EAST)) == both(ACROSS)


def test_a_direction_is_told_from_the_first_country_however_the_edge_is_drawn():
    assert arcs(Closure(EAST, direction="forward")) == {ACROSS}
    assert arcs(Closure(EAST, direction="reverse")) == {ACROSS + N}
    turned = tuple((7, 3, *rest) if (u, v) == (3, 7) else (u, v, *rest) for u, v, *rest in EDGES)
    assert arcs(Closure(EAST, direction="forward"), edges=turned) == {ACROSS + N}
    assert arcs(Closure(EAST, direction="reverse"), edges=turned) == {ACROSS}


def test_the_first_edge_of_all_has_a_reverse_too():
    first = ((7, 3, *EDGES[ACROSS][2:]), *EDGES[:ACROSS], *EDGES[ACROSS + 1 :])
    assert arcs(Closure(EAST, direction="forward"), edges=first) == {N}
    assert arcs(Closure(EAST, direction="reverse"), edges=first) == {0}


def test_a_port_closed_to_ships_is_open_on_its_land_side_and_the_reverse():
    assert arcs(Closure(QUAY, frozenset({"sea"}))) == both(SHIPS)
    assert arcs(Closure(QUAY, frozenset({"road"}))) == both(PORT)
    assert arcs(Closure(QUAY)) == both(PORT, SHIPS)


def test_a_closed_strait_stops_ships_alone():
    edges = tuple((*e[:4], 1) if e[:2] in {(12, 16), (16, 13)} else e for e in EDGES)
    assert arcs(Closure(HORMUZ), edges=edges) == both(11, 12)
    assert arcs(Closure(HORMUZ, frozenset({"sea"})), edges=edges) == both(11, 12)
    assert arcs(Closure(HORMUZ, frozenset({"road"})), edges=edges) == set()
    assert arcs(Closure(HORMUZ), Closure(EAST), edges=edges) == both(ACROSS, 11, 12)


def test_trucks_are_stopped_on_the_road_and_not_on_rails():
    rail = tuple(replace(one, mode="rail") if one.place == EAST else one for one in GATEWAYS)
    assert arcs(Closure(EAST, cargo="trucks")) == both(ACROSS)
    assert arcs(Closure(EAST, cargo="trucks"), gateways=rail) == set()
    assert arcs(Closure(EAST, cargo="all"), gateways=rail) == both(ACROSS)


@pytest.mark.parametrize("trade", TRADES)
def test_a_closure_to_one_trade_lets_the_other_pass(trade):
    (other,) = set(TRADES) - {trade}
    assert arcs(Closure(EAST, cargo=trade), cargo=trade) == both(ACROSS)
    assert arcs(Closure(EAST, cargo=trade), cargo=other) == set()


def test_what_passes_is_transit_unless_it_is_said():
    assert TRADES == ("transit", "bilateral")
    assert arcs(Closure(EAST, cargo="transit")) == both(ACROSS)
    assert arcs(Closure(EAST, cargo="bilateral")) == set()


@pytest.mark.parametrize(
    ("start", "end", "in_force"),
    [
        (None, None, True),
        (OCTOBER, None, True),
        (NOVEMBER, None, False),
        (None, NOVEMBER, True),
        (None, OCTOBER, False),
        (OCTOBER, NOVEMBER, True),
    ],
)
def test_a_closure_holds_from_its_first_day_to_before_its_end(start, end, in_force):
    closure = Closure(EAST, start=start, end=end)
    assert closure.holds(OCTOBER) is in_force
    assert closure.holds(None) is True
    assert arcs(closure, Closure(QUAY), day=OCTOBER) == both(PORT, SHIPS) | (
        both(ACROSS) if in_force else set()
    )


def test_whether_a_mode_is_stopped_is_yes_or_no():
    assert Closure(QUAY, frozenset({"sea"})).stops("road", "transit") is False
    assert Closure(EAST, cargo="trucks").stops("road", "transit") is True
    assert Closure(EAST, cargo="trucks").stops("rail", "transit") is False


@pytest.mark.parametrize("some", [{"lorries_a_day": 200.0}, {"hours_a_day": 6.0}])
def test_a_crossing_that_some_still_pass_is_not_closed(some):
    assert Closure(EAST, **some).partial is True
    assert arcs(Closure(EAST, **some), Closure(QUAY)) == both(PORT, SHIPS)
    assert Closure(EAST).partial is False


def test_a_ban_stops_the_goods_of_its_country_alone():
    ban = Closure(EAST, bound="IND")
    assert arcs(ban, ends=("PAK", "IND")) == both(ACROSS)
    assert arcs(ban, ends=("PAK", "AFG")) == set()
    assert arcs(ban, Closure(QUAY)) == both(PORT, SHIPS)
    assert ban.meant_for(("IND",)) is True


def test_a_place_that_is_not_on_the_network_stops_nothing():
    assert arcs(Closure("XG-NOWHERE")) == set()
    assert arcs() == set()


def test_a_closure_says_that_it_is_a_what_if_unless_it_has_a_cause():
    assert (Closure(EAST).cause, Closure(EAST).source) == ("what-if", "")
    assert {Closure(EAST)} == {Closure(EAST)}


def test_what_is_reopened_is_left_out():
    some = (Closure(EAST), Closure(QUAY), Closure(FAR, cargo="trucks"))
    assert without(some, {QUAY}) == (Closure(EAST), Closure(FAR, cargo="trucks"))
    assert without(iter(some), ()) == some
