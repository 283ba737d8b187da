"""Dates, numbers and lists as they are written everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from catalog.plural import plural as plural  # noqa: PLC0414 - a word of these texts too

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip

_COUNTRIES = {"AFG": "Afghanistan", "CHN": "China", "IRN": "Iran", "PAK": "Pakistan",
              "TJK": "Tajikistan", "TKM": "Turkmenistan", "UZB": "Uzbekistan"}  # fmt: skip


def country(code: object) -> str:
    """Name a country of the region by its ISO 3166 alpha-3 code; other codes stay as they are."""
    return _COUNTRIES.get(str(code), str(code))


def long_day(day: date) -> str:
    """Write a day in full, such as 22 November 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(iso: str) -> str:
    """Write an ISO date, or an ISO month or year, such as 22 Nov 2025, Nov 2025 or 2025."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = _MONTHS[parts[1] - 1][:3]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def reported_day(row: Mapping[str, object]) -> str:
    """Give the day of a place's last report as precise as it is known, as ``by 5 Oct 2023``."""
    return str(row.get("reported_text") or row.get("date_text") or "")


def basis_on_map(row: Mapping[str, object]) -> str:
    """Say how we have what a mark says: of a port its status, else the fact itself; "" if unknown."""
    return str(row.get("status_basis") or row.get("basis") or "")


def marked_basis(row: Mapping[str, object]) -> str:
    """Say how we have what a mark shows; "" of an unknown status, which shows nothing that is had."""
    return "" if row.get("phase") == "unknown" else basis_on_map(row)


def names(parts: Sequence[str]) -> str:
    """Join parts as a sentence does: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
