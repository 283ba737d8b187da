"""How a strand looks: state before colour, colour before width; full, broken, empty, dotted."""

from __future__ import annotations

from dataclasses import dataclass

# CSS pixels by traffic: no figure or little, over 100,000 t a year, over 1 million t. On a slide of
# 1920 pixels a CSS pixel is 1.56: open is 7.6 at least, limited 6.4 at most, empty 5.4 at least.
WIDTHS: dict[str, tuple[float, float, float]] = {
    "open": (4.9, 5.6, 6.3),
    "limited": (3.1, 3.6, 4.1),
    "closed": (3.5, 4.0, 4.6),
    "unknown": (2.2, 2.2, 2.2),
    "planned": (1.3, 1.3, 1.3),
}
EDGE = 1.0
"""CSS pixels: each of the two edges of an empty line."""
TINT = 0.13
"""How much of its own colour is in the core of an empty line; the rest is ground."""
DASH: dict[str, tuple[float, float]] = {
    "limited": (8.0, 3.4),
    "unknown": (0.1, 5.0),
    "planned": (4.0, 5.0),
}
TIES = (1.4, 8.0)
"""CSS pixels on and off along a railway: its ties."""
TIE = 1.7
"""CSS pixels that a tie stands out on each side."""
ROOM, ROOM_EMPTY = 0.65, 0.97
"""CSS pixels of ground on each side of a strand: 2 px on a slide between two, 3 px if both are empty."""


@dataclass(frozen=True)
class Look:
    """How a strand is drawn on a stretch; lengths in CSS pixels.

    Parameters
    ----------
    state
        What it lets through: open, limited, closed, unknown or planned.
    width
        Of the line.
    ties
        It is a railway.
    """

    state: str
    width: float
    ties: bool = False

    @property
    def room(self) -> float:
        """What it takes beside others: with its ties and ground on both sides."""
        ground = ROOM_EMPTY if self.state == "closed" else ROOM
        return self.width + 2 * ground + (2 * TIE if self.ties else 0.0)


def look_of(state: str, level: int, mode: str) -> Look:
    """Return the look of a strand.

    Parameters
    ----------
    state
        What it lets through.
    level
        Class of traffic, 0 (no figure) to 3.
    mode
        road, rail, sea, air, planned_road or planned_rail.
    """
    ties = mode.endswith("rail") and state != "unknown"
    return Look(state, WIDTHS[state][max(0, min(3, level) - 1)], ties)


def as_config() -> dict[str, object]:
    """Return the numbers of the looks, for the browser."""
    return {"widths": WIDTHS, "edge": EDGE, "tint": TINT, "dash": DASH, "ties": TIES, "tie": TIE,
            "room": ROOM, "room_empty": ROOM_EMPTY}  # fmt: skip
