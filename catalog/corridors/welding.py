"""Welding: lines that run within a pixel or two of each other are made to share their points."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

STEP = 1.5
"""Pixels from one point of a welded line to the next."""
_NEAR = 2.0
"""Pixels within which lines of different kinds are made one."""
_KIN = 4.0
"""Pixels within which lines of one kind are made one."""
_LEAST = 14.0
"""Pixels that lines have to run together to be made one: less is a crossing."""
_BRIDGE = 6.0
"""Pixels between two common stretches that belong to them."""
_REACH = 12
"""Points that a search along a line goes from one of its points to the next."""


@dataclass
class Web:
    """Points that lines share.

    Parameters
    ----------
    points
        (x, y) in pixels, by number.
    beside
        For each point, those that some line goes on to.
    """

    points: list[tuple[float, float]] = field(default_factory=list)
    beside: list[set[int]] = field(default_factory=list)

    def add(self, x: float, y: float) -> int:
        """Add a point; give its number."""
        self.points.append((x, y))
        self.beside.append(set())
        return len(self.points) - 1

    def join(self, line: Sequence[int]) -> None:
        """Record that a line goes along some points."""
        for a, b in itertools.pairwise(line):
            self.beside[a].add(b)
            self.beside[b].add(a)

    def between(self, a: int, b: int) -> list[int]:
        """Return the points on the way from one to another, without the first; b alone if far."""
        came = {a: a}
        queue = deque([(a, 0)])
        while queue:
            at, far = queue.popleft()
            if at == b:
                path = [b]
                while came[path[-1]] != a:
                    path.append(came[path[-1]])
                return path[::-1]
            if far < _REACH:
                for following in sorted(self.beside[at]):
                    if following not in came:
                        came[following] = at
                        queue.append((following, far + 1))
        return [b]


def sampled(line: Points, step: float = STEP) -> Points:
    """Return points along a line at equal distances of about a step, its ends among them."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    steps = np.linspace(0.0, along[-1], max(2, round(along[-1] / step) + 1))
    return np.column_stack([np.interp(steps, along, line[:, axis]) for axis in (0, 1)])


def weld(lines: Sequence[Points], kinds: Sequence[Hashable]) -> tuple[Points, list[list[int]]]:
    """Make lines share points where they run together.

    Parameters
    ----------
    lines
        (n, 2) pixels each; a line is laid on those before it.
    kinds
        Of each line: those of one kind are welded from farther.

    Returns
    -------
    points, routes
        (n, 2) pixels, and for each line the numbers of its points.
    """
    web = Web()
    routes: list[list[int]] = []
    owned: list[Hashable] = []
    for line, kind in zip(lines, kinds, strict=True):
        route = _laid(web, owned, sampled(line), kind)
        owned += [kind] * (len(web.points) - len(owned))
        web.join(route)
        routes.append(route)
    return np.array(web.points), routes


def _laid(web: Web, owned: list[Hashable], line: Points, kind: Hashable) -> list[int]:
    """Lay a line on what is there; where nothing is, it brings its own points."""
    met = _met(web, owned, line, kind)
    route: list[int] = []
    for (x, y), at in zip(line, met, strict=True):
        if at < 0:
            route.append(web.add(float(x), float(y)))
            continue
        for step in web.between(route[-1], int(at)) if route and route[-1] != at else [int(at)]:
            if len(route) > 1 and route[-2] == step:
                route.pop()
            elif not route or route[-1] != step:
                route.append(step)
    return route


def _met(web: Web, owned: list[Hashable], line: Points, kind: Hashable) -> NDArray[np.int64]:
    """Find for each point of a line the point that it is laid on; -1 for none."""
    met = np.full(len(line), -1)
    if not web.points:
        return met
    there = np.array(web.points)
    kin = np.array([one == kind for one in owned])
    for chosen, near in ((kin, _KIN), (np.ones(len(there), dtype=bool), _NEAR)):
        if not chosen.any():
            continue
        numbers = np.flatnonzero(chosen)
        far, nearest = cKDTree(there[chosen]).query(line, distance_upper_bound=3 * near)
        for start, stop in runs(far < near, round(_BRIDGE / STEP)):
            if (stop - start) * STEP < _LEAST:
                continue
            part = slice(start, stop)
            free = (met[part] < 0) & np.isfinite(far[part])
            met[part][free] = numbers[nearest[part][free]]
    return met


def runs(flags: NDArray[np.bool_], bridged: int = 0) -> list[tuple[int, int]]:
    """Return (start, stop) of the stretches that are true, gaps of up to so many bridged."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    found: list[tuple[int, int]] = []
    for start, stop in edges.reshape(-1, 2).tolist():
        if found and start - found[-1][1] <= bridged:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return found
