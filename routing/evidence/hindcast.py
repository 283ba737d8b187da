"""Hindcast: what the model says of the closure of October 2025 beside what was published and observed, with the misses.

Nothing here was fitted to: the totals of 2025 are withheld, and no flow is an input of the model. Of flows the
model says only which crossing its least-cost routes take, which is not what trade uses; the table shows by how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from catalog.atlas.routing_tables import read_built
from routing.analysis.criticality import provinces_to_sea
from routing.analysis.draws import difference
from routing.evidence.calibration import TARGETS, WITHHELD, forced_route
from routing.paths.query import Query
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model

OBSERVED = "edits/routing_observed.csv"
BEFORE, AFTER = date(2025, 9, 15), date(2025, 11, 15)


@dataclass(frozen=True)
class Row:
    """One thing that was published or observed, beside what the model says.

    Parameters
    ----------
    what, observed, said
        In words and figures.
    met
        Whether the model's 90 % interval holds it, or its change goes the observed way.
    source
        Name and address.
    """

    what: str
    observed: str
    said: str
    met: bool
    source: tuple[str, str]

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON and CSV."""
        return {"what": self.what, "observed": self.observed, "said": self.said,
                "met": self.met, "source": self.source[0], "url": self.source[1]}  # fmt: skip


def hindcast(model: Model) -> list[Row]:
    """Hold the model against what happened."""
    return [*_differences(model), *_crossings(model)]


def _differences(model: Model) -> list[Row]:
    """Hold differences between totals of 2025, town to town, against the model's in paired draws."""
    rows = {row["target"]: row for row in read_built(model.geo, TARGETS)}
    found = []
    for keys in WITHHELD:
        one, two = (rows[key] for key in keys)
        routes = [_route(model, row) for row in (one, two)]
        told = difference(model.price.parameters, *routes)
        money = one["measure"] == "cost_usd"
        said, unit = (told.usd_more, "USD") if money else (told.hours_more, "h")
        published = float(one["value"]) - float(two["value"])
        found.append(Row(
            f"{one['origin']}-{one['destination']} less {two['origin']}-{two['destination']}, {unit}, 2025",
            f"{published:+,.0f} {unit}",
            f"{said.central:+,.0f} ({said.low:+,.0f} to {said.high:+,.0f})",
            said.low <= published <= said.high,
            (one["source_name"], one["source_url"]),
        ))  # fmt: skip
    return found


def _route(model: Model, row: Mapping[str, str]) -> Route:
    via = [place for place in row["via"].split("|") if place]
    modes = frozenset(mode for mode in row["modes"].split("|") if mode)
    return forced_route(model, row["origin"], row["destination"], via, modes)


def _crossings(model: Model) -> list[Row]:
    """Hold the growth by crossing against how many provinces' least-cost routes pass it."""
    users = [_users(model, day) for day in (BEFORE, AFTER)]
    found = []
    for row in read_built(model.geo, OBSERVED):
        low, high = float(row["change_low"]), float(row["change_high"])
        change = f"{low:+g}" if low == high else f"{low:+g} to {high:+g}"
        before, after = (some.get(row["place"], 0) for some in users)
        moved = after - before
        agrees = (moved > 0) == (high > 5) and (moved < 0) == (low < -20)
        found.append(Row(
            f"{row['place']}, {row['unit']}",
            f"{row['before']} to {row['after']}, {change} %",
            f"least-cost route of {before}, then of {after} of 34 provinces",
            agrees,
            (row["source_name"], row["source_url"]),
        ))  # fmt: skip
    return found


def _users(model: Model, day: date) -> dict[str, int]:
    query: Query = model.query(closures=model.closures(day), day=day)
    found: dict[str, int] = {}
    for entry in provinces_to_sea(model, replace(query, incidents_per_edge=None)):
        for place in entry.gateways:
            found[place] = found.get(place, 0) + 1
    return found


def written(rows: Sequence[Row]) -> str:
    """Write the table for the terminal and for the documentation."""
    lines = ["| what | observed | the model | |", "|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.observed} | {row.said} | {'met' if row.met else 'missed'} |"
        for row in rows
    ]
    missed = sum(not row.met for row in rows)
    return "\n".join([*lines, "", f"{len(rows)} rows, {missed} missed"])
