"""Order: which routes run together, and which of them lies on which side, so that none has to cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from catalog.corridors.welding import STEP, Points, runs

_NEAR = 9.0
"""Pixels between two axes within which their lines would touch."""
_CORE = 4.0
"""Pixels within which two axes are as good as one."""
_LONG, _SHORT = 40.0, 20.0
"""Pixels that two have to be near, and as good as one, to run together: less is a meeting."""
_GAP = 14.0
_AHEAD = 30.0
"""Pixels from where two part to where it is seen which of them goes left."""


@dataclass
class Path:
    """Legs of a corridor's branch, of one kind, as one line.

    Parameters
    ----------
    strand
        What it belongs to, such as ``karachi/road``.
    legs
        Places of its legs in the file of routes, with where each begins along the line (0 to 1).
    line
        (n, 2) pixels.
    route
        Numbers of its welded points.
    """

    strand: str
    legs: list[tuple[int, float]]
    line: Points
    route: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Common:
    """Where two paths run together: from p's side, with the vote for q being on its left."""

    p: int
    q: int
    start: int
    stop: int
    q_start: int
    q_stop: int
    turned: bool
    vote: float


@dataclass
class Verdict:
    """Runs of two strands that decide together which of them lies left.

    Parameters
    ----------
    members
        The runs; of each, 1 if it is travelled as the first of them, -1 if the other way.
    total
        Sum of the votes: above zero, the second strand lies left of the first.
    """

    members: list[tuple[Common, int]]
    total: float


def commons(paths: Sequence[Path], points: Points) -> list[Common]:
    """Return where paths of different strands run together, each with its own vote."""
    trees = [cKDTree(points[path.route]) for path in paths]
    boxes = [(points[path.route].min(axis=0), points[path.route].max(axis=0)) for path in paths]
    found = []
    for p, path in enumerate(paths):
        for q in range(p + 1, len(paths)):
            apart = (boxes[p][0] > boxes[q][1] + _NEAR) | (boxes[q][0] > boxes[p][1] + _NEAR)
            if path.strand != paths[q].strand and not apart.any():
                found += _common(p, q, paths, points, trees)
    return found


def _common(
    p: int, q: int, paths: Sequence[Path], points: Points, trees: Sequence[cKDTree]
) -> list[Common]:
    """Find where two paths run together, and vote which of them lies left."""
    one, other = points[paths[p].route], points[paths[q].route]
    far, nearest = trees[q].query(one, distance_upper_bound=_NEAR)
    found = []
    for start, stop in runs(far < _NEAR, round(_GAP / STEP)):
        inside = np.isfinite(far[start:stop])
        long = (stop - start) * STEP
        core = (far[start:stop] < _CORE).sum() * STEP
        whole = min(len(one), len(other)) * STEP
        if not (core >= min(_SHORT, whole / 4) and long >= min(_LONG, whole / 3)):
            continue
        met = nearest[start:stop][inside]
        half = max(1, len(met) // 4)
        turned = bool(np.median(met[-half:]) < np.median(met[:half]))
        low, high = int(met.min()), int(met.max())
        vote = _vote(one, other, (start, stop), (low, high), turned=turned)
        found.append(Common(p, q, start, stop, low, high + 1, turned, vote))
    return found


def _vote(
    one: Points, other: Points, on: tuple[int, int], met: tuple[int, int], *, turned: bool
) -> float:
    """Return how sure it is that the other lies left; negative for right."""
    step = round(_AHEAD / STEP)
    other = other[::-1] if turned else other
    low, high = (len(other) - 1 - met[1], len(other) - 1 - met[0]) if turned else met
    votes = 0.0
    for tip, ahead, tip_other, ahead_other, sign in (
        (on[1] - 1, min(len(one) - 1, on[1] - 1 + step), high, min(len(other) - 1, high + step), 1),
        (on[0], max(0, on[0] - step), low, max(0, low - step), -1),
    ):
        if min(abs(ahead - tip), abs(ahead_other - tip_other)) < 4:
            continue
        middle = (one[tip] + other[tip_other]) / 2
        a, b = one[ahead] - middle, other[ahead_other] - middle
        # The page's y runs downward: left of the travel is where the cross product is negative.
        turn = float(np.arctan2(a[0] * b[1] - a[1] * b[0], float(a @ b)))
        votes -= sign * turn
    return votes + _leaning(one[on[0] : on[1]], other[low : high + 1])


def _leaning(one: Points, other: Points) -> float:
    """Say on which side the other lies on the common run itself, where they are not welded."""
    if len(one) < 3 or len(other) < 3:
        return 0.0
    far, nearest = cKDTree(other).query(one)
    along = np.gradient(one, axis=0)
    away = other[nearest] - one
    side = along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0]
    return float(-(np.sign(side) * np.minimum(far / _CORE, 1.0)).sum() * STEP / 60)


def settled(found: Sequence[Common], paths: Sequence[Path]) -> list[Common]:
    """Let the runs of two strands that share a point decide together, and no three in a circle."""
    groups: dict[tuple[str, str], list[Common]] = defaultdict(list)
    for one in found:
        a, b = paths[one.p].strand, paths[one.q].strand
        groups[min(a, b), max(a, b)].append(one if a < b else mirrored(one))
    verdicts = [one for group in groups.values() for one in _agreed(group, paths)]
    untie(verdicts, paths)
    return [
        replace(one, vote=sign * (1.0 if verdict.total >= 0 else -1.0))
        for verdict in verdicts
        for one, sign in verdict.members
    ]


def mirrored(one: Common) -> Common:
    """Return a common run as it is seen from the other path."""
    vote = one.vote if one.turned else -one.vote
    return Common(
        one.q, one.p, one.q_start, one.q_stop, one.start, one.stop, one.turned, vote
    )  # fmt: skip


def _agreed(group: Sequence[Common], paths: Sequence[Path]) -> list[Verdict]:
    """Add up the votes of all runs that are joined by points of the first strand."""
    spots = [
        {int(n): at for at, n in enumerate(paths[one.p].route[one.start : one.stop])}
        for one in group
    ]
    left = set(range(len(group)))
    result = []
    while left:
        members = {min(left): 1}
        queue = [min(left)]
        while queue:
            at = queue.pop()
            for other in sorted(left - set(members)):
                shared = [n for n in spots[at] if n in spots[other]]
                if shared:
                    a, b = shared[0], shared[-1]
                    same = (spots[at][b] - spots[at][a]) * (spots[other][b] - spots[other][a]) >= 0
                    members[other] = members[at] * (1 if same else -1)
                    queue.append(other)
        total = sum(group[n].vote * sign for n, sign in members.items())
        result.append(Verdict([(group[n], sign) for n, sign in members.items()], total))
        left -= set(members)
    return result


def untie(verdicts: Sequence[Verdict], paths: Sequence[Path]) -> None:
    """Where three strands lie in a circle, each left of the next, turn the least sure verdict."""
    on: dict[int, dict[tuple[str, str], tuple[Verdict, Common, int]]] = defaultdict(dict)
    for verdict in verdicts:
        for one, sign in verdict.members:
            pair = (paths[one.p].strand, paths[one.q].strand)
            for number in paths[one.p].route[one.start : one.stop].tolist():
                on[number].setdefault(pair, (verdict, one, sign))
    seen: set[tuple[int, ...]] = set()
    for pairs in on.values():
        strands = sorted({strand for pair in pairs for strand in pair})
        for a, b, c in combinations(strands, 3):
            if not {(a, b), (a, c), (b, c)} <= pairs.keys():
                continue
            three = [pairs[a, b], pairs[a, c], pairs[b, c]]
            key = tuple(id(verdict) for verdict, _, _ in three)
            if key in seen:
                continue
            seen.add(key)
            ab, ac, bc = (verdict.total * sign > 0 for verdict, _, sign in three)
            bc = bc != three[0][1].turned
            if ab == bc != ac:
                weakest = min((verdict for verdict, _, _ in three), key=lambda one: abs(one.total))
                weakest.total = -weakest.total or 1.0
