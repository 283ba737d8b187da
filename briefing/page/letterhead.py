"""What an organisation puts at the head and the foot of every page: marking, bar, logo, its line."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Item, Text, rectangle
from briefing.canvas.typeface import wrap
from briefing.map.basemap import Raster
from briefing.profile.profile import NO_PROFILE, Profile, readable_on

_ROW = 1.35
"""Height of a row of words, for a size of 1."""
_BAND = 1.7
"""Height of a coloured band."""
_BAR = 0.35
"""Of the accent's bar."""
_LOGO = 2.2
"""Height of the row with a logo."""


@dataclass
class Framed:
    """What remains of a page within the letterhead, and what the letterhead draws.

    Parameters
    ----------
    inner, bleed
        Room for words, and as far as the map may reach.
    items
        In drawing order.
    boxes
        Room that they take.
    """

    inner: Box
    bleed: Box
    items: list[Item | Raster] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def framed(size: Size, color: str, *, marking: str = "", profile: Profile = NO_PROFILE) -> Framed:
    """Draw the letterhead at a page's edges.

    Parameters
    ----------
    color
        Of words without a band.
    marking
        A line such as 'For official use'; it stands at the head and the foot.
    profile
        Whose page it is.
    """
    whole = Box(0, 0, size.width, size.height)
    found = Framed(whole.grown(-size.margin), whole)
    if marking.strip():
        _marking(found, marking.strip(), size, color, profile.marking_color)
    if profile.accent:
        _bar(found, size, profile.accent)
    if profile.name or profile.footer or profile.logo:
        _line(found, size, color, profile)
    return found


def _marking(found: Framed, marking: str, size: Size, color: str, band: str) -> None:
    inner, whole, text = found.inner, found.bleed, size.text
    words = wrap(marking, text, inner.width, weight=600)[0]
    if not band:
        line = text * _ROW
        middles = (inner.y0 + line / 2 - text * 0.4, inner.y1 - line / 2 + text * 0.4)
        found.inner = Box(inner.x0, inner.y0 + line, inner.x1, inner.y1 - line)
        found.bleed = Box(whole.x0, found.inner.y0, whole.x1, whole.y1)
    else:
        # A band reaches to the page's edges, and its words lie within what a printer prints.
        high = max(_BAND * text, size.margin if size.paper else 0.0)
        middles = (high / 2, whole.y1 - high / 2)
        gap = 0.7 * text
        found.inner = Box(inner.x0, high + gap, inner.x1, whole.y1 - high - gap)
        found.bleed = Box(whole.x0, high, whole.x1, whole.y1 - high)
        for top in (0.0, whole.y1 - high):
            strip = Box(whole.x0, top, whole.x1, top + high)
            found.items.append(rectangle(strip, fill=band))
            found.boxes.append(strip)
    ink = readable_on(band) if band else color
    for y in middles:
        line_ = Text(inner.middle[0], y, words, text, ink, weight=600, anchor="center",
                     role="marking")  # fmt: skip
        found.items.append(line_)
        found.boxes.append(line_.box)


def _bar(found: Framed, size: Size, color: str) -> None:
    bleed, inner = found.bleed, found.inner
    high = _BAR * size.text
    bar = Box(bleed.x0, bleed.y0, bleed.x1, bleed.y0 + high)
    found.items.append(rectangle(bar, fill=color))
    found.boxes.append(bar)
    found.bleed = Box(bleed.x0, bar.y1, bleed.x1, bleed.y1)
    found.inner = Box(inner.x0, max(inner.y0, bar.y1 + size.text), inner.x1, inner.y1)


def _line(found: Framed, size: Size, color: str, profile: Profile) -> None:
    """Set logo, name and footer line in a row at the foot."""
    inner, bleed, text = found.inner, found.bleed, size.text
    logo = profile.drawn_logo
    high = (_LOGO if logo else _ROW) * text
    row = Box(inner.x0, inner.y1 - high, inner.x1, inner.y1)
    x = row.x0
    if logo:
        tall = min(high, 0.3 * inner.width / logo.aspect)
        shapes, box = logo.at(x, row.middle[1] - tall / 2, tall)
        found.items += shapes if logo.pixels is None else [Raster(logo.pixels, box)]
        found.boxes.append(box)
        x = box.x1 + 0.8 * text
    for words, weight in ((profile.name, 600), (profile.footer, 400)):
        if words and x < row.x1:
            line = wrap(words, text, row.x1 - x, weight=weight)[0]
            made = Text(x, row.middle[1], line, text, color, weight=weight, role="house")
            found.items.append(made)
            found.boxes.append(made.box)
            x += made.width + 1.2 * text
    floor = row.y0 - 0.5 * text
    found.inner = Box(inner.x0, inner.y0, inner.x1, floor)
    found.bleed = Box(bleed.x0, bleed.y0, bleed.x1, floor)
