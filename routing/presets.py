"""Presets: what was, or may be, closed, as history and the questions of the day have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Preset:
    """A scenario to start from.

    Parameters
    ----------
    key, name
        Short id, as in a link; as shown.
    day
        Day of the ledger whose statuses apply; None for the bare network.
    close
        Names for ``Gazetteer.closable``, beside what the ledger closes on the day.
    note
        What it takes for granted.
    """

    key: str
    name: str
    day: date | None
    close: tuple[str, ...]
    note: str


PRESETS: tuple[Preset, ...] = (
    Preset(
        "everything-open", "Everything open", None, (),
        "The bare network: no status, no closure.",
    ),
    Preset(
        "pakistan-shut", "October 2025: Pakistan's crossings shut", date(2025, 10, 13), ("afg-pak",),
        "The ledger of 13 October 2025, and every crossing between Afghanistan and Pakistan closed.",
    ),
    Preset(
        "iran-blockaded", "April to June 2026: Iran's ports blockaded", None,
        ("chabahar:sea", "bandar abbas:sea", "bandar imam khomeini:sea"),
        "The bare network without Iran's ports: crossings open, no ship reaches Iran.",
    ),
    Preset(
        "both", "Both at once", date(2026, 5, 1), ("afg-pak",),
        "The ledger of 1 May 2026, with the blockade, and every crossing between Afghanistan and "
        "Pakistan closed.",
    ),
    Preset(
        "blockaded-again", "August 2026: the blockade is back", date(2026, 8, 1), ("afg-pak",),
        "The ledger of 1 August 2026, with the second blockade of Iran's ports since 14 July and "
        "Hormuz declared closed, and every crossing between Afghanistan and Pakistan closed.",
    ),
)  # fmt: skip

BY_KEY = {preset.key: preset for preset in PRESETS}
