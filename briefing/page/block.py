"""A part of the legend, and how high its lines are."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.canvas.shapes import Item

LINE = 1.2
"""Height of a line of text, for a size of 1."""


@dataclass(frozen=True)
class Block:
    """A part of the legend that is not torn apart: drawn from (0, 0) downward.

    ``lead`` is the room before it, unless it begins a column.
    """

    items: tuple[Item, ...]
    height: float
    heading: bool = False
    lead: float = 0.0
