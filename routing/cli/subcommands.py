"""The other questions of the command line: each subcommand with its options and its answer."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from catalog.dates import read_day
from catalog.plural import plural
from catalog.printing import Parser, json_text
from routing.analysis.criticality import GatewayLoss, gateway_criticality, provinces_to_sea
from routing.costs.tariff import OBJECTIVES, Objective
from routing.model import Model
from routing.network.closures import TRADES, Closure
from routing.network.network import MODES, SEA
from routing.paths.query import Query
from routing.statuses import UNKNOWNS

Answer = tuple[str, int]


def scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add what every subcommand takes: the day and what is closed."""
    parser.add_argument("--on", type=iso_day, help="day of the ledger: 2026-03-01")
    parser.add_argument("--known", type=iso_day, help="by what was published until then")
    parser.add_argument("--close", type=_names, action="extend", default=[],
                        help="places, separated by commas; may be given again")  # fmt: skip
    parser.add_argument("--reopen", type=_names, action="extend", default=[],
                        help="as --close, before which it goes")  # fmt: skip
    parser.add_argument("--cargo", choices=("trucks", "transit", "all"), default="all",
                        help="what --close stops")  # fmt: skip
    parser.add_argument("--trade", choices=TRADES, default="transit",
                        help="what is to pass: cargo for elsewhere, or of the two countries")  # fmt: skip
    parser.add_argument("--unknown", choices=UNKNOWNS, default="last",
                        help="what an unknown status is taken for")  # fmt: skip
    parser.add_argument("--ignore-status", action="store_true", help="leave the ledger out")
    parser.add_argument(
        "--modes", type=_modes, action="extend", default=[], help="of road,rail,sea; all if none"
    )
    parser.add_argument("--planned", action="store_true", help="use ways that are not built")


def iso_day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}': {error}") from error


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError(f"'{text}' names nothing; leave the option out")
    return names


def _limits(text: str) -> list[float]:
    parts = _names(text)
    wrong = [part for part in parts if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", part)]
    if wrong:
        raise argparse.ArgumentTypeError(f"'{wrong[0]}' is no number such as 24")
    limits = [float(part) for part in parts]
    if limits != sorted(set(limits)) or not limits[0]:
        raise argparse.ArgumentTypeError(f"'{text}' does not rise; write it as 24,48,96")
    return limits


def _modes(text: str) -> list[str]:
    names = _names(text)
    wrong = [name for name in names if name not in MODES[: SEA + 1]]
    if wrong:
        raise argparse.ArgumentTypeError(f"'{wrong[0]}' is none of {', '.join(MODES[: SEA + 1])}")
    return names


def default_day(model: Model) -> date:
    """Give the day that the ledger is shown for unless another is asked."""
    return date.fromisoformat(str(model.atlas["crossings"].meta["default_day"]))


def query_from_options(model: Model, options: argparse.Namespace, objective: Objective) -> Query:
    """Put the question together that the options ask."""
    bare = options.ignore_status or (objective == "shortest" and options.on is None)
    day = options.on or (None if bare else default_day(model))
    return model.query(
        objective,
        _closures(model, options, day, ignore_status=bare),
        day,
        known=options.known,
        unknown=options.unknown,
        **_terms(options),
    )


def _closures(
    model: Model, options: argparse.Namespace, day: date | None, *, ignore_status: bool
) -> tuple[Closure, ...]:
    return model.closures(
        day,
        close=options.close,
        reopen=options.reopen,
        cargo=options.cargo,
        unknown=options.unknown,
        ignore_status=ignore_status,
        known=options.known,
    )


def _terms(options: argparse.Namespace) -> dict[str, Any]:
    """Give what a Query has of the options beside its objective, closures and day."""
    return {
        "cargo": options.trade,
        "planned": options.planned,
        "modes": frozenset(options.modes),
    }


def _parser(name: str, text: str, *, scenario: bool = True) -> argparse.ArgumentParser:
    parser = Parser(prog=f"python -m routing {name}", description=text)
    if scenario:
        scenario_options(parser)
        parser.add_argument("--objective", choices=OBJECTIVES, default="cheapest")
        parser.add_argument("--json", action="store_true")
    return parser


def _check(words: Sequence[str]) -> Answer:
    from routing.evidence.check import problems
    from routing.network.network import load

    _parser("check", "Find islands, teleports and free borders.", scenario=False).parse_args(words)
    network = load()
    found = problems(network)
    size = f"{network.nodes:,} nodes, {network.edges:,} edges, {len(network.gateways)} gates"
    return "\n".join([*found, f"{plural(len(found), 'problem')}; {size}"]), int(bool(found))


def _distances(words: Sequence[str]) -> Answer:
    from routing.evidence.distances import distances, table

    text = "Hold published distances against the shortest way."
    _parser("distances", text, scenario=False).parse_args(words)
    return table(distances(Model.load())), 0


def _calibrate(words: Sequence[str]) -> Answer:
    from routing.costs.parameters import CALIBRATION
    from routing.evidence.calibration import calibrate

    parser = _parser("calibrate", "Fit the costs to published totals.", scenario=False)
    parser.add_argument("--write", type=Path, metavar="FILE",
                        help=f"write the factors there, as a table such as {CALIBRATION}")  # fmt: skip
    options = parser.parse_args(words)
    return calibrate(Model.load(), write=options.write), 0


def _corridors(words: Sequence[str]) -> Answer:
    from routing.analysis.corridors import compare_corridors

    options = _parser("corridors", "Put the published corridors side by side.").parse_args(words)
    model = Model.load()
    routes = compare_corridors(model, query_from_options(model, options, options.objective))
    if options.json:
        rows = [{"corridor": entry.corridor.key, "name": entry.corridor.name, "why": entry.why or None,
                 "route": entry.route.as_dict(geometry=False) if entry.route else None}
                for entry in routes]  # fmt: skip
        return json_text({"corridors": rows}), 0
    lines = [f"{'':4} {'corridor':48} {'km':>6} {'days':>15} {'USD':>20} land borders"]
    for entry in routes:
        head = f"{entry.corridor.key:4} {entry.corridor.name[:48]:48}"
        if entry.route is None:
            lines.append(f"{head} {entry.why}")
            continue
        time, cost = entry.route.time_h, entry.route.cost_usd
        days = f"{time.central / 24:.1f} ({time.low / 24:.1f}-{time.high / 24:.1f})"
        usd = f"{cost.central:,.0f} ({cost.low:,.0f}-{cost.high:,.0f})"
        borders = len(entry.route.crossings)
        line = f"{head} {entry.route.length_km:6,.0f} {days:>15} {usd:>20} {borders} {entry.why}"
        lines.append(line.rstrip())
    return "\n".join(lines), 0


def _isochrones(words: Sequence[str]) -> Answer:
    from routing.analysis.isochrones import isochrones

    parser = _parser("reach", "Say how far one gets from a place.")
    parser.add_argument("origin")
    parser.add_argument("--measure", choices=("hours", "usd", "km"), default="hours")
    parser.add_argument(
        "--limits", type=_limits, default="24,48,96,168", help="rising, separated by commas"
    )
    options = parser.parse_args(words)
    model = Model.load()
    limits = options.limits
    query = query_from_options(model, options, "fastest")
    found = isochrones(model.network, model.price, model.gazetteer.end(options.origin),
                  measure=options.measure, query=query)  # fmt: skip
    if options.json:
        return json_text(found.as_geojson(limits), indent=None), 0
    lines = [
        f"{value:8,.0f} {options.measure}  {town}"
        for town, value in found.towns(model.gazetteer)
        if value <= limits[-1]
    ]
    return "\n".join(lines), 0


def _provinces(words: Sequence[str]) -> Answer:
    options = _parser("provinces", "Find every Afghan province's way to the sea, and what each "
                      "gate's loss does.").parse_args(words)  # fmt: skip
    model = Model.load()
    query = query_from_options(model, options, options.objective)
    routes, ranked = provinces_to_sea(model, query), gateway_criticality(model, query)
    if options.json:
        told = {
            "provinces": [{"province": entry.province, "gates": list(entry.gateways),
                           "route": entry.route.as_dict(geometry=False) if entry.route else None}
                          for entry in routes],
            "losses": [{"place": loss.gateway.place, "name": loss.gateway.name, "users": list(loss.users),
                        "cut_off": list(loss.cut_off), "mean_added": round(loss.mean_added, 1),
                        "added": {name: round(value, 1) for name, value in loss.added.items()}}
                       for loss in ranked],
        }  # fmt: skip
        return json_text(told), 0
    lines = []
    for entry in routes:
        cost = f"{entry.route.cost_usd.central:7,.0f} USD" if entry.route else "  no way"
        lines.append(f"{entry.province:14} {cost}  {' - '.join(entry.gateways)}")
    lines.append("")
    lines += [_lost(loss) for loss in ranked if loss.users or loss.cut_off]
    return "\n".join(lines), 0


def _lost(loss: GatewayLoss) -> str:
    return (
        f"without {loss.gateway.name:32} {len(loss.cut_off):2} cut off, {len(loss.users):2} have to "
        f"change, {loss.mean_added:6,.0f} more on the mean, {loss.worst[1]:6,.0f} in {loss.worst[0]}"
    )


def _breakeven(words: Sequence[str]) -> Answer:
    from routing.analysis.breakeven import break_even

    parser = _parser("breakeven", "Find how much more at a gate makes another way as good.")
    parser.add_argument("origin")
    parser.add_argument("destination", help="a place, or 'the sea'")
    parser.add_argument("place", help="crossing or port at which is waited or paid")
    parser.add_argument("--unit", choices=("hours", "usd"), default="hours")
    options = parser.parse_args(words)
    model = Model.load()
    (place, *_) = model.gazetteer.closable(options.place)
    found = break_even(model, options.origin, options.destination, place, unit=options.unit,
                       query=query_from_options(model, options, "cheapest"))  # fmt: skip
    if options.json:
        told = {"place": place, "unit": found.unit, "added": found.added,
                "lines": [vars(line) for line in found.lines]}  # fmt: skip
        return json_text(told), 0
    lines = [f"{line.label}: {line.start:,.1f} {found.unit}" for line in found.lines]
    if found.added is None:
        lines.append("one of the two ways does not exist, so there is no break-even")
    else:
        lines.append(f"equal at {found.added:+,.1f} {found.unit} more at {place}")
    return "\n".join(lines), 0


def _timeline(words: Sequence[str]) -> Answer:
    from routing.analysis.routes_by_day import routes_by_day

    parser = _parser("timeline", "Find the best open way for every day.")
    parser.add_argument("origin")
    parser.add_argument("destination", help="a place, or 'the sea'")
    parser.add_argument("--from", dest="start", type=iso_day, default=date(2025, 1, 1))
    parser.add_argument("--until", type=iso_day, default=None)
    options = parser.parse_args(words)
    model = Model.load()
    until = options.until or default_day(model)
    if until < options.start:
        raise ValueError(
            f"--until {until} is before --from {options.start}; give the earlier day first"
        )
    told = partial(_closures, model, options, ignore_status=options.ignore_status)
    runs = routes_by_day(model, options.origin, options.destination, options.start, until,
                        query=model.query(options.objective, **_terms(options)), told=told)  # fmt: skip
    rows = [
        {"from": run.start.isoformat(), "until": run.end.isoformat(), "gates": list(run.gateways),
         "cost_usd": run.route.cost_usd.as_dict() if run.route else None,
         "time_h": run.route.time_h.as_dict(1) if run.route else None}
        for run in runs
    ]  # fmt: skip
    if options.json:
        return json_text({"runs": rows}), 0
    lines = []
    for run in runs:
        cost = f"{run.route.cost_usd.central:7,.0f} USD" if run.route else "   no way"
        lines.append(f"{run.start} to {run.end}  {cost}  {' - '.join(run.gateways)}")
    return "\n".join(lines), 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], Answer]] = {
    "check": _check,
    "distances": _distances,
    "calibrate": _calibrate,
    "corridors": _corridors,
    "reach": _isochrones,
    "provinces": _provinces,
    "breakeven": _breakeven,
    "timeline": _timeline,
}
