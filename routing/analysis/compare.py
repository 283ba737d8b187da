"""Comparison: ways side by side, each against a baseline, as rows for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from catalog.atlas.routing_tables import read_built
from routing.network.incidents import near_line, on_sphere
from routing.paths.alternatives import samples
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model

NEAR_KM = 8.0
"""How near a way passes the towns that it is said to pass."""
_STEP_KM = 2.0
PASSES = "edits/routing_passes.csv"
_PASS_KM = 5.0


@dataclass(frozen=True)
class Row:
    """A way in figures.

    Parameters
    ----------
    rank
        1 for the first.
    via
        Towns of the map within 8 km of the way, in travel order, the ends left out.
    places
        Canonical ids of the crossings and ports passed.
    length_km, time_days, cost_usd
        Central.
    cost_low_usd, cost_high_usd, time_low_days, time_high_days
        Their ranges.
    borders, assumed_share, incidents
        Borders crossed; share of the cost that rests on assumed figures; incidents within 25 km of
        its land legs over the 90 days before the day.
    passes, snowbound
        Mountain passes on the way that snow shuts for a time in winter; those of them in whose
        season the day lies.
    notes
        On the gates passed whose status of the day is limited, not of the day, or set aside.
    more_km, more_days, more_usd, more_borders
        Against the baseline; None without one.
    """

    rank: int
    via: tuple[str, ...]
    places: tuple[str, ...]
    length_km: float
    time_days: float
    cost_usd: float
    cost_low_usd: float
    cost_high_usd: float
    time_low_days: float
    time_high_days: float
    borders: int
    assumed_share: float
    incidents: int
    passes: tuple[str, ...] = ()
    snowbound: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    more_km: float | None = None
    more_days: float | None = None
    more_usd: float | None = None
    more_borders: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give it for JSON or a table."""
        return asdict(self)


def compare(
    model: Model,
    routes: Sequence[Route],
    *,
    baseline: Route | None = None,
    day: date | None = None,
    known: date | None = None,
) -> list[Row]:
    """Put ways side by side.

    Parameters
    ----------
    model
        For towns and incidents.
    routes
        In the order in which they are ranked.
    baseline
        What each is held against: the best way with nothing closed, say.
    day, known
        For the incidents; None counts all, and what is known now.
    """
    return [
        _row(model, at, route, baseline, day, model.incidents_near(route, day, known))
        for at, route in enumerate(routes, start=1)
    ]


def _row(
    model: Model, rank: int, route: Route, baseline: Route | None, day: date | None, incidents: int
) -> Row:
    time, cost = route.time_h, route.cost_usd
    passes = passes_along(model, route)
    row = Row(
        rank, towns_along(model, route), route.places, route.length_km, time.central / 24,
        cost.central, cost.low, cost.high, time.low / 24, time.high / 24, len(route.crossings),
        route.assumed_share, incidents,
        tuple(name for name, _ in passes),
        tuple(name for name, months in passes if day is not None and day.month in months),
        tuple(note.text for note in route.notes),
    )  # fmt: skip
    if baseline is None:
        return row
    return Row(
        **{
            **asdict(row),
            "more_km": route.length_km - baseline.length_km,
            "more_days": (time.central - baseline.time_h.central) / 24,
            "more_usd": cost.central - baseline.cost_usd.central,
            "more_borders": len(route.crossings) - len(baseline.crossings),
        }
    )


def towns_along(model: Model, route: Route, *, near_km: float = NEAR_KM) -> tuple[str, ...]:
    """Name the towns of the map that a way passes over land, in travel order."""
    from scipy.spatial import cKDTree

    lines = [leg.line for leg in route.legs if leg.mode in {"road", "rail"}]
    towns = list({town.name: town for town in model.gazetteer.towns.values()}.values())
    if not lines or not towns:
        return ()
    index = cKDTree(np.concatenate([samples(line, step_km=_STEP_KM) for line in lines]))
    away, at = index.query(on_sphere(np.array([(town.lon, town.lat) for town in towns])))
    ends = {route.origin.name, route.destination.name}
    near = [
        (int(place), town.name)
        for town, distance, place in zip(towns, away, at, strict=True)
        if distance <= near_km and town.name not in ends
    ]
    return tuple(name for _, name in sorted(near))


def passes_along(model: Model, route: Route) -> list[tuple[str, frozenset[int]]]:
    """Give the mountain passes on a way that snow shuts, each with the months of its season."""
    lines = [leg.line for leg in route.legs if leg.mode == "road"]
    rows = list(read_built(model.geo, PASSES))
    found = []
    for row in rows:
        first, last = int(row["first_month"]), int(row["last_month"])
        span = (last - first) % 12 + 1
        point = np.array([(float(row["lon"]), float(row["lat"]))])
        if near_line(lines, point, near_km=_PASS_KM):
            found.append((row["name"], frozenset((first + at - 1) % 12 + 1 for at in range(span))))
    return found
