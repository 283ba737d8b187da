"""Arcs of delegations on the page: one a pair of places, with its number."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.canvas.box import Box
from briefing.canvas.shapes import Item, Text, circle, polyline
from briefing.map.lines import DrawnLine
from briefing.map.map_context import MapContext
from layers.arcs import MOST, arc_width, frequent

_NUMBER = 9.0
"""CSS pixels: radius of a number."""


def arcs(context: MapContext, found: Sequence[DrawnLine]) -> tuple[list[Item], list[Box]]:
    """Draw the arcs of the meetings that are shown, and the room that their numbers take."""
    near = [one for one in found if one.beside == 1.0]
    drawn = frequent(one.row.get("pairs") or () for one in near)[:MOST]
    lines: list[Item] = []
    numbers: list[Item] = []
    boxes = []
    unit, box = context.unit, context.frame.box
    r = max(_NUMBER * unit, 0.75 * context.size.text)
    # The rarest lie lowest.
    for pair, number in reversed(drawn):
        one = next(one for one in near if pair in one.row["pairs"])
        run = one.runs[list(one.row["pairs"]).index(pair)]
        lines.append(
            polyline(run, stroke=one.color, width=arc_width(number) * unit, inside=True, round=True)
        )
        x, y = map(float, run[len(run) // 2])
        if box.has(x, y, -r):
            look = {"fill": context.colors["panel"], "stroke": one.color, "width": 1.2 * unit}
            text = Text(x, y, str(number), max(context.size.text, 11 * unit), context.colors["text"],
                        weight=600, anchor="center", role="mark")  # fmt: skip
            numbers += [circle(x, y, r, **look), text]
            boxes.append(Box(x - r, y - r, x + r, y + r))
    return [*lines, *numbers], boxes
