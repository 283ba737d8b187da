"""Which arcs of delegations are drawn: one a pair of places, the twelve with most meetings.

The rules are those of ``layers/web/src/drawing/pairs.js``; ``tests/rules/arcs.json`` holds both to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

MOST = 12
"""So many pairs are drawn."""
_WIDTHS = ((5, 4.0), (2, 2.5))
"""From so many meetings on, so wide: CSS pixels."""


def frequent(meetings: Iterable[Iterable[str]]) -> list[tuple[str, int]]:
    """Return all pairs with their number of meetings, the most frequent first.

    Parameters
    ----------
    meetings
        The pairs of each: between which places somebody travelled.
    """
    counts = Counter(pair for pairs in meetings for pair in pairs)
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def arc_width(number: int) -> float:
    """Return how wide an arc is, in CSS pixels, by the meetings that it stands for."""
    return next((width for least, width in _WIDTHS if number >= least), 1.0)
