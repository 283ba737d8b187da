"""Draws: routes compared under the same thousand drawn values of every parameter they rest on.

The low and the high of a parameter are the 5th and the 95th of 100 values, its central figure the 50th. Between and
beyond them a value is drawn on the logarithmic scale where the low is above nothing, else on the straight one. Parameters are
drawn apart from each other; what two routes share, they share in every draw, so that it cancels. What is printed as central is the sum of
the central figures; the middle of the draws lies above it where ranges lean upward. Events such as
a detention in a closure are in no range.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.costs.parameters import Parameter, Parameters
from routing.paths.query import Query
from routing.paths.routes import Range, Route

Floats = npt.NDArray[np.float64]

NUMBER = 1000
DECIDED = 0.8
"""In so large a share of the draws the better route has to be better, else it cannot be told."""
_Z95 = 1.6448536


@dataclass(frozen=True)
class Drawn:
    """USD and hours of some routes in every draw.

    Parameters
    ----------
    usd, hours
        Shape (draws, routes).
    """

    usd: Floats
    hours: Floats

    def score(self, query: Query) -> Floats | None:
        """Return what the objective adds up to; None for an objective without money or hours."""
        if query.objective == "generalised":
            return self.usd + query.usd_per_hour * self.hours
        return {"cheapest": self.usd, "fastest": self.hours}.get(query.objective)


@dataclass(frozen=True)
class Difference:
    """How one route differs from another.

    Parameters
    ----------
    usd_more, hours_more
        Central: of the central figures; low and high: the 5th and 95th of 100 of the differences drawn.
    dearer_in, slower_in
        In which share of the draws it costs, and takes, more: 0 to 1.
    """

    usd_more: Range
    hours_more: Range
    dearer_in: float
    slower_in: float


def drawn(parameters: Parameters, routes: Sequence[Route], *, number: int = NUMBER) -> Drawn:
    """Draw the parameters of some routes; the same parameter has the same draws wherever it stands."""
    values: dict[Parameter, Floats] = {}
    usd, hours = np.zeros((number, len(routes))), np.zeros((number, len(routes)))
    for at, route in enumerate(routes):
        for term in route.terms:
            found = np.full(number, term.amount)
            for one in term.parameters:
                if one not in values:
                    values[one] = _values(parameters, one, number)
                found = found * values[one]
            target = hours if term.unit == "h" else usd
            target[:, at] += found
    return Drawn(usd, hours)


def _values(parameters: Parameters, one: Parameter, number: int) -> Floats:
    low, central, high = parameters.values(one)
    seed = zlib.crc32("|".join(one.key).encode())
    z = np.random.default_rng(seed).standard_normal(number) / _Z95
    if low > 0:
        up, down = np.log(high / central), np.log(central / low)
        return np.asarray(central * np.exp(np.where(z > 0, up * z, down * z)))
    straight = central + np.where(z > 0, (high - central) * z, (central - low) * z)
    return np.asarray(np.maximum(straight, 0.0))


def difference(parameters: Parameters, route: Route, before: Route) -> Difference:
    """Hold a route against another in the same draws."""
    both = drawn(parameters, [route, before])
    usd = both.usd[:, 0] - both.usd[:, 1]
    hours = both.hours[:, 0] - both.hours[:, 1]
    return Difference(
        _range(usd, route.cost_usd.central - before.cost_usd.central),
        _range(hours, route.time_h.central - before.time_h.central),
        float((usd > 0).mean()),
        float((hours > 0).mean()),
    )


def _range(drawn_values: Floats, central: float) -> Range:
    low, high = np.percentile(drawn_values, [5, 95])
    return Range(float(low), central, float(high))


def better_in(parameters: Parameters, routes: Sequence[Route], query: Query) -> list[float] | None:
    """Return in which share of the draws the first route is better than each of the others.

    Returns
    -------
    shares
        0 to 1; None for an objective that draws say nothing of.
    """
    score = drawn(parameters, routes).score(query)
    if score is None:
        return None
    return [float((score[:, 0] < score[:, at]).mean()) for at in range(1, len(routes))]
