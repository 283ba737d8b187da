"""The calibration: what the published totals say of the parameters, and what they leave open.

Each total is a sum of groups of parameters along a fixed way, so the model is linear in the groups.
A group's factor is fitted on a logarithmic scale: it starts at 1, strays from it the more reluctantly
the narrower the range of its parameters, and follows the totals the less the more they spread.
``python -m routing calibrate`` prints the residuals and, with each total left out in turn, what the
others say of it; ``--write`` writes the factors to ``edits/routing_calibration.csv``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from catalog.atlas.routing_tables import read_built
from catalog.tables.rows import Row
from routing.costs.parameters import Parameters, read_parameters
from routing.costs.tariff import tariff
from routing.costs.terms import value as term_value
from routing.network.closures import Closure
from routing.paths.query import Query, shortest_route
from routing.paths.routes import Route

if TYPE_CHECKING:
    from routing.model import Model

Group = tuple[str, str, str]
Floats = npt.NDArray[np.float64]

TARGETS = "edits/routing_targets.csv"
WITHHELD = (
    ("chabahar-kabul-2025", "karachi-kabul-2025"),
    ("chabahar-kabul-days", "karachi-kabul-days"),
)
"""Pairs of totals of 2025, town to town, whose differences are in no fit."""
_REPORT_SD = 0.2
"""What a total of one press report may be off by, beside its own spread: a fifth."""
# A quarter of the range counts as one standard deviation, within these bounds.
_LEAST_SD, _MOST_SD = 0.1, 0.6


@dataclass(frozen=True)
class Target:
    """A published total and the way that it is about.

    Parameters
    ----------
    key, corridor, measure
        ``measure`` is cost_usd or time_h.
    low, value, high
        As published.
    use
        fit: the fit follows it; range: it is only held against the range; withheld: it is in no fit, and the model
        is held against it; difference: the fit follows by how much it lies above ``against``.
    parts
        What each group adds to the model's total before calibration: shape (3,), by group.
    """

    key: str
    corridor: str
    measure: str
    low: float
    value: float
    high: float
    use: str
    parts: Mapping[Group, Floats]
    against: str = ""

    @property
    def fitted(self) -> bool:
        """Whether the fit follows its level."""
        return self.use == "fit"

    def total(self, factors: Mapping[Group, float]) -> tuple[float, float, float]:
        """Give the model's low, central and high."""
        summed = np.zeros(3)
        for group, part in self.parts.items():
            factor = factors.get(group, 1.0)
            summed += part * np.array([min(1.0, factor), factor, max(1.0, factor)])
        low, central, high = summed.tolist()
        return low, central, high


@dataclass(frozen=True)
class Residual:
    """A target beside the model: fitted with it, and by the others alone.

    Parameters
    ----------
    target
        The published total.
    fitted, unseen
        Low, central and high of the model.
    """

    target: Target
    fitted: tuple[float, float, float]
    unseen: tuple[float, float, float]

    @property
    def inside(self) -> bool:
        """Whether the published total lies within the range shown."""
        return self.fitted[0] <= self.target.low and self.target.high <= self.fitted[2]

    @property
    def inside_unseen(self) -> bool:
        """Whether it would, had the fit not seen it."""
        return self.unseen[0] <= self.target.low and self.target.high <= self.unseen[2]


def forced_route(
    model: Model,
    origin: str,
    destination: str,
    via: Sequence[str],
    modes: frozenset[str],
    query: Query | None = None,
) -> Route:
    """Find the way that passes no crossing and no port but those named.

    Raises
    ------
    NoRouteError
        If they do not lead there.
    """
    mode = "rail" if modes == {"rail"} else "road"
    ends = model.gazetteer.end(origin, mode=mode), model.gazetteer.end(destination, mode=mode)
    others = set(model.network.by_place) - {*via, *(end.place for end in ends)}
    query = query or Query("cheapest")
    closures = tuple(Closure(place) for place in sorted(others))
    asked = replace(query, closures=(*closures, *query.closures), modes=modes)
    return shortest_route(model.network, model.price, *ends, asked)


def targets(model: Model) -> list[Target]:
    """Trace every published total on the Network, with parameters as in their table."""
    bare = read_parameters(model.geo, calibrated=False)
    plain = replace(model, price=tariff(model.network, bare))
    return [_target(plain, row) for row in read_built(model.geo, TARGETS)]


def _target(model: Model, row: Row) -> Target:
    via = [place for place in row["via"].split("|") if place]
    modes = frozenset(mode for mode in row["modes"].split("|") if mode)
    route = forced_route(model, row["origin"], row["destination"], via, modes)
    parts = _parts(model, route, row["measure"])
    low, value, high = (float(row[name]) for name in ("low", "value", "high"))
    return Target(row["target"], row["corridor"], row["measure"], low, value, high,
                  row["use"], parts, row["against"])  # fmt: skip


def _parts(model: Model, route: Route, measure: str) -> dict[Group, Floats]:
    """Return what each group adds to a route's total, low, central and high."""
    unit = "usd" if measure == "cost_usd" else "h"
    found: dict[Group, Floats] = {}
    for term in route.terms:
        if term.unit != unit:
            continue
        values = np.array([term_value(model.price.parameters, term, level) for level in range(3)])
        group = (term.main.kind, term.main.mode, term.main.country)
        found[group] = found.get(group, np.zeros(3)) + values
    return found


def spreads(parameters: Parameters, groups: Sequence[Group]) -> Floats:
    """Give how far each group's factor may stray: a standard deviation of its logarithm."""
    found = []
    for group in groups:
        rows = [row for row in parameters.rows.values()
                if (row.kind, row.mode, row.country) == group]  # fmt: skip
        width = max(np.log(row.high / row.low) for row in rows) / 4
        found.append(min(max(width, _LEAST_SD), _MOST_SD))
    return np.array(found)


def fit(found: Sequence[Target], parameters: Parameters) -> dict[Group, float]:
    """Fit the groups' factors to the targets that are to be followed.

    Returns
    -------
    factors
        By group, rounded to four places so that the table says exactly what was fitted.
    """
    from scipy.optimize import least_squares

    used = [target for target in found if target.fitted]
    apart = [(target, _other(found, target)) for target in found if target.use == "difference"]
    ends = [one for pair in apart for one in pair]
    groups = sorted({group for target in (*used, *ends) for group in target.parts})
    gaps = np.array([
        [target.parts.get(group, np.zeros(3))[1] - other.parts.get(group, np.zeros(3))[1] for group in groups]
        for target, other in apart
    ]).reshape(-1, len(groups))  # fmt: skip
    wanted_gaps = np.array([target.value for target, _ in apart])
    gap_sd = np.array([(target.high - target.low) / 2 for target, _ in apart])
    if not groups:
        return {}
    spread = spreads(parameters, groups)
    matrix = np.array([[target.parts.get(group, np.zeros(3))[1] for group in groups]
                       for target in used])  # fmt: skip
    wanted = np.log([target.value for target in used])
    width = np.array([np.log(target.high / target.low) / 2 for target in used])
    trust = np.hypot(width, _REPORT_SD)

    def residuals(logs: Floats) -> Floats:
        misses = (np.log(matrix @ np.exp(logs)) - wanted) / trust
        apart_by = (gaps @ np.exp(logs) - wanted_gaps) / gap_sd
        return np.concatenate([misses, apart_by, logs / spread])

    solved = least_squares(residuals, np.zeros(len(groups)), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    return {
        group: round(float(np.exp(log)), 4) for group, log in zip(groups, solved.x, strict=True)
    }


def _other(found: Sequence[Target], target: Target) -> Target:
    """Return the total that a difference is taken from."""
    return next(one for one in found if one.key == target.against)


def residuals(found: Sequence[Target], parameters: Parameters) -> list[Residual]:
    """Hold every target against the fit, and against the fit that has not seen it."""
    factors = fit(found, parameters)
    rows = []
    for target in found:
        if target.use == "difference":
            continue
        others = [other for other in found if other is not target]
        unseen = fit(others, parameters) if target.fitted else factors
        rows.append(Residual(target, target.total(factors), target.total(unseen)))
    return rows


def report(rows: Sequence[Residual], factors: Mapping[Group, float]) -> str:
    """Write residuals and factors for the terminal."""
    lines = [(f"{'total':30} {'corr':4} {'unit':8} {'published':>13} {'model':>7} {'range shown':>15}"
             f" {'error':>7} in  {'unseen':>7} {'error':>7} in  use")]  # fmt: skip
    for row in rows:
        one = row.target
        said = f"{one.value:,.0f}" if one.low == one.high else f"{one.low:,.0f}-{one.high:,.0f}"
        shown = f"{row.fitted[0]:,.0f}-{row.fitted[2]:,.0f}"
        lines.append(
            f"{one.key:30} {one.corridor:4} {one.measure:8} {said:>13} {row.fitted[1]:7,.0f} {shown:>15}"
            f" {row.fitted[1] / one.value - 1:+7.0%} {_yes(row.inside)} {row.unseen[1]:7,.0f}"
            f" {row.unseen[1] / one.value - 1:+7.0%} {_yes(row.inside_unseen)} "
            f"{one.use}"
        )
    lines.append("")
    lines += [f"{'/'.join(part or 'elsewhere' for part in group):30} x {value:.3f}"
              for group, value in sorted(factors.items())]  # fmt: skip
    return "\n".join(lines)


def _yes(value: bool) -> str:
    return "yes" if value else "NO "


def table(factors: Mapping[Group, float]) -> str:
    """Write the factors as ``edits/routing_calibration.csv``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["parameter", "mode", "country", "multiplier", "why", "source_name",
                     "source_url", "source_date", "accessed"])  # fmt: skip
    why = "factor on money or hours that the published totals of edits/routing_targets.csv ask for"
    for (kind, mode, country), value in sorted(factors.items()):
        writer.writerow([kind, mode, country, f"{value:.4f}", why,
                         "Crossings project: python -m routing calibrate --write", "", "",
                         "2026-11-23"])  # fmt: skip
    return stream.getvalue()


def calibrate(model: Model, *, write: Path | None = None) -> str:
    """Fit, report, and write the factors into a file if asked."""
    bare = read_parameters(model.geo, calibrated=False)
    found = targets(model)
    factors = fit(found, bare)
    if write:
        write.write_text(table(factors), encoding="utf-8", newline="\n")
    return "\n".join([report(residuals(found, bare), factors), "", *_differences(found, factors)])


def _differences(found: Sequence[Target], factors: Mapping[Group, float]) -> list[str]:
    """Say by how much totals differ from one another, published and in the model."""
    pairs = [(one, _other(found, one), one.value) for one in found if one.use == "difference"]
    by_key = {one.key: one for one in found}
    for one, two in WITHHELD:
        pairs.append((by_key[one], by_key[two], by_key[one].value - by_key[two].value))
    return [
        f"{one.key} less {two.key}: published {said:,.0f} {one.measure}, model "
        f"{one.total(factors)[1] - two.total(factors)[1]:,.0f} ({one.use})"
        for one, two, said in pairs
    ]
