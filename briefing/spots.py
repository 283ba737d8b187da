"""Point layers: where each mark stands, which crowd into one with a number, how faded they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot

from briefing.ink import Item, moved
from briefing.marks import mark
from briefing.stage import Row, Stage
from layers.registry import Layer

_GROUPING = 26.0
"""CSS pixels within which marks would cover each other."""
_FADE = 0.65
"""How much of its strength a status has lost when it is about to become unknown."""


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
        Lower for an ageing status.
    number
        Features that it stands for.
    """

    layer: Layer
    row: Row
    x: float
    y: float
    reach: float
    items: tuple[Item, ...]
    opacity: float = 1.0
    number: int = 1

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
    found = []
    for row, geometry in stage.features(layer):
        x, y = float(geometry.x), float(geometry.y)
        if box.has(x, y, -4 * stage.unit):
            found.append(_spot(stage, layer, row, x, y))
    if layer.group_points:
        found = [_aside(spot, gates) for spot in _grouped(stage, found)]
        found = [spot for spot in found if box.has(spot.x, spot.y, -spot.reach)]
    return sorted(found, key=lambda spot: -float(spot.row.get("rank") or 0))


def _hollow(row: Row) -> bool:
    return bool(row.get("disputed")) or row.get("confidence") == "low"


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
    )
    opacity = style.opacity if layer.symbol == "dot" else _age(stage, row)
    return Spot(layer, row, x, y, reach, tuple(items), opacity)


def _age(stage: Stage, row: Row) -> float:
    if row.get("phase") == "unknown" or not row.get("reported_on"):
        return 1.0
    days = (stage.scene.view.day - date.fromisoformat(str(row["reported_on"]))).days
    limit = float(stage.scene.atlas["crossings"].meta["unknown_after_days"])
    return 1 - _FADE * min(1.0, max(0.0, days / limit))


def _grouped(stage: Stage, found: Sequence[Spot]) -> list[Spot]:
    """Make one mark with a number of those that would cover each other; none is dropped."""
    groups: list[list[Spot]] = []
    near = _GROUPING * stage.unit
    for spot in found:
        own = next((g for g in groups if hypot(g[0].x - spot.x, g[0].y - spot.y) < near), None)
        if own is None:
            groups.append([spot])
        else:
            own.append(spot)
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
    )
    return replace(first, items=tuple(items), reach=reach, number=len(group))


def _aside(spot: Spot, gates: Sequence[Spot]) -> Spot:
    """Move a mark beside the gates that it would cover."""
    for _ in range(4):
        for gate in gates:
            dx, dy = spot.x - gate.x, spot.y - gate.y
            far, wanted = hypot(dx, dy), spot.reach + gate.reach + 1
            if far < wanted - 0.01:
                across, down = (-0.77, -0.64) if far < 1 else (dx / far, dy / far)
                spot = replace(spot, x=gate.x + across * wanted, y=gate.y + down * wanted)
                break
        else:
            break
    return spot
