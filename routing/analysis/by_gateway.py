"""By gate: the best route by each crossing in use, held against another route in paired draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from routing.analysis.draws import Difference, difference
from routing.analysis.turned_away import read_counts
from routing.network.network import Network
from routing.paths.query import Query
from routing.paths.routes import Floats, Route
from routing.paths.search import Endpoint, Path, Tree, entries, path_to, shortest, tree

if TYPE_CHECKING:
    from routing.model import Model

_CROSSED = 1e5
"""Weight within which a crossing is passed from side to side: beyond it the way would lead round by others."""


@dataclass(frozen=True)
class ByGateway:
    """The best route whose first crossing is a given one.

    Parameters
    ----------
    gate, route
        Canonical id; the route.
    against
        How it differs from the route that it is held against; None if there is none.
    """

    gateway: str
    route: Route
    against: Difference | None

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        found: dict[str, Any] = {
            "gate": self.gateway,
            "places": list(self.route.places),
            "cost_usd": self.route.cost_usd.as_dict(),
            "time_h": self.route.time_h.as_dict(1),
            "marks": [{"place": note.place, "mark": note.mark, "text": note.text}
                      for note in self.route.notes],
        }  # fmt: skip
        if self.against is None:
            found |= dict.fromkeys(("usd_more", "hours_more", "dearer_in", "slower_in"))
        else:
            found |= {
                "usd_more": self.against.usd_more.as_dict(),
                "hours_more": self.against.hours_more.as_dict(1),
                "dearer_in": round(self.against.dearer_in, 3),
                "slower_in": round(self.against.slower_in, 3),
            }
        return found


def by_gateway(
    model: Model,
    origin: Endpoint,
    destination: Endpoint,
    query: Query,
    *,
    before: Route | None,
    most_borders: int,
) -> list[ByGateway]:
    """Find the best route by each crossing that trade uses.

    In use is a crossing out of the origin's country, open to the cargo, of which lorries were ever
    counted (``routing_counts.csv``); its route counts where it passes no more borders than
    ``most_borders``, since more make it another trade.

    Parameters
    ----------
    before
        The route that each is held against.

    Returns
    -------
    found
        Best first.
    """
    network = model.network
    asked = query.between(origin, destination)
    arcs = asked.arcs(network, model.price)
    counted = read_counts(model.geo)
    out = tree(network, arcs, entries(network, origin, arcs, out=True))
    found = []
    for gateway in network.gateways:
        sides = (gateway.country_a, gateway.country_b)
        if (
            gateway.kind != "crossing"
            or origin.country not in sides
            or gateway.place not in counted
        ):
            continue
        near, far = gateway.a, gateway.b
        if gateway.country_b == origin.country:
            near, far = far, near
        path = _by(network, arcs, out, origin, destination, near, far)
        if path is None:
            continue
        route = asked.route(network, model.price, path, origin, destination)
        first = next((leg.place for leg in route.crossings), "")
        if first == gateway.place and len(route.crossings) <= most_borders:
            against = difference(model.price.parameters, route, before) if before else None
            found.append(ByGateway(gateway.place, route, against))
    return sorted(found, key=lambda one: one.route.weight)


def _by(
    network: Network,
    arcs: Floats,
    out: Tree,
    origin: Endpoint,
    destination: Endpoint,
    near: int,
    far: int,
) -> Path | None:
    """Find the best path that comes to a crossing on one side, passes it, and goes on from the other."""
    start = replace(origin, nodes=(near,), edge=-1, place="")
    end = replace(origin, nodes=(far,), edge=-1, place="")
    to = path_to(network, arcs, out, origin, start)
    over = shortest(network, arcs, start, end, limit=_CROSSED)
    on = shortest(network, arcs, end, destination)
    if to is None or over is None or on is None:
        return None
    pieces = (*to.pieces, *over.pieces, *on.pieces)
    if len({edge for edge, _, _ in pieces}) != len(pieces):
        return None
    return Path(pieces, to.weight + over.weight + on.weight)
