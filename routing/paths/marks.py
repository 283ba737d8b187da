"""Marks: what a route takes for granted, or leaves out, at the crossings where it passes or ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from routing.costs.parameters import Extra, Parameter
from routing.costs.tariff import Tariff
from routing.costs.terms import extras_at
from routing.network.closures import Closure
from routing.network.network import Network
from routing.paths.routes import Note, Route


def shut_end(
    network: Network,
    route: Route,
    place: str,
    closures: Iterable[Closure],
    *,
    day: date | None,
    cargo: str,
    ends: Collection[str],
) -> Note | None:
    """Say that a route begins or ends at a crossing without passing it, and whether that is closed."""
    gateways = network.by_place.get(place, ())
    if not gateways or gateways[0].kind != "crossing" or place in route.places or not route.edges:
        return None
    name = gateways[0].name
    text = f"the route ends on one side of {name} and does not pass it"
    for one in closures:
        stops = one.stops(gateways[0].mode, cargo) and one.meant_for(ends)
        if one.place == place and one.holds(day) and not one.partial and stops:
            return Note(place, "closed, not passed", f"{name} is closed ({one.cause}): {text}")
    return Note(place, "not passed", f"{text}: its fees and its wait are in no figure")


def standing_lorries(network: Network, price: Tariff, route: Route) -> list[Note]:
    """Tell of the lorries that stood at crossings on the route, whose wait the cargo does not share."""
    found = []
    for leg, (edge, back) in zip(_stops(route), route.stop_arcs(network), strict=True):
        gateway = network.gateway_numbered(int(network.gateway[edge]))
        if gateway is None or leg != gateway.place or gateway.kind != "crossing":
            continue
        for extra in extras_at(
            price.parameters, gateway, "reverse" if back else "forward", price.flow
        ):
            if extra.meets == "lorry":
                one = extra.parameter
                figure = f"{one.central:g} {one.unit} ({one.low:g} to {one.high:g})"
                text = f"{gateway.name}: {one.partner}, {figure}, in no figure here: {one.why}"
                found.append(Note(gateway.place, "lorries stand", text))
    return found


def _stops(route: Route) -> list[str]:
    return [leg.place for leg in route.legs if leg.place]


def shorter_day(network: Network, closure: Closure) -> list[Extra]:
    """Return the wait that a crossing adds which is open for some hours a day alone.

    Lorries come evenly over the day: those that find it shut, (24 - h) of 24, wait half of that time.
    """
    hours = closure.hours_a_day
    if hours is None:
        return []
    shut = max(0.0, 24.0 - hours)
    mean = shut * shut / 48.0
    return [
        Extra(
            Parameter("wait", "extra", "", gateway.place, "h", 0.0, mean, shut, "", "assumed",
                      f"open {hours:g} hours a day: who comes while it is shut waits for the morning",
                      ("the question", ""), "" if closure.direction == "both" else closure.direction,
                      "shorter day"),
            gateway.mode,
        )
        for gateway in network.by_place.get(closure.place, ())
        if gateway.kind == "crossing"
    ]  # fmt: skip
