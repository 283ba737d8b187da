"""The rule against hindsight: a row tells no more than its pages, which know nothing of later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

_TEXTS = {
    "facts/engagements.csv": ("title", "outcome_note"),
    "facts/border_events.csv": ("title", "summary", "fatalities_note"),
}
_DATES = ("date_start", "date_end", "source_1_date", "source_2_date")
_YEAR = re.compile(r"\b20\d\d\b")
_JUDGEMENT = re.compile(
    r"\b(?:precedent|groundwork|leverage|overtaken|cleared the way|paved the way|dead(?:lier|liest)"
    r"|in decades|turning point|nearest (?:available )?kind|corpus)\b",
    re.IGNORECASE,
)


_REMARK = re.compile(r"\bnot (?:found|documented)\b|\bno (?:later|order|page)\b.*\bfound\b")
"""What we looked for stands in ``carry_forward`` and in the list of look-ups, not in the fact."""


def hindsight(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find a text that names a year after all its dated pages, or that judges in its own words."""
    for row in table if spec.table in _TEXTS else ():
        newest = _newest(row)
        for column in _TEXTS[spec.table]:
            later = [year for year in _YEAR.findall(row[column]) if year > newest]
            if newest and later:
                yield row, column, f"{column} names {later[0]}, after its newest page of {newest}"
            if judged := _JUDGEMENT.search(row[column]):
                text = f"{column} says '{judged[0]}', which is our view; tell what the page tells"
                yield row, column, text
    for row in table if spec.table == "facts/crossing_status.csv" else ():
        if remark := _REMARK.search(row["reason"]):
            text = f"reason says '{remark[0]}', a remark of ours; tell what the page tells"
            yield row, "reason", text


def _newest(row: Row) -> str:
    """Return the year of the newest day or page of a row, those of its corrections included."""
    days = [row[column] for column in _DATES]
    days += [edit["source_date"] for edit in row.corrections]
    return max(day[:4] for day in days)
