"""Names on lines: on a straight stretch of their own, the line cut under them, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from briefing.canvas.cells import Line
from briefing.canvas.labels import Label, Name, Place
from briefing.canvas.shapes import Points, Shape, polygon
from briefing.canvas.typeface import width
from briefing.map.lines import DrawnLine
from briefing.map.map_context import MapContext
from briefing.map.names import text_of

_SIZE = 12.6
"""CSS pixels of a line's name."""
_PRICES = {"boundaries": 0.6, "rivers": 0.25, "provinces": 0.1, "engagements": 0.3,
           "main_roads": 0.05}  # fmt: skip
"""Of an em of a line under a name; no name stands on any other line."""
_BOW = 0.35
"""A stretch bends from its chord by at most so many ems of its name."""
_TWICE = 430.0
"""CSS pixels between two names of one line."""


def owner_of(one_line: DrawnLine) -> str:
    """Return in words which lines share a name: all corridors of one port, or a line alone."""
    return f"{one_line.layer.id}/{_said(one_line) if one_line.layer.file == 'routes' else one_line.row.get('id')}"


def obstacles(drawn_lines: Sequence[DrawnLine]) -> list[Line]:
    """Return lines as names see them."""
    return [
        Line(run, one_line.width, owner_of(one_line), _PRICES.get(one_line.layer.id, 0.0))
        for one_line in drawn_lines
        for run in one_line.runs
    ]


def of_lines(context: MapContext, drawn_lines: Sequence[DrawnLine]) -> Iterator[Name]:
    """Name lines on straight stretches of their own."""
    world = context.scene.view.worldview
    by_text: dict[tuple[str, str], list[DrawnLine]] = {}
    for one_line in drawn_lines:
        text = (one_line.row.get("labels") or {}).get(world) or _said(one_line)
        if text and one_line.layer.id != "engagements" and one_line.beside == 1.0:
            by_text.setdefault((str(text), owner_of(one_line)), []).append(one_line)
    for (text, owner), named in by_text.items():
        first = named[0]
        water = first.layer.id == "rivers"
        label = text_of(
            context, text, 11 if water else _SIZE, context.colors["water_text"] if water else first.ink,
            weight=400 if water else 600, italic=water,
        )  # fmt: skip
        across = width(text, label.size, weight=label.weight, italic=label.italic)
        runs = [run for one_line in named for run in one_line.runs]
        spots = sorted((one for run in runs for one in stretches(context, run, across, label.size)),
                       key=lambda one: one.price)[:60]  # fmt: skip
        rank = 3.5 + float(first.row.get("rank") or 0) / 10 + (3 if water else 0)
        # A long line may be named twice; the second name is far from the first.
        for _ in range(1 if water or not spots else 2):
            yield Name(label, spots[0].x if spots else 0, spots[0].y if spots else 0, rank,
                       places=spots, along=owner, repeat=_TWICE * context.unit)  # fmt: skip
            spots = [
                one
                for one in spots
                if np.hypot(one.x - spots[0].x, one.y - spots[0].y) > _TWICE * context.unit
            ]
            if not spots:
                break


def _said(one_line: DrawnLine) -> str:
    """Return in words what a line is called: a route to a port by the port alone."""
    label = str(one_line.row.get("label") or "")
    if one_line.layer.file == "routes" and "railway" not in label and "-" in label:
        gateway = str(one_line.row.get("gate") or "").replace("_", " ")
        if label.casefold().startswith(gateway) and gateway:
            return f"to {label[: len(gateway)]}"
    return label


def plates(labels: Sequence[Label], context: MapContext) -> list[Shape]:
    """Cut lines under their names: a halo hides what is under letters, not what is between them."""
    cut = []
    for label in labels:
        if label.name.along and label.name.text.color != context.colors["water_text"]:
            text = label.text
            half = np.array((text.width / 2 + 2.5 * context.unit, 0.55 * text.size))
            corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
            turn = np.radians(text.angle)
            spin = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
            cut.append(polygon(corners @ spin + (text.x, text.y), fill=context.colors["halo"],
                               inside=True))  # fmt: skip
    return cut


def stretches(context: MapContext, run: Points, across: float, em: float) -> Iterator[Place]:
    """Return places along a line, dearer the more they bend, slope and lie at the map's edge."""
    steps = np.hypot(*np.diff(run, axis=0).T)
    sums = np.concatenate(([0.0], np.cumsum(steps)))
    total, unit, box = sums[-1], context.unit, context.frame.box
    across += 10 * unit
    if total < across:
        return
    starts = np.arange(0, total - across, max(10 * unit, (total - across) / 80))
    parts = np.linspace(0, 1, 9)
    at = starts[:, None] + across * parts
    x, y = (np.interp(at, sums, run[:, i]) for i in (0, 1))
    dx, dy = x[:, -1] - x[:, 0], y[:, -1] - y[:, 0]
    chord = np.hypot(dx, dy)
    angle = np.arctan2(dy, dx)
    angle = np.where(angle > np.pi / 2, angle - np.pi, angle)
    angle = np.where(angle < -np.pi / 2, angle + np.pi, angle)
    off = ((x - x[:, :1]) * -dy[:, None] + (y - y[:, :1]) * dx[:, None]) / np.maximum(chord, 1e-9)[
        :, None
    ]
    shift = (off.max(axis=1) + off.min(axis=1)) / 2
    bow = (off.max(axis=1) - off.min(axis=1)) / 2
    mx = (x[:, 0] + x[:, -1]) / 2 - shift * dy / np.maximum(chord, 1e-9)
    my = (y[:, 0] + y[:, -1]) / 2 + shift * dx / np.maximum(chord, 1e-9)
    away = np.hypot(mx - box.middle[0], my - box.middle[1]) / np.hypot(box.width, box.height)
    price = 4 * bow / em + np.abs(angle) * 1.2 + away * 2
    inner = box.grown(-16 * unit)
    for i in np.flatnonzero((bow <= _BOW * em) & (chord > 0.9 * across)):
        if inner.has(float(mx[i]), float(my[i])):
            yield Place(float(mx[i]), float(my[i]), float(angle[i]) or 1e-6, float(price[i]))
