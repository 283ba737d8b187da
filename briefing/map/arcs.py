"""Arcs of delegations on the page: one a pair of places, with its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from briefing.canvas.box import Box
from briefing.canvas.shapes import Item, Points, Text, circle, polyline
from briefing.map.aside import Circle, aside
from briefing.map.geometry import coordinates, read, runs
from briefing.map.lines import DrawnLine
from briefing.map.map_context import MapContext
from layers.arcs import MOST, arc_width, frequent

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on an arc its number may stand, the best first."""
_NUMBER = 9.0
"""CSS pixels: radius of a number."""


def arcs(
    context: MapContext, found: Sequence[DrawnLine], taken: Iterable[Circle] = ()
) -> tuple[list[Item], list[Box]]:
    """Draw the arcs of the meetings that are shown, and the room that their numbers take.

    Parameters
    ----------
    taken
        Marks that a number does not cover: it stands where on its arc it is free.
    """
    circles = list(taken)
    near = [one for one in found if one.beside == 1.0]
    drawn = frequent(one.row.get("pairs") or () for one in near)[:MOST]
    whole = _runs(context) if drawn else {}
    lines: list[Item] = []
    numbers: list[Item] = []
    boxes = []
    unit, box = context.unit, context.frame.box
    r = max(_NUMBER * unit, 0.75 * context.size.text)
    # The rarest lie lowest.
    for pair, number in reversed(drawn):
        one = next(one for one in near if pair in one.row["pairs"])
        run = whole[str(one.row["id"])][list(one.row["pairs"]).index(pair)]
        lines.append(
            polyline(run, stroke=one.color, width=arc_width(number) * unit, inside=True, round=True)
        )
        x, y = on_arc(run, r, circles)
        circles.append((x, y, r))
        if box.has(x, y, -r):
            look = {"fill": context.colors["panel"], "stroke": one.color, "width": 1.2 * unit}
            text = Text(x, y, str(number), max(context.size.text, 11 * unit), context.colors["text"],
                        weight=600, anchor="center", role="mark")  # fmt: skip
            numbers += [circle(x, y, r, **look), text]
            boxes.append(Box(x - r, y - r, x + r, y + r))
    return [*lines, *numbers], boxes


def _runs(context: MapContext) -> dict[str, list[Points]]:
    """Return the arcs of each meeting on the page, those beyond the frame included, in their order."""
    found = read(context.folder / "engagements.geojson")
    return {
        str(row["id"]): [context.frame.to_page(coordinates(line)) for line in runs(geometry)]
        for row, geometry in zip(found.properties, found.geometries, strict=True)
        if geometry is not None
    }


def on_arc(run: Points, r: float, taken: Sequence[Circle]) -> tuple[float, float]:
    """Find where on an arc a number covers nothing; beside its middle where it would everywhere."""
    at = [run[round(part * (len(run) - 1))] for part in ALONG]
    spots = [(float(x), float(y)) for x, y in at]
    free = (
        (x, y) for x, y in spots if all(hypot(x - a, y - b) >= r + other for a, b, other in taken)
    )
    return next(free, None) or aside(*spots[0], r, taken, unit=r / 10)
