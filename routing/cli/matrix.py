"""Matrix: every origin to every destination."""

from __future__ import annotations

from collections.abc import Sequence

from routing.analysis.matrix import matrix
from routing.cli.answer import question
from routing.cli.options import names, query_from_options, question_parser
from routing.cli.result import Result
from routing.model import Model


def answer(words: Sequence[str]) -> Result:
    """Answer ``matrix``."""
    parser = question_parser(
        "matrix", "Find the best route from every origin to every destination."
    )
    parser.add_argument("--from", dest="origins", type=names, action="extend", required=True,
                        help="places, separated by commas; may be given again")  # fmt: skip
    parser.add_argument("--to", dest="destinations", type=names, action="extend", required=True,
                        help="places, 'the sea' or 'any outlet'")  # fmt: skip
    options = parser.parse_args(words)
    model = Model.load()
    query = query_from_options(model, options, options.objective)
    cells = matrix(model, options.origins, options.destinations, query)
    rows = [cell.as_row() for cell in cells]
    data = {
        **question(query),
        "pairs": [cell.as_dict() for cell in cells],
        "notes": [],
        "errors": [],
    }
    lines = []
    for cell in cells:
        route = cell.route
        if route is None:
            lines.append(f"{cell.origin} to {cell.destination}: {cell.why}")
            continue
        lines.append(
            f"{cell.origin} to {cell.destination}: {route.cost_usd.central:,.0f} USD, "
            f"{route.time_h.central / 24:.1f} days, {route.length_km:,.0f} km, {' - '.join(route.stops)}"
        )
    return Result("\n".join(lines), data, rows).named(options.form)
