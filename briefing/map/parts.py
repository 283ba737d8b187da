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
    looks = list(dict.fromkeys(marks[i].look for i in group))
    x = sum(marks[i].x for i in group) / len(group)
    y = sum(marks[i].y for i in group) / len(group)
    wide = _BESIDE * max(marks[i].r for i in group)
    found = {}
    for i in group:
        one = next(j for j in group if marks[j].site == marks[i].site)
        along = looks.index(marks[i].look) - (len(looks) - 1) / 2
        apart = len(looks) > 1
        found[i] = (
            Drawn(x + along * wide, y, one) if apart else Drawn(marks[one].x, marks[one].y, one)
        )
    return found


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
