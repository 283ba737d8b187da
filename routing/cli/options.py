"""The options that questions of the command line share, and the question that they put together."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any

from catalog.dates import read_day
from catalog.printing import Parser
from routing.costs.flow import GOODS
from routing.costs.tariff import OBJECTIVES, USD_PER_HOUR, Objective
from routing.model import Model
from routing.network.closures import TRADES, Closure
from routing.network.network import MODES, SEA
from routing.paths.query import Query
from routing.statuses import UNKNOWNS

_YEAR = 366


def scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add what every subcommand takes: the day and what is closed."""
    parser.add_argument("--on", type=iso_day, help="day of the statuses: 2026-03-01")
    parser.add_argument("--known", type=iso_day, help="use only what was published by then")
    parser.add_argument("--close", type=names, action="extend", default=[],
                        help="places, separated by commas; may be given again")  # fmt: skip
    parser.add_argument("--reopen", type=names, action="extend", default=[],
                        help="as --close, over which it takes precedence")  # fmt: skip
    _renamed(parser, "--closure-scope", "--cargo", choices=("trucks", "transit", "all"), default="all",
             help="cargo that --close stops")  # fmt: skip
    _renamed(parser, "--cargo-type", "--trade", choices=TRADES, default="transit",
             help="cargo of the route: transit to a third country, or bilateral")  # fmt: skip
    parser.add_argument("--unknown", choices=UNKNOWNS, default="marked",
                        help="how to treat a status too old to be known: passed with a mark, as last reported, open, closed")  # fmt: skip
    parser.add_argument("--goods", choices=GOODS, default=GOODS[0],
                        help="on listed goods Pakistan asks a fee in transit to Afghanistan")  # fmt: skip
    parser.add_argument("--usd-per-hour", type=_worth, default=USD_PER_HOUR, metavar="USD",
                        help="what an hour is worth in the generalised cost: 8, within 3 to 17")  # fmt: skip
    parser.add_argument("--ignore-status", action="store_true", help="ignore the reported statuses")
    parser.add_argument(
        "--modes", type=_modes, action="extend", default=[], help="of road,rail,sea; all if none"
    )
    parser.add_argument("--planned", action="store_true", help="use routes that are not built")


def _renamed(parser: argparse.ArgumentParser, name: str, before: str, **how: Any) -> None:
    """Add an option under today's name, and under that of earlier editions, which no help shows."""
    option = parser.add_argument(name, **how)
    parser.add_argument(before, **{**how, "dest": option.dest, "help": argparse.SUPPRESS})


def iso_day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}': {error}") from error


def _worth(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no value of an hour in USD such as 8")
    return float(text)


def tonnes(text: str) -> float:
    """Read a load of the command line."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", text) or not float(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no load in tonnes such as 60")
    return float(text)


def names(text: str) -> list[str]:
    """Read names separated by commas."""
    found = [name.strip() for name in text.split(",") if name.strip()]
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' names nothing; leave the option out")
    return found


def limits(text: str) -> list[float]:
    """Read rising numbers separated by commas."""
    parts = names(text)
    wrong = [part for part in parts if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", part)]
    if wrong:
        raise argparse.ArgumentTypeError(f"'{wrong[0]}' is no number such as 24")
    found = [float(part) for part in parts]
    if found != sorted(set(found)) or not found[0]:
        raise argparse.ArgumentTypeError(f"'{text}' does not rise; write it as 24,48,96")
    return found


def _modes(text: str) -> list[str]:
    given = names(text)
    wrong = [name for name in given if name not in MODES[: SEA + 1]]
    if wrong:
        raise argparse.ArgumentTypeError(f"'{wrong[0]}' is none of {', '.join(MODES[: SEA + 1])}")
    return given


def default_day(model: Model) -> date:
    """Give the day that the ledger is shown for unless another is asked."""
    return date.fromisoformat(str(model.atlas["crossings"].meta["default_day"]))


def _within(model: Model, day: date | None) -> None:
    """Refuse a day of which nothing can be known.

    Raises
    ------
    ValueError
        If it lies more than a year after the last that the ledger speaks of.
    """
    last = default_day(model)
    if day is not None and (day - last).days > _YEAR:
        raise ValueError(
            f"{day} lies more than a year after {last}, the last day of which the crossings are reported: "
            "nothing is known of it; ask an earlier day, or add --ignore-status and no day"
        )


def query_from_options(model: Model, options: argparse.Namespace, objective: Objective) -> Query:
    """Put the question together that the options ask."""
    bare = options.ignore_status or (objective == "shortest" and options.on is None)
    day = options.on or (None if bare else default_day(model))
    _within(model, options.on)
    return model.query(
        objective,
        closures_from_options(model, options, day, ignore_status=bare),
        day,
        known=options.known,
        unknown=options.unknown,
        **terms(options),
    )


def closures_from_options(
    model: Model, options: argparse.Namespace, day: date | None, *, ignore_status: bool
) -> tuple[Closure, ...]:
    """Return what is closed on a day by the ledger and by the options."""
    return model.closures(
        day,
        close=options.close,
        reopen=options.reopen,
        cargo=options.closure_scope,
        unknown=options.unknown,
        ignore_status=ignore_status,
        known=options.known,
    )


def terms(options: argparse.Namespace) -> dict[str, Any]:
    """Give what a Query has of the options beside its objective, closures and day."""
    return {
        "cargo": options.cargo_type,
        "planned": options.planned,
        "modes": frozenset(options.modes),
        "goods": options.goods,
        "usd_per_hour": options.usd_per_hour,
    }


def question_parser(name: str, text: str, *, scenario: bool = True) -> argparse.ArgumentParser:
    """Return the parser of a subcommand, with the options of every question unless it asks for no scenario."""
    parser = Parser(prog=f"python -m routing {name}", description=text)
    if scenario:
        scenario_options(parser)
        parser.add_argument("--objective", choices=OBJECTIVES, default="generalised")
        formats(parser)
    return parser


def formats(parser: argparse.ArgumentParser) -> None:
    """Add how the answer is written."""
    parser.add_argument("--json", dest="form", action="store_const", const="json", default="text")
    for form in ("geojson", "csv"):
        parser.add_argument(f"--{form}", dest="form", action="store_const", const=form)
