"""The legend in print: samples and words, flowing into as many columns as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Item, Shape, Text, circle, moved, polyline, rectangle
from briefing.canvas.typeface import wrap
from briefing.map.strokes import strand
from briefing.map.symbols import dashes, symbol
from briefing.page.block import LINE, Block
from briefing.page.facts import FACTS, fact_entry
from layers.lines.looks import look_of
from layers.palette import THEME_COLORS, Style
from layers.registry import BY_ID, STYLES, style_of
from layers.scene.scene import Scene
from layers.scene_parts import LegendItem, LegendSection

_ELSEWHERE = "More on these signs: in the summary."
_SAMPLE = 2.5
"""Room for a sample, in sizes of the text."""


def blocks(
    sections: Sequence[LegendSection], scene: Scene, size: Size, width: float, *, notes: bool = True
) -> list[Block]:
    """Make the legend's parts for a column of a width, in points.

    Without its notes, which a full page has no room for, the legend says where they stand.
    """
    found = []
    for section in sections:
        items = [
            item if notes else replace(item, note="")
            for item in section.items
            if notes or item.text
        ]
        if items:
            found.append(_heading(section.title, scene, size, width))
            found += [_entry(item, scene, size, width) for item in items]
    if found and not notes:
        found.append(_entry(LegendItem("", "", "", _ELSEWHERE), scene, size, width))
    return found


def columns(parts: Sequence[Block], height: float) -> list[list[Block]]:
    """Let the parts flow into columns; a heading never stands alone at a column's end."""
    flow: list[list[Block]] = [[]]
    for number, part in enumerate(parts):
        following = parts[number + 1 : number + 2] if part.heading else []
        if flow[-1] and height_of([*flow[-1], part, *following]) > height + 1e-6:
            flow.append([])
        flow[-1].append(part)
    return flow


def balanced(parts: Sequence[Block], number: int, *, room: float = 0.0) -> list[list[Block]]:
    """Let the parts flow into at most so many columns, as short as they can be.

    Where there is room so high, no section is parted.
    """
    whole = _whole(parts, number)
    if max(map(height_of, whole), default=0.0) <= room:
        return whole
    height = height_of(parts) / number
    while len(flow := columns(parts, height)) > number:
        height *= 1.03
    return flow


def _whole(parts: Sequence[Block], number: int) -> list[list[Block]]:
    """Part the sections, which begin with a heading, among columns that are as short as can be."""
    starts = [n for n, part in enumerate(parts) if part.heading or n == 0]
    return min(
        (
            [list(parts[a:b]) for a, b in pairwise((0, *cuts, len(parts)))]
            for k in range(min(number, len(starts)))
            for cuts in combinations(starts[1:], k)
        ),
        key=lambda columns: max(map(height_of, columns)),
        default=[],
    )


def height_of(column: Sequence[Block]) -> float:
    """Add up a column."""
    return sum(part.height + (part.lead if n else 0.0) for n, part in enumerate(column))


def laid(column: Sequence[Block], x: float, y: float) -> list[Item]:
    """Draw a column from its upper left corner."""
    items: list[Item] = []
    for n, part in enumerate(column):
        y += part.lead if n else 0.0
        items += moved(list(part.items), x, y)
        y += part.height
    return items


def _lines(
    text: str, size: float, color: str, width: float, *, weight: int = 400, top: float = 0.0
) -> list[Text]:
    return [
        Text(0, top + (n + 0.5) * LINE * size, line, size, color, weight=weight, role="legend")
        for n, line in enumerate(wrap(text, size, width, weight=weight))
    ]


def _heading(title: str, scene: Scene, size: Size, width: float) -> Block:
    words = _lines(title, size.text, THEME_COLORS[scene.theme]["text"], width, weight=600)
    height = len(words) * LINE * size.text + 0.08 * size.text
    return Block(tuple(words), height, heading=True, lead=0.45 * size.text)


def _entry(item: LegendItem, scene: Scene, size: Size, width: float) -> Block:
    if item.layer == FACTS:
        return fact_entry(item, scene, size, width)
    colors = THEME_COLORS[scene.theme]
    text = size.text
    if not item.text:
        notes = _lines(item.note, text, colors["soft"], width)
        return Block(tuple(notes), len(notes) * LINE * text)
    left = _SAMPLE * text
    sample, reach = _sample(item, scene, size)
    words = _lines(item.text, text, colors["text"], width - left)
    rows = max(LINE * text, 2 * reach + 0.2 * text)
    shift = (rows - LINE * text) / 2
    words = [word.moved(left, shift) for word in words]
    height = rows + (len(words) - 1) * LINE * text
    if item.note:
        notes = _lines(item.note, text, colors["soft"], width - left, top=height)
        words += [note.moved(left, 0) for note in notes]
        height += len(notes) * LINE * text
    return Block((*moved(sample, left / 2 - 0.15 * text, rows / 2), *words), height)


def _sample(item: LegendItem, scene: Scene, size: Size) -> tuple[list[Item], float]:
    """Draw what an entry explains, around the origin; give half its height."""
    colors, unit = THEME_COLORS[scene.theme], size.scale
    if item.layer == "route_states":
        return _state(item.kind, scene, size), 3.5 * unit
    if item.layer not in STYLES:
        return [], 0.0
    kinds = STYLES[item.layer]
    style = style_of(item.layer, item.kind) if "*" in kinds or item.kind in kinds else None
    style = style or next(iter(kinds.values()))
    ink = style.ink(scene.theme)
    layer = BY_ID.get(item.layer)
    if layer is None:
        return _of_answer(item.kind, style, scene, size)
    if layer.geometry == "line":
        return _line(style, scene, size), 3.5 * unit
    if layer.geometry == "polygon":
        box = Box(-11 * unit, -6 * unit, 11 * unit, 6 * unit)
        return [rectangle(box, fill=ink.fill or ink.color, stroke=ink.color, width=0.8 * unit,
                          opacity=0.4)], 6 * unit  # fmt: skip
    text = "2" if style.shape == "venue" else None
    if style.shape == "dot":
        style = replace(style, radius=style.radius * 1.2)
    return symbol(style, scene.theme, colors["panel"], unit=unit, least=size.text * 0.999,
                scale=0.85, text=text)  # fmt: skip


def _of_answer(kind: str, style: Style, scene: Scene, size: Size) -> tuple[list[Item], float]:
    """Draw what a what-if draws: rings of gateways, a province without a route, else lines."""
    unit, ink = size.scale, style.ink(scene.theme)
    if style.shape in ("cross_ring", "plain_ring"):
        panel = THEME_COLORS[scene.theme]["panel"]
        return symbol(replace(style, radius=7.0), scene.theme, panel, unit=unit, least=0.0)
    if style.shape == "quote":
        return symbol(style, scene.theme, THEME_COLORS[scene.theme]["panel"], unit=unit, least=0.0)
    if kind == "gate_none":
        dot = circle(0, 0, 5 * unit, fill=ink.fill, stroke=ink.color, width=1.5 * unit)
        return [dot], 5 * unit
    return _line(style, scene, size), 3.5 * unit


def _state(kind: str, scene: Scene, size: Size) -> list[Item]:
    """Draw a line as a route that is open, limited, cut, not known or not built."""
    half = 0.95 * size.text
    # A little aslant: level dots would be laid on whole pixels, and vanish.
    points = np.array([(-half, -0.1), (half, 0.1)])
    look = look_of(kind, 2, "road")
    color = style_of("route_states", kind).ink(scene.theme).color
    items = strand([(points, 0.0)], look, color, THEME_COLORS[scene.theme]["panel"], size.scale)
    return [replace(item, inside=False) for item in items if isinstance(item, Shape)]


def _line(style: Style, scene: Scene, size: Size) -> list[Item]:
    unit = size.scale
    ink = style.ink(scene.theme)
    width = min(style.widths[2] if style.widths else style.width, 6.0) * unit
    half = 0.95 * size.text
    points = np.array([(-half, 0.0), (half, 0.0)])
    dash = dashes(style.dash, unit)
    items: list[Item] = [
        polyline(points, stroke=ink.color, width=width, dash=dash, round=style.round)
    ]
    if style.ticks:
        dash = (1.5 * unit, 7 * unit)
        items.append(polyline(points, stroke=ink.color, width=width + 5 * unit, dash=dash))
    return items
