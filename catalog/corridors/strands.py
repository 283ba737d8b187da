"""Strands: at each zoom, which routes run together, and which of them lies on which side.

A strand is one way of going (road, rail, ...) to one gateway to the sea: several corridors of a gateway
are one trunk where they share a road. The renderers draw strands side by side: a strand lies half
of what is on its right, less half of what is on its left, beside its own axis.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from catalog.corridors.ordering import Common, Path, commons, mirrored, settled
from catalog.corridors.welding import STEP, Points, weld

Sides = list[set[int]]

FILE = "strands.json"
ZOOMS = (3, 4, 5, 6, 7, 8, 9)
_HOLD = 12.0
"""Pixels beyond the end of a common run that still belong to it."""
_FINE = 0.3


def strand_of(row: Mapping[str, Any]) -> str:
    """Return the strand of a leg: its layer's gateway, and how it goes."""
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
            {"id": row["id"], "strand": strand_of(row), "way": path_key(row)} for row in records
        ],
        "zooms": {str(zoom): at_zoom(records, lines, zoom) for zoom in ZOOMS},
    }
    return (json.dumps(made, separators=(",", ":")) + "\n").encode()


def path_key(row: Mapping[str, Any]) -> str:
    """Return what a leg is a part of: its corridor's branch."""
    return str(row["id"]).rpartition("-")[0]


def at_zoom(
    records: Sequence[Mapping[str, Any]], lines: Sequence[Any], zoom: int
) -> list[dict[str, Any]]:
    """Return the paths of a zoom: their points in degrees, their spans."""
    # As fine as the file of routes has them.
    ground = [np.round(shapely.get_coordinates(line), 4) for line in lines]
    paths = _paths(records, [to_pixels(line, zoom) for line in ground])
    order = sorted(range(len(paths)), key=lambda n: (-len(paths[n].line), n))
    points, routes = weld([paths[n].line for n in order], [paths[n].strand for n in order])
    for n, route in zip(order, routes, strict=True):
        paths[n].route = np.array(route)
    found = settled(commons(paths, points), paths)
    return [_written(n, paths, points, found, zoom) for n in range(len(paths))]


def _paths(records: Sequence[Mapping[str, Any]], lines: Sequence[Points]) -> list[Path]:
    """Join the legs that follow each other in a branch and go alike."""
    found: list[Path] = []
    last: tuple[str, str, Points] | None = None
    for n, (row, line) in enumerate(zip(records, lines, strict=True)):
        strand, branch = strand_of(row), path_key(row)
        if last and last[:2] == (branch, strand) and np.hypot(*(last[2] - line[0])) < 1.0:
            path = found[-1]
            path.legs.append((n, float(_length(path.line))))
            path.line = np.vstack((path.line, line[1:]))
        else:
            found.append(Path(strand, [(n, 0.0)], line))
        last = (branch, strand, line[-1])
    for path in found:
        whole = _length(path.line) or 1.0
        path.legs = [(n, start / whole) for n, start in path.legs]
    return found


def _length(line: Points) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


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
        seen = one if one.p == n else mirrored(one)
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
