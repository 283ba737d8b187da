"""The Model: a Network with its prices, its names and the Atlas, loaded once and asked often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.paths import GEO
from routing.costs.parameters import read_parameters
from routing.costs.tariff import Objective, Tariff, tariff
from routing.errors import NoRouteError, UnknownPlaceError
from routing.network.closures import Cargo, Closure
from routing.network.network import Network, load
from routing.paths.alternatives import alternatives
from routing.paths.query import Query, shortest_route
from routing.paths.routes import Route
from routing.paths.search import Endpoint
from routing.places import Gazetteer
from routing.presets import Preset
from routing.resolved import Resolved, resolve
from routing.statuses import Unknown, closures_on, local_places, statuses_on

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from catalog.atlas.dataset import Dataset


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

    def closures(
        self,
        day: date | None,
        *,
        close: Iterable[str] = (),
        reopen: Iterable[str] = (),
        cargo: Cargo = "all",
        unknown: Unknown = "last",
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
        unknown: Unknown = "last",
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
        self, day: date | None, *, unknown: Unknown = "last", known: date | None = None
    ) -> tuple[Closure, ...]:
        """Return what the statuses of a day close; nothing without a day."""
        if day is None:
            return ()
        return closures_on(day, self.atlas, known=known, unknown=unknown,
                           local=local_places(self.network))  # fmt: skip

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
        objective: Objective = "cheapest",
        closures: tuple[Closure, ...] = (),
        day: date | None = None,
        *,
        known: date | None = None,
        unknown: Unknown = "last",
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
        notes = {}
        if day is not None:
            told = statuses_on(day, self.atlas, known=known, unknown=unknown)
            notes = {note.place: note for one in told if (note := one.note)}
        return Query(objective, closures, day, incidents_per_edge=near, notes=notes, **options)  # type: ignore[arg-type]

    def _ends(
        self, origin: str, destination: str, query: Query | None
    ) -> tuple[Endpoint, Endpoint]:
        modes = query.modes if query is not None else frozenset()
        mode = "rail" if modes and "road" not in modes and "rail" in modes else "road"
        ends = (self.gazetteer.end(origin, mode=mode), self.gazetteer.end(destination, mode=mode))
        if modes == {"sea"}:
            said = [text for end in ends if (text := self.gazetteer.no_port(end))]
            if said:
                raise NoRouteError("; ".join(said))
        return ends

    def route(self, origin: str, destination: str, query: Query | None = None) -> Route:
        """Find the best way between two named places.

        Raises
        ------
        UnknownPlaceError, NoRouteError
            If a name is not known; if there is no way.
        """
        ends = self._ends(origin, destination, query)
        return shortest_route(self.network, self.price, *ends, query)

    def routes(
        self, origin: str, destination: str, query: Query | None = None, *, number: int = 4
    ) -> list[Route]:
        """Find the best way between two named places and others that differ in earnest.

        Raises
        ------
        UnknownPlaceError, NoRouteError
            If a name is not known; if there is no way.
        """
        ends = self._ends(origin, destination, query)
        return alternatives(self.network, self.price, *ends, query, number=number)
