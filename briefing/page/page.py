"""A whole page by rule: head, map, legend, foot, receipt; nothing is placed by hand.

The head stands on top, the foot (caveats, credits) at the bottom, the legend beside the map or, on
a page that is not much wider than high, under it. The map takes all that is left. Text is never
made smaller to fit: the legend takes another column instead, and the map gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from briefing.canvas.box import Box
from briefing.canvas.labels import Label
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Item, Shape, Text, circle, polyline, rectangle
from briefing.library import load_library
from briefing.map.basemap import Raster
from briefing.map.composition import map_part
from briefing.map.extent import MapFrame, frame_of, spans
from briefing.map.map_context import MapContext
from briefing.map.subject import subject_of
from briefing.map.what_if import legend as legend_with_figures
from briefing.page import furniture, legend
from briefing.page.facts import facts_of
from briefing.page.layout import PageLayout, arrange
from briefing.page.legend_in_view import KindsInView, kinds_in_view, legend_in
from briefing.page.letterhead import framed
from briefing.profile.profile import NO_PROFILE, Profile
from layers.palette import THEME_COLORS
from layers.scene.legend import merged
from layers.scene.scene import Scene
from layers.scene_parts import LegendSection


@dataclass(frozen=True)
class Stamp:
    """What the receipt on the page says.

    Parameters
    ----------
    code
        Short, for people.
    link
        Of the View, for the QR code; there is none where only this machine could follow it.
    number
        Of the page among those of its document, such as '3 of 26'; "" for one alone.
    """

    code: str
    link: str
    number: str = ""


@dataclass
class Page:
    """A page, laid out and not yet drawn.

    Parameters
    ----------
    size, scene, frame
        What it shows, where; of two maps side by side, those of the View's own day.
    groups
        What is drawn, in drawing order, by where it stands: ``ground``, ``map``, ``head``,
        ``legend``, ``foot``, ``receipt``, ``letterhead``.
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
    frame: MapFrame
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
    scene: Scene, size: Size, *, folder: Path, stamp: Stamp | None = None, marking: str = "",
    profile: Profile = NO_PROFILE,
) -> Page:  # fmt: skip
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
    profile
        Whose page it is: its colours, logo and line.

    Raises
    ------
    ValueError
        If the words leave no room for a map; the message says the ways out.
    """
    colors = THEME_COLORS[scene.theme]
    frame = framed(size, colors["text"], marking=marking, profile=profile)
    inner, bleed = frame.inner, frame.bleed
    whole = Box(0, 0, size.width, size.height)
    groups: dict[str, list[Item | Raster]] = {"ground": [rectangle(whole, fill=colors["panel"])]}
    receipt = furniture.receipt_size(size, stamp.link) if stamp else (0.0, 0.0)
    parts, stages = _settled(scene, size, inner, bleed, receipt, folder)
    maps = [_drawn_map(context, plate=parts.plate, dated=len(stages) > 1) for context in stages]
    # First, as it is read: a PDF's text comes in drawing order.
    groups["head"] = list(parts.head)
    groups["map"] = [item for drawn in maps for item in drawn.items]
    plate = parts.plate
    groups["legend"] = [rectangle(plate, fill=colors["panel"], opacity=0.94)] if plate else []
    groups["legend"] += [
        item
        for n, column in enumerate(parts.columns)
        for item in legend.laid(column, parts.legend.x0 + n * parts.pitch, parts.legend.y0)
    ]
    groups["foot"] = list(parts.foot)
    boxes = {"head": parts.head_box, "legend": parts.legend, "foot": parts.foot_box}
    if stamp is not None:
        boxes["receipt"] = parts.receipt
        groups["receipt"] = list(
            furniture.receipt(
                stamp.code, stamp.link, parts.receipt, size, scene.theme, number=stamp.number
            )
        )
    groups["letterhead"] = frame.items
    fixtures = [
        Box(b.x0, b.y0, b.x1, b.y1, name)
        for name, b in boxes.items()
        if b.height > 0 and name != "legend"
    ]
    fixtures += [] if parts.plate else _columns(parts)
    fixtures += [box for drawn in maps for box in drawn.fixed]
    fixtures += frame.boxes
    boxes["map"] = parts.map
    return Page(
        size, scene, stages[-1].frame, groups, boxes, parts.sections,
        [label for drawn in maps for label in drawn.labels],
        [mark for drawn in maps for mark in drawn.marks], fixtures,
    )  # fmt: skip


@dataclass(frozen=True)
class _DrawnMap:
    """One map on the page."""

    items: list[Item | Raster]
    labels: list[Label]
    marks: list[Box]
    fixed: list[Box]


def _drawn_map(context: MapContext, *, plate: Box | None, dated: bool) -> _DrawnMap:
    """Draw a map with its furniture; one of two bears its day and is cut at its own edges."""
    fixed = furniture.of_map(context, plate=plate, dated=dated)
    drawn = map_part(context, [box.grown(2) for box in fixed.boxes], fixed.names)
    items = [
        *drawn.items,
        *(line for label in drawn.labels for line in _leader(label, context)),
        *(text for label in drawn.labels for text in label.texts),
        *_dots(drawn.labels, drawn.marks, context),
        *fixed.items,
    ]
    if dated:
        box = context.frame.box
        items = [
            replace(item, window=box) if isinstance(item, Shape) and item.inside else item
            for item in items
        ]
    return _DrawnMap(items, drawn.labels, drawn.marks, fixed.boxes)


def _settled(
    scene: Scene, size: Size, inner: Box, bleed: Box, receipt: tuple[float, float], folder: Path
) -> tuple[PageLayout, list[MapContext]]:
    """Arrange the page with the legend of what its maps show; the View's own day comes last.

    A shorter legend leaves the map more room, which may show more: then that is explained too.
    """
    other = load_library(folder).other_scene(scene) if scene.view.compare == "side" else None
    scenes = [scene] if other is None else [other, scene]
    whole = legend_with_figures(scene) if other is None else merged(scene.legend, other.legend)
    whole = (*facts_of(scene), *whole)

    about = subject_of(scene, folder)

    wide, tall = spans(scene.view, about)

    def measured(clear: Box) -> float:
        box = _parted(clear, len(scenes), size.text)[0]
        return max(wide / box.width, tall / box.height)

    def arranged(sections: Sequence[LegendSection]) -> tuple[PageLayout, list[MapContext]]:
        parts = arrange(scene, size, inner, bleed, receipt, sections, measure=measured)
        frames = [
            frame_of(scene.view, clear, size.scale, about, within=box)
            for box, clear in zip(
                _parted(parts.map, len(scenes), size.text),
                _parted(parts.clear, len(scenes), size.text), strict=True,
            )
        ]  # fmt: skip
        stages = [MapContext(one, at, size, folder) for one, at in zip(scenes, frames, strict=True)]
        return parts, stages

    def shown(stages: Sequence[MapContext]) -> KindsInView:
        return frozenset(pair for context in stages for pair in kinds_in_view(context, whole))

    found = arranged(whole)
    pairs = shown(found[1])
    for _ in range(3):
        sections = legend_in(whole, pairs)
        if sections == whole:
            break
        closer = arranged(sections)
        more = shown(closer[1])
        if more <= pairs:
            return closer
        pairs |= more
    return arranged(whole)


def _parted(box: Box, number: int, gap: float) -> list[Box]:
    """Part the room for maps: beside each other, or one above the other where it is high."""
    if number == 1:
        return [box]
    if box.width >= box.height:
        half = (box.width - gap) / 2
        return [Box(x, box.y0, x + half, box.y1) for x in (box.x0, box.x1 - half)]
    half = (box.height - gap) / 2
    return [Box(box.x0, y, box.x1, y + half) for y in (box.y0, box.y1 - half)]


def _columns(parts: PageLayout) -> list[Box]:
    """Return the room of each column of the legend."""
    left, top = parts.legend.x0, parts.legend.y0
    return [
        Box(left + n * parts.pitch, top, left + (n + 1) * parts.pitch - 0.1, top + height, "legend")
        for n, column in enumerate(parts.columns)
        if (height := legend.height_of(column)) > 0
    ]


def _leader(label: Label, context: MapContext) -> list[Item]:
    """Join a name that stands away from its mark to it."""
    lead = label.lead
    if lead is None:
        return []
    ends = np.array(((lead.x0, lead.y0), (lead.x1, lead.y1)))
    halo = polyline(ends, stroke=context.colors["halo"], width=2.4 * context.unit)
    return [halo, polyline(ends, stroke=context.colors["soft"], width=0.9 * context.unit)]


def _dots(labels: Sequence[Label], marks: Sequence[Box], context: MapContext) -> list[Item]:
    """Draw the dots of named towns, but for those that a mark covers."""
    return [
        circle(one.name.x, one.name.y, one.name.dot, fill=context.colors["soft"],
               stroke=context.colors["halo"], width=context.unit)
        for one in labels
        if one.name.dot and not any(mark.has(one.name.x, one.name.y) for mark in marks)
    ]  # fmt: skip
