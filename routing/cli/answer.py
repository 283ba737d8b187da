"""The answer to a question for a way: its figures with what stands beside them, as values and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from catalog.plural import plural
from routing.analysis.beside import Beside
from routing.analysis.compare import towns_along
from routing.analysis.draws import NUMBER, better_in
from routing.analysis.turned_away import Turned
from routing.cli.result import Result
from routing.paths.query import Query
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model

CALIBRATION = (
    "rates, speeds, waits and fees are multiplied by factors fitted to published totals "
    "(python -m routing calibrate); the totals of 2025 between Kabul and Karachi or Chabahar are in no fit"
)
RANGES = "low and high add up each figure's 5th and 95th of 100; routes are compared in paired draws, among those named"


@dataclass(frozen=True)
class Answer:
    """Routes with what stands beside them.

    Parameters
    ----------
    query, routes
        What was asked, and the routes, best first.
    beside
        None where it was not asked for.
    turned
        What turns away at crossings that are closed in part.
    load_t
        Tonnes to be carried; None for one container or lorry.
    """

    query: Query
    routes: Sequence[Route]
    beside: Beside | None = None
    turned: Sequence[Turned] = ()
    load_t: float | None = None

    @property
    def lorries(self) -> int:
        """So many lorries or containers of 20 tonnes carry the load."""
        return max(1, int(np.ceil((self.load_t or 0.0) / LOAD_T)))


LOAD_T = 20.0
"""What one lorry, or one container of 20 feet, carries."""


def unpublished(routes: Sequence[Route]) -> list[str]:
    """Name the figures of some routes that nobody was found to publish, waits and queues first."""
    found = dict.fromkeys(
        f"{one.subject}: {one.why}"
        for route in routes
        for term in route.terms
        for one in term.parameters
        if one.assumed and "nobody was found to publish" in one.why
    )
    return list(found)


def question(query: Query) -> dict[str, Any]:
    """Say what was asked, for JSON."""
    return {
        "objective": query.objective,
        "usd_per_hour": query.usd_per_hour,
        "day": query.day.isoformat() if query.day else None,
        "trade": query.cargo,
        "goods": query.goods,
        "closures": [
            {"place": one.place, "cargo": one.cargo, "modes": sorted(one.modes),
             "direction": one.direction, "cause": one.cause, "source": one.source or None,
             "goods_of": one.bound or None,
             "from": one.start.isoformat() if one.start else None,
             "until": one.end.isoformat() if one.end else None,
             "lorries_a_day": one.lorries_a_day, "hours_a_day": one.hours_a_day}
            for one in query.closures
            if one.meant_for(query.ends)
        ],
    }  # fmt: skip


def result(model: Model, found: Answer, *, geometry: bool = True) -> Result:
    """Write an answer for every format."""
    query = found.query.between(found.routes[0].origin, found.routes[0].destination)
    listed = []
    for route in found.routes:
        told = route.as_dict(geometry=geometry)
        told["cost_usd_of_load"] = {
            name: value * found.lorries for name, value in told["cost_usd"].items()
        } if found.load_t else None  # fmt: skip
        if geometry:
            told["via"] = list(towns_along(model, route))
        listed.append(told)
    shares = better_in(model.price.parameters, found.routes, query)
    notes = [CALIBRATION, RANGES]
    data = {
        **question(query),
        "load_t": found.load_t,
        "lorries": found.lorries if found.load_t else None,
        "routes": listed,
        "comparison": {
            "draws": NUMBER,
            "better_in": [
                {"route": 1, "than": at, "share": round(share, 3)}
                for at, share in enumerate(shares or [], start=2)
            ],
            **_beside_data(found.beside),
        },
        "turned_away": [one.as_dict() for one in found.turned],
        "unpublished": unpublished(found.routes),
        "notes": notes,
        "errors": [],
    }
    rows = [_row(at, route) for at, route in enumerate(found.routes, start=1)]
    features = [
        {"type": "Feature", "properties": {**row, "leg": number, "mode": leg.mode},
         "geometry": leg.as_dict()["geometry"]}
        for row, route in zip(rows, found.routes, strict=True)
        for number, leg in enumerate(route.legs, start=1)
    ]  # fmt: skip
    texts = [told_route(route, at) for at, route in enumerate(found.routes, start=1)]
    text = "\n\n".join([*texts, "\n".join(_words(found, query, shares))])
    return Result(text.rstrip(), data, rows, features)


def _row(rank: int, route: Route) -> dict[str, Any]:
    cost, time = route.cost_usd, route.time_h
    return {
        "rank": rank, "from": route.origin.name, "to": route.destination.name,
        "objective": route.objective, "length_km": round(route.length_km, 1),
        "usd_low": round(cost.low), "usd": round(cost.central), "usd_high": round(cost.high),
        "hours_low": round(time.low, 1), "hours": round(time.central, 1), "hours_high": round(time.high, 1),
        "borders": len(route.crossings), "places": "; ".join(route.places),
        "marks": "; ".join(f"{note.place}: {note.mark}" for note in route.notes),
        "beyond": route.destination.beyond or route.origin.beyond,
        "assumed_share": round(route.assumed_share, 3),
    }  # fmt: skip


def brief(route: Route | None) -> dict[str, Any] | None:
    """Say a route in few figures, for JSON."""
    if route is None:
        return None
    return {
        "gates": list(route.places),
        "cost_usd": route.cost_usd.as_dict(),
        "time_h": route.time_h.as_dict(1),
        "marks": [{"place": note.place, "mark": note.mark, "text": note.text} for note in route.notes],
    }  # fmt: skip


def _beside_data(found: Beside | None) -> dict[str, Any]:
    if found is None:
        return {}
    share = None if found.better_in is None else round(found.better_in, 3)
    return {
        "rival": brief(found.rival),
        "better_than_rival_in": share,
        "verdict": "told" if found.told else "cannot tell",
        "doubtful": list(found.doubtful),
        "known_open": brief(found.known_open),
    }


def told_route(route: Route, number: int) -> str:
    """Say a route in lines: its head, its legs, its marks."""
    cost, time, borders = route.cost_usd, route.time_h, len(route.crossings)
    head = (
        f"{number}. {route.origin.name} to {route.destination.name}, {route.objective}: "
        f"{route.length_km:,.0f} km, {time.central / 24:.1f} days ({time.low / 24:.1f} to "
        f"{time.high / 24:.1f}), {cost.central:,.0f} USD ({cost.low:,.0f} to {cost.high:,.0f}), "
        f"{plural(borders, 'land border')}"
    )
    lines = [head]
    for leg in route.legs:
        where = (
            leg.origin if leg.origin == leg.destination else f"{leg.origin} to {leg.destination}"
        )
        lines.append(
            f"   {leg.mode:9} {where}: {leg.length_km:,.0f} km, {leg.time_h.central:.1f} h, "
            f"{leg.cost_usd.central:,.0f} USD"
        )
    lines += [f"   mark: {note.mark}: {note.text}" for note in route.notes]
    lines += [f"   {text}" for text in route.moves]
    lines.append(f"   {route.assumed_share:.0%} of the cost rests on assumed figures")
    return "\n".join(lines)


def _words(found: Answer, query: Query, shares: Sequence[float] | None) -> list[str]:
    best = found.routes[0]
    lines = []
    if query.objective == "generalised":
        lines.append(
            f"An hour counts {query.usd_per_hour:g} USD (3 to 17; --usd-per-hour); goods: {query.goods}."
        )
    if found.load_t:
        cost = best.cost_usd
        lines.append(
            f"{found.load_t:g} t go on {found.lorries} lorries or containers of {LOAD_T:g} t: "
            f"{cost.central * found.lorries:,.0f} USD ({cost.low * found.lorries:,.0f} to "
            f"{cost.high * found.lorries:,.0f})."
        )
    for at, share in enumerate(shares or [], start=2):
        if found.routes[at - 1].destination.beyond == best.destination.beyond:
            lines.append(
                f"Route 1 is better than route {at} in {share:.0%} of {NUMBER:,} paired draws."
            )
    lines += [f"{text}." for text in (found.beside.sentences if found.beside else ())]
    lines += [one.text for one in found.turned]
    lines += [f"Not published: {text}" for text in unpublished(found.routes[:1])]
    lines.append(f"Calibrated: {CALIBRATION}.")
    return lines
