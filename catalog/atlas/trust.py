"""Trust: when somebody last looked for news of a place, and how often a status as old still held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.dates import parse_date

FOUND: Mapping[str, str] = {
    "nothing newer": "no newer report found",
    "newer": "a newer report found",
}
"""What a look found, in words."""


def last_look(
    meta: Mapping[str, Any], place: str, known: str | None = None
) -> Mapping[str, str] | None:
    """Return the latest look at a place that was made by a day.

    Parameters
    ----------
    meta
        That of ``crossings`` or ``ports``.
    place
        Canonical id.
    known
        ISO date of what is known; None for all looks.

    Returns
    -------
    look
        ``day``, ``where``, ``found``, ``page``; None where nobody looked.
    """
    looks = meta.get("looked", {}).get(place, ())
    return next((one for one in looks if known is None or one["day"] <= known), None)


def look_in_words(look: Mapping[str, str] | None) -> str:
    """Say of a look when and where it was and what it found, or that nobody looked."""
    if look is None:
        return "nobody is known to have looked for news"
    found = FOUND.get(look["found"], look["found"])
    return f"last looked {_day(look['day'])} ({look['where']}): {found}"


def held_in_words(meta: Mapping[str, Any], age: int | None) -> str:
    """Describe how many statuses that were as old still held at the next report; "" where none is known.

    Parameters
    ----------
    meta
        That of ``crossings`` or ``ports``.
    age
        Days from the report to the day shown; None where there is no report.
    """
    spans = meta.get("held", ())
    if age is None:
        return ""
    found = next((one for one in spans if one["days"] is None or age <= one["days"]), None)
    if found is None or not found["of"]:
        return ""
    return f"of statuses this old, {found['held']} of {found['of']} still held at the next report"


def _day(text: str) -> str:
    """Write a day for people; what is none stays as it is."""
    try:
        return parse_date(text).text
    except ValueError:
        return text
