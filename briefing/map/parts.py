"""One place, one mark: a crossing's road and railway, a port's quays, with parts where they differ.

The rules are those of ``layers/web/src/drawing/joining.js``; ``tests/rules/parts.json`` holds both to
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

_COVERS = 1.2
"""Radii: nearer marks cover each other."""
_JOINS = 2.2
"""Radii: nearer marks of one place are one."""
_BESIDE = 1.9
"""Radii between the parts of a mark."""
_APART = 1.3
"""Radii between marks of places that cover each other and differ."""


@dataclass(frozen=True)
class Part:
    """What of a mark counts for whether it is one with others.

    Parameters
    ----------
    site
        The place that it belongs to.
    x, y, r
        Its middle and half its size, in any unit.
    look
        Parts that look alike need no place of their own.
    """

    site: str
    x: float
    y: float
    r: float
    look: str


@dataclass(frozen=True)
class Drawn:
    """Where a mark is drawn, and the number of the mark that it is one with: else its own."""

    x: float
    y: float
    one: int


def parts(marks: Sequence[Part]) -> list[Drawn]:
    """Find where marks are drawn so that none that differs lies under another.

    Parameters
    ----------
    marks
        The first of a place is the one that the others join.
    """
    groups: list[list[int]] = []
    for i, mark in enumerate(marks):
        own = next((group for group in groups if _together(marks[group[0]], mark)), None)
        if own is None:
            groups.append([i])
        else:
            own.append(i)
    found = {i: drawn for group in groups for i, drawn in _drawn(marks, group).items()}
    return [found[i] for i in range(len(marks))]


def _together(a: Part, b: Part) -> bool:
    near = _JOINS if a.site == b.site else _COVERS
    return hypot(a.x - b.x, a.y - b.y) < near * max(a.r, b.r)


def _drawn(marks: Sequence[Part], group: Sequence[int]) -> dict[int, Drawn]:
    own = [marks[i] for i in group]
    one = {i: next(j for j in group if marks[j].site == marks[i].site) for i in group}
    if len({mark.look for mark in own}) == 1:
        return {i: Drawn(marks[one[i]].x, marks[one[i]].y, one[i]) for i in group}
    x, y = sum(mark.x for mark in own) / len(own), sum(mark.y for mark in own) / len(own)
    alone = len({mark.site for mark in own}) == 1
    # Parts of one place stand level, the first at the left; places as they lie to each other.
    ahead = (1.0, 0.0) if alone else _direction(own)
    slots = list(dict.fromkeys((mark.site, mark.look) for mark in own))
    if not alone:
        slots.sort(key=lambda slot: _along(ahead, [m for m in own if (m.site, m.look) == slot]))
    wide = (_BESIDE if alone else _APART) * max(mark.r for mark in own)
    found = {}
    for i in group:
        far = (slots.index((marks[i].site, marks[i].look)) - (len(slots) - 1) / 2) * wide
        found[i] = Drawn(x + far * ahead[0], y + far * ahead[1], one[i])
    return found


def _direction(marks: Sequence[Part]) -> tuple[float, float]:
    """Say whither the mark lies that is farthest from the first: a vector of length 1."""
    first = marks[0]
    last = max(marks, key=lambda mark: hypot(mark.x - first.x, mark.y - first.y))
    far = hypot(last.x - first.x, last.y - first.y)
    return ((last.x - first.x) / far, (last.y - first.y) / far) if far else (1.0, 0.0)


def _along(ahead: tuple[float, float], marks: Sequence[Part]) -> float:
    return sum(mark.x * ahead[0] + mark.y * ahead[1] for mark in marks) / len(marks)


def joined(names: Sequence[str]) -> str:
    """Name a mark: what its parts are called together, then what each is called by itself."""
    words = [name.split(" ") for name in dict.fromkeys(names)]
    same = 0
    while all(len(own) > same + 1 and own[same] == words[0][same] for own in words):
        same += 1
    if not same or len(words) < 2:
        return names[0]
    rest = [" ".join(own[same:]) for own in words]
    return f"{' '.join(words[0][:same])}, {', '.join(rest[:-1])} and {rest[-1]}"
