"""Point layers: where each mark stands, which crowd into one with a number, how faded they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot

import numpy as np

from briefing.canvas.shapes import Item, Text, moved, polygon
from briefing.map.extent import to_degrees, to_pixels
from briefing.map.grouping import GROUPING, HEX, clusters, hexagon_of, strength_of
from briefing.map.stage import Row, Stage
from briefing.map.symbols import mark
from catalog.tables.basis import SECOND_HAND
from layers.ageing import step
from layers.layer import Layer
from layers.text.words import marked_basis

_AGEING = ("crossings", "ports")


@dataclass(frozen=True)
class Spot:
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

    @property
    def owner(self) -> str:
        """Whose room it takes: its label may touch it."""
        return f"{self.layer.id}/{self.row['id']}"

    def drawn(self) -> list[Item]:
        """Give its drawing where it stands."""
        items = moved(list(self.items), self.x, self.y)
        return items if self.opacity == 1 else [item.faded(self.opacity) for item in items]


def spots(stage: Stage, layer: Layer, gates: Sequence[Spot] = ()) -> list[Spot]:
    """Find the marks of a layer, the most important last, so that they lie on top.

    Parameters
    ----------
    gates
        Marks of crossings: what happened at a gate stands beside them, not under.
    """
    if layer.minzoom and stage.frame.zoom < layer.minzoom:
        return []
    box = stage.frame.box
    hexed = layer.group_points and stage.scene.view.heat == "hex"
    # A hexagon that the map's edge cuts counts what lies beyond the edge too.
    room = (2 * HEX if hexed else -4) * stage.unit
    found = []
    for row, geometry in stage.features(layer):
        x, y = float(geometry.x), float(geometry.y)
        if box.has(x, y, room):
            found.append(_spot(stage, layer, row, x, y))
    if hexed:
        found = [_inside(stage, spot, gates) for spot in _hexagons(stage, found)]
    elif layer.group_points:
        found = [_aside(spot, gates) for spot in _grouped(stage, found)]
        found = [spot for spot in found if box.has(spot.x, spot.y, -spot.reach)]
    if layer.file in _AGEING:
        found = _apart(found)
    # What is known is never under what is not.
    return sorted(found, key=lambda spot: (_known(spot), -float(spot.row.get("rank") or 0)))


def _known(spot: Spot) -> bool:
    """Tell whether a gate's or port's status is known; true of all other marks."""
    if spot.layer.file not in _AGEING:
        return True
    return str(spot.row.get("status_kind") or spot.row.get("kind")) != "unknown"


def _apart(found: Sequence[Spot]) -> list[Spot]:
    """Set marks of one place side by side where they differ, such as a gate's road and railway."""
    groups: list[list[Spot]] = []
    for spot in sorted(found, key=lambda one: (one.x, one.y, str(one.row["id"]))):
        own = next((g for g in groups if _covers(g[0], spot)), None)
        if own is None:
            groups.append([spot])
        else:
            own.append(spot)
    return [spot for group in groups for spot in _in_a_row(group)]


def _covers(one: Spot, other: Spot) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < 1.2 * max(one.reach, other.reach)


def _in_a_row(group: Sequence[Spot]) -> list[Spot]:
    looks = list(dict.fromkeys(_look(spot) for spot in group))
    if len(looks) == 1:
        return list(group)
    x, y = (sum(part) / len(group) for part in ([s.x for s in group], [s.y for s in group]))
    step = 1.9 * max(spot.reach for spot in group)
    first = x - step * (len(looks) - 1) / 2
    return [replace(spot, x=first + step * looks.index(_look(spot)), y=y) for spot in group]


def _look(spot: Spot) -> str:
    row = spot.row
    return (
        f"{row.get('kind')} {row.get('status_kind')} {row.get('letter')} {row.get('reported_on')}"
    )


def _hollow(row: Row) -> bool:
    return bool(row.get("disputed")) or row.get("confidence") == "low"


def cited(row: Row) -> bool:
    """Tell whether a mark shows what is second-hand alone."""
    return marked_basis(row) == SECOND_HAND


def _spot(stage: Stage, layer: Layer, row: Row, x: float, y: float) -> Spot:
    style = stage.style(layer, row)
    text = str(row["letter"]) if row.get("letter") else None
    if layer.symbol == "venue":
        text = str(row.get("count") or "")
    if layer.symbol == "dot":
        # As on the screen: a rim in the ground's colour, and a fill that lets others through.
        style = replace(style, shape="dot")
    items, reach = mark(
        style,
        stage.scene.theme,
        stage.colors["panel"],
        unit=stage.unit,
        least=stage.size.text,
        scale=1 + 0.28 * float(row.get("size") or 0),
        text=text,
        hollow=layer.symbol == "diamond" and _hollow(row),
        cited=stage.colors["text"] if layer.symbol != "dot" and cited(row) else "",
        age=_age(stage, layer, row),
    )
    opacity = style.opacity if layer.symbol == "dot" else 1.0
    return Spot(layer, row, x, y, reach, tuple(items), opacity)


def _age(stage: Stage, layer: Layer, row: Row) -> int:
    """Say in which third of its time the report of a mark is: ports age by their own rhythm."""
    if layer.file not in _AGEING or row.get("phase") in (None, "unknown"):
        return 0
    if not row.get("reported_on"):
        return 0
    days = (stage.scene.view.day - date.fromisoformat(str(row["reported_on"]))).days
    return step(days, int(stage.scene.atlas[layer.file].meta["unknown_after_days"]))


def _grouped(stage: Stage, found: Sequence[Spot]) -> list[Spot]:
    """Make one mark with a number of those that would cover each other; none is dropped."""
    near = GROUPING * stage.unit
    numbers = clusters([(spot.x, spot.y) for spot in found], near)
    groups = [[found[i] for i in group] for group in numbers]
    return [_together(stage, group) if len(group) > 1 else group[0] for group in groups]


def _together(stage: Stage, group: Sequence[Spot]) -> Spot:
    first = next((spot for spot in group if spot.row.get("place")), group[0])
    largest = max(float(spot.row.get("size") or 0) for spot in group)
    plain = stage.style(first.layer, {"kind": "*"})
    items, reach = mark(
        plain,
        stage.scene.theme,
        stage.colors["panel"],
        unit=stage.unit,
        least=stage.size.text,
        scale=1.35 + 0.22 * largest,
        text=str(len(group)),
        hollow=any(_hollow(spot.row) for spot in group),
        cited=stage.colors["text"] if any(cited(spot.row) for spot in group) else "",
    )
    return replace(first, items=tuple(items), reach=reach, number=len(group))


def _hexagons(stage: Stage, found: Sequence[Spot]) -> list[Spot]:
    """Count incidents by hexagon: the screen's cells of the nearest zoom that it can have.

    They are regular in Web Mercator, where the screen draws them; its projection's distortion is
    the same at every corner, so that on the page they are as good as regular.
    """
    frame, unit, colors = stage.frame, stage.unit, stage.colors
    zoom = round(frame.zoom * 2) / 2
    cells: dict[tuple[float, float], list[Spot]] = {}
    for spot in found:
        ground = frame.to_ground(np.array([(spot.x, spot.y)]))
        cells.setdefault(hexagon_of(*to_pixels(ground, zoom)[0]), []).append(spot)
    color = stage.style(found[0].layer, {"kind": "*"}).ink(stage.scene.theme).color if found else ""
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
            0, 0, str(len(group)), max(stage.size.text, 13 * unit),
            colors["halo" if strength > 0.5 else "text"], weight=600, anchor="center", role="mark",
        )  # fmt: skip
        counted.append(
            replace(group[0], x=float(x), y=float(y), reach=0.5 * HEX * unit, items=(number,),
                    number=len(group), under=(area, edge))
        )  # fmt: skip
    return counted


def _inside(stage: Stage, spot: Spot, gates: Sequence[Spot]) -> Spot:
    """Keep a hexagon's number on the map and off the gates; far beyond the edge it has none."""
    box, r = stage.frame.box, spot.reach
    if not box.has(spot.x, spot.y, r):
        return replace(spot, items=())
    x = min(max(spot.x, box.x0 + r), box.x1 - r)
    y = min(max(spot.y, box.y0 + r), box.y1 - r)
    return _aside(replace(spot, x=x, y=y), gates, 9 * stage.unit)


def _aside(spot: Spot, gates: Sequence[Spot], reach: float | None = None) -> Spot:
    """Move a mark beside the gates that it would cover; ``reach`` is its own if None."""
    own = spot.reach if reach is None else reach
    for _ in range(4):
        for gate in gates:
            dx, dy = spot.x - gate.x, spot.y - gate.y
            far, wanted = hypot(dx, dy), own + gate.reach + 1
            if far < wanted - 0.01:
                across, down = (-0.77, -0.64) if far < 1 else (dx / far, dy / far)
                spot = replace(spot, x=gate.x + across * wanted, y=gate.y + down * wanted)
                break
        else:
            break
    return spot
