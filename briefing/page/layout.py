"""Where head, map, legend, foot and receipt stand on a page, chosen so that the subject is largest.

Title and legend stand in a column at the left, the map beside it to the page's edges; or the title
stands in a band at the top and the legend on the map, beside or under what the map is about. Of the
arrangements that fit, the one is taken that draws the subject largest. A foot across the page bears
caveats, credits and the receipt in small type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Text
from briefing.page import legend
from briefing.page.block import Block
from briefing.page.foot import Foot, foot_of
from briefing.page.head import head_of
from layers.scene.scene import Scene
from layers.scene_parts import LegendSection

_COLUMNS = (0.19, 0.21, 0.23, 0.25, 0.275, 0.3, 0.33, 0.37)
"""Widths of the left column, in parts of the page's."""
_STEPS = (0, 1, 2, 3)
"""By so many steps the title may be smaller where that leaves room for the legend."""
_TWO = 0.22
"""From this part of the page on the legend in the column may have two columns of its own."""
_GUTTER = 1.2
_PLATES = (15.5, 18.0, 21.0)
"""Widths of a column of the legend on the map, in sizes of the smallest text."""
_SHARES = (0.63, 0.68)
"""Part of the page, of a slide and of paper, that a map should have less what lies on it."""
_FLOORS = (0.6, 0.65)
"""The same, of a slide and of paper: an arrangement with less map gives way to any with more."""
_COVERED = 0.1
"""Part of the map that may be covered."""
_BARE = 1.1
"""So much larger the subject has to be drawn for the legend to go without its notes."""
_LEAST = 8.0
"""A map is at least so wide and high, in sizes of the smallest text."""

Measure = Callable[[Box], float]
"""Metres of the ground for a point of the page when what the map is about fills a box."""


@dataclass(frozen=True)
class PageLayout:
    """Where everything on the page goes.

    Parameters
    ----------
    head, head_box
        Title, subtitle and day.
    map, clear
        The map, and the part of it that shows what it is about.
    legend, plate, pitch, columns
        The legend's room; its ground where it stands on the map, or None; from one column to the
        next; what each bears.
    foot, foot_box, receipt
        Words of the foot, at their places; the receipt's room.
    sections
        Of the legend.
    """

    head: list[Text]
    head_box: Box
    map: Box
    clear: Box
    legend: Box
    plate: Box | None
    pitch: float
    columns: list[list[Block]]
    foot: list[Text]
    foot_box: Box
    receipt: Box
    sections: tuple[LegendSection, ...]


@dataclass(frozen=True, eq=False)
class _Page:
    """What every arrangement of a page is made of."""

    scene: Scene
    size: Size
    inner: Box
    bleed: Box
    foot: Foot
    low: float
    sections: tuple[LegendSection, ...]
    _heads: dict[tuple[float, int, int], tuple[list[Text], float]] = field(default_factory=dict)
    _legends: dict[tuple[float, bool], list[Block]] = field(default_factory=dict)

    def head(self, room: float, lines: int, step: int = 0) -> tuple[list[Text], float]:
        """Set the head in a width, once."""
        key = room, lines, step
        if key not in self._heads:
            self._heads[key] = head_of(
                self.scene, self.size, self.inner.x0, self.inner.y0, room, lines=lines, step=step
            )
        return self._heads[key]

    def blocks(self, column: float, *, notes: bool) -> list[Block]:
        """Make the legend's parts for a column, once."""
        key = round(column, 3), notes
        if key not in self._legends:
            self._legends[key] = legend.blocks(
                self.sections, self.scene, self.size, column, notes=notes
            )
        return self._legends[key]


def arrange(
    scene: Scene,
    size: Size,
    inner: Box,
    bleed: Box,
    receipt: tuple[float, float],
    sections: Sequence[LegendSection],
    *,
    measure: Measure,
) -> PageLayout:
    """Arrange a page so that what its map is about is drawn as large as can be.

    Parameters
    ----------
    inner, bleed
        The page within its margins, for words, and as far as the map may reach.
    receipt
        Width and height of the receipt; zeros for none.
    sections
        The legend.
    measure
        How large the subject is drawn in a box.

    Raises
    ------
    ValueError
        If the words leave no room for a map; the message says the ways out.
    """
    foot = foot_of(scene, size, inner, receipt)
    top = foot.box.y0 - 0.7 * size.text if foot.box.height else bleed.y1
    page = _Page(scene, size, inner, bleed, foot, top, tuple(sections))
    arrangements = [
        (_score(parts, size, measure, bare=not notes), parts)
        for notes in (True, False)
        for parts in (*_beside(page, notes=notes), *_over(page, notes=notes))
        if min(parts.clear.width, parts.clear.height) >= _LEAST * size.text
    ]
    if not arrangements:
        raise ValueError(
            f"the words leave no room for a map on '{size.key}' ({size.name}): switch layers off, "
            "or take a larger size such as a3"
        )
    return min(arrangements, key=lambda chosen: chosen[0])[1]


def _score(
    parts: PageLayout, size: Size, measure: Measure, *, bare: bool
) -> tuple[bool, bool, float]:
    """Value an arrangement, the lower the better: by the subject's scale, and by the map's share."""
    plate = parts.plate
    covered = plate.width * plate.height if plate else 0.0
    whole = parts.map.width * parts.map.height
    share = (whole - covered) / (size.width * size.height)
    least = _SHARES[size.paper]
    # A slightly smaller title is a small price.
    title = parts.head[0].size / size.title if parts.head else 1.0
    worth = min(1.0, share / least) ** 3 / (_BARE if bare else 1.0) * title**0.2
    poor = share < _FLOORS[size.paper]
    return covered > _COVERED * whole, poor, measure(parts.clear) / worth


def _beside(page: _Page, *, notes: bool) -> Iterator[PageLayout]:
    """Arrange pages whose words stand in a column at the left."""
    size, inner, bleed, foot, low = page.size, page.inner, page.bleed, page.foot, page.low
    gap = 1.2 * size.text
    for part, step in product(_COLUMNS, _STEPS):
        wide = part * size.width
        head, bottom = page.head(wide, 6, step)
        for number in (1, 2) if part >= _TWO else (1,):
            column = (wide - (number - 1) * _GUTTER * size.text) / number
            blocks = page.blocks(column, notes=notes)
            flow = legend.balanced(blocks, number, room=low - bottom - gap) if blocks else []
            high = max(map(legend.height_of, flow), default=0.0)
            if high > low - bottom - (gap if high else 0):
                continue
            map_box = Box(inner.x0 + wide + gap, bleed.y0, bleed.x1, low)
            panel = Box(inner.x0, low - high, inner.x0 + wide, low)
            yield PageLayout(
                head, Box(inner.x0, inner.y0, inner.x0 + wide, bottom), map_box, map_box, panel, None,
                column + _GUTTER * size.text, flow, foot.lines, foot.box, foot.receipt, page.sections,
            )  # fmt: skip
            break


def _over(page: _Page, *, notes: bool) -> Iterator[PageLayout]:
    """Arrange pages whose title stands over the map, with the legend on the map."""
    size, inner, bleed, foot, low = page.size, page.inner, page.bleed, page.foot, page.low
    pad = 0.8 * size.text
    head, bottom = page.head(inner.width, 2)
    head_box = Box(inner.x0, inner.y0, inner.x1, bottom)
    map_box = Box(bleed.x0, bottom + pad, bleed.x1, low)
    for ems in _PLATES:
        column = ems * size.text
        pitch = column + _GUTTER * size.text
        blocks = page.blocks(column, notes=notes)
        most = max(1, int((map_box.width - 2 * pad) // pitch))
        for number in range(1, min(5, most) + 1) if blocks else (0,):
            flow = legend.balanced(blocks, number, room=0.4 * map_box.height) if blocks else []
            high = max(map(legend.height_of, flow), default=0.0)
            wide = len(flow) * pitch - _GUTTER * size.text
            if high > map_box.height - 4 * pad:
                continue
            for across in (False, True) if flow else (False,):
                # At the left of the subject, or under it.
                x, y = inner.x0, low - pad - high
                plate = Box(x - pad, y - pad, x + wide + pad, low, "legend") if flow else None
                clear = map_box
                if plate is not None and across:
                    clear = Box(map_box.x0, map_box.y0, map_box.x1, plate.y0)
                elif plate is not None:
                    clear = Box(plate.x1, map_box.y0, map_box.x1, map_box.y1)
                yield PageLayout(
                    head, head_box, map_box, clear, Box(x, y, x + wide, y + high), plate, pitch, flow,
                    foot.lines, foot.box, foot.receipt, page.sections,
                )  # fmt: skip
