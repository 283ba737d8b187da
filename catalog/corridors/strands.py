"""Strands: at each zoom, which routes run together, and which of them lies on which side.

A strand is one way of going (road, rail, ...) to one gate to the sea: several corridors of a gate
are one trunk where they share a road. The renderers draw strands side by side: a strand lies half
of what is on its right, less half of what is on its left, beside its own axis.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from catalog.corridors.welding import STEP, Points, runs, weld

Sides = list[set[int]]

FILE = "strands.json"
ZOOMS = (3, 4, 5, 6, 7, 8, 9)
_NEAR = 9.0
"""Pixels between two axes within which their lines would touch."""
_CORE = 4.0
"""Pixels within which two axes are as good as one."""
_LONG, _SHORT = 40.0, 20.0
"""Pixels that two have to be near, and as good as one, to run together: less is a meeting."""
_GAP = 14.0
_AHEAD = 30.0
"""Pixels from where two part to where it is seen which of them goes left."""
_HOLD = 12.0
"""Pixels beyond the end of a common run that still belong to it."""
_FINE = 0.3


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


def strand_of(row: Mapping[str, Any]) -> str:
    """Return the strand of a leg: its layer's gate, and how it goes."""
    return f"{row['gate'] if row['built'] else 'planned'}/{row['mode']}"


def content(records: Sequence[Mapping[str, Any]], lines: Sequence[Any]) -> bytes:
    """Write ``strands.json``: for each zoom its paths, with who lies left and right of each.

    Parameters
    ----------
    records
        Properties of the legs, in the order of the file of routes.
    lines
        Their LineStrings, in degrees.
    """
    made = {
        "legs": [
            {"id": row["id"], "strand": strand_of(row), "way": way_of(row)} for row in records
        ],
        "zooms": {str(zoom): at_zoom(records, lines, zoom) for zoom in ZOOMS},
    }
    return (json.dumps(made, separators=(",", ":")) + "\n").encode()


def way_of(row: Mapping[str, Any]) -> str:
    """Return what a leg is a part of: its corridor's branch."""
    return str(row["id"]).rpartition("-")[0]


def at_zoom(
    records: Sequence[Mapping[str, Any]], lines: Sequence[Any], zoom: int
) -> list[dict[str, Any]]:
    """Return the paths of a zoom: their points in degrees, their spans."""
    paths = _paths(records, [to_pixels(shapely.get_coordinates(line), zoom) for line in lines])
    order = sorted(range(len(paths)), key=lambda n: (-len(paths[n].line), n))
    points, routes = weld([paths[n].line for n in order], [paths[n].strand for n in order])
    for n, route in zip(order, routes, strict=True):
        paths[n].route = np.array(route)
    found = _settled(_commons(paths, points), paths)
    return [_written(n, paths, points, found, zoom) for n in range(len(paths))]


def _paths(records: Sequence[Mapping[str, Any]], lines: Sequence[Points]) -> list[Path]:
    """Join the legs that follow each other in a branch and go alike."""
    found: list[Path] = []
    last: tuple[str, str, Points] | None = None
    for n, (row, line) in enumerate(zip(records, lines, strict=True)):
        strand, way = strand_of(row), way_of(row)
        if last and last[:2] == (way, strand) and np.hypot(*(last[2] - line[0])) < 1.0:
            path = found[-1]
            path.legs.append((n, float(_length(path.line))))
            path.line = np.vstack((path.line, line[1:]))
        else:
            found.append(Path(strand, [(n, 0.0)], line))
        last = (way, strand, line[-1])
    for path in found:
        whole = _length(path.line) or 1.0
        path.legs = [(n, start / whole) for n, start in path.legs]
    return found


def _length(line: Points) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _commons(paths: Sequence[Path], points: Points) -> list[Common]:
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
    """Say how sure it is that the other lies left; negative for right."""
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


def _settled(found: Sequence[Common], paths: Sequence[Path]) -> list[Common]:
    """Let the runs of two strands that share a point decide together."""
    groups: dict[tuple[str, str], list[Common]] = defaultdict(list)
    for one in found:
        groups[paths[one.p].strand, paths[one.q].strand].append(one)
    for a, b in [pair for pair in groups if pair[::-1] in groups and pair[0] > pair[1]]:
        groups[b, a] += [_mirrored(one) for one in groups.pop((a, b))]
    return [one for group in groups.values() for one in _agreed(group, paths)]


def _mirrored(one: Common) -> Common:
    """Return a common run as it is seen from the other path."""
    vote = one.vote if one.turned else -one.vote
    return Common(
        one.q, one.p, one.q_start, one.q_stop, one.start, one.stop, one.turned, vote
    )  # fmt: skip


def _agreed(group: Sequence[Common], paths: Sequence[Path]) -> list[Common]:
    """Give all runs that are joined by points of the first strand the sign of their votes' sum."""
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
        for n, sign in members.items():
            one = group[n]
            result.append(
                Common(one.p, one.q, one.start, one.stop, one.q_start, one.q_stop, one.turned,
                       (1.0 if total >= 0 else -1.0) * sign)
            )  # fmt: skip
        left -= set(members)
    return result


def _written(
    n: int, paths: Sequence[Path], points: Points, found: Sequence[Common], zoom: int
) -> dict[str, Any]:
    """Write a path: points, and spans of [from, to, its leg, kin on it, legs left, legs right]."""
    path = paths[n]
    size = len(path.route)
    kin: Sides = [set() for _ in range(size)]
    left: Sides = [set() for _ in range(size)]
    right: Sides = [set() for _ in range(size)]
    on: dict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(path.route):
        on[int(number)].append(at)
    for m, other in enumerate(paths):
        if m != n and other.strand == path.strand:
            theirs = _leg_at(other, len(other.route))
            for at, number in enumerate(other.route):
                for mine in on.get(int(number), ()):
                    kin[mine].add(theirs[at])
    hold = round(_HOLD / STEP)
    for one in found:
        if n not in (one.p, one.q):
            continue
        seen = one if one.p == n else _mirrored(one)
        theirs = _leg_at(paths[seen.q], len(paths[seen.q].route))
        span = range(max(0, seen.start - hold), min(size, seen.stop + hold))
        for at in span:
            part = min(1.0, max(0.0, (at - seen.start) / max(1, seen.stop - 1 - seen.start)))
            part = 1 - part if seen.turned else part
            met = round(seen.q_start + part * (seen.q_stop - 1 - seen.q_start))
            (left if seen.vote > 0 else right)[at].add(theirs[met])
    keys = [
        (leg, sorted(kin[at] - {leg}), sorted(left[at]), sorted(right[at]))
        for at, leg in enumerate(_leg_at(path, size))
    ]
    return _packed(points[path.route], keys, zoom)


def _leg_at(path: Path, size: int) -> list[int]:
    """Return the leg that each of a path's points belongs to."""
    starts = np.array([start for _, start in path.legs])
    numbers = [n for n, _ in path.legs]
    places = np.searchsorted(starts, np.linspace(0, 1, size), side="right") - 1
    return [numbers[int(at)] for at in places]


def _packed(line: Points, keys: Sequence[tuple[Any, ...]], zoom: int) -> dict[str, Any]:
    """Leave out the points that nobody would miss; put alike neighbours into spans."""
    bounds = [0, *(at for at in range(1, len(line)) if keys[at] != keys[at - 1]), len(line) - 1]
    kept = [0]
    spans = []
    for start, stop in itertools.pairwise(bounds):
        if stop == start:
            continue
        thin = shapely.simplify(shapely.linestrings(line[start : stop + 1]), _FINE)
        inner = {tuple(point) for point in shapely.get_coordinates(thin)[1:-1].tolist()}
        first = len(kept) - 1
        kept += [at for at in range(start + 1, stop) if tuple(line[at].tolist()) in inner]
        kept.append(stop)
        spans.append([first, len(kept) - 1, *keys[start]])
    degrees = np.round(to_degrees(line[kept], zoom), 4)
    return {"points": degrees.tolist(), "spans": spans}


def to_pixels(lonlat: Points, zoom: float) -> Points:
    """Turn (n, 2) degrees into (n, 2) pixels of Web Mercator at a zoom, y downward."""
    turn = np.radians(lonlat[:, 1])
    north = np.log(np.tan(np.pi / 4 + turn / 2)) / np.pi
    pixels: Points = np.column_stack(((lonlat[:, 0] + 180) / 360, (1 - north) / 2)) * 256 * 2**zoom
    return pixels


def to_degrees(pixels: Points, zoom: float) -> Points:
    """Turn (n, 2) pixels of Web Mercator at a zoom into (n, 2) degrees."""
    part = pixels / (256 * 2**zoom)
    lat = np.degrees(2 * np.arctan(np.exp((1 - 2 * part[:, 1]) * np.pi)) - np.pi / 2)
    return np.column_stack((part[:, 0] * 360 - 180, lat))
