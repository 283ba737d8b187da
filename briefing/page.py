"""A whole page by rule: head, map, legend, foot, receipt; nothing is placed by hand.

The head stands on top, the foot (caveats, credits) at the bottom, the legend beside the map or, on
a page that is not much wider than high, under it. The map takes all that is left. Text is never
made smaller to fit: the legend takes another column instead, and the map gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing import furniture, legend
from briefing.box import Box
from briefing.frame import Frame, frame_of
from briefing.ground import Raster
from briefing.ink import Item, Text, rectangle
from briefing.labels import Label
from briefing.map import map_part
from briefing.size import Size
from briefing.stage import Stage
from briefing.typeface import wrap
from layers.scene import Scene
from layers.style import GROUND

_COLUMN, _NARROW = 19.5, 16.5
"""Width of a legend's column, alone and beside others, in sizes of the smallest text."""
_GUTTER = 1.2


@dataclass(frozen=True)
class Stamp:
    """What the receipt on the page says.

    Parameters
    ----------
    code
        Short, for people.
    link
        Of the View, for the QR code.
    """

    code: str
    link: str


@dataclass
class Page:
    """A page, laid out and not yet drawn.

    Parameters
    ----------
    size, scene, frame
        What it shows, where.
    items
        In drawing order.
    labels
        Names on the map.
    marks
        Room that the map's symbols take.
    furniture
        Boxes of everything that is not the map, by name.
    """

    size: Size
    scene: Scene
    frame: Frame
    items: list[Item | Raster] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    furniture: list[Box] = field(default_factory=list)

    @property
    def texts(self) -> list[Text]:
        """All texts, labels included."""
        return [item for item in self.items if isinstance(item, Text)]


@dataclass(frozen=True)
class _Parts:
    """Where everything on the page goes."""

    head: list[Text]
    head_box: Box
    map: Box
    legend: Box
    pitch: float
    columns: list[list[legend.Block]]
    foot: list[Text]
    foot_box: Box
    receipt: Box


def lay_out(
    scene: Scene, size: Size, *, folder: Path, stamp: Stamp | None = None, marking: str = "",
    bare: bool = False,
) -> Page:
    """Lay out a page.

    Parameters
    ----------
    scene
        What it shows.
    size
        How large it is.
    folder
        With the geometry, as ``data/geo``.
    stamp
        Printed as the receipt; none if None.
    marking
        A line such as 'For official use' at the top and the bottom; none if empty.
    bare
        Map and legend only: head, foot and marking are written elsewhere, as on a slide.
    """  # fmt: skip
    colors = GROUND[scene.theme]
    margin = 0.0 if bare else size.margin
    whole = Box(0, 0, size.width, size.height)
    inner = whole.grown(-margin)
    items: list[Item | Raster] = [rectangle(whole, fill=colors["panel"])]
    boxes: list[Box] = []
    if marking and not bare:
        inner, lines = _marking(marking, inner, size, colors["text"])
        items += lines
        boxes += [line.box for line in lines]
    receipt = furniture.receipt_size(size) if stamp else (0.0, 0.0)
    arrange = _under if size.tall else _beside
    parts = arrange(scene, size, inner, bare=bare, receipt=receipt)
    frame = frame_of(scene.view, parts.map, size.scale)
    stage = Stage(scene, frame, size, folder)
    fixed = furniture.of_map(stage)
    drawn = map_part(stage, [box.grown(2) for box in fixed.boxes], fixed.names)
    items += drawn.items
    items += [label.text for label in drawn.labels]
    items += _dots(drawn.labels, stage)
    items += fixed.items
    items += parts.head
    for n, column in enumerate(parts.columns):
        items += legend.laid(column, parts.legend.x0 + n * parts.pitch, parts.legend.y0)
    items += [line.moved(parts.foot_box.x0, parts.foot_box.y0) for line in parts.foot]
    boxes += [
        Box(b.x0, b.y0, b.x1, b.y1, name)
        for name, b in (("head", parts.head_box), ("legend", parts.legend), ("foot", parts.foot_box))
        if b.height > 0
    ]
    boxes += fixed.boxes
    if stamp is not None:
        items += furniture.receipt(stamp.code, stamp.link, parts.receipt, size, scene.theme)
        boxes.append(parts.receipt)
    return Page(size, scene, frame, items, drawn.labels, drawn.marks, boxes)


def _dots(labels: Sequence[Label], stage: Stage) -> list[Item]:
    from briefing.ink import circle

    return [
        circle(one.name.x, one.name.y, one.name.dot, fill=stage.colors["soft"],
               stroke=stage.colors["halo"], width=stage.unit)
        for one in labels
        if one.name.dot
    ]  # fmt: skip


def _beside(
    scene: Scene, size: Size, inner: Box, *, bare: bool, receipt: tuple[float, float]
) -> _Parts:
    """Wide page: the legend takes the right side from top to bottom, the receipt under it."""
    gap, text = 0.9 * size.text, size.text
    stamp_w, stamp_h = receipt
    below = stamp_h + gap if stamp_h else 0.0
    for number in (1, 2, 3, 4):
        column = (_COLUMN if number == 1 else _NARROW) * text
        blocks = legend.blocks(scene, size, column)
        flow = legend.balanced(blocks, number) if blocks else []
        tallest = max(map(legend.height_of, flow), default=0.0)
        if tallest + below <= inner.height or number == 4:
            break
    pitch = column + _GUTTER * text
    wide = max(len(flow) * pitch - _GUTTER * text, stamp_w)
    panel = Box(inner.x1 - wide, inner.y0, inner.x1, inner.y0 + tallest)
    stamp = Box(inner.x1 - wide, inner.y1 - stamp_h, inner.x1, inner.y1, "receipt")
    left = Box(inner.x0, inner.y0, panel.x0 - 1.5 * gap, inner.y1)
    head = [] if bare else _head(scene, size, left)
    foot = [] if bare else _foot(scene, size, left.width)
    head_box = Box(left.x0, left.y0, left.x1, _bottom(head, left.y0))
    foot_box = Box(left.x0, left.y1 - _bottom(foot, 0.0), left.x1, left.y1)
    chart = Box(
        left.x0, head_box.y1 + (gap if head else 0), left.x1, foot_box.y0 - (gap if foot else 0)
    )
    return _Parts(head, head_box, chart, panel, pitch, flow, foot, foot_box, stamp)


def _under(
    scene: Scene, size: Size, inner: Box, *, bare: bool, receipt: tuple[float, float]
) -> _Parts:
    """Tall page: legend and receipt under the map, side by side."""
    gap, text = 0.9 * size.text, size.text
    stamp_w, stamp_h = receipt
    column = _NARROW * text
    pitch = column + _GUTTER * text
    room = inner.width - (stamp_w + gap if stamp_w else 0.0) + _GUTTER * text
    blocks = legend.blocks(scene, size, column)
    flow = legend.balanced(blocks, max(1, int(room // pitch))) if blocks else []
    tallest = max([*map(legend.height_of, flow), stamp_h])
    head = [] if bare else _head(scene, size, inner)
    foot = [] if bare else _foot(scene, size, inner.width)
    head_box = Box(inner.x0, inner.y0, inner.x1, _bottom(head, inner.y0))
    foot_box = Box(inner.x0, inner.y1 - _bottom(foot, 0.0), inner.x1, inner.y1)
    top = foot_box.y0 - gap - tallest
    panel = Box(inner.x0, top, inner.x0 + len(flow) * pitch - _GUTTER * text, top + tallest)
    stamp = Box(inner.x1 - stamp_w, top, inner.x1, top + stamp_h, "receipt")
    chart = Box(inner.x0, head_box.y1 + (gap if head else 0), inner.x1, top - gap)
    return _Parts(head, head_box, chart, panel, pitch, flow, foot, foot_box, stamp)


def _marking(marking: str, inner: Box, size: Size, color: str) -> tuple[Box, list[Text]]:
    line = size.text * 1.35
    words = wrap(marking, size.text, inner.width, weight=600)[0]
    made = [
        Text(inner.middle[0], y, words, size.text, color, weight=600, anchor="center",
             role="marking")
        for y in (inner.y0 + line / 2 - size.text * 0.4, inner.y1 - line / 2 + size.text * 0.4)
    ]  # fmt: skip
    return Box(inner.x0, inner.y0 + line, inner.x1, inner.y1 - line), made


def _head(scene: Scene, size: Size, inner: Box) -> list[Text]:
    colors = GROUND[scene.theme]
    lines: list[Text] = []
    y = inner.y0
    for text, points, weight, color, role in (
        (scene.title, 2.0 * size.text, 600, colors["text"], "title"),
        (scene.subtitle, 1.12 * size.text, 400, colors["text"], "subtitle"),
        (" · ".join(scene.day_lines), size.text, 400, colors["soft"], "day"),
    ):
        for line in wrap(text, points, inner.width, weight=weight):
            y += points * 1.22
            lines.append(
                Text(inner.x0, y - points * 0.61, line, points, color, weight=weight, role=role)
            )
    return lines


def _foot(scene: Scene, size: Size, room: float) -> list[Text]:
    colors = GROUND[scene.theme]
    lines: list[Text] = []
    paper = size.dpi >= 300 and size.key != "4k"
    credits = " · ".join([*scene.credits, *(["Lambert conformal conic"] if paper else [])])
    for text, color, role in (
        (" ".join(scene.caveats), colors["text"], "caveat"),
        (f"Sources: {credits}.", colors["soft"], "credit"),
    ):
        for line in wrap(text, size.text, room):
            y = (len(lines) + 0.5) * size.text * 1.22
            lines.append(Text(0, y, line, size.text, color, role=role))
    return lines


def _bottom(lines: Sequence[Text], otherwise: float) -> float:
    return lines[-1].box.y1 if lines else otherwise
