"""The other questions of the command line: each subcommand with its options and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from catalog.plural import plural
from routing.analysis.corridors import compare_corridors
from routing.analysis.criticality import GatewayLoss, gateway_criticality, provinces_to
from routing.analysis.isochrones import Measure
from routing.cli import matrix, timeline
from routing.cli.answer import question
from routing.cli.options import formats, limits, query_from_options, question_parser
from routing.cli.result import Result
from routing.model import Model
from routing.paths.routes import Route

MODELLED = "The model's least-cost route for one load, which is not what trade uses"
OBSERVED = (
    "Observed before October 2025: by Islam Qala some 42 % of the overseas tonnes, by Milak and Mahirud 21 % each, by Pakistan's "
    "crossings 11 to 22 %; no figure by province exists."
)
MEASURE_OF: Mapping[str, Measure] = {
    "fastest": "hours",
    "cheapest": "usd",
    "shortest": "km",
    "generalised": "generalised",
}
UNIT_OF = {
    "generalised": "USD with hours", "cheapest": "USD", "fastest": "h", "shortest": "km",
    "fewest-borders": "USD, a border a million", "safest": "km with incidents",
}  # fmt: skip


def _check(words: Sequence[str]) -> Result:
    from routing.evidence.check import problems
    from routing.network.network import load

    question_parser(
        "check", "Find islands, teleports and free borders.", scenario=False
    ).parse_args(words)
    network = load()
    found = problems(network)
    size = f"{network.nodes:,} nodes, {network.edges:,} edges, {len(network.gateways)} crossings and ports"
    return Result(
        "\n".join([*found, f"{plural(len(found), 'problem')}; {size}"]), {}, code=int(bool(found))
    )


def _distances(words: Sequence[str]) -> Result:
    from routing.evidence.distances import distances, table

    text = "Compare published distances with the shortest route."
    question_parser("distances", text, scenario=False).parse_args(words)
    return Result(table(distances(Model.load())), {})


def _calibrate(words: Sequence[str]) -> Result:
    from routing.costs.parameters import CALIBRATION
    from routing.evidence.calibration import calibrate

    parser = question_parser("calibrate", "Fit the costs to published totals.", scenario=False)
    parser.add_argument("--write", type=Path, metavar="FILE",
                        help=f"write the factors there, as a table such as {CALIBRATION}")  # fmt: skip
    options = parser.parse_args(words)
    return Result(calibrate(Model.load(), write=options.write), {})


def _hindcast(words: Sequence[str]) -> Result:
    from routing.evidence.hindcast import hindcast, written

    text = "Hold what the model says of the closure of October 2025 against what was observed."
    parser = question_parser("hindcast", text, scenario=False)
    formats(parser)
    options = parser.parse_args(words)
    rows = hindcast(Model.load())
    told = [row.as_dict() for row in rows]
    return Result(written(rows), {"rows": told}, told).named(options.form)


def _corridors(words: Sequence[str]) -> Result:
    options = question_parser("corridors", "Compare the published corridors.").parse_args(words)
    model = Model.load()
    query = query_from_options(model, options, options.objective)
    routes = compare_corridors(model, query)
    told = [{"corridor": entry.corridor.key, "name": entry.corridor.name, "why": entry.why or None,
             "route": entry.route.as_dict(geometry=False) if entry.route else None}
            for entry in routes]  # fmt: skip
    lines = [f"{'':4} {'corridor':48} {'km':>6} {'days':>15} {'USD':>20} land borders"]
    rows, features = [], []
    for entry in routes:
        head = f"{entry.corridor.key:4} {entry.corridor.name[:48]:48}"
        row = {"corridor": entry.corridor.key, "name": entry.corridor.name, "why": entry.why}
        if entry.route is None:
            lines.append(f"{head} {entry.why}")
            rows.append(row)
            continue
        time, cost = entry.route.time_h, entry.route.cost_usd
        days = f"{time.central / 24:.1f} ({time.low / 24:.1f}-{time.high / 24:.1f})"
        usd = f"{cost.central:,.0f} ({cost.low:,.0f}-{cost.high:,.0f})"
        borders = len(entry.route.crossings)
        marked = "; ".join(f"{note.place}: {note.mark}" for note in entry.route.notes)
        why = " ".join(filter(None, (entry.why, marked)))
        line = f"{head} {entry.route.length_km:6,.0f} {days:>15} {usd:>20} {borders} {why}"
        lines.append(line.rstrip())
        rows.append({**row, **figures(entry.route)})
        features.append(feature(entry.route, row))
    return Result("\n".join(lines), {**question(query), "corridors": told}, rows, features).named(
        options.form
    )


def figures(route: Route | None) -> dict[str, Any]:
    """Return a route's figures for a row of CSV."""
    if route is None:
        return {"usd": None, "hours": None, "places": "", "marks": ""}
    cost, time = route.cost_usd, route.time_h
    return {
        "length_km": round(route.length_km, 1),
        "usd_low": round(cost.low), "usd": round(cost.central), "usd_high": round(cost.high),
        "hours_low": round(time.low, 1), "hours": round(time.central, 1), "hours_high": round(time.high, 1),
        "places": "; ".join(route.places),
        "marks": "; ".join(f"{note.place}: {note.mark}" for note in route.notes),
    }  # fmt: skip


def feature(route: Route, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a route's line with its figures, for GeoJSON."""
    line = np.round(route.line, 4).tolist()
    return {"type": "Feature", "properties": {**row, **figures(route)},
            "geometry": {"type": "LineString", "coordinates": line}}  # fmt: skip


def _isochrones(words: Sequence[str]) -> Result:
    from routing.analysis.isochrones import isochrones

    parser = question_parser(
        "isochrones", "Find the places and roads that can be reached from a place within limits."
    )
    parser.set_defaults(objective=None)
    parser.add_argument("origin")
    parser.add_argument("--measure", choices=("hours", "usd", "km", "generalised"), default=None,
                        help="by what the limits are; by the objective if left out")  # fmt: skip
    parser.add_argument(
        "--limits", type=limits, default="24,48,96,168", help="rising, separated by commas"
    )
    options = parser.parse_args(words)
    model = Model.load()
    wanted = options.limits
    measure: Measure | None = options.measure or MEASURE_OF.get(options.objective or "fastest")
    if measure is None or (
        options.objective and options.measure not in (None, MEASURE_OF.get(options.objective))
    ):
        raise ValueError(
            f"isochrones by the objective {options.objective} has no limits in "
            f"{options.measure or 'hours, usd or km'}: leave one of them out, or take {', '.join(MEASURE_OF)}"
        )
    query = query_from_options(model, options, "fastest")
    origin, _ = model.ends(options.origin, options.origin, query)[0]
    found = isochrones(model.network, model.price, origin, measure=measure, query=query)
    rows = [{"town": town, measure: round(value, 1), "doubtful": "; ".join(found.doubtful(end))}
            for town, value, end in found.towns(model.gazetteer) if value <= wanted[-1]]  # fmt: skip
    lines = [
        f"{row[measure]:8,.0f} {measure}  {row['town']}"
        + (f"  (mark: nothing is known of {row['doubtful']})" if row["doubtful"] else "")
        for row in rows
    ]
    geo = found.as_geojson(wanted)
    result = Result("\n".join(lines), {**question(query), **geo}, rows, geo["features"])
    return result.named(options.form)


def _provinces(words: Sequence[str]) -> Result:
    parser = question_parser("provinces", f"{MODELLED}: every Afghan province's best route in the model to "
                     "the sea, and what the loss of each crossing does to it.")  # fmt: skip
    parser.add_argument("--to", default="the sea", metavar="PLACE",
                        help="a place, 'the sea' or 'any outlet'")  # fmt: skip
    options = parser.parse_args(words)
    model = Model.load()
    query = query_from_options(model, options, options.objective)
    routes = provinces_to(model, options.to, query)
    ranked = gateway_criticality(model, query) if options.to == "the sea" else []
    told = {
        **question(query),
        "what": MODELLED,
        "observed": OBSERVED,
        "provinces": [{"province": entry.province, "gates": list(entry.gateways), "gateways": list(entry.gateways),
                       "doubtful": [place for place in entry.gateways if place in query.unknown],
                       "route": entry.route.as_dict(geometry=False) if entry.route else None}
                      for entry in routes],
        "losses": [{"place": loss.gateway.place, "name": loss.gateway.name, "users": list(loss.users),
                    "cut_off": list(loss.cut_off), "mean_added": round(loss.mean_added, 1),
                    "added": {name: round(value, 1) for name, value in loss.added.items()}}
                   for loss in ranked],
    }  # fmt: skip
    lines = [f"{MODELLED}.", OBSERVED, ""]
    rows, features = [], []
    for entry in routes:
        cost = f"{entry.route.cost_usd.central:7,.0f} USD" if entry.route else "  no route"
        stops = " - ".join(entry.route.stops) if entry.route else ""
        lines.append(f"{entry.province:14} {cost}  {stops}")
        rows.append({"province": entry.province, **figures(entry.route)})
        if entry.route:
            features.append(feature(entry.route, {"province": entry.province}))
    unit = UNIT_OF[query.objective]
    if ranked:
        lines += [
            "",
            f"By what the best route in the model grows ({unit}) if a crossing or port were lost:",
        ]
    lines += [_lost(loss) for loss in ranked if loss.users or loss.cut_off]
    return Result("\n".join(lines), told, rows, features).named(options.form)


def _lost(loss: GatewayLoss) -> str:
    return (
        f"without {loss.gateway.name:32} {len(loss.cut_off):2} cut off, {len(loss.users):2} have to "
        f"change, {loss.mean_added:6,.0f} more on average, {loss.worst[1]:6,.0f} in {loss.worst[0]}"
    )


def _breakeven(words: Sequence[str]) -> Result:
    from routing.analysis.breakeven import break_even

    parser = question_parser(
        "breakeven",
        "Find the extra cost or wait at a crossing or port at which another route becomes as good.",
    )
    parser.add_argument("origin")
    parser.add_argument("destination", help="a place, or 'the sea'")
    parser.add_argument("place", help="crossing or port at which is waited or paid")
    parser.add_argument("--unit", choices=("hours", "usd"), default="hours")
    options = parser.parse_args(words)
    model = Model.load()
    (place, *_) = model.gazetteer.closable(options.place)
    query = query_from_options(model, options, options.objective)
    found = break_even(
        model, options.origin, options.destination, place, unit=options.unit, query=query
    )
    told = {**question(query), "place": place, "unit": found.unit,
            "added": None if found.added is None else round(found.added, 1),
            "lines": [{**vars(line), "start": round(line.start, 1)} for line in found.lines]}  # fmt: skip
    worth = (
        ""
        if query.objective in ("fastest", "cheapest")
        else f", {query.objective} cost in {found.unit}"
    )
    lines = [f"{line.label}: {line.start:,.1f} {found.unit}{worth}" for line in found.lines]
    if found.added is None:
        lines.append("one of the two routes does not exist, so there is no break-even")
    else:
        lines.append(f"equal at {found.added:+,.1f} {found.unit} more at {place}")
    for route in (found.through, found.around):
        lines += [f"mark: {note.mark}: {note.text}" for note in (route.notes if route else ())]
    return Result("\n".join(lines), told, told["lines"]).named(options.form)


COMMANDS: Mapping[str, Callable[[Sequence[str]], Result]] = {
    "check": _check,
    "distances": _distances,
    "calibrate": _calibrate,
    "hindcast": _hindcast,
    "corridors": _corridors,
    "isochrones": _isochrones,
    "provinces": _provinces,
    "breakeven": _breakeven,
    "routes-by-day": timeline.answer,
    "matrix": matrix.answer,
}
FORMERLY: Mapping[str, str] = {"reach": "isochrones", "timeline": "routes-by-day"}
"""Today's subcommand by its name in earlier editions, which is still read."""
