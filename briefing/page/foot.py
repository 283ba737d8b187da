"""The foot of a page: caveats, credits and the receipt beside each other, in small type."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import wrap
from briefing.page.head import held
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene

_PITCH = 1.22
_SHARES = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
"""Parts of the foot's width that the caveats may have beside the credits."""
_GAP = 2.0


@dataclass(frozen=True)
class Foot:
    """A page's foot.

    Parameters
    ----------
    lines
        Where they stand on the page.
    box, receipt
        Room of the words, and of the receipt.
    """

    lines: list[Text]
    box: Box
    receipt: Box


def credits_on(scene: Scene, size: Size) -> list[str]:
    """Return the credits that a page has room for.

    Paper has them in full, with the projection. On a slide the producers and their licences stand
    alone; what each of them gave is in the notes, the summary and the file's own data.
    """
    if size.paper:
        return [*scene.credits, "Lambert conformal conic"]
    return list(dict.fromkeys(credit.rpartition(": ")[2] for credit in scene.credits))


def foot_of(scene: Scene, size: Size, inner: Box, receipt: tuple[float, float]) -> Foot:
    """Set the foot at the bottom of a page, as low as it can be."""
    text, gap = size.small, _GAP * size.small
    stamp_w, stamp_h = receipt
    room = inner.width - (stamp_w + gap if stamp_w else 0.0)
    caveat = held(" ".join(scene.caveats))
    credit = f"Sources: {' · '.join(credits_on(scene, size))}."
    routes = []
    for share in _SHARES:
        left = share * (room - gap)
        both = wrap(caveat, text, left), wrap(credit, text, room - gap - left)
        routes.append((max(map(len, both)), left + gap, both))
    under = wrap(caveat, text, room), wrap(credit, text, room)
    number, shift, (caveats, thanks) = min(routes, key=lambda route: route[0])
    stacked = len(under[0]) + len(under[1]) < number or not caveat
    if stacked:
        shift, (caveats, thanks) = 0.0, under
        number = len(caveats) + len(thanks)
    high = max(number * _PITCH * text, stamp_h)
    top = inner.y1 - high
    colors = THEME_COLORS[scene.theme]
    lines = [
        Text(inner.x0 + x, top + (n + first + 0.5) * _PITCH * text, line, text, color, role=role)
        for x, first, found, color, role in (
            (0.0, 0, caveats, colors["text"], "caveat"),
            (shift, len(caveats) if stacked else 0, thanks, colors["soft"], "credit"),
        )
        for n, line in enumerate(found)
    ]
    box = Box(inner.x0, top, inner.x0 + room, inner.y1)
    return Foot(lines, box, Box(inner.x1 - stamp_w, top, inner.x1, top + stamp_h, "receipt"))
