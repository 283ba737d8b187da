"""The Model: a Network with its prices, its names and the Atlas, loaded once and asked often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.atlas.routing_tables import read_built
from catalog.paths import GEO
from routing.costs.parameters import read_parameters
from routing.costs.tariff import Objective, Tariff, tariff
from routing.errors import NoRouteError, UnknownPlaceError
from routing.network.closures import Cargo, Closure
from routing.network.network import Network, load
from routing.paths import sea
from routing.paths.alternatives import alternatives
from routing.paths.query import Query, shortest_route
from routing.paths.routes import Note, Route
from routing.paths.search import Endpoint
from routing.paths.via import route_via
from routing.places import Gazetteer
from routing.presets import Preset
from routing.resolved import Resolved, resolve
from routing.statuses import Standing, Unknown, bans, closures_on, local_places, statuses_on

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from catalog.atlas.dataset import Dataset


MARKETS = "edits/routing_markets.csv"
OUTLET = "any outlet"
"""Stands for the nearest place of supply: the sea or a market town beyond a border."""


@dataclass(frozen=True)
class Model:
    """All that a question needs; nothing in it changes.

    Parameters
    ----------
    network, price, gazetteer
        See their modules.
    geo
        Where the statuses and incidents are read when first needed.
    """

    network: Network
    price: Tariff
    gazetteer: Gazetteer
    geo: Path = GEO

    @classmethod
    def load(cls, geo: Path = GEO) -> Model:
        """Read the built Network and the parameters.

        Raises
        ------
        FileNotFoundError
            If the Network has not been built.
        """
        network = load(geo / "network.npz")
        price = tariff(network, read_parameters(geo))
        return cls(network, price, Gazetteer(network, geo), geo)

    @cached_property
    def atlas(self) -> Mapping[str, Dataset]:
        """The Datasets that statuses and incidents come from."""
        from catalog.atlas.dataset import load_atlas

        return load_atlas(self.geo, ("crossings", "ports", "incidents", "incidents_ucdp"))

    @cached_property
    def standing(self) -> Mapping[str, Standing]:
        """The statuses of crossings and ports by the days on which they hold."""
        return {key: Standing.of(self.atlas[key].records) for key in ("crossings", "ports")}

    @cached_property
    def bans(self) -> tuple[Closure, ...]:
        """What is, or was, closed to the goods of one country alone."""
        return bans(self.network, self.geo)

    @cached_property
    def local(self) -> frozenset[str]:
        """Crossings without cargo for elsewhere in ordinary times."""
        return local_places(self.network)

    def closures(
        self,
        day: date | None,
        *,
        close: Iterable[str] = (),
        reopen: Iterable[str] = (),
        cargo: Cargo = "all",
        unknown: Unknown = "marked",
        ignore_status: bool = False,
        known: date | None = None,
    ) -> tuple[Closure, ...]:
        """Return what is closed: by the ledger on a day and as asked, less what is reopened.

        Parameters
        ----------
        day, close, reopen, cargo, unknown, ignore_status, known
            As ``resolve`` takes them.

        Raises
        ------
        UnknownPlaceError
            If a name is not known.
        """
        found = self.resolve(day, close=close, reopen=reopen, cargo=cargo, unknown=unknown,
                             ignore_status=ignore_status, known=known)  # fmt: skip
        for one in (*found.reopen, *found.close):
            if one.problem:
                raise UnknownPlaceError(one.problem)
        return found.closures

    def resolve(
        self,
        day: date | None,
        *,
        close: Iterable[str] = (),
        reopen: Iterable[str] = (),
        cargo: Cargo = "all",
        unknown: Unknown = "marked",
        ignore_status: bool = False,
        known: date | None = None,
    ) -> Resolved:
        """Look up what is closed in a scenario; names that nothing goes by are kept apart.

        Parameters
        ----------
        day
            None for no ledger.
        close, reopen, cargo
            As ``routing.resolved.resolve`` takes them.
        unknown, known
            As ``closures_on`` takes them.
        ignore_status
            Leave the ledger out.
        """
        reported = () if ignore_status else self.reported(day, unknown=unknown, known=known)
        return resolve(self.gazetteer, reported=reported, close=close, reopen=reopen, cargo=cargo)

    def reported(
        self, day: date | None, *, unknown: Unknown = "marked", known: date | None = None
    ) -> tuple[Closure, ...]:
        """Return what the statuses of a day close; nothing without a day."""
        if day is None:
            return ()
        told = closures_on(day, self.standing, known=known, unknown=unknown,
                           local=self.local)  # fmt: skip
        return (*told, *(one for one in self.bans if one.holds(day)))

    def incidents_per_edge(
        self, day: date | None, known: date | None = None
    ) -> npt.NDArray[np.float64]:
        """Count the incidents near each edge over the 90 days before a day, as known on another."""
        from routing.network.incidents import near_edges

        records = (self.atlas["incidents"], self.atlas["incidents_ucdp"])
        return near_edges(self.network, records, day, known)

    def incidents_near(self, route: Route, day: date | None, known: date | None = None) -> int:
        """Count the incidents within 25 km of a way over land in the 90 days before a day."""
        from routing.network.incidents import near_line, recent

        records = (self.atlas["incidents"], self.atlas["incidents_ucdp"])
        points = recent(records, day, known)
        lines = [leg.line for leg in route.legs if leg.mode in ("road", "rail")]
        return near_line(lines, points)

    def preset(self, preset: Preset) -> tuple[Closure, ...]:
        """Give what a preset closes."""
        return self.closures(preset.day, close=preset.close, ignore_status=preset.day is None)

    def query(
        self,
        objective: Objective = "generalised",
        closures: tuple[Closure, ...] = (),
        day: date | None = None,
        *,
        known: date | None = None,
        unknown: Unknown = "marked",
        **options: object,
    ) -> Query:
        """Put a question together.

        The safest way gets the incidents it needs; ways get a note on each gate whose status of
        the day is limited, or not of the day.

        Parameters
        ----------
        objective, closures, day
            As in a Query.
        known, unknown
            As ``closures_on`` takes them, for the notes; incidents count as ``known`` too.
        options
            What else a Query has.
        """
        near = self.incidents_per_edge(day, known) if objective == "safest" else None
        notes, doubtful = self.marks(day, known=known, unknown=unknown)
        return Query(objective, closures, day, incidents_per_edge=near, notes=notes, unknown=doubtful,
                     **options)  # type: ignore[arg-type]  # fmt: skip

    def marks(
        self, day: date | None, *, known: date | None = None, unknown: Unknown = "marked"
    ) -> tuple[dict[str, Note], frozenset[str]]:
        """Give what a way takes for granted at each crossing on a day, and of which nothing is known."""
        if day is None:
            return {}, frozenset()
        told = statuses_on(day, self.standing, known=known, unknown=unknown, local=self.local)
        notes = {note.place: note for one in told if (note := one.note)}
        doubtful = {one.place for one in told if one.phase == "unknown"}
        silent = {
            gateway.place: gateway.name
            for gateway in self.network.gateways
            if gateway.kind == "crossing"
        }
        for one in told:
            silent.pop(one.place, None)
        for place, name in silent.items():
            text = f"{name}: no report of it is in the ledger; passed with a mark"
            notes[place] = Note(place, "no report", text)
        return notes, frozenset({*doubtful, *silent} & set(self.network.by_place))

    def ends(
        self, origin: str, destination: str, query: Query | None = None
    ) -> list[tuple[Endpoint, Endpoint]]:
        """Find what two names mean: pairs of Ends, of which the best is to be taken.

        Parameters
        ----------
        origin, destination
            Places as ``Gazetteer.candidates`` takes them; ``the sea`` for whichever quay of Iran or
            Pakistan ships can reach; ``any outlet`` for that or the nearest market beyond a border.

        Raises
        ------
        UnknownPlaceError, NoRouteError
            If a name is not known; if no ship reaches any quay and the sea is asked for.
        """
        asked = query or Query()
        modes = asked.modes
        mode = "rail" if modes and "road" not in modes and "rail" in modes else "road"
        sides = [self._side(text, mode, asked) for text in (origin, destination)]
        if modes == {"sea"}:
            sides = [tuple(end for end in side if not end.beyond) or side for side in sides]
            sides = [
                tuple(at for end in side for at in self.gazetteer.harbours(end)) for side in sides
            ]
            said = [text for side in sides for end in side if (text := self.gazetteer.no_port(end))]
            if said:
                raise NoRouteError("; ".join(said))
        elif modes and "sea" not in modes:
            sides = [tuple(self.gazetteer.landward(end) for end in side) for side in sides]
        return [(one, two) for one in sides[0] for two in sides[1]]

    def _side(self, text: str, mode: str, query: Query) -> tuple[Endpoint, ...]:
        key = text.strip().casefold()
        if key == sea.NAME:
            return (sea.ocean_sink(self.network, query.arcs(self.network, self.price)),)
        if key == OUTLET:
            return self._outlets(mode, query)
        return self.gazetteer.candidates(text, mode=mode)

    def _outlets(self, mode: str, query: Query) -> tuple[Endpoint, ...]:
        """Give the sea and the markets beyond Afghanistan's borders, each as an End."""
        found = [
            self.gazetteer.end(row["name"], mode=mode) for row in read_built(self.geo, MARKETS)
        ]
        with suppress(NoRouteError):
            found.append(sea.ocean_sink(self.network, query.arcs(self.network, self.price)))
        return tuple(found)

    def route(
        self,
        origin: str,
        destination: str,
        query: Query | None = None,
        *,
        via: Sequence[str] = (),
    ) -> Route:
        """Find the best way between two named places.

        Parameters
        ----------
        via
            Places that it is to pass, in this order.

        Raises
        ------
        UnknownPlaceError, NoRouteError
            If a name is not known; if there is no way.
        """
        return self.routes(origin, destination, query, number=1, via=via)[0]

    def routes(
        self,
        origin: str,
        destination: str,
        query: Query | None = None,
        *,
        number: int = 4,
        via: Sequence[str] = (),
    ) -> list[Route]:
        """Find the best way between two named places and others that differ in earnest.

        Where the destination lies beyond the network, ways to its exits come first: what follows them is
        in no figure, so that they cannot be ranked with ways that lead all the way.

        Raises
        ------
        UnknownPlaceError, NoRouteError
            If a name is not known; if there is no way.
        """
        query = query or Query()
        pairs = self.ends(origin, destination, query)
        stops = [self.gazetteer.end(text) for text in via]
        found: list[list[Route]] = []
        problem: NoRouteError | None = None
        for pair in pairs:
            try:
                found.append(self._between(*pair, query, number, stops))
            except NoRouteError as error:
                problem = problem or error
        if not found and problem is not None:
            raise problem
        beyond = [some for some in found if _beyond(some[0])]
        whole = [some for some in found if not _beyond(some[0])]
        best = [min(some, key=lambda one: one[0].weight) for some in (beyond, whole) if some]
        kept = best[0] if len(best) == 1 else [best[0][0], *best[1]]
        return kept[:number]

    def _between(
        self, origin: Endpoint, destination: Endpoint, query: Query, number: int,
        via: Sequence[Endpoint],
    ) -> list[Route]:  # fmt: skip
        asked = query.between(origin, destination)
        for end in (origin, destination):
            shut = [one for one in asked.closures if end.beyond and one.place == end.place
                    and one.holds(asked.day) and one.meant_for(asked.ends)]  # fmt: skip
            if shut:
                raise NoRouteError(
                    f"no route from {origin.name} to {destination.name}: {end.name} lies beyond the network, "
                    f"and its exit {end.place} is closed ({shut[0].cause})"
                )
        if via:
            return [route_via(self.network, self.price, [origin, *via, destination], query)]
        if number == 1:
            return [shortest_route(self.network, self.price, origin, destination, query)]
        return alternatives(self.network, self.price, origin, destination, query, number=number)


def _beyond(route: Route) -> bool:
    return bool(route.origin.beyond or route.destination.beyond)
