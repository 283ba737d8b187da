"""When a feature is shown: it holds and is known (``catalog.validity``), or lies in a window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.validity import holds, knows

__all__ = ["holds", "knows", "state_on", "within"]


def within(properties: Mapping[str, Any], day: str, window: int | None) -> bool:
    """Tell whether a dated event lies in the window of days that ends on ``day``.

    Parameters
    ----------
    properties
        With ``valid_from``, the event's first day; an event without one is never in a window.
    day
        ISO date, the last day of the window.
    window
        Length in days, at least 1; None for all days up to ``day``.
    """
    start = properties.get("valid_from")
    if not start or start > day:
        return False
    if window is None:
        return True
    return (date.fromisoformat(day) - date.fromisoformat(start)).days < window


def state_on(
    properties: Mapping[str, Any], day: str, known: str | None = None
) -> Mapping[str, Any] | None:
    """Give the one of a feature's ``states`` that holds on a day as known on another, or None."""
    states = properties.get("states") or ()
    return next((one for one in states if holds(one, day) and knows(one, known)), None)
