"""Edits: what is corrected in a table as received, and what is added to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.problems import Problem
    from catalog.tables.rows import Table

CORRECTIONS = "edits/corrections.csv"
CORRECTION_COLUMNS = (
    "file", "key_column", "key", "column", "old", "new",
    "why", "source_name", "source_url", "source_date", "accessed",
)  # fmt: skip

ADDITIONS = "_additions.csv"
"""How the name of a table of rows found later ends."""

ADDED_COLUMNS = ("why", "accessed")
"""What a row found later says beside the columns of its table."""

BASIS = "basis"
"""What it may say too, as its last column: how we have it."""


def apply_edits(table: Table, corrections: Table) -> tuple[Table, list[Problem]]:
    """Replace cells as the corrections say.

    Parameters
    ----------
    table
        As received.
    corrections
        Those whose ``file`` is another are passed over. ``key_column`` and ``key`` name one row;
        where one column is not enough both are joined by ``+``: ``canonical_id+date`` and
        ``XG-TORKHAM+2021-08-15``. ``old`` must be the whole cell as it stands.

    Returns
    -------
    table, problems
        The corrected copy, and the corrections that were refused.
    """
    lacking = [name for name in CORRECTION_COLUMNS if name not in corrections.columns]
    if lacking:
        return table, [corrections.problem(1, f"lacks columns {lacking}")]
    rows = list(table.rows)
    problems = []
    for edit in corrections:
        if edit["file"] != table.name:
            continue
        keys = edit["key_column"].split("+")
        unknown = [name for name in [*keys, edit["column"]] if name not in table.columns]
        if unknown:
            problems.append(edit.problem(f"{table.name} has no column {unknown}"))
            continue
        found = [
            at for at, row in enumerate(rows) if "+".join(row[key] for key in keys) == edit["key"]
        ]
        if len(found) != 1:
            where = f"{len(found)} rows of {table.name} have {edit['key_column']}"
            problems.append(edit.problem(f"{where} '{edit['key']}'; a correction needs one"))
            continue
        row = rows[found[0]]
        if row[edit["column"]] != edit["old"]:
            problems.append(
                edit.problem(
                    f"expected {edit['column']} '{edit['old']}' in {table.name} line {row.line},"
                    f" found '{row[edit['column']]}'; correct 'old' or drop this correction"
                )
            )
            continue
        cells = {**row.cells, edit["column"]: edit["new"]}
        rows[found[0]] = replace(row, cells=cells, corrections=(*row.corrections, edit))
    return replace(table, rows=tuple(rows)), problems


def additions_path(name: str) -> str:
    """Name the table of the rows that were found later; "" for what is not a table of facts.

    ``edits/ports_additions.csv`` adds to ``facts/ports.csv``.
    """
    path = PurePosixPath(name)
    return f"edits/{path.stem}{ADDITIONS}" if path.parts[0] == "facts" else ""


def with_additions(table: Table, additions: Table) -> tuple[Table, list[Problem]]:
    """Append the rows that were found later to those received.

    Parameters
    ----------
    table
        As received, corrections applied.
    additions
        With the same columns in any order, and ``ADDED_COLUMNS``; it may have ``BASIS``.

    Returns
    -------
    table, problems
        The longer copy; or the table as it was, and why the additions do not fit it.
    """
    due = (*table.columns, *ADDED_COLUMNS)
    lacking = [name for name in due if name not in additions.columns]
    foreign = [name for name in additions.columns if name not in (*due, BASIS)]
    texts = [f"lacks columns {lacking}"] if lacking else []
    texts += [f"has columns {foreign} too many"] if foreign else []
    if texts:
        asked = f"its columns are those of {table.name}, and {' and '.join(ADDED_COLUMNS)}"
        asked += f"; {BASIS} may be there too"
        return table, [additions.problem(1, f"{' and '.join(texts)}; {asked}")]
    return replace(table, rows=(*table.rows, *additions.rows)), []
