"""Through time: the best open way for every day of the ledger, as runs of days with their cost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from routing.analysis.by_gateway import ByGateway, by_gateway
from routing.errors import NoRouteError
from routing.network.closures import Closure, closed_arcs
from routing.network.network import HORMUZ
from routing.paths.query import Query
from routing.paths.routes import Note, Route
from routing.statuses import turning_days

if TYPE_CHECKING:
    from routing.model import Model

Marks = tuple[dict[str, Note], frozenset[str]]


@dataclass(frozen=True)
class Run:
    """Days on which the best way was the same.

    Parameters
    ----------
    start, end
        First day, and the day after the last.
    route
        The best way, with its marks; None if there was none.
    closed
        Places that were closed, on the run's first day.
    doubtful
        Crossings on the way of which nothing was known.
    known_open
        Where there are such, the best way over crossings known to be open; None if there is none.
    by_gate
        The best way by each crossing in use, held against the way of the first run.
    """

    start: date
    end: date
    route: Route | None
    closed: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    known_open: Route | None = None
    by_gateway: tuple[ByGateway, ...] = ()

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
    marks: Callable[[date], Marks] | None = None,
    beside: bool = False,
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
    marks
        Gives the notes of a day and the crossings of which nothing is known on it; None for ``Model.marks``.
    gates
        Find the best way by each crossing in use as well, for each run.

    Notes
    -----
    The ledger changes on few days; between two of them every day has the same answer.
    """
    query, told, marks = query or Query(), told or model.closures, marks or model.marks
    changes = turning_days(model.atlas) | _priced_days(model)
    changes |= {day for one in told(start) for day in (one.start, one.end) if day is not None}
    days = sorted({start, *(day for day in changes if start <= day < end)})
    kept = _Answers(model, origin, destination)
    runs: list[Run] = []
    for day, until in zip(days, [*days[1:], end], strict=True):
        closures = tuple(told(day))
        notes, unknown = marks(day)
        asked = replace(query, closures=closures, day=day, notes=notes, unknown=unknown)
        route = kept.route(asked)
        doubtful = tuple(place for place in route.places if place in unknown) if route else ()
        if runs and _same(runs[-1], route, doubtful):
            runs[-1] = replace(runs[-1], end=until)
            continue
        if route is not None:
            route = asked.marked(model.network, model.price, route)
        known = _best(model, origin, destination, asked.known_open) if doubtful else None
        closed = tuple(sorted({one.place for one in closures if one.holds(day)}))
        run = Run(day, until, route, closed, doubtful, known)
        if beside:
            run = replace(
                run, by_gateway=_by_gateways(model, origin, destination, asked, run, runs)
            )
        runs.append(run)
    return runs


def _by_gateways(
    model: Model, origin: str, destination: str, asked: Query, run: Run, runs: Sequence[Run]
) -> tuple[ByGateway, ...]:
    """Find the best route by each crossing in use, held against that of the first run that has one."""
    if run.route is None:
        return ()
    before = next((one.route for one in runs if one.route is not None), None)
    try:
        pairs = model.ends(origin, destination, asked)
    except NoRouteError:
        return ()
    return tuple(
        by_gateway(
            model, *pairs[0], asked, before=before, most_borders=max(1, len(run.route.crossings))
        )
    )


class _Answers:
    """Routes found so far, each with what was closed: it is searched again only where it may be another.

    What was best stays best when more is closed that it does not pass, at the same prices and with the same
    ports open to ships.
    """

    def __init__(self, model: Model, origin: str, destination: str) -> None:
        self._model, self._ends = model, (origin, destination)
        self._found: dict[Hashable, list[tuple[frozenset[Hashable], Route | None]]] = {}

    def route(self, asked: Query) -> Route | None:
        """Return the best route of a question; None if there is none."""
        network, extras = self._model.network, self._model.price.parameters.extras
        closed = [one for one in asked.closures if one.holds(asked.day)]
        ports = {gateway.place for gateway in network.gateways if gateway.kind == "port"}
        told: dict[bool, set[Hashable]] = {True: set(), False: set()}
        for one in closed:
            at_sea = one.place in ports or one.place == HORMUZ or one.partial
            told[at_sea].add((one.place, one.modes, one.cargo, one.direction, one.bound,
                              one.lorries_a_day, one.hours_a_day))  # fmt: skip
        held = tuple(
            one.start is None or one.holds(asked.day, one.goods, (one.bound,)) for one in extras
        )
        land = frozenset(told[False])
        known = self._found.setdefault((frozenset(told[True]), held), [])
        shut: frozenset[int] | None = None
        for before, route in known:
            if before == land or (route is None and before <= land):
                return route
            if route is not None and before <= land:
                if shut is None:
                    query = asked.between(route.origin, route.destination)
                    arcs = closed_arcs(
                        network, closed, day=asked.day, cargo=asked.cargo, ends=query.ends
                    )
                    shut = frozenset(arcs.tolist())
                if not shut.intersection(route.arcs(network)):
                    return route
        found = _best(self._model, *self._ends, asked)
        known.append((land, found))
        return found


def _priced_days(model: Model) -> frozenset[date]:
    """Return the days on which what is added at a crossing begins or ends."""
    told = {day for one in model.price.parameters.extras for day in (one.start, one.end)}
    return frozenset(day for day in told if day is not None)


def _best(model: Model, origin: str, destination: str, query: Query) -> Route | None:
    try:
        return model.route(origin, destination, query)
    except NoRouteError:
        return None


def _same(run: Run, route: Route | None, doubtful: tuple[str, ...]) -> bool:
    if run.route is None or route is None:
        return run.route is route
    return (
        run.route.edges == route.edges
        and run.doubtful == doubtful
        and (run.route.weight == route.weight)
    )
