"""Lasting: to whom a place is closed or open, and for how long at least that is known.

A length is counted to the last report and never on to a later day: nobody has said more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.dates import MONTHS, parse_date
from catalog.ledger.traffic import people_alone

COARSE = re.compile(rf"(?:({'|'.join(MONTHS)}) )?[0-9]{{4}}")
"""A date of which the day is not known, as it is written: ``Sep 2020`` or ``2020``."""


def for_days(row: Mapping[str, Any], day: str) -> int | None:
    """Count the days for which an entry's state is known to have lasted at least.

    Parameters
    ----------
    row
        A feature of ``crossings`` or ``ports``.
    day
        ISO date that is shown.

    Returns
    -------
    days
        From ``since`` to the day where it is reported of the day, else to the last report; None
        where no status or no beginning is known.
    """
    if not row.get("since") or row["phase"] == "unknown":
        return None
    start = str(row["since"])
    coarse = COARSE.fullmatch(row.get("since_text") or "")
    if coarse is not None:  # from its last day on, so that it is not more than is known
        start = parse_date(start[: 7 if coarse[1] else 4]).last.isoformat()
    last = day if row["phase"] == "reported" else str(row["reported_on"])
    return max(0, (date.fromisoformat(last) - date.fromisoformat(start)).days)


def whom(row: Mapping[str, Any]) -> str:
    """Describe for whom an entry's state is reported: ``trade``, ``ships``, ``people``, or "" for all.

    ``trade`` is said of what is closed to trade and not, as far as is reported, to people as well;
    ``people`` of what lets people pass and is not reported to let trade or transit pass.
    """
    kind, covers = kind_of(row), row.get("covers") or {}
    if kind == "closed":
        if row.get("hinders") == "ships":
            return "ships"
        shut = covers.get("trade") == "closed" != covers.get("pedestrians")
        return "trade" if shut else ""
    if kind in ("open", "limited"):
        return "people" if people_alone(covers) else ""
    return ""


def kind_of(row: Mapping[str, Any]) -> str:
    """Return ``open``, ``limited``, ``closed`` or ``unknown`` of a crossing or a port.

    A word that is none of these is unknown: it never looks open.
    """
    kind = str(row["status_kind"] if "status_kind" in row else row["kind"])
    return kind if kind in ("open", "limited", "closed") else "unknown"


def in_words(row: Mapping[str, Any]) -> str:
    """Say an entry's state and to whom, such as ``closed to trade``."""
    said, to = str(row["status"]).replace("_", " "), whom(row)
    return f"{said} to {to}" if to and said in ("closed", "open", "limited") else said


def lasted(row: Mapping[str, Any], day: str) -> str:
    """Say for how long at least, and when it was last reported; "" where that is not known."""
    days = for_days(row, day)
    if not days or row["status"] == "unknown":
        return ""
    reported = row.get("reported_text") or row.get("date_text")
    return (
        f"{in_words(row)} for at least {days} day{'' if days == 1 else 's'}, last report {reported}"
    )
