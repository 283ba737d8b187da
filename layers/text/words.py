"""Dates, numbers and lists as they are written everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalog.dates import long_day, short_day
from catalog.plural import plural

__all__ = ["basis_on_map", "capital", "country", "long_day", "marked_basis", "names", "plural", "reported_day",
            "short_day"]  # fmt: skip

_COUNTRIES = {"AFG": "Afghanistan", "CHN": "China", "IRN": "Iran", "PAK": "Pakistan",
              "TJK": "Tajikistan", "TKM": "Turkmenistan", "UZB": "Uzbekistan"}  # fmt: skip


def country(code: object) -> str:
    """Name a country of the region by its ISO 3166 alpha-3 code; other codes stay as they are."""
    return _COUNTRIES.get(str(code), str(code))


def reported_day(row: Mapping[str, object]) -> str:
    """Return the day of a place's last report as precise as it is known, as ``by 5 Oct 2023``."""
    return str(row.get("reported_text") or row.get("date_text") or "")


def basis_on_map(row: Mapping[str, object]) -> str:
    """Describe how we have what a mark says: of a port its status, else the fact itself; "" if unknown."""
    return str(row.get("status_basis") or row.get("basis") or "")


def marked_basis(row: Mapping[str, object]) -> str:
    """Describe how we have what a mark shows; "" for an unknown status."""
    return "" if row.get("phase") == "unknown" else basis_on_map(row)


def names(parts: Sequence[str]) -> str:
    """Join parts as a sentence does: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
