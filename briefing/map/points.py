"""Point layers: where each mark stands, which crowd into one with a number, how faded they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot

import numpy as np

from briefing.canvas.shapes import Item, Text, moved, polygon, polyline
from briefing.map.aside import aside
from briefing.map.extent import to_degrees, to_pixels
from briefing.map.grouping import (
    GROUPING,
    HEX,
    clusters,
    hexagon_of,
    size_of,
    strength_of,
)
from briefing.map.map_context import MapContext, Row
from briefing.map.parts import Part, parts
from briefing.map.symbols import symbol
from catalog.tables.basis import SECOND_HAND
from layers.ageing import AGEING, step
from layers.layer import Layer
from layers.text.words import marked_basis

_INNER = 0.85
"""Of a diamond's reach: what nothing else may cover."""


@dataclass(frozen=True)
class DrawnPoint:
    """A mark on the page.

    Parameters
    ----------
    layer, row
        Whose it is; of a group the first one's.
    x, y
        Where it is drawn, in points.
    reach
        Half its size, in points.
    items
        Its drawing, around the origin.
    opacity
        Lower where others are to show through.
    number
        Features that it stands for.
    under
        What is drawn where it stands before all marks of its layer, on the page.
    within
        Whose part it is, which has their name; "" if it stands for itself.
    joined
        The marks that are one with it, itself among them.
    """

    layer: Layer
    row: Row
    x: float
    y: float
    reach: float
    items: tuple[Item, ...]
    opacity: float = 1.0
    number: int = 1
    under: tuple[Item, ...] = ()
    within: str = ""
    joined: tuple[DrawnPoint, ...] = ()

    @property
    def owner(self) -> str:
        """Whose room it takes: its label may touch it."""
        return self.within or f"{self.layer.id}/{self.row['id']}"

    def drawn(self) -> list[Item]:
        """Return its drawing where it stands."""
        items = moved(list(self.items), self.x, self.y)
        return items if self.opacity == 1 else [item.faded(self.opacity) for item in items]


def drawn_points(
    context: MapContext, layer: Layer, gateways: Sequence[DrawnPoint] = ()
) -> list[DrawnPoint]:
    """Find the marks of a layer, the most important last, so that they lie on top.

    Parameters
    ----------
    gateways
        Marks of crossings: what happened at a gateway stands beside them, not under.
    """
    if layer.minzoom and context.frame.zoom < layer.minzoom:
        return []
    box = context.frame.box
    hexed = layer.group_points and context.scene.view.heat == "hex"
    # A hexagon that the map's edge cuts counts what lies beyond the edge too.
    room = (2 * HEX if hexed else -4) * context.unit
    found = []
    for row, geometry in context.features(layer):
        x, y = float(geometry.x), float(geometry.y)
        if box.has(x, y, room):
            found.append(_spot(context, layer, row, x, y))
    if hexed:
        found = [_inside(context, spot, gateways) for spot in _hexagons(context, found)]
    elif layer.group_points:
        found = _beside(context, _grouped(context, found), gateways)
        found = [spot for spot in found if box.has(spot.x, spot.y, -spot.reach)]
    if layer.file in AGEING:
        found = _one_mark(found)
    # What is known is never under what is not.
    return sorted(found, key=lambda spot: (_known(spot), -float(spot.row.get("rank") or 0)))


def _known(spot: DrawnPoint) -> bool:
    """Return whether a gateway's or port's status is known; true of all other marks."""
    if spot.layer.file not in AGEING:
        return True
    return str(spot.row.get("status_kind") or spot.row.get("kind")) != "unknown"


def _one_mark(found: Sequence[DrawnPoint]) -> list[DrawnPoint]:
    """Join the marks of one place: parts stand side by side where they differ."""
    spots = sorted(found, key=lambda one: (one.row["site"] != one.row["place"], one.row["place"]))
    drawn = parts([Part(str(s.row["site"]), s.x, s.y, s.reach, _look(s)) for s in spots])
    moved = [replace(spot, x=at.x, y=at.y) for spot, at in zip(spots, drawn, strict=True)]
    whole = [
        [m for m, at in zip(moved, drawn, strict=True) if at.one == i] for i in range(len(moved))
    ]
    return [
        replace(spot, joined=tuple(whole[i])) if at.one == i
        else replace(spot, within=moved[at.one].owner)
        for i, (spot, at) in enumerate(zip(moved, drawn, strict=True))
    ]  # fmt: skip


def _look(spot: DrawnPoint) -> str:
    row = spot.row
    return f"{row.get('kind')} {row.get('status_kind')} {row.get('letter')}"


def _hollow(row: Row) -> bool:
    return bool(row.get("disputed")) or row.get("confidence") == "low"


def cited(row: Row) -> bool:
    """Return whether a mark shows what is second-hand alone."""
    return marked_basis(row) == SECOND_HAND


def _spot(context: MapContext, layer: Layer, row: Row, x: float, y: float) -> DrawnPoint:
    style = context.style(layer, row)
    text = str(row["letter"]) if row.get("letter") else None
    if layer.symbol == "venue":
        text = str(row.get("count") or "")
    if layer.symbol == "dot":
        # As on the screen: a rim in the ground's colour, and a fill that lets others through.
        style = replace(style, shape="dot")
    items, reach = symbol(
        style,
        context.scene.theme,
        context.colors["panel"],
        unit=context.unit,
        least=context.size.text,
        scale=1 + 0.28 * float(row.get("size") or 0),
        text=text,
        hollow=layer.symbol == "diamond" and _hollow(row),
        cited=context.colors["text"] if layer.symbol != "dot" and cited(row) else "",
        age=_age(context, layer, row),
    )
    opacity = style.opacity if layer.symbol == "dot" else 1.0
    return DrawnPoint(layer, row, x, y, reach, tuple(items), opacity)


def _age(context: MapContext, layer: Layer, row: Row) -> int:
    """Say in which third of its time the report of a mark is: ports age by their own rhythm."""
    if layer.file not in AGEING or row.get("phase") in (None, "unknown"):
        return 0
    if not row.get("reported_on"):
        return 0
    days = (context.scene.view.day - date.fromisoformat(str(row["reported_on"]))).days
    return step(days, int(context.scene.atlas[layer.file].meta["unknown_after_days"]))


def _grouped(context: MapContext, found: Sequence[DrawnPoint]) -> list[DrawnPoint]:
    """Make one mark with a number of those that would cover each other; none is dropped."""
    near = GROUPING * context.unit
    numbers = clusters([(spot.x, spot.y) for spot in found], near)
    groups = [[found[i] for i in group] for group in numbers]
    return [_together(context, group) if len(group) > 1 else group[0] for group in groups]


def _together(context: MapContext, group: Sequence[DrawnPoint]) -> DrawnPoint:
    first = next((spot for spot in group if spot.row.get("place")), group[0])
    plain = context.style(first.layer, {"kind": "*"})
    items, reach = symbol(
        plain,
        context.scene.theme,
        context.colors["panel"],
        unit=context.unit,
        least=context.size.text,
        scale=size_of(len(group)) / plain.radius,
        text=str(len(group)),
        hollow=any(_hollow(spot.row) for spot in group),
        cited=context.colors["text"] if any(cited(spot.row) for spot in group) else "",
    )
    return replace(first, items=tuple(items), reach=reach, number=len(group))


def _beside(
    context: MapContext, found: Sequence[DrawnPoint], gateways: Sequence[DrawnPoint]
) -> list[DrawnPoint]:
    """Move marks beside what stands where they belong, and lead to those that stand apart.

    The largest stand nearest to where they belong.
    """
    taken = [(gateway.x, gateway.y, gateway.reach) for gateway in gateways]
    stand: list[DrawnPoint] = []
    for spot in sorted(found, key=lambda one: -one.number):
        # A diamond's corners may touch what a disc of its size would cover.
        r = _INNER * spot.reach
        x, y = aside(spot.x, spot.y, r, taken, unit=context.unit)
        taken.append((x, y, r))
        ends = np.array([(spot.x, spot.y), (x, y)])
        look = {"stroke": context.colors["text"], "width": 0.75 * context.unit, "opacity": 0.6}
        lead = (polyline(ends, **look),) if hypot(x - spot.x, y - spot.y) > spot.reach else ()
        stand.append(replace(spot, x=x, y=y, under=(*spot.under, *lead)))
    return stand


def _hexagons(context: MapContext, found: Sequence[DrawnPoint]) -> list[DrawnPoint]:
    """Count incidents by hexagon: the screen's cells of the nearest zoom that it can have.

    They are regular in Web Mercator, where the screen draws them; its projection's distortion is
    the same at every corner, so that on the page they are as good as regular.
    """
    frame, unit, colors = context.frame, context.unit, context.colors
    zoom = round(frame.zoom * 2) / 2
    cells: dict[tuple[float, float], list[DrawnPoint]] = {}
    for spot in found:
        ground = frame.to_ground(np.array([(spot.x, spot.y)]))
        cells.setdefault(hexagon_of(*to_pixels(ground, zoom)[0]), []).append(spot)
    color = (
        context.style(found[0].layer, {"kind": "*"}).ink(context.scene.theme).color if found else ""
    )
    turns = np.radians([30, 90, 150, 210, 270, 330])
    counted = []
    for middle, group in cells.items():
        ring = np.column_stack((np.cos(turns), np.sin(turns))) * HEX + middle
        corners = frame.to_page(to_degrees(ring, zoom))
        x, y = frame.to_page(to_degrees(np.array([middle]), zoom))[0]
        strength = strength_of(len(group))
        area = polygon(corners, fill=color, opacity=strength, inside=True)
        edge = polygon(corners, stroke=colors["halo"], width=unit, inside=True)
        number = Text(
            0, 0, str(len(group)), max(context.size.text, 13 * unit),
            colors["halo" if strength > 0.5 else "text"], weight=600, anchor="center", role="mark",
        )  # fmt: skip
        counted.append(
            replace(group[0], x=float(x), y=float(y), reach=0.5 * HEX * unit, items=(number,),
                    number=len(group), under=(area, edge))
        )  # fmt: skip
    return counted


def _inside(context: MapContext, spot: DrawnPoint, gateways: Sequence[DrawnPoint]) -> DrawnPoint:
    """Keep a hexagon's number on the map and off the gateways; far beyond the edge it has none."""
    box, r = context.frame.box, spot.reach
    if not box.has(spot.x, spot.y, r):
        return replace(spot, items=())
    x = min(max(spot.x, box.x0 + r), box.x1 - r)
    y = min(max(spot.y, box.y0 + r), box.y1 - r)
    taken = [(gateway.x, gateway.y, gateway.reach) for gateway in gateways]
    x, y = aside(x, y, 9 * context.unit, taken, unit=context.unit)
    return replace(spot, x=x, y=y)
