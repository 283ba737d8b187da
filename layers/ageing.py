"""How a mark looks whose report is no longer fresh: opaque, its fill mixed with the ground."""

from __future__ import annotations

SHARES = (1.0, 0.65, 0.35)
"""How much of its colour is in a mark's fill: in the first, second and last third of its time."""


AGEING = ("crossings", "ports")
"""Files whose marks age, each by its own rhythm: ``unknown_after_days`` of the file."""


def step(days: int, limit: int) -> int:
    """Return the age of a report: 0, 1 or 2.

    Parameters
    ----------
    days
        Since it was reported.
    limit
        Days after which the status is not known.
    """
    return min(2, max(0, 3 * days // max(1, limit)))
