"""What stands beside the best route: the next best by another crossing, and the best over crossings known to be open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from routing.analysis.draws import DECIDED, NUMBER, better_in
from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.paths.query import Query
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model


@dataclass(frozen=True)
class Beside:
    """What an answer says beside its best route.

    Parameters
    ----------
    best
        What is answered.
    rival
        The next best route, which avoids one of the crossings or ports of the best; None if there
        is none.
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
        found = []
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
            found.append(f"Of {names} nothing is known on the day; over crossings known to be open {over}")
        return tuple(found)


def beside(
    model: Model, origin: str, destination: str, query: Query, best: Route, others: tuple[Route, ...] = ()
) -> Beside:
    """Find what stands beside the best route.

    Parameters
    ----------
    best, others
        What was found; of the others the first that leads all the way is the rival, one is searched if
        there is none.
    """
    whole = [one for one in others if bool(one.destination.beyond) == bool(best.destination.beyond)]
    rival = whole[0] if whole else _rival(model, origin, destination, query, best)
    shares = better_in(model.price.parameters, [best, rival], query) if rival else None
    doubtful = tuple(place for place in best.places if place in query.unknown)
    known: Route | None = best
    if doubtful:
        known = _found(model, origin, destination, query.known_open)
    return Beside(best, rival, shares[0] if shares else None, known, doubtful)


def _rival(
    model: Model, origin: str, destination: str, query: Query, best: Route
) -> Route | None:
    found = [
        route
        for place in dict.fromkeys(best.places)
        if (route := _found(
            model, origin, destination,
            replace(query, closures=(*query.closures, Closure(place))), like=best,
        ))
    ]  # fmt: skip
    return min(found, key=lambda route: route.weight, default=None)


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
