"""What stands beside the best route: the next best by another crossing, and the best over crossings known to be open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from routing.analysis.draws import DECIDED, NUMBER, better_in
from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.paths.query import Query
from routing.paths.routes import Route
from routing.places import great_circle_km

if TYPE_CHECKING:
    from routing.model import Model

_HARBOUR_KM = 100.0


@dataclass(frozen=True)
class Beside:
    """What an answer says beside its best route.

    Parameters
    ----------
    best
        What is answered.
    rival
        Of the best routes that avoid one of its crossings, or one of its ports and those within 100 km of it, the one
        that is hardest to tell from it; None if there is none.
    better_in
        In which share of paired draws the best route is better than the rival; None if there is none.
    known_open
        The best route over crossings that are known to be open; None if there is none.
    doubtful
        Canonical ids of the crossings on the best route of which nothing is known.
    """

    best: Route
    rival: Route | None
    better_in: float | None
    known_open: Route | None
    doubtful: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether the best route can be told from the next one."""
        return self.better_in is None or self.better_in >= DECIDED

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it, a sentence for each."""
        found = [end.beyond for end in (self.best.destination, self.best.origin) if end.beyond]
        if self.rival is not None and self.better_in is not None:
            more = self.rival.cost_usd.central - self.best.cost_usd.central
            hours = self.rival.time_h.central - self.best.time_h.central
            stops = " - ".join(self.rival.stops) or "no crossing"
            said = "it can be told" if self.told else "which is better cannot be told"
            found.append(
                f"Next by another crossing or port: {stops}, {more:+,.0f} USD, {hours:+,.0f} h; the best is better in "
                f"{self.better_in:.0%} of {NUMBER:,} paired draws among these routes: {said}"
            )
        if self.doubtful:
            known, names = self.known_open, ", ".join(self.doubtful)
            over = "there is no route"
            if known is not None:
                over = (
                    f"the best is {' - '.join(known.stops) or 'by no crossing'}, {known.cost_usd.central:,.0f} USD, "
                    f"{known.time_h.central / 24:.1f} days"
                )
            found.append(
                f"Of {names} nothing is known on the day; over crossings known to be open {over}"
            )
        return tuple(found)


def beside(
    model: Model,
    origin: str,
    destination: str,
    query: Query,
    best: Route,
    others: tuple[Route, ...] = (),
) -> Beside:
    """Find what stands beside the best route.

    Parameters
    ----------
    best, others
        What was found; of the others the first that leads all the way is the rival, one is searched if
        there is none.
    """
    whole = [one for one in others if bool(one.destination.beyond) == bool(best.destination.beyond)]
    rivals = whole or _rivals(model, origin, destination, query, best)
    shares = better_in(model.price.parameters, [best, *rivals], query)
    rival, share = min(rivals, key=lambda one: one.weight, default=None), None
    if shares:
        share, at = min(zip(shares, range(len(shares)), strict=True))
        rival = rivals[at]
    doubtful = tuple(place for place in best.places if place in query.unknown)
    known: Route | None = best
    if doubtful:
        known = _found(model, origin, destination, query.known_open)
    return Beside(best, rival, share, known, doubtful)


def _rivals(model: Model, origin: str, destination: str, query: Query, best: Route) -> list[Route]:
    """Find the best route with each crossing, or port, of a route closed in turn."""
    found = []
    for place in dict.fromkeys(best.places):
        shut = (Closure(one) for one in _near(model, place))
        route = _found(
            model, origin, destination, replace(query, closures=(*query.closures, *shut)), like=best
        )
        if route is not None:
            found.append(route)
    return found


def _near(model: Model, place: str) -> list[str]:
    """Return a crossing, or a port with those that stand for the same harbour."""
    first = model.network.by_place[place][0]
    if first.kind == "crossing":
        return [place]
    return [
        one.place
        for one in model.network.gateways
        if one.kind == "port"
        and great_circle_km((one.lon, one.lat), (first.lon, first.lat)) <= _HARBOUR_KM
    ]


def _found(
    model: Model, origin: str, destination: str, query: Query, like: Route | None = None
) -> Route | None:
    try:
        route = model.route(origin, destination, query)
    except NoRouteError:
        return None
    if like is not None and bool(route.destination.beyond) != bool(like.destination.beyond):
        return None
    return route
