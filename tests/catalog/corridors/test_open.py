"""Nothing looks open because nothing is known of it: every leg, on every day on which one changes."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from pyproj import Geod

from catalog.facts.crossings import MAIN
from catalog.ledger.statuses import TRADE
from catalog.validity import holds, knows, state_on
from layers.routes import is_unknown
from tests.catalog.built import collection

GEOD, NEAR_M = Geod(ellps="WGS84"), 15_000.0
LOOKS_OPEN = ("open", "limited")
BEYOND = ["2026-11-28", "2027-03-01", "2030-01-01"]
KNOWN = [None, "2025-10-12", "2026-03-13", "2026-09-01"]


@cache
def legs() -> list[dict[str, Any]]:
    return [one["properties"] for one in collection("routes")["features"]]


@cache
def lines() -> dict[str, list[list[float]]]:
    features = collection("routes")["features"]
    return {one["properties"]["id"]: one["geometry"]["coordinates"] for one in features}


@cache
def gateways() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in collection("crossings")["features"]:
        found.setdefault(one["properties"]["place"], []).append(one["properties"])
    return found


@cache
def points() -> dict[str, list[float]]:
    features = collection("crossings")["features"]
    return {one["properties"]["place"]: one["geometry"]["coordinates"] for one in features}


def days() -> list[str]:
    """Give every day on which a gate or a leg becomes another."""
    rows = [row for told in gateways().values() for row in told]
    rows += [state for leg in legs() for state in leg["states"]]
    found = {row[end] for row in rows for end in ("valid_from", "valid_to") if row[end]}
    return sorted(found | set(BEYOND))


def passes(gateway: str, day: str, known: str | None) -> bool:
    """Tell whether a gate is reported, fresh or ageing, as letting trade pass."""
    (row,) = [one for one in gateways()[gateway] if holds(one, day) and knows(one, known)]
    return row["phase"] != "unknown" and TRADE.get(row["status"]) in LOOKS_OPEN


def away(one: Sequence[float], two: Sequence[float]) -> float:
    """Measure between two points, in m."""
    return float(GEOD.inv(one[0], one[1], two[0], two[1])[2])


def met(leg: dict[str, Any]) -> list[str]:
    """Give the gates at which a drawn leg begins or ends, else the last one before it."""
    line = lines()[leg["id"]]
    near = [
        gateway
        for gateway in leg["crossings"]
        if any(away(points()[gateway], line[end]) < NEAR_M for end in (0, -1))
    ]
    return near or [leg["after_break"] or leg["crossings"][0]]


def looks_open(leg: dict[str, Any], day: str, known: str | None) -> bool:
    return (state_on(leg, day, known) or {}).get("kind") in LOOKS_OPEN


@pytest.mark.parametrize("known", KNOWN)
def test_a_leg_looks_open_only_where_its_gateway_is_reported_to_let_trade_pass(
    known: str | None,
) -> None:
    for leg in legs():
        for day in days():
            if looks_open(leg, day, known):
                assert leg["crossings"], (leg["id"], day)
                assert all(passes(gateway, day, known) for gateway in met(leg)), (leg["id"], day)


@pytest.mark.parametrize("known", KNOWN)
def test_a_whole_route_looks_open_only_where_all_its_gateways_are_reported_to_let_trade_pass(
    known: str | None,
) -> None:
    paths = groupby(legs(), key=lambda leg: (leg["corridor"], leg["id"].partition("-")[0]))
    for (corridor, _), parts in paths:
        whole = list(parts)
        for day in days():
            if all(looks_open(leg, day, known) for leg in whole):
                passed = {gateway for leg in whole for gateway in leg["crossings"]}
                assert all(passes(gateway, day, known) for gateway in passed), (corridor, day)


def test_what_is_neither_open_nor_shut_is_drawn_as_not_known() -> None:
    for leg in legs():
        for day in days():
            state = state_on(leg, day)
            kind = (state or {}).get("kind")
            assert is_unknown(leg, state) == (leg["built"] and kind not in (*LOOKS_OPEN, "closed"))


@pytest.mark.parametrize("day", BEYOND)
def test_beyond_the_record_no_route_looks_open(day: str) -> None:
    assert not [leg["id"] for leg in legs() if looks_open(leg, day, None)]


def test_a_gateway_last_reported_shut_keeps_its_routes_cut() -> None:
    main = [leg for leg in legs() if leg["built"] and set(leg["crossings"]) <= set(MAIN)]
    main = [leg for leg in main if leg["crossings"]]
    assert len(main) >= 8
    assert {(state_on(leg, "2026-11-28") or {})["kind"] for leg in main} == {"closed"}
    assert all(is_unknown(leg, state_on(leg, "2027-03-01")) for leg in main)
