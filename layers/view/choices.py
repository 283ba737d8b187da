"""Choices: what each part of a View can be."""

from __future__ import annotations

from typing import Literal, get_args

WORLDVIEWS: tuple[str, ...] = ("defacto", "PAK", "AFG", "IND", "CHN")
WINDOWS: dict[str, int | None] = {"7": 7, "30": 30, "90": 90, "365": 365, "all": None}
THEMES: tuple[str, ...] = ("auto", "light", "dark")
MODES: tuple[str, ...] = ("page", "present")
TILES: tuple[str, ...] = ("none", "osm")
HEATS: tuple[str, ...] = ("none", "hex")
SIDES: tuple[str, ...] = ("none", "side")
CARGOES: tuple[str, ...] = ("all", "trucks", "transit")
BASELINES: tuple[str, ...] = ("day", "open")
LEDGERS: tuple[str, ...] = ("day", "none")
ASKS: tuple[str, ...] = (
    "alternatives",
    "provinces",
    "gateways",
    "isochrones",
    "breakeven",
    "by-day",
)
ASKS_FORMERLY: dict[str, str] = {
    "ways": "alternatives",
    "losses": "gateways",
    "reach": "isochrones",
    "time": "by-day",
}
"""Today's question by its name in the links of earlier editions."""
UNREPORTED: tuple[str, ...] = ("strict", "last")
Measure = Literal["hours", "usd"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

MIN_ZOOM, MAX_ZOOM = 3, 12
TITLE_LENGTH = 120
