"""The command line: ``python -m routing Kabul Karachi`` and its subcommands."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any

from catalog.manifest import intact
from catalog.paths import GEO
from catalog.plural import plural
from catalog.printing import Parser, complain, inert, json_text, say
from routing import MOST_ALTERNATIVES
from routing.analysis.compare import towns_along
from routing.cli.subcommands import COMMANDS, query_from_options, scenario_options
from routing.costs.tariff import OBJECTIVES
from routing.model import Model
from routing.paths.query import Query
from routing.paths.routes import Route


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question; 0 if it has an answer, 1 if it has none, 2 if it cannot be asked."""
    words = inert(sys.argv[1:] if arguments is None else arguments)
    try:
        intact(GEO)
        if words and words[0] in COMMANDS:
            text, code = COMMANDS[words[0]](words[1:])
        else:
            text, code = _routes(_route_parser().parse_args(words)), 0
    except ValueError as error:
        complain(error)
        return 1
    say(text)
    return code


def _route_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m routing",
        description="Find the way between two places by road, rail and sea.",
        epilog=f"Other questions: python -m routing {{{','.join(COMMANDS)}}} --help",
    )
    parser.add_argument("origin", help="town, port, crossing or lon,lat")
    parser.add_argument("destination")
    scenario_options(parser)
    parser.add_argument("--objective", choices=OBJECTIVES, default="cheapest")
    parser.add_argument("--alternatives", type=_number, default=1, help="how many ways at most")
    parser.add_argument("--json", action="store_true", help="write JSON, with the lines")
    return parser


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_ALTERNATIVES:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to {MOST_ALTERNATIVES}")
    return int(text)


def _routes(options: argparse.Namespace) -> str:
    model = Model.load()
    query = query_from_options(model, options, options.objective)
    routes = model.routes(options.origin, options.destination, query, number=options.alternatives)
    if options.json:
        return json_text(answer(model, query, routes))
    return "\n\n".join(_told(route, at) for at, route in enumerate(routes, start=1))


def answer(model: Model, query: Query, routes: Sequence[Route]) -> dict[str, Any]:
    """Give what ``--json`` writes."""
    return {
        "objective": query.objective,
        "day": query.day.isoformat() if query.day else None,
        "closures": [
            {"place": one.place, "cargo": one.cargo, "modes": sorted(one.modes),
             "direction": one.direction, "cause": one.cause, "source": one.source or None}
            for one in query.closures
        ],
        "routes": [
            {**route.as_dict(), "via": list(towns_along(model, route))} for route in routes
        ],
    }  # fmt: skip


def _told(route: Route, number: int) -> str:
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
    lines += [f"   {text}" for text in route.moves]
    lines.append(f"   {route.assumed_share:.0%} of the cost rests on assumed figures")
    return "\n".join(lines)
