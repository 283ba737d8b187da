"""Where head, map, legend, foot and receipt stand on a page, chosen so that the map is largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import wrap, wrap_parts
from briefing.page import legend
from briefing.page.legend import Block
from layers.palette import GROUND
from layers.scene.scene import Scene
from layers.scene_parts import LegendSection

_COLUMN, _NARROW = 20.5, 16.5
"""Width of a legend's column, alone and beside others, in sizes of the smallest text."""
_GUTTER = 1.2
_SHAPE = 1.5
"""A map wider than this many times its height shows no more of the region."""
_SHARES = (0.34, 0.36)
"""Below this part of the page for its map, or for two, a legend goes without its notes."""
_AROUND = 0.25
"""What is seen around the region counts so much of what the region itself does."""
_SLACK = 1.15
"""So much higher a legend under the map may be for its sections to stay whole."""
_LEAST = 8.0
"""A map is at least so wide and high, in sizes of the smallest text."""


@dataclass(frozen=True)
class Parts:
    """Where everything on the page goes."""

    head: list[Text]
    head_box: Box
    map: Box
    legend: Box
    pitch: float
    columns: list[list[Block]]
    foot: list[Text]
    foot_box: Box
    receipt: Box
    sections: tuple[LegendSection, ...]


@dataclass(frozen=True)
class _Way:
    """A way to arrange a wide page.

    Parameters
    ----------
    columns
        Of the legend.
    head, foot
        Goes all the way across, over or under the legend.
    stamp
        Beside or under which the receipt stands: ``legend``, ``head``, ``foot``.
    """

    columns: int
    head: bool
    foot: bool
    stamp: str


_WAYS = tuple(
    _Way(columns, head, foot, stamp)
    for columns in (1, 2, 3, 4)
    for head in (False, True)
    for foot in (False, True)
    for stamp in ("legend", "head", "foot")
)


def arrange(
    scene: Scene,
    size: Size,
    inner: Box,
    receipt: tuple[float, float],
    sections: Sequence[LegendSection],
    *,
    maps: int = 1,
) -> Parts:
    """Arrange a page so that its map is as large as can be.

    Of the arrangements that fit, the one with the largest map is taken: the legend has more or
    fewer columns, head and foot stand beside it or go all the way across, the receipt is under the
    legend or at the end of one of them. Where the map would be small, the legend goes without its
    notes.

    Parameters
    ----------
    inner
        The page within its margins.
    receipt
        Width and height of the receipt; zeros for none.
    sections
        The legend.
    maps
        How many stand beside each other in the map's room.

    Raises
    ------
    ValueError
        If the words leave no room for a map; the message says the ways out.
    """
    best: Parts | None = None
    for notes in (True, False):
        if size.tall:
            found = [_stacked(scene, size, inner, sections, receipt=receipt, notes=notes)]
        else:
            found = [
                _columned(scene, size, inner, sections, way, receipt=receipt, notes=notes)
                for way in _WAYS
            ]
        fit = [parts for parts in found if parts is not None]
        best = max(fit, key=lambda parts: _use(parts.map, size, maps), default=best)
        if best is not None and _roomy(best.map, size, maps):
            break
    if best is None:
        raise ValueError(
            f"the words leave no room for a map on '{size.key}' ({size.name}): switch layers off, "
            "or take a larger size such as a3"
        )
    return best


def _use(chart: Box, size: Size, maps: int) -> float:
    """Value a map: by how large the region is drawn, and a little by what is seen around it."""
    scale = min(chart.width, _SHAPE * chart.height * maps) / size.width
    return scale + _AROUND * chart.width * chart.height / (size.width * size.height)


def _roomy(chart: Box, size: Size, maps: int) -> bool:
    return chart.width * chart.height >= _SHARES[maps > 1] * size.width * size.height


def _columned(
    scene: Scene,
    size: Size,
    inner: Box,
    sections: Sequence[LegendSection],
    way: _Way,
    *,
    receipt: tuple[float, float],
    notes: bool,
) -> Parts | None:
    """Arrange a wide page in one of the ways; None if the legend is too long for its room."""
    gap, text = 0.9 * size.text, size.text
    stamp_w, stamp_h = receipt
    if not stamp_h and way.stamp != "legend":
        return None
    column = (_COLUMN if way.columns == 1 else _NARROW) * text
    pitch = column + _GUTTER * text
    blocks = legend.blocks(sections, scene, size, column, notes=notes)
    flow = legend.balanced(blocks, way.columns) if blocks else []
    tallest = max(map(legend.height_of, flow), default=0.0)
    under = stamp_h if way.stamp == "legend" else 0.0
    wide = max(len(flow) * pitch - _GUTTER * text, stamp_w if under else 0.0)
    left = Box(inner.x0, inner.y0, inner.x1 - wide - (1.5 * gap if wide else 0), inner.y1)
    taken = stamp_w + gap

    def room(across: bool, name: str) -> float:
        whole = inner if across else left
        return whole.width - (taken if way.stamp == name else 0.0)

    head = _head(scene, size, inner, room(way.head, "head"))
    foot = _foot(scene, size, room(way.foot, "foot"))
    beside = {name: stamp_h if way.stamp == name else 0.0 for name in ("head", "foot")}
    head_h = max(_bottom(head, inner.y0) - inner.y0, beside["head"])
    foot_h = max(_bottom(foot, 0.0), beside["foot"])
    high = inner.y0 + head_h + (gap if head_h else 0.0)
    low = inner.y1 - foot_h - (gap if foot_h else 0.0)
    top, end = high if way.head else inner.y0, low if way.foot else inner.y1
    most = end - top - (under + gap if under else 0.0)
    if tallest > most:
        return None
    if len(whole := legend.balanced(blocks, way.columns, room=most)) == len(flow):
        flow, tallest = whole, max(map(legend.height_of, whole), default=0.0)
    chart = Box(left.x0, high, left.x1, low)
    if min(chart.width, chart.height) < _LEAST * text:
        return None
    right = (
        inner.x1 if way.stamp == "legend" or (way.head if beside["head"] else way.foot) else left.x1
    )
    bottom = {"legend": end, "head": inner.y0 + stamp_h, "foot": inner.y1}[way.stamp]
    stamp = Box(right - (wide if under else stamp_w), bottom - stamp_h, right, bottom, "receipt")
    head_box = Box(inner.x0, inner.y0, inner.x0 + room(way.head, "head"), _bottom(head, inner.y0))
    foot_box = Box(inner.x0, inner.y1 - foot_h, inner.x0 + room(way.foot, "foot"), inner.y1)
    panel = Box(inner.x1 - wide, top, inner.x1, top + tallest)
    return Parts(head, head_box, chart, panel, pitch, flow, foot, foot_box, stamp, tuple(sections))


def _stacked(
    scene: Scene,
    size: Size,
    inner: Box,
    sections: Sequence[LegendSection],
    *,
    receipt: tuple[float, float],
    notes: bool,
) -> Parts | None:
    """Arrange a tall page: the legend under the map, the receipt at its end."""
    gap, text = 0.9 * size.text, size.text
    stamp_w, stamp_h = receipt
    column = _NARROW * text
    pitch = column + _GUTTER * text
    number = max(1, int((inner.width + _GUTTER * text) // pitch))
    column = (inner.width - (number - 1) * _GUTTER * text) / number
    pitch = column + _GUTTER * text
    blocks = legend.blocks(sections, scene, size, column, notes=notes)
    # The receipt flows with the legend, as its last part.
    stub = [Block((), stamp_h, lead=gap)] if stamp_h else []
    flow = legend.balanced([*blocks, *stub], number) if blocks or stub else []
    tallest = max(map(legend.height_of, flow), default=0.0)
    flow = legend.balanced([*blocks, *stub], number, room=_SLACK * tallest) if flow else flow
    tallest = max(map(legend.height_of, flow), default=0.0)
    head, foot = _head(scene, size, inner, inner.width), _foot(scene, size, inner.width)
    head_box = Box(inner.x0, inner.y0, inner.x1, _bottom(head, inner.y0))
    foot_box = Box(inner.x0, inner.y1 - _bottom(foot, 0.0), inner.x1, inner.y1)
    top = foot_box.y0 - gap - tallest
    chart = Box(inner.x0, head_box.y1 + gap, inner.x1, top - (gap if tallest else 0))
    if min(chart.width, chart.height) < _LEAST * text:
        return None
    wide = max(0.0, len(flow) * pitch - _GUTTER * text)
    panel = Box(inner.x0, top, inner.x0 + wide, top + tallest)
    left = inner.x0 + max(0, len(flow) - 1) * pitch
    low = top + (legend.height_of(flow[-1]) if flow else 0.0)
    stamp = Box(left, low - stamp_h, left + stamp_w, low, "receipt")
    if stamp_h and flow:
        # The legend's own box ends where the receipt begins.
        if len(flow[-1]) == 1:
            panel = Box(panel.x0, panel.y0, left - _GUTTER * text, panel.y1)
        flow[-1] = flow[-1][:-1]
    return Parts(head, head_box, chart, panel, pitch, flow, foot, foot_box, stamp, tuple(sections))


def _head(scene: Scene, size: Size, inner: Box, room: float) -> list[Text]:
    colors = GROUND[scene.theme]
    lines: list[Text] = []
    y = inner.y0
    day = wrap_parts(scene.day_lines, " · ", size.text, room)
    for texts, points, weight, color, role in (
        (wrap(scene.title, 2.0 * size.text, room, weight=600), 2.0, 600, "text", "title"),
        (wrap(scene.subtitle, 1.12 * size.text, room), 1.12, 400, "text", "subtitle"),
        (day, 1.0, 400, "soft", "day"),
        (wrap(scene.beyond, size.text, room, weight=600), 1.0, 600, "accent", "beyond"),
    ):
        for line in texts:
            high = points * size.text
            y += high * 1.22
            lines.append(
                Text(inner.x0, y - high * 0.61, line, high, colors[color], weight=weight, role=role)
            )
    return lines


def credits_on(scene: Scene, size: Size) -> list[str]:
    """Give the credits that a page has room for.

    Paper has them in full, with the projection. On a slide the producers and their licences stand
    alone; what each of them gave is in the notes, the summary and the file's own data.
    """
    if size.dpi >= 300 and size.key != "4k":
        return [*scene.credits, "Lambert conformal conic"]
    return list(dict.fromkeys(credit.rpartition(": ")[2] for credit in scene.credits))


def _foot(scene: Scene, size: Size, room: float) -> list[Text]:
    colors = GROUND[scene.theme]
    lines: list[Text] = []
    for text, color, role in (
        (" ".join(scene.caveats), colors["text"], "caveat"),
        (f"Sources: {' · '.join(credits_on(scene, size))}.", colors["soft"], "credit"),
    ):
        for line in wrap(text, size.text, room):
            y = (len(lines) + 0.5) * size.text * 1.22
            lines.append(Text(0, y, line, size.text, color, role=role))
    return lines


def _bottom(lines: Sequence[Text], otherwise: float) -> float:
    return lines[-1].box.y1 if lines else otherwise
