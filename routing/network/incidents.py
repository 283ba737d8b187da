"""Danger: incidents near each edge over the days before a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from catalog.validity import knows
from routing.network.network import SCALE, Network

if TYPE_CHECKING:
    from catalog.atlas.dataset import Dataset

NEAR_KM = 25.0
DAYS = 90
_EARTH_KM = 6371.0088


def recent(
    datasets: Iterable[Dataset], day: date | None, known: date | None = None
) -> npt.NDArray[np.float64]:
    """Give (lon, lat) of the incidents that began in the 90 days up to a day; all without one.

    Only what was known on ``known`` counts, or is known now. An incident that stands in two datasets
    (``same_as``) counts once.
    """
    found = []
    then = known.isoformat() if known else None
    first = (day - timedelta(days=DAYS)).isoformat() if day else ""
    last = day.isoformat() if day else "9999"
    for dataset in datasets:
        for lon, lat, row in dataset.points():
            begun = row["valid_from"]
            told = knows(row, then) and not row.get("same_as")
            if begun and first <= begun[:10] <= last and told:
                found.append((lon, lat))
    return np.array(found, dtype=float).reshape(-1, 2)


def near_edges(
    network: Network, datasets: Iterable[Dataset], day: date | None, known: date | None = None
) -> npt.NDArray[np.float64]:
    """Count for each edge the incidents within 25 km of one of its points."""
    from scipy.spatial import cKDTree

    counts = np.zeros(len(network.xy))
    points = recent(datasets, day, known)
    if len(points):
        index = cKDTree(on_sphere(network.xy / SCALE))
        chord = 2 * _EARTH_KM * np.sin(NEAR_KM / (2 * _EARTH_KM))
        for hits in index.query_ball_point(on_sphere(points), chord):
            counts[hits] += 1
    return np.maximum.reduceat(counts, network.offset[:-1])


def near_line(
    lines: Iterable[npt.NDArray[np.float64]],
    points: npt.NDArray[np.float64],
    *,
    near_km: float = NEAR_KM,
) -> int:
    """Count the points near some lines, measured to steps of about 5 km at most.

    Parameters
    ----------
    lines
        (lon, lat) each, degrees.
    points
        (lon, lat), degrees.
    """
    from scipy.spatial import cKDTree

    dense = [
        one + (two - one) * (np.arange(steps + 1) / steps)[:, None]
        for line in lines
        for one, two in pairwise(line)
        for steps in (max(1, int(np.hypot(*(two - one)) * 111 / 5)),)
    ]
    if not dense or not len(points):
        return 0
    away, _ = cKDTree(on_sphere(np.concatenate(dense))).query(on_sphere(points))
    return int((away <= 2 * _EARTH_KM * np.sin(near_km / (2 * _EARTH_KM))).sum())


def on_sphere(lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Put (lon, lat) in degrees on a sphere, in km: shape (n, 3)."""
    lon, lat = np.radians(lonlat).T
    flat = np.cos(lat)
    return np.stack([flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)], axis=1) * _EARTH_KM
