"""The checklist: facts drawn from the record, with their addresses, to be checked against pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalog.printing import complain, inert, say
from catalog.problems import CatalogError
from catalog.record.facts import Fact, facts, sample, shares
from catalog.tables.basis import BASES, BASIS_SHORT

COLUMNS = ("kind", "table", "row", "fact", "values", "date", "basis", "confidence", "addresses",
           "holds", "what the page says")  # fmt: skip
"""The last two are for whoever checks."""


def write(sources: Path, *, seed: int, per_kind: int) -> int:
    """Print a sample as CSV; the exit code is 1 if the tables cannot be read, 2 for no such sample.

    Parameters
    ----------
    sources
        The folder of sources.
    seed
        The same seed draws the same facts.
    per_kind
        So many of each kind, or all of a kind that has fewer; at least 1.
    """
    if per_kind < 1:
        complain(f"--per-kind {per_kind} draws nothing; ask for 1 or more")
        return 2
    try:
        drawn = sample(facts(sources), seed=seed, per_kind=per_kind)
    except CatalogError as error:
        complain(error)
        return 1
    say(as_csv(drawn).removesuffix("\n"))
    return 0


def write_shares(sources: Path) -> int:
    """Print how many facts of each kind have which basis, as ``docs/record.md`` has it."""
    try:
        say(shares_table(shares(facts(sources))))
    except CatalogError as error:
        complain(error)
        return 1
    return 0


def shares_table(counted: Mapping[str, Mapping[str, int]]) -> str:
    """Write counts by kind and basis as a Markdown table; no column for what never is."""
    used = [basis for basis in BASES if any(found[basis] for found in counted.values())]
    whole = {basis: sum(found[basis] for found in counted.values()) for basis in used}
    lines = [f"| kind | facts | {' | '.join(BASIS_SHORT[basis] for basis in used)} |",
             f"| --- | ---: |{' ---: |' * len(used)}"]  # fmt: skip
    for kind, found in [*counted.items(), ("all", whole)]:
        total = sum(found.values())
        cells = [f"{found[basis]:,} ({100 * found[basis] / total:.0f} %)" if found[basis] else ""
                 for basis in used]  # fmt: skip
        lines.append(f"| {kind} | {total:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def as_csv(drawn: Iterable[Fact]) -> str:
    """Write facts as a checklist: a line each, every address, two empty cells at the end."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for fact in drawn:
        told = (fact.kind, fact.table, fact.row, fact.says, fact.values, fact.date, fact.basis,
                fact.confidence, " ".join(fact.addresses), "", "")  # fmt: skip
        lines.writerow(map(_safe, told))
    return text.getvalue()


def _safe(cell: str) -> str:
    """Keep a cell from being taken for a formula by a spreadsheet, or for an order by a terminal."""
    (plain,) = inert([cell])
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain
