"""Timeline: the best route for every day, with the best by each crossing in use beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from routing.analysis.draws import DECIDED, NUMBER
from routing.analysis.routes_by_day import Run, routes_by_day
from routing.cli.answer import CALIBRATION, RANGES, brief, unpublished
from routing.cli.options import (
    closures_from_options,
    default_day,
    iso_day,
    question_parser,
    terms,
)
from routing.cli.result import Result
from routing.model import Model


def answer(words: Sequence[str]) -> Result:
    """Answer ``routes-by-day``."""
    parser = question_parser("routes-by-day", "Find the best open route for every day.")
    parser.add_argument("origin")
    parser.add_argument("destination", help="a place, 'the sea' or 'any outlet'")
    parser.add_argument("--from", dest="start", type=iso_day, default=date(2025, 1, 1))
    parser.add_argument("--until", type=iso_day, default=None)
    options = parser.parse_args(words)
    model = Model.load()
    until = options.until or default_day(model)
    if until < options.start:
        raise ValueError(
            f"--until {until} is before --from {options.start}; give the earlier day first"
        )
    told = partial(closures_from_options, model, options, ignore_status=options.ignore_status)
    query = model.query(options.objective, **terms(options))
    if options.objective == "safest":
        raise ValueError(
            "the safest route of every day would need the incidents of each: ask single days with --on"
        )
    runs = routes_by_day(
        model, options.origin, options.destination, options.start, until, query=query, told=told,
        marks=lambda day: model.marks(
            None if options.ignore_status else day, known=options.known, unknown=options.unknown
        ), beside=True,
    )  # fmt: skip
    first = next((run for run in runs if run.route), None)
    rows = [_run(run, first) for run in runs]
    data = {
        "objective": options.objective,
        "usd_per_hour": options.usd_per_hour,
        "runs": rows,
        "draws": NUMBER,
        "unpublished": unpublished(
            [
                *(run.route for run in runs if run.route),
                *(one.route for run in runs for one in run.by_gateway),
            ]
        ),
        "notes": [CALIBRATION, RANGES],
        "errors": [],
    }
    flat = [
        {"from": row["from"], "until": row["until"], "gates": "; ".join(row["gates"]),
         "usd": row["cost_usd"]["central"] if row["cost_usd"] else None,
         "hours": row["time_h"]["central"] if row["time_h"] else None,
         "marks": "; ".join(f"{one['place']}: {one['mark']}" for one in row["marks"])}
        for row in rows
    ]  # fmt: skip
    features = [
        {"type": "Feature", "properties": row,
         "geometry": {"type": "LineString", "coordinates": np.round(run.route.line, 4).tolist()}}
        for row, run in zip(flat, runs, strict=True) if run.route
    ]  # fmt: skip
    text = "\n".join([*(line for run in runs for line in _lines(run)),
                      *(f"Not published: {one}" for one in data["unpublished"]),
                      f"Calibrated: {CALIBRATION}."])  # fmt: skip
    return Result(text, data, flat, features).named(options.form)


def _run(run: Run, first: Run | None) -> dict[str, Any]:
    found = brief(run.route)
    return {
        "from": run.start.isoformat(),
        "until": run.end.isoformat(),
        "gates": list(run.gateways),
        "gateways": list(run.gateways),
        "cost_usd": found["cost_usd"] if found else None,
        "time_h": found["time_h"] if found else None,
        "marks": found["marks"] if found else [],
        "beyond": run.route.destination.beyond or None if run.route else None,
        "doubtful": list(run.doubtful),
        "known_open": brief(run.known_open) if run.doubtful else None,
        "compared_with": {
            "from": first.start.isoformat(),
            "until": first.end.isoformat(),
            "gates": list(first.gateways),
        }
        if first and first is not run
        else None,
        "by_gate": [one.as_dict() for one in run.by_gateway],
    }


def _lines(run: Run) -> list[str]:
    cost = f"{run.route.cost_usd.central:7,.0f} USD" if run.route else "   no route"
    days = f"{run.route.time_h.central / 24:5.1f} d" if run.route else ""
    stops = " - ".join(run.route.stops) if run.route else ""
    lines = [f"{run.start} to {run.end}  {cost} {days}  {stops}".rstrip()]
    if run.doubtful:
        known = run.known_open
        said = (
            f"{known.cost_usd.central:,.0f} USD, {' - '.join(known.stops)}" if known else "no route"
        )
        lines.append(f"    over crossings known to be open: {said}")
    for one in run.by_gateway:
        if one.against is None:
            continue
        usd, hours = one.against.usd_more, one.against.hours_more
        told = "dearer" if one.against.dearer_in >= DECIDED else "cannot tell"
        lines.append(
            f"    by {one.gateway}: {usd.central:+,.0f} USD ({usd.low:+,.0f} to {usd.high:+,.0f}), "
            f"{hours.central:+,.0f} h ({hours.low:+,.0f} to {hours.high:+,.0f}) to the first route; dearer in "
            f"{one.against.dearer_in:.0%} of {NUMBER:,} paired draws: {told}"
        )
    return lines
