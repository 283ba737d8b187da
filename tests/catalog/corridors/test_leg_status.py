import pytest
import shapely

from catalog.corridors.leg_status import (
    PortRestriction,
    State,
    gateway_states,
    port_restrictions,
    states_of,
)
from catalog.corridors.tracing import Leg, Waypoint
from catalog.network.graph import TracedPath
from catalog.paths import SOURCES
from catalog.validity import holds, knows

PORT, GATEWAY, OTHER = "IR-BND", "XG-ISLAMQALA", "XG-MILAK"


def leg(start: str, end: str, *, gateway: str = "", branch: str = "", built: bool = True) -> Leg:
    one, two = (Waypoint(place, 0, 0, place) for place in (start, end))
    line = TracedPath(shapely.LineString([(0, 0), (1, 0)]), 111.0)
    return Leg(branch, "road", built, "network", "", one, two, gateway, line)


def state(start: str | None, end: str | None, kind: str, place: str = GATEWAY) -> State:
    text = f"{place}: {kind}"
    return {"valid_from": start, "valid_to": end, "kind": kind, "text": text, "place": place}


def spans(states: list[State]) -> list[tuple[str | None, str | None, str]]:
    return [(one["valid_from"], one["valid_to"], one["kind"]) for one in states]


# From the port to the gate, and from the gate to the town.
TO_GATEWAY, BEYOND = leg(PORT, GATEWAY), leg(GATEWAY, "", gateway=GATEWAY)
LEGS = [TO_GATEWAY, BEYOND]
BLOCKADE = PortRestriction(PORT, "2026-04-13", "2026-06-15", "closed", "Blockade", "no ships")


def test_without_a_gateway_nothing_is_known():
    lone = leg("", "")
    assert spans(states_of(lone, [lone], {}, ())) == [(None, None, "unknown")]


def test_what_is_not_built_is_planned_on_every_day():
    planned = leg(PORT, GATEWAY, built=False)
    states = states_of(planned, [planned], {GATEWAY: [state(None, None, "open")]}, (BLOCKADE,))
    assert spans(states) == [(None, None, "planned")]


@pytest.mark.parametrize("one", LEGS)
def test_a_gateway_decides_for_both_its_sides(one):
    gateways = {GATEWAY: [state(None, "2025-01-01", "open"), state("2025-01-01", None, "closed")]}
    assert spans(states_of(one, LEGS, gateways, ())) == [
        (None, "2025-01-01", "open"),
        ("2025-01-01", None, "closed"),
    ]


def test_a_leg_depends_on_the_gateway_at_its_end_not_on_the_first_of_the_branch():
    first, far = leg("", GATEWAY), leg(OTHER, "", gateway=OTHER)
    gateways = {GATEWAY: [state(None, None, "closed")], OTHER: [state(None, None, "open", OTHER)]}
    assert spans(states_of(far, [first, far], gateways, ())) == [(None, None, "open")]


def test_a_leg_between_depends_on_the_last_gateway_passed():
    legs = [leg("", GATEWAY), leg(GATEWAY, "a", gateway=GATEWAY), leg("a", "b", gateway=GATEWAY)]
    gateways = {GATEWAY: [state(None, None, "closed")]}
    assert spans(states_of(legs[-1], legs, gateways, ())) == [(None, None, "closed")]


def test_a_gateway_of_another_branch_decides_nothing():
    one, two = leg("", GATEWAY, branch="a"), leg("", "", branch="b")
    gateways = {GATEWAY: [state(None, None, "closed")]}
    assert spans(states_of(two, [one, two], gateways, ())) == [(None, None, "unknown")]


def test_a_blockade_closes_the_leg_at_the_port_for_its_time():
    gateways = {GATEWAY: [state(None, None, "open")]}
    states = states_of(TO_GATEWAY, LEGS, gateways, (BLOCKADE,))
    assert spans(states) == [
        (None, "2026-04-13", "open"),
        ("2026-04-13", "2026-06-15", "closed"),
        ("2026-06-15", None, "open"),
    ]
    assert (states[1]["place"], states[1]["text"]) == (PORT, "Blockade: no ships")


def test_beyond_the_gateway_a_blockade_of_the_port_leaves_the_route_by_land():
    gateways = {GATEWAY: [state(None, None, "open")]}
    states = states_of(BEYOND, LEGS, gateways, (BLOCKADE,))
    assert [one["kind"] for one in states] == ["open", "limited", "open"]
    assert "by land is not cut" in states[1]["text"]


def test_a_closed_gateway_stays_closed_during_a_blockade():
    gateways = {GATEWAY: [state(None, None, "closed")]}
    assert spans(states_of(BEYOND, LEGS, gateways, (BLOCKADE,))) == [(None, None, "closed")]


def test_a_corridor_by_another_port_does_not_feel_it():
    legs = [leg("PK-KHI", GATEWAY), BEYOND]
    gateways = {GATEWAY: [state(None, None, "open")]}
    for one in legs:
        assert spans(states_of(one, legs, gateways, (BLOCKADE,))) == [(None, None, "open")]


def test_a_gateway_that_shuts_in_the_middle_of_a_blockade():
    gateways = {GATEWAY: [state(None, "2026-05-01", "open"), state("2026-05-01", None, "closed")]}
    assert spans(states_of(BEYOND, LEGS, gateways, (BLOCKADE,))) == [
        (None, "2026-04-13", "open"),
        ("2026-04-13", "2026-05-01", "limited"),
        ("2026-05-01", None, "closed"),
    ]


def test_a_stop_of_transit_closes_the_leg_at_the_port_of_a_route_to_afghanistan_only():
    stop = PortRestriction(
        PORT, "2025-10-16", "2026-01-14", "limited", "Stop", "no transit", "transit"
    )
    gateways = {GATEWAY: [state(None, None, "open")]}
    assert [one["kind"] for one in states_of(TO_GATEWAY, LEGS, gateways, (stop,), {GATEWAY})] == [
        "open",
        "closed",
        "open",
    ]
    assert spans(states_of(BEYOND, LEGS, gateways, (stop,), {GATEWAY})) == [(None, None, "open")]
    assert spans(states_of(TO_GATEWAY, LEGS, gateways, (stop,), {OTHER})) == [(None, None, "open")]


def on(day: str, known: str | None = None) -> dict[str, tuple[str, str]]:
    """What keeps traffic from the ports on a day: kind and what is hindered, by port."""
    return {
        one.port: (one.kind, one.affects)
        for one in port_restrictions(SOURCES)
        if one.start <= day < one.end and (one.known(known) if known else one.known_to is None)
    }


def test_the_measures_are_those_of_the_ports_ledger():
    assert on("2026-04-01") == {
        "IR-BND": ("limited", "ships"), "AE-JEA": ("limited", "ships"),
        "SL-HORMUZ": ("closed", "ships"), "PK-KHI": ("limited", "transit"),
        "PK-BQM": ("limited", "transit"), "PK-GWD": ("limited", "transit"),
    }  # fmt: skip
    blockade = on("2026-05-01")
    for port in ("IR-BND", "IR-ZBR-SB", "IR-ZBR-SK", "IR-BKM"):
        assert blockade[port] == ("closed", "ships")
    assert "IR-ZBR-SB" not in on("2026-06-20")


def test_the_end_of_a_measure_is_not_known_before_it_is_reported():
    assert on("2026-06-20", known="2026-05-01")["IR-ZBR-SB"] == ("closed", "ships")


def test_a_gateway_that_lets_only_people_through_is_closed_to_trade():
    states = gateway_states(SOURCES)["XG-TORKHAM"]
    (on,) = [one for one in states if holds(one, "2025-11-15") and knows(one, None)]
    assert on["kind"] == "closed"
    assert "returnees only" in on["text"]


def test_a_leg_between_two_gateways_has_the_worse_status_of_both():
    legs = [leg("", GATEWAY), leg(GATEWAY, OTHER, gateway=GATEWAY), leg(OTHER, "", gateway=OTHER)]
    gateways = {
        GATEWAY: [state(None, None, "open")],
        OTHER: [
            state(None, "2025-01-01", "open", OTHER),
            state("2025-01-01", "2026-01-01", "closed", OTHER),
            state("2026-01-01", None, "unknown", OTHER),
        ],
    }
    assert spans(states_of(legs[1], legs, gateways, ())) == [
        (None, "2025-01-01", "open"),
        ("2025-01-01", "2026-01-01", "closed"),
        ("2026-01-01", None, "unknown"),
    ]
    assert spans(states_of(legs[0], legs, gateways, ())) == [(None, None, "open")]


def test_a_limit_at_sea_does_not_make_an_unknown_gateway_look_passable():
    gateways = {GATEWAY: [state(None, None, "unknown")]}
    limit = PortRestriction(PORT, "2026-04-13", "2026-06-15", "limited", "Cut back", "few ships")
    assert {one["kind"] for one in states_of(TO_GATEWAY, LEGS, gateways, (limit,))} == {"unknown"}
    assert "closed" in {one["kind"] for one in states_of(TO_GATEWAY, LEGS, gateways, (BLOCKADE,))}
