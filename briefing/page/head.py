"""Title, subtitle and day of a page: balanced lines, dates that are never broken."""

from __future__ import annotations

import re

from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import width, wrap, wrap_parts
from briefing.page.scope import scope_of
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene

_STEPS = (1.0, 0.88, 0.77, 0.68, 0.6)
"""A title too long for its lines is set in the next of these parts of its size."""
_PITCH = 1.16
_DATE = re.compile(
    r"(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|(?<=[a-z]) (?=(?:19|20)\d\d\b)|(?<=\d) (?=(?:km|days?|USD|%)\b)"
)


def held(text: str) -> str:
    """Put no-break spaces into dates, and between figures and their units."""
    return _DATE.sub("\u00a0", text)


def balanced(text: str, size: float, room: float, *, weight: int = 400) -> list[str]:
    """Break a text into as few lines as there is room for, of about the same length."""
    lines = wrap(held(text), size, room, weight=weight)
    low, high = 0.0, room
    if len(lines) < 2:
        return lines
    for _ in range(12):
        middle = (low + high) / 2
        fewer = wrap(held(text), size, middle, weight=weight)
        if len(fewer) <= len(lines):
            high, lines = middle, fewer
        else:
            low = middle
    return lines


def head_of(
    scene: Scene, size: Size, x: float, y: float, room: float, *, lines: int, step: int = 0
) -> tuple[list[Text], float]:
    """Set the head in a width; give where it ends.

    Parameters
    ----------
    x, y
        Its upper left corner.
    room
        Its width.
    lines
        The title has no more; a longer one is set in smaller type.
    step
        The title is set so many steps smaller to begin with.
    """
    colors = THEME_COLORS[scene.theme]
    large, title = _title(scene.title, size, room, lines, step)
    under = max(1.2 * size.text, 0.46 * size.title)
    found: list[Text] = []
    for texts, points, weight, color, role in (
        (title, large, 600, "text", "title"),
        (balanced(_sentence(scene.subtitle), under, room), under, 400, "text", "subtitle"),
        (wrap(held(scope_of(scene)), size.text, room), size.text, 400, "soft", "scope"),
        # The day shown stands in the scope.
        (wrap_parts([held(one) for one in scene.day_lines[1:]], " · ", size.text, room),
         size.text, 400, "soft", "day"),
        (wrap(held(scene.beyond), size.text, room, weight=600), size.text, 600, "accent", "beyond"),
    ):  # fmt: skip
        if found and texts and role != "day":
            y += 0.35 * points
        for line in texts:
            y += points * _PITCH
            found.append(
                Text(
                    x,
                    y - points * _PITCH / 2,
                    line,
                    points,
                    colors[color],
                    weight=weight,
                    role=role,
                )
            )
    return found, y


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _title(text: str, size: Size, room: float, most: int, first: int) -> tuple[float, list[str]]:
    for step in _STEPS[first:]:
        points = step * size.title
        lines = balanced(text, points, room, weight=600)
        words = held(text).split(" ")
        whole = all(width(word, points, weight=600) <= room for word in words)
        if whole and len(lines) <= most:
            return points, lines
    return points, lines
