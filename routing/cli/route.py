"""The command line: ``python -m routing Kabul Karachi``, its subcommands, and questions by the line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence

from catalog.manifest import intact
from catalog.paths import GEO
from catalog.printing import Parser, complain, inert, json_text, say, short
from routing import MOST_ALTERNATIVES
from routing.analysis.beside import beside
from routing.analysis.turned_away import turned_away
from routing.cli.answer import Answer, result
from routing.cli.batch import BATCH, batch
from routing.cli.options import formats, names, query_from_options, scenario_options, tonnes
from routing.cli.result import Result, failure
from routing.cli.subcommands import COMMANDS, FORMERLY
from routing.costs.tariff import OBJECTIVES
from routing.model import Model


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question.

    Returns
    -------
    code
        0 if it has an answer; 1 if there is no route, 3 if a place is not known, 4 if it cannot be asked otherwise,
        2 if an option cannot be.
    """
    words = inert(sys.argv[1:] if arguments is None else arguments)
    try:
        intact(GEO)
        if words and words[0] == BATCH:
            return batch(words[1:], ask, route_parser)
        command = FORMERLY.get(words[0], words[0]) if words else ""
        if command in COMMANDS:
            found = COMMANDS[command](words[1:])
        else:
            found = ask(route_parser().parse_args(words))
    except ValueError as error:
        told, code = failure(error)
        if "--json" in words:
            say(json_text(told))
        complain(error)
        return code
    except OSError as error:
        if not error.filename:
            raise
        complain(
            f"{short(error.filename)}: {(error.strerror or str(error)).lower()}; name another file"
        )
        return 1
    say(found.written())
    return found.code


def route_parser(kind: type[Parser] = Parser) -> argparse.ArgumentParser:
    """Return the parser of a question for a route."""
    parser = kind(
        prog="python -m routing",
        description="Find the route between two places by road, rail and sea.",
        epilog=f"Other questions: python -m routing {{{','.join(COMMANDS)}}} --help; many at once: "
        f"python -m routing {BATCH} < questions.jsonl",
    )
    parser.add_argument("origin", help="town, port, crossing, country beyond or lon,lat; 'the sea'")
    parser.add_argument("destination", help="as the origin, or 'any outlet'")
    scenario_options(parser)
    parser.add_argument("--objective", choices=OBJECTIVES, default="generalised")
    parser.add_argument("--alternatives", type=_number, default=1, help="maximum number of routes")
    parser.add_argument("--via", type=names, action="extend", default=[],
                        help="places to pass, in this order; may be given again")  # fmt: skip
    parser.add_argument("--load-t", type=tonnes, default=None, metavar="TONNES",
                        help="what is to be carried: on as many lorries or containers of 20 t as it takes")  # fmt: skip
    formats(parser)
    return parser


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_ALTERNATIVES:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to {MOST_ALTERNATIVES}")
    return int(text)


def ask(
    options: argparse.Namespace,
    model: Model | None = None,
    *,
    geometry: bool = True,
    compared: bool = True,
) -> Result:
    """Answer a question for a route.

    Parameters
    ----------
    options
        As read by ``route_parser``.
    model
        Loaded if None.
    geometry
        Give lines and the towns along them.
    compared
        Find what stands beside the best route.
    """
    model = model or Model.load()
    query = query_from_options(model, options, options.objective)
    ends = (options.origin, options.destination)
    routes = model.routes(*ends, query, number=options.alternatives, via=options.via)
    near = None
    if compared and not options.via and routes[0].edges:
        near = beside(model, *ends, query, routes[0], tuple(routes[1:]))
    found = Answer(query, routes, near, turned_away(model, query), options.load_t)
    return result(model, found, geometry=geometry).named(options.form)
