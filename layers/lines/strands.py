"""Strands as they are drawn: for each stretch its look, and its line beside the others'."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from layers.lines.looks import Look, look_of
from layers.lines.offset import STEP, Numbers, Points, beside, resampled
from layers.lines.states import HELPS, best

FILE = "strands.json"
_JOINT = 10
"""Points by which a branch reaches into its trunk."""
_END = 32
"""Points of a line that may be left out where it ends in another strand."""


@dataclass(frozen=True)
class Leg:
    """A leg of a route that is shown.

    Parameters
    ----------
    strand
        What it is a part of, such as ``karachi/road``.
    state
        What it lets through on the day.
    level
        Class of its traffic, 0 to 3.
    """

    strand: str
    state: str
    level: int

    @property
    def mode(self) -> str:
        """How it goes."""
        return self.strand.rpartition("/")[2]


@dataclass(frozen=True)
class Piece:
    """A stretch of a strand that is drawn at one go.

    Parameters
    ----------
    strand, look
        What it belongs to, and how it looks.
    legs
        Legs that go along it, as numbers in the file.
    line
        (n, 2) points of the page.
    start
        How far it is from the start of its path, in points: dashes count from there.
    first, last
        It has the path's first and last point.
    """

    strand: str
    look: Look
    legs: tuple[int, ...]
    line: Points
    start: float
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Drawn:
    """All routes of a picture.

    Parameters
    ----------
    pieces
        To be drawn, each once.
    lines
        For each leg its line where it is drawn, whether as a line of its own or in a trunk.
    """

    pieces: tuple[Piece, ...]
    lines: Mapping[int, Points]


@dataclass(frozen=True)
class _Span:
    first: int
    last: int
    leg: int
    kin: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def read(path: Path) -> dict[str, Any]:
    """Read ``strands.json``, once for each state of it.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to make it.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is missing; 'make build' makes it")
    return _read(path, path.stat().st_mtime_ns)


def at_zoom(strands: Mapping[str, Any], zoom: float) -> list[Any]:
    """Return the paths of the zoom that is nearest to one."""
    key = min(strands["zooms"], key=lambda one: abs(int(one) - zoom))
    paths: list[Any] = strands["zooms"][key]
    return paths


def drawn(
    paths: Sequence[Mapping[str, Any]],
    shown: Mapping[int, Leg],
    to_page: Callable[[Points], Points],
    unit: float,
) -> Drawn:
    """Lay the strands of what is shown side by side.

    Parameters
    ----------
    paths
        Of a zoom.
    shown
        The legs that are shown, by their number in the file.
    to_page
        Turns (n, 2) degrees into points of the page, y downward.
    unit
        Points for a CSS pixel.
    """
    pieces: list[Piece] = []
    lines: dict[int, Points] = {}
    for path in paths:
        spans = [_Span(a, b, leg, *map(tuple, sides)) for a, b, leg, *sides in path["spans"]]
        if any(span.leg in shown for span in spans):
            _draw(to_page(np.array(path["points"])), spans, shown, unit, pieces, lines)
    return Drawn(tuple(_stopped(pieces, unit)), lines)


def _stopped(pieces: Sequence[Piece], unit: float) -> list[Piece]:
    """Let a line that ends in another strand stop at its edge."""
    result = []
    for piece in pieces:
        line, low, high = piece.line, 0, len(piece.line)
        for other in pieces:
            if other.strand == piece.strand:
                continue
            near = (piece.look.room + other.look.room) / 2 * unit
            # Less than any two that lie side by side.
            on = (piece.look.width + other.look.width) / 2 * unit
            if piece.first and _yields(piece, other, line[0], on):
                low = max(low, _clear(line, other.line, near))
            if piece.last and _yields(piece, other, line[-1], on):
                high = min(high, len(line) - _clear(line[::-1], other.line, near))
        start = piece.start + low * STEP * unit
        result.append(replace(piece, line=line[low:high], start=start) if high - low > 1 else piece)
    return result


def _yields(piece: Piece, other: Piece, end: Points, near: float) -> bool:
    """Return whether an end lies on another strand and has to stop before it.

    Where both end there, the one with the worse state stops; of two alike the later by name.
    """
    far = np.hypot(*(other.line - end).T)
    at = int(far.argmin())
    if far[at] >= near:
        return False
    ends = (other.first and at < _END) or (other.last and at >= len(other.line) - _END)
    ranks = [(HELPS.index(one.look.state), one.strand) for one in (piece, other)]
    return not ends or ranks[0] > ranks[1]


def _clear(line: Points, other: Points, near: float) -> int:
    """Return how many points from its start on a line is too near to another; 0 if it stays near."""
    part = line[: _END + 1]
    far = np.hypot(part[:, None, 0] - other[None, :, 0], part[:, None, 1] - other[None, :, 1])
    free = np.flatnonzero(far.min(axis=1) >= near)
    return int(free[0]) if len(free) else 0


def _draw(
    points: Points,
    spans: Sequence[_Span],
    shown: Mapping[int, Leg],
    unit: float,
    pieces: list[Piece],
    lines: dict[int, Points],
) -> None:
    line, places = resampled(points, STEP * unit)
    ends = np.array([span.last for span in spans])
    which = np.minimum(np.searchsorted(ends, places, side="left"), len(spans) - 1)
    sides = [(_room(span.left, shown), _room(span.right, shown)) for span in spans]
    offset: Numbers = np.array([(right - left) / 2 for left, right in sides])
    shared = np.array([left + right > 0 for left, right in sides])
    laid = beside(line, offset[which], shared[which], unit)
    for leg in dict.fromkeys(span.leg for span in spans):
        own = np.flatnonzero(np.array([span.leg == leg for span in spans])[which])
        if leg in shown and len(own) > 1:
            lines[leg] = laid[own[0] : own[-1] + 2]
    keys = [_key(span, shown) for span in spans]
    start = 0
    while start < len(line):
        key = keys[which[start]]
        stop = start
        while stop < len(line) and keys[which[stop]] == key:
            stop += 1
        if key is not None:
            low, high = max(0, start - _JOINT), min(len(line), stop + _JOINT)
            strand, look, legs = key
            pieces.append(
                Piece(
                    strand,
                    look,
                    legs,
                    laid[low:high],
                    low * STEP * unit,
                    start == 0,
                    stop == len(line),
                )
            )
        start = stop


def _key(span: _Span, shown: Mapping[int, Leg]) -> tuple[str, Look, tuple[int, ...]] | None:
    """Describe how a span looks; None where it is not shown, or drawn with another path."""
    legs = tuple(sorted(leg for leg in (span.leg, *span.kin) if leg in shown))
    if span.leg not in shown or legs[0] != span.leg:
        return None
    return shown[span.leg].strand, look_at([shown[leg] for leg in legs]), legs


def look_at(legs: Sequence[Leg]) -> Look:
    """Return how a strand looks where some legs go along it: as its best one, as wide as the busiest."""
    return look_of(best(leg.state for leg in legs), max(leg.level for leg in legs), legs[0].mode)


def _room(numbers: Sequence[int], shown: Mapping[int, Leg]) -> float:
    """Add up what strands take beside each other, each once."""
    strands: dict[str, list[Leg]] = {}
    for number in numbers:
        if number in shown:
            strands.setdefault(shown[number].strand, []).append(shown[number])
    return sum(look_at(legs).room for legs in strands.values())
