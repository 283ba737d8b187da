"""Through time: the best open way for every day of the ledger, as runs of days with their cost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.paths.query import Query, shortest_route
from routing.paths.routes import Route
from routing.paths.sea import NAME, ocean_sink
from routing.statuses import turning_days

if TYPE_CHECKING:
    from routing.model import Model


@dataclass(frozen=True)
class Run:
    """Days on which the best way was the same.

    Parameters
    ----------
    start, end
        First day, and the day after the last.
    route
        The best way; None if there was none.
    told
        Places that were closed, on the run's first day.
    """

    start: date
    end: date
    route: Route | None
    closed: tuple[str, ...]

    @property
    def gateways(self) -> tuple[str, ...]:
        """Canonical ids of the crossings and ports passed."""
        return self.route.places if self.route else ()


def routes_by_day(
    model: Model,
    origin: str,
    destination: str,
    start: date,
    end: date,
    *,
    query: Query | None = None,
    told: Callable[[date], Iterable[Closure]] | None = None,
) -> list[Run]:
    """Find the best open way for every day.

    Parameters
    ----------
    origin, destination
        Names; ``the sea`` for whichever quay is best.
    start, end
        First day, and the day after the last.
    query
        Objective, cargo and modes; its day and closures are passed over.
    told
        Gives what is closed on a day; None for what the ledger tells, by all that is known today.

    Notes
    -----
    The ledger changes on few days; between two of them every day has the same answer.
    """
    query, told = query or Query(), told or model.closures
    changes = turning_days(model.atlas)
    days = sorted({start, *(day for day in changes if start <= day < end)})
    answers: dict[frozenset[Hashable], Route | None] = {}
    runs: list[Run] = []
    for day, until in zip(days, [*days[1:], end], strict=True):
        closures = tuple(told(day))
        key = frozenset((one.place, one.modes, one.cargo, one.direction) for one in closures)
        if key not in answers:
            asked = replace(query, closures=closures, day=day)
            answers[key] = _best(model, origin, destination, asked)
        route = answers[key]
        if runs and _same(runs[-1].route, route):
            runs[-1] = replace(runs[-1], end=until)
        else:
            closed = tuple(sorted({one.place for one in closures}))
            runs.append(Run(day, until, route, closed))
    return runs


def _best(model: Model, origin: str, destination: str, query: Query) -> Route | None:
    start = model.gazetteer.end(origin)
    try:
        if destination == NAME:
            goal = ocean_sink(model.network, query.arcs(model.network, model.price))
        else:
            goal = model.gazetteer.end(destination)
        return shortest_route(model.network, model.price, start, goal, query)
    except NoRouteError:
        return None


def _same(one: Route | None, two: Route | None) -> bool:
    if one is None or two is None:
        return one is two
    return one.edges == two.edges
