"""Statuses of a crossing: what each leaves of cargo, how it is drawn, and how it is put in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from catalog.dates import with_day


class CrossingStatus(NamedTuple):
    """What a reported status means.

    Parameters
    ----------
    kind
        How it is drawn: open, limited or closed.
    letter
        That tells the limited ones apart.
    trade
        What it leaves of cargo: open, limited or closed.
    """

    kind: str
    letter: str
    trade: str


STATUSES: Mapping[str, CrossingStatus] = {
    "open": CrossingStatus("open", "", "open"),
    "limited": CrossingStatus("limited", "L", "limited"),
    "pedestrian_only": CrossingStatus("limited", "P", "closed"),
    "humanitarian_only": CrossingStatus("limited", "H", "closed"),
    "returnees_only": CrossingStatus("limited", "R", "closed"),
    "export_only": CrossingStatus("limited", "E", "limited"),
    "closed": CrossingStatus("closed", "", "closed"),
}
TRADE: Mapping[str, str] = {status: one.trade for status, one in STATUSES.items()}
"""What a status leaves of cargo."""


def status_words(status: object) -> str:
    """Return a status as it is written for people: ``pedestrian only``."""
    return str(status or "").replace("_", " ")


def last_reported(status: object, day: str) -> str:
    """Say a status that is not reported of the day shown: ``last reported closed on 12 Oct 2025``."""
    return f"last reported {status_words(status)} {with_day('on', day)}"


def reported(status: object, day: str) -> str:
    """Say a status with the day of its report: ``closed, reported 12 Oct 2025``."""
    return f"{status_words(status)}, reported {day}"


def in_words(row: Mapping[str, Any], last_day: str) -> str:
    """Say a crossing's status as its report allows, in a clause.

    Parameters
    ----------
    row
        With ``status`` or ``kind``, ``phase``, ``last_status`` and ``since_text``.
    last_day
        Day of its last report, as shown.
    """
    if row.get("phase") == "unknown":
        last = row.get("last_status")
        return f"unknown; {last_reported(last, last_day)}" if last else "unknown"
    status = row.get("status") or row.get("kind")
    if row.get("phase") == "ageing":
        return last_reported(status, last_day)
    since = row.get("since_text")
    words = status_words(status)
    return f"{words} {with_day('since', str(since))}" if since else words
