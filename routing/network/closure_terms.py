"""Terms of a closure in words: what it stops, on which days, and what still passes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from catalog.dates import read_day
from routing.errors import UnknownPlaceError
from routing.network.closures import DIRECTIONS_FORMERLY

WORDS: Mapping[str, str] = {
    **dict.fromkeys(("road", "rail", "sea"), "modes"),
    **dict.fromkeys(("trucks", "transit", "bilateral", "all"), "cargo"),
    **dict.fromkeys(("forward", "reverse", "both"), "direction"),
}
_DAYS = re.compile(r"(from|until)\s+(\d{4}-\d\d-\d\d)")
_LIMIT = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*(lorries|lorry|trucks?|hours?|h)(?:\s+a\s+day|/day)")
_HOW = (
    "write what is stopped after the colon, joined by plus signs: "
    f"{', '.join(sorted(WORDS))}, 'from 2026-01-01', 'until 2026-01-31', '200 lorries a day' or '8 hours a day'"
)


def read_terms(text: str, rest: str) -> dict[str, Any]:
    """Read what stands after the colon of a closure.

    Parameters
    ----------
    text
        The whole, for messages.
    rest
        As in ``trucks+forward``, ``until 2026-01-31`` or ``200 lorries a day``.

    Returns
    -------
    terms
        Arguments of a Closure.

    Raises
    ------
    UnknownPlaceError
        If a part is none of these, is given twice, or the days end before they begin.
    """
    found: dict[str, Any] = {}
    modes = set()
    for part in (part.strip() for part in rest.split("+")):
        if not part:
            continue
        if WORDS.get(part) == "modes":
            modes.add(part)
            continue
        for name, value in _read(text, part).items():
            if name in found:
                raise UnknownPlaceError(
                    f"'{text}': '{part}' is a second {name.replace('_', ' ')}; give one"
                )
            found[name] = value
    start, end = found.get("start"), found.get("end")
    if start and end and end <= start:
        raise UnknownPlaceError(
            f"'{text}': it ends before it begins; give the earlier day after 'from'"
        )
    return {**found, "modes": frozenset(modes)}


def _read(text: str, part: str) -> dict[str, Any]:
    part = DIRECTIONS_FORMERLY.get(part, part)
    if part in WORDS:
        return {WORDS[part]: part}
    if days := _DAYS.fullmatch(part):
        day = _day(text, days[2])
        return {"start": day} if days[1] == "from" else {"end": day + timedelta(days=1)}
    if limit := _LIMIT.fullmatch(part):
        number = float(limit[1])
        if not limit[2].startswith("h"):
            return {"lorries_a_day": number}
        if 0 < number <= 24:
            return {"hours_a_day": number}
        raise UnknownPlaceError(
            f"'{text}': a day has no {number:g} hours; give more than 0, at most 24"
        )
    raise UnknownPlaceError(f"'{text}': '{part}' is none of {', '.join(sorted(WORDS))}; {_HOW}")


def _day(text: str, written: str) -> date:
    try:
        return read_day(written)
    except ValueError as error:
        raise UnknownPlaceError(f"'{text}': {error}") from error
