"""Flow: which goods go which way on which day, as far as prices and bans depend on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

REGION = frozenset({"AFG", "IRN", "PAK", "TJK", "TKM", "UZB"})
"""Countries whose roads the network has, ISO alpha-3."""
SEA = "SEA"
"""Stands for the open sea where a country beyond the region is asked for."""
GOODS: tuple[str, ...] = ("unlisted", "listed")
"""Classes of goods: those on which Pakistan asks a processing fee in transit, and all others."""


@dataclass(frozen=True)
class Flow:
    """What prices depend on beside the way.

    Parameters
    ----------
    origin, destination
        ISO alpha-3 of the goods' ends, ``SEA`` for the open sea, "" where it is not known.
    day
        None for no day: then nothing that is dated counts.
    goods
        Of ``GOODS``.
    """

    origin: str = ""
    destination: str = ""
    day: date | None = None
    goods: str = "unlisted"

    @property
    def ends(self) -> Collection[str]:
        """The countries of both ends."""
        return frozenset({self.origin, self.destination}) - {""}

    @property
    def direction(self) -> str:
        """``export`` out of the region, ``import`` into it, "" within it or beyond it."""
        here, there = self.origin in REGION, self.destination in REGION
        if here and self.destination and not there:
            return "export"
        return "import" if there and self.origin and not here else ""

    @property
    def partner(self) -> str:
        """The country beyond the region; "" if there is none, or two."""
        return {"export": self.destination, "import": self.origin}.get(self.direction, "")
