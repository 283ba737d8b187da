"""When a feature holds and is known: the rules that Python and the browser share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def holds(properties: Mapping[str, Any], day: str) -> bool:
    """Tell whether a feature is valid on a day.

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
    """Tell whether a feature was part of what was known on a day.

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
