"""When a feature holds and is known: the rules that Python and the browser share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def holds(properties: Mapping[str, Any], day: str) -> bool:
    """Return whether a feature is valid on a day.

    Parameters
    ----------
    properties
        With ``valid_from`` and ``valid_to``: ISO dates of the half-open interval
        ``[valid_from, valid_to)``; null where an end is open.
    day
        ISO date. ISO dates sort as text, so that this is the same line in JavaScript.
    """
    start, end = properties.get("valid_from"), properties.get("valid_to")
    return (not start or start <= day) and (not end or day < end)


def knows(properties: Mapping[str, Any], known: str | None) -> bool:
    """Return whether a feature was part of what was known on a day.

    Parameters
    ----------
    properties
        With ``known_from`` and ``known_to``: ISO dates of the half-open interval
        ``[known_from, known_to)``; null where it was known before any report, or is known still.
    known
        ISO date, the day of knowledge; None for all that is known now.
    """
    start, end = properties.get("known_from"), properties.get("known_to")
    if not known:
        return not end
    return (not start or start <= known) and (not end or known < end)


def within(properties: Mapping[str, Any], day: str, window: int | None) -> bool:
    """Return whether a dated event lies in the window of days that ends on ``day``.

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
    """Return the one of a feature's ``states`` that holds on a day as known on another, or None."""
    states = properties.get("states") or ()
    return next((one for one in states if holds(one, day) and knows(one, known)), None)
