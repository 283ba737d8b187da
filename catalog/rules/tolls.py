"""The rule for deaths: each end of a range is what one account gives, never a sum of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from catalog.dates import MONTH_NAMES

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

_TABLE = "facts/border_events.csv"
_WORDS = {
    word: at
    for at, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
} | {"a": 1, "an": 1}
_NUMBER = re.compile(r"\b(?:\d+|" + "|".join(_WORDS) + r")\b(?! (?:days?|posts?|counts?|page)\b)")
_NOT_DEAD = re.compile(
    r"\b(?:\w+ to )?\w+(?: \w+){0,2} (?:hurt|wounded|injured|alive)\b|\b(?:UCDP|and) \d{6}\b"
    rf"|\b\d{{1,2}}(?:-\d+)? (?:{'|'.join(MONTH_NAMES)})\b"
)
_MOST_PARTS = 4
"""Groups of dead that one account may part its total into."""


def one_account(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find an end of a range of deaths that is in no account of the note, or adds up several."""
    if spec.table != _TABLE:
        return
    for row in table:
        told = _told(row)
        for column in ("fatalities_min", "fatalities_max"):
            if row[column].isdecimal() and int(row[column]) and int(row[column]) not in told:
                text = f"{column} {row[column]} is no number of one account in fatalities_note"
                yield row, column, f"{text}; accounts are not added: give what one of them has"


def _told(row: Row) -> set[int]:
    """Return every total of an account: a number of its dead, or a sum of those it tells apart."""
    totals: set[int] = set()
    for account in [*row["fatalities_note"].split(";"), row["title"]]:
        spoken = _NUMBER.findall(_NOT_DEAD.sub(" ", account))
        numbers = [_WORDS.get(one) or int(one) for one in spoken]
        for parts in range(1, _MOST_PARTS + 1):
            totals |= {sum(some) for some in combinations(numbers, parts)}
    return totals
