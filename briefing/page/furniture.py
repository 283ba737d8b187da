"""What stands in the map's corners and beside it: scale bar, north, degrees, locator, receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import segno
import shapely
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.labels import Name, Place
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import (
    CLOSE,
    LINE,
    MOVE,
    Item,
    Shape,
    Text,
    joined,
    polygon,
    polyline,
    rectangle,
)
from briefing.canvas.typeface import wrap
from briefing.map.extent import REGION, MapFrame, graticule
from briefing.map.geometry import on_page, outline, strokes
from briefing.map.map_context import MapContext
from briefing.receipt import is_followed
from layers.palette import THEME_COLORS, Theme
from layers.text.words import long_day

_LOCATED_KM = 1400.0
"""A map narrower than this has an inset that says where it lies."""
_DEGREES = 7.0
"""From this zoom on the edges bear degrees; on a map of the region they say nothing."""


@dataclass
class Fixed:
    """Furniture in the map's box."""

    items: list[Item] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)


def of_map(context: MapContext, *, plate: Box | None = None, dated: bool = False) -> Fixed:
    """Draw what stands in the map's box; one of two maps bears its day.

    Parameters
    ----------
    plate
        The legend's room where it stands on the map.
    """
    fixed = Fixed()
    if plate is not None:
        fixed.boxes.append(plate)
    if dated:
        _day(context, fixed)
    _locator(context, fixed)
    _rule(context, fixed)
    if context.frame.zoom >= _DEGREES:
        _degrees(context, fixed)
    box = context.frame.box
    fixed.items.append(rectangle(box, stroke=context.colors["boundary"], width=0.6 * context.unit))
    return fixed


def _day(context: MapContext, fixed: Fixed) -> None:
    """Set the day on a plate in the upper left corner."""
    text, colors, box = 1.2 * context.size.text, context.colors, context.frame.box
    words = Text(
        0, 0, long_day(context.scene.view.day), text, colors["text"], weight=600, role="day"
    )
    plate = Box(box.x0, box.y0, box.x0 + words.width + text, box.y0 + 1.7 * text, "day")
    fixed.items += [
        rectangle(plate, fill=colors["panel"], opacity=0.92),
        words.moved(plate.x0 + 0.5 * text, plate.middle[1]),
    ]
    fixed.boxes.append(plate)


def _rule(context: MapContext, fixed: Fixed) -> None:
    """Scale bar with its length, and an arrow to the north, in the first corner that is free."""
    km, length = context.frame.rule
    text, colors, unit = context.size.text, context.colors, context.unit
    edge = 1.1 * text
    words = Text(0, 0, f"{km:,} km at the centre", text, colors["text"], role="scale",
                 halo=colors["halo"], halo_width=1.5 * unit)  # fmt: skip
    wide, high = max(words.width, length) + 1.6 * text, 2.0 * text
    plate = _corner(context, fixed, wide, high, edge)
    left, floor = plate.x0 + 1.6 * text, plate.y1 - 0.3 * text
    bar = np.array([(0, -0.4 * text), (0, 0), (length, 0), (length, -0.4 * text)])
    bar = bar + np.array((left, floor))
    fixed.items += [
        words.moved(left, plate.y0 + 0.7 * text),
        polyline(bar, stroke=colors["halo"], width=3.4 * unit),
        polyline(bar, stroke=colors["text"], width=1.3 * unit),
        *_north(plate.x0 + 0.55 * text, plate.middle[1], text, colors),
    ]
    fixed.boxes.append(Box(plate.x0, plate.y0, plate.x1, plate.y1, "scale"))


def _corner(context: MapContext, fixed: Fixed, wide: float, high: float, edge: float) -> Box:
    """Find the corner of the map for a box, lower right first, that nothing stands in."""
    box = context.frame.box
    corners = [
        Box(x, y, x + wide, y + high)
        for y in (box.y1 - edge - high, box.y0 + edge)
        for x in (box.x1 - edge - wide, box.x0 + edge)
    ]
    return next(
        (one for one in corners if not any(one.meets(other.grown(2)) for other in fixed.boxes)),
        corners[0],
    )


def _north(x: float, y: float, text: float, colors: Mapping[str, str]) -> list[Item]:
    """Draw the arrow; in a conic projection the north is up at the middle only."""
    arrow = np.array([(0, -0.85), (0.42, 0.62), (0, 0.32), (-0.42, 0.62)]) * text
    arrow = arrow + np.array((x, y))
    return [polygon(arrow, fill=colors["text"])]


def _degrees(context: MapContext, fixed: Fixed) -> None:
    """Ticks of meridians and parallels at the edges, named where nothing else stands."""
    box, text = context.frame.box, context.size.text
    colors, unit = context.colors, context.unit
    tick = 5 * unit
    for points, words, upright in graticule(context.frame):
        for edge in (0, 1):
            at = _crossing(points, box, edge=edge, upright=upright)
            if at is None:
                continue
            x, y = at
            inward = tick if edge == 0 else -tick
            end = (x, y + inward) if upright else (x + inward, y)
            if any(one.has(*end, 2) for one in fixed.boxes):
                continue
            line = polyline(np.array([(x, y), end]), stroke=colors["boundary"], width=0.9 * unit)
            fixed.items.append(line)
            if edge == 0:
                label = Text(x, y, words, text, colors["soft"], halo=colors["halo"],
                             halo_width=1.5 * unit, role="degree")  # fmt: skip
                if upright:
                    spot = Place(x, y + tick + 0.6 * text)
                else:
                    spot = Place(x + tick + 0.2 * text + label.width / 2, y)
                # Of the lowest rank: degrees stand only where nothing else does.
                fixed.names.append(Name(label, spot.x, spot.y, 90.0, places=[spot], repeat=0))


def _crossing(
    points: np.ndarray, box: Box, *, edge: int, upright: bool
) -> tuple[float, float] | None:
    """Find where a line of the graticule meets the top or left (0), bottom or right (1) edge."""
    axis = 1 if upright else 0
    value = ((box.y0, box.y1) if upright else (box.x0, box.x1))[edge]
    along = points[np.argsort(points[:, axis])]
    if not along[0, axis] <= value <= along[-1, axis]:
        return None
    other = float(np.interp(value, along[:, axis], along[:, 1 - axis]))
    x, y = (other, value) if upright else (value, other)
    return (x, y) if box.has(x, y) else None


def _locator(context: MapContext, fixed: Fixed) -> None:
    """Draw the region in the lower right corner, with the frame in it, when zoomed in."""
    frame, colors, unit = context.frame, context.colors, context.unit
    if frame.metres * frame.box.width / 1000 >= _LOCATED_KM:
        return
    wide = min(15.0 * context.size.text, 0.26 * frame.box.width)
    at = _corner(context, fixed, wide, 0.66 * wide, 0.0)
    plate = Box(at.x0, at.y0, at.x1, at.y1, "locator")
    west, south, east, north = REGION
    metres = 111_200 * (east - west + 4) * 0.85 / wide
    small = MapFrame((west + east) / 2, (south + north) / 2, metres, plate, context.unit * 0.5)
    fixed.items.append(rectangle(plate, fill=colors["water"]))
    for name, color in (("land", colors["land"]), ("boundaries", ""), ("border", "")):
        found = [
            one for one in on_page(context.folder / f"{name}.geojson", small).geometries if one
        ]
        whole = shapely.clip_by_rect(np.array(found), plate.x0, plate.y0, plate.x1, plate.y1)
        shapes = [outline(one) if color else strokes(one) for one in whole]
        solid = [one for one in shapes if one is not None]
        if solid and color:
            fixed.items.append(joined(solid, fill=color))
        elif solid:
            fixed.items.append(joined(solid, stroke=colors["boundary"], width=0.5 * unit))
    seen = small.to_page(frame.to_ground(frame.box.outline(8)))
    fixed.items.append(
        polygon(
            seen, fill=colors["accent"], stroke=colors["accent"], width=1.2 * unit, opacity=0.45
        )
    )
    fixed.items.append(rectangle(plate, stroke=colors["boundary"], width=0.8 * unit))
    fixed.boxes.append(plate)


def receipt_size(size: Size, link: str) -> tuple[float, float]:
    """Return width and height of the receipt."""
    return 17.5 * size.small, (6.2 if is_followed(link) else 2.44) * size.small


def receipt(
    code: str, link: str, box: Box, size: Size, theme: Theme, *, number: str = ""
) -> list[Item]:
    """Draw the code of a page, with a QR code of its View's link if another machine can follow it.

    ``number`` is the page's, such as '3 of 26'.
    """
    colors = THEME_COLORS[theme]
    text, left = size.small, box.x0
    items: list[Item] = []
    said = "The code tells data, view and version."
    if is_followed(link):
        items, left = _qr_code(link, box, size)
        said = f"This view, live. {said}" if items else said
    items.append(Text(left, box.y0 + 0.61 * text, code, text, colors["text"], weight=600, role="code",
                      link=link))  # fmt: skip
    if number:
        items.append(Text(box.x1, box.y0 + 0.61 * text, number, text, colors["text"], anchor="right",
                          role="number"))  # fmt: skip
    for n, line in enumerate(wrap(said, text, box.x1 - left)):
        y = box.y0 + (1.83 + n * 1.22) * text
        items.append(Text(left, y, line, text, colors["soft"], role="receipt"))
    return items


def _qr_code(link: str, box: Box, size: Size) -> tuple[list[Item], float]:
    """Draw a QR code, and give where what stands beside it begins.

    It is black on white on either ground: that is what cameras read. A link that is too long for its
    room has none.
    """
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return [], box.x0
    modules = np.array([list(row) for row in code.matrix])
    count = len(modules) + 4
    # Whole pixels, so that the modules are sharp.
    pixel = 72 / size.dpi
    step = int(box.height / count / pixel) * pixel
    if not step:
        return [], box.x0
    left, top, side = round(box.x0 / pixel) * pixel, round(box.y0 / pixel) * pixel, count * step
    square = Box(left, top, left + side, top + side)
    cells = _cells(modules, (left + 2 * step, top + 2 * step), step)
    return [rectangle(square, fill="#FFFFFF"), cells], square.x1 + 0.8 * size.small


def _cells(modules: NDArray[np.int_], corner: tuple[float, float], step: float) -> Shape:
    """Make one shape of all dark modules: a rectangle for each run of them in a row."""
    edges = np.diff(np.pad(modules, ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    x0, x1 = corner[0] + starts * step, corner[0] + ends * step
    y0, y1 = corner[1] + rows * step, corner[1] + (rows + 1) * step
    points = np.stack((x0, y0, x1, y0, x1, y1, x0, y1, x0, y0), axis=-1).reshape(-1, 2)
    codes = np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], dtype=np.uint8), len(rows))
    return Shape(points, codes, fill="#000000")
