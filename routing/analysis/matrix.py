"""Matrix: the best route from every origin to every destination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routing.errors import NoRouteError
from routing.paths.query import Query
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model


@dataclass(frozen=True)
class Cell:
    """One pair.

    Parameters
    ----------
    origin, destination
        As asked.
    route
        The best route; None if there is none.
    why
        Why there is none.
    """

    origin: str
    destination: str
    route: Route | None
    why: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return it for CSV."""
        route = self.route
        return {
            "from": self.origin, "to": self.destination,
            "usd": round(route.cost_usd.central) if route else None,
            "hours": round(route.time_h.central, 1) if route else None,
            "length_km": round(route.length_km, 1) if route else None,
            "places": "; ".join(route.places) if route else "",
            "marks": "; ".join(f"{one.place}: {one.mark}" for one in route.notes) if route else "",
            "beyond": route.destination.beyond if route else "", "why": self.why,
        }  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        route = self.route
        return {"from": self.origin, "to": self.destination, "error": self.why or None,
                "route": route.as_dict(geometry=False) if route else None}  # fmt: skip


def matrix(
    model: Model, origins: Sequence[str], destinations: Sequence[str], query: Query | None = None
) -> list[Cell]:
    """Find the best route of every pair; a pair without one says why.

    Raises
    ------
    UnknownPlaceError
        If a name is not known.
    """
    found = []
    for origin in origins:
        for destination in destinations:
            try:
                found.append(Cell(origin, destination, model.route(origin, destination, query)))
            except NoRouteError as error:
                found.append(Cell(origin, destination, None, str(error)))
    return found
