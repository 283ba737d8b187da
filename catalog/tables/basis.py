"""Basis: how we have a fact, from what its row says of itself.

``own_observation`` was seen by the one who reports it, ``page_read`` rests on a page or a file that
was read, ``excerpt_read`` on a part of one; a ``second_hand`` page was not read, another text cites
it; of an ``unstated`` fact nobody says where it stands. The confidence tells how sure it is that a
fact is so, the basis how near we came to who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from catalog.dates import parse_date
from catalog.tables.reading import row_sources, url_sources

if TYPE_CHECKING:
    from catalog.problems import Problem
    from catalog.tables.rows import Table

BASES = ("own_observation", "page_read", "excerpt_read", "second_hand", "unstated")
"""From the nearest to the farthest."""

SECOND_HAND = "second_hand"
UNSTATED = "unstated"

BASIS_TEXT: Mapping[str, str] = {
    "own_observation": "own observation",
    "page_read": "page read",
    "excerpt_read": "excerpt of the page read",
    "second_hand": "second-hand: the page was not read, another text cites it",
    "unstated": "no page is named",
}
"""As the reader is told, in a line of its own."""

BASIS_SHORT: Mapping[str, str] = {
    "own_observation": "own observation",
    "page_read": "page read",
    "excerpt_read": "excerpt read",
    "second_hand": "second-hand",
    "unstated": "not stated",
}
"""The same in a cell of a table."""

UCDP = "page_read"
"""Of UCDP's events: the releases' files were read whole, in copies (facts/ucdp/PROVENANCE.md)."""

_NOT_READ = re.compile(
    r"second[- ]hand|\bnot read\b|\bunread\b|\bas cited\b|\bread in a public text\b"
    # A tracker is a text that cites the outlets, and a table of ours is one that cites its pages.
    r"|\btracker files?\b|\bstated in \S+\.csv\b",
    re.IGNORECASE,
)
_EXCERPT = re.compile(r"\bexcerpts?\b(?! not)", re.IGNORECASE)
_READ = re.compile(
    r"\b(?:pages?|files?|text|source \d|addresse?s?)(?: or file)? read\b", re.IGNORECASE
)

# How the README of the rows that were added on that day says what was read of those that do not
# say it themselves: the pages of up to early July 2026.
_ADDED_ON = "2026-11-28"
_PAGES_UP_TO = date(2026, 7, 5)
_FILES = "https://github.com/"
"""Files that were read at the commit in their address, whatever their day."""


def basis_of(row: Mapping[str, str]) -> str:
    """Describe how we have what a row tells.

    Parameters
    ----------
    row
        Of any table. Its own ``basis`` goes first, then the words of its ``why`` and ``note``, then
        the rule by date for what was added on 28 November 2026, then whether an address is given.

    Returns
    -------
    basis
        One of ``BASES``.
    """
    own = row.get("basis", "")
    if own in BASES:
        return own
    return said(f"{row.get('why', '')}; {row.get('note', '')}") or _by_date(row) or _by_address(row)


def said(words: str) -> str:
    """Read in words whether a page was read; "" if they do not say it.

    What was not read goes before what was: a page that cites another was read, the other was not.
    """
    if _NOT_READ.search(words):
        return SECOND_HAND
    if _EXCERPT.search(words):
        return "excerpt_read"
    return "page_read" if _READ.search(words) else ""


def problems_of(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Find facts that claim to stand nearer to their source than they do.

    Parameters
    ----------
    tables
        By path below the sources, additions joined to the tables that they add to.
    """
    for name, table in tables.items():
        for row in table if name.startswith("facts/") else ():
            own, words = row.get("basis", ""), f"{row.get('why', '')}; {row.get('note', '')}"
            if own in BASES and own != SECOND_HAND and said(words) == SECOND_HAND:
                text = f"basis '{own}', but its why or note says that a page was not read"
                yield row.problem(f"{text}; put second_hand, or say what was read")
            if basis_of(row) == SECOND_HAND and row.get("confidence") == "high":
                text = "is second-hand and of high confidence; nobody here has read who says it"
                yield row.problem(f"{text}: put medium or low, or read the page")


def best(bases: Iterable[str]) -> str:
    """Return the nearest of several accounts of one thing; second-hand only if all of them are."""
    return min(bases, key=BASES.index, default=UNSTATED)


def _by_date(row: Mapping[str, str]) -> str:
    if row.get("accessed") != _ADDED_ON:
        return ""
    if row.get("source_url", "").startswith(_FILES):
        return "page_read"
    day = row.get("date") or row.get("date_start") or row.get("period") or ""
    try:
        first = parse_date(day.partition("/")[0]).first
    except ValueError:
        return ""
    return "page_read" if first <= _PAGES_UP_TO else SECOND_HAND


def _by_address(row: Mapping[str, str]) -> str:
    cited = [source["url"] for source in row_sources(row)]
    cited += [source["url"] for key in ("sources", "source_urls")
              for source in url_sources(row.get(key, ""))]  # fmt: skip
    return "excerpt_read" if any(cited) else UNSTATED
