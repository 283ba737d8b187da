"""A whole page by rule: head, map, legend, foot, receipt; nothing is placed by hand.

The head stands on top, the foot (caveats, credits) at the bottom, the legend beside the map or, on
a page that is not much wider than high, under it. The map takes all that is left. Text is never
made smaller to fit: the legend takes another column instead, and the map gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from briefing import furniture, legend
from briefing.arrange import Parts, arrange
from briefing.box import Box
from briefing.frame import Frame, frame_of
from briefing.ground import Raster
from briefing.ink import Item, Text, circle, polyline, rectangle
from briefing.labels import Label
from briefing.map import map_part
from briefing.size import Size
from briefing.stage import Stage
from briefing.typeface import wrap
from briefing.visible import legend_in, seen
from layers.legend import LegendSection
from layers.scene import Scene
from layers.style import GROUND


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
    groups
        What is drawn, in drawing order, by where it stands: ``ground``, ``map``, ``head``,
        ``legend``, ``foot``, ``receipt``, ``marking``.
    boxes
        Where each of these stands.
    sections
        The legend of what the frame shows.
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
    groups: dict[str, list[Item | Raster]] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    sections: tuple[LegendSection, ...] = ()
    labels: list[Label] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    furniture: list[Box] = field(default_factory=list)

    @property
    def items(self) -> list[Item | Raster]:
        """Everything, in drawing order."""
        return [item for group in self.groups.values() for item in group]

    @property
    def texts(self) -> list[Text]:
        """All texts, labels included."""
        return [item for item in self.items if isinstance(item, Text)]


def lay_out(
    scene: Scene, size: Size, *, folder: Path, stamp: Stamp | None = None, marking: str = ""
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

    Raises
    ------
    ValueError
        If the words leave no room for a map; the message says the ways out.
    """
    colors = GROUND[scene.theme]
    whole = Box(0, 0, size.width, size.height)
    inner = whole.grown(-size.margin)
    groups: dict[str, list[Item | Raster]] = {"ground": [rectangle(whole, fill=colors["panel"])]}
    marks: list[Text] = []
    if marking.strip():
        inner, marks = _marking(marking, inner, size, colors["text"])
    receipt = furniture.receipt_size(size) if stamp else (0.0, 0.0)
    parts, stage = _settled(scene, size, inner, receipt, folder)
    frame = stage.frame
    fixed = furniture.of_map(stage)
    drawn = map_part(stage, [box.grown(2) for box in fixed.boxes], fixed.names)
    # First, as it is read: a PDF's text comes in drawing order.
    groups["head"] = list(parts.head)
    groups["map"] = [
        *drawn.items,
        *(line for label in drawn.labels for line in _leader(label, stage)),
        *(label.text for label in drawn.labels),
        *_dots(drawn.labels, stage),
        *fixed.items,
    ]
    groups["legend"] = [
        item
        for n, column in enumerate(parts.columns)
        for item in legend.laid(column, parts.legend.x0 + n * parts.pitch, parts.legend.y0)
    ]
    groups["foot"] = [line.moved(parts.foot_box.x0, parts.foot_box.y0) for line in parts.foot]
    boxes = {"head": parts.head_box, "legend": parts.legend, "foot": parts.foot_box}
    if stamp is not None:
        boxes["receipt"] = parts.receipt
        groups["receipt"] = list(
            furniture.receipt(stamp.code, stamp.link, parts.receipt, size, scene.theme)
        )
    groups["marking"] = list(marks)
    fixtures = [
        Box(b.x0, b.y0, b.x1, b.y1, name)
        for name, b in boxes.items()
        if b.height > 0 and name != "legend"
    ]
    fixtures += _columns(parts)
    fixtures += [*fixed.boxes, *(line.box for line in marks)]
    boxes["map"] = parts.map
    return Page(
        size, scene, frame, groups, boxes, parts.sections, drawn.labels, drawn.marks, fixtures
    )


def _settled(
    scene: Scene, size: Size, inner: Box, receipt: tuple[float, float], folder: Path
) -> tuple[Parts, Stage]:
    """Arrange the page with the legend of what its frame shows.

    A shorter legend leaves the map more room, which may show more: then that is explained too.
    """

    def arranged(sections: Sequence[LegendSection]) -> tuple[Parts, Stage]:
        parts = arrange(scene, size, inner, receipt, sections)
        frame = frame_of(scene.view, parts.map, size.scale)
        return parts, Stage(scene, frame, size, folder)

    found = arranged(scene.legend)
    pairs = seen(found[1])
    for _ in range(3):
        sections = legend_in(found[1], pairs)
        if sections == scene.legend:
            break
        closer = arranged(sections)
        more = seen(closer[1])
        if more <= pairs:
            return closer
        pairs |= more
    return arranged(scene.legend)


def _columns(parts: Parts) -> list[Box]:
    """Give the room of each column of the legend."""
    left, top = parts.legend.x0, parts.legend.y0
    return [
        Box(left + n * parts.pitch, top, left + (n + 1) * parts.pitch - 0.1, top + height, "legend")
        for n, column in enumerate(parts.columns)
        if (height := legend.height_of(column)) > 0
    ]


def _leader(label: Label, stage: Stage) -> list[Item]:
    """Join a name that stands away from its mark to it."""
    if not label.place.lead:
        return []
    name, box = label.name, label.text.box
    near = np.array((np.clip(name.x, box.x0, box.x1), np.clip(name.y, box.y0, box.y1)))
    mark = np.array((name.x, name.y))
    start = mark + (near - mark) / max(1e-9, float(np.hypot(*(near - mark)))) * (name.gap - 1)
    ends = np.array((start, near))
    halo = polyline(ends, stroke=stage.colors["halo"], width=3 * stage.unit)
    return [halo, polyline(ends, stroke=name.text.color, width=0.9 * stage.unit)]


def _dots(labels: Sequence[Label], stage: Stage) -> list[Item]:
    return [
        circle(one.name.x, one.name.y, one.name.dot, fill=stage.colors["soft"],
               stroke=stage.colors["halo"], width=stage.unit)
        for one in labels
        if one.name.dot
    ]  # fmt: skip


def _marking(marking: str, inner: Box, size: Size, color: str) -> tuple[Box, list[Text]]:
    line = size.text * 1.35
    words = wrap(marking, size.text, inner.width, weight=600)[0]
    made = [
        Text(inner.middle[0], y, words, size.text, color, weight=600, anchor="center",
             role="marking")
        for y in (inner.y0 + line / 2 - size.text * 0.4, inner.y1 - line / 2 + size.text * 0.4)
    ]  # fmt: skip
    return Box(inner.x0, inner.y0 + line, inner.x1, inner.y1 - line), made
