"""Move a line beside its own axis, by an offset that changes softly along it."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Numbers = NDArray[np.float64]

STEP = 1.5
"""CSS pixels from one point of a drawn line to the next."""
_SMOOTH = 5.0
"""CSS pixels: spread of the bell that takes small bends out, else an offset makes loops of them."""
_EASE = 14.0
"""CSS pixels: half of the length over which an offset comes and goes."""
_BRIDGE = 60.0
"""CSS pixels between two common stretches over which the offset does not go back."""


def resampled(line: Points, step: float) -> tuple[Points, Numbers]:
    """Return points at equal distances along a line, and where each is among its points (0 to n-1)."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    steps = np.linspace(0.0, along[-1], max(2, round(float(along[-1]) / step) + 1))
    places = np.interp(steps, along, np.arange(len(line)))
    return np.column_stack([np.interp(steps, along, line[:, axis]) for axis in (0, 1)]), places


def beside(line: Points, offset: Numbers, shared: NDArray[np.bool_], unit: float) -> Points:
    """Return a line of equal steps, smoothed, moved to the left of its own axis.

    Parameters
    ----------
    line
        (n, 2) points, y downward, one ``STEP`` apart.
    offset
        For each point, how far it is moved to the left as one travels.
    shared
        Whether others lie beside it there; elsewhere the offset fades.
    unit
        Points for a CSS pixel.
    """
    axis = _pinned(line, _bell(_SMOOTH / STEP))
    eased = _smoothed(_bridged(offset, shared), _hill(_EASE / STEP))
    if not eased.any():
        return axis
    along = np.gradient(_pinned(axis, _bell(2.0)), axis=0)
    long = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    left = np.column_stack((along[:, 1], -along[:, 0])) / long
    moved: Points = axis + left * (eased * unit)[:, None]
    return _pinned(moved, _bell(1.5))


def _bridged(offset: Numbers, shared: NDArray[np.bool_]) -> Numbers:
    """Carry the offset over short gaps between common stretches, changing evenly."""
    where = np.flatnonzero(shared)
    result = np.where(shared, offset, 0.0)
    for a, b in itertools.pairwise(where):
        if 1 < b - a <= _BRIDGE / STEP:
            result[a : b + 1] = np.linspace(offset[a], offset[b], b - a + 1)
    return result


def _bell(spread: float) -> Numbers:
    reach = int(np.ceil(3 * spread))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    return np.asarray(weights / weights.sum())


def _hill(half: float) -> Numbers:
    reach = int(np.ceil(half))
    weights = 1 + np.cos(np.pi * np.arange(-reach, reach + 1) / (half + 1))
    return np.asarray(weights / weights.sum())


def _smoothed(values: Numbers, weights: Numbers) -> Numbers:
    """Smooth values; beyond the ends they are as at the ends."""
    reach = len(weights) // 2
    return np.convolve(np.pad(values, reach, mode="edge"), weights, mode="valid")


def _pinned(line: Points, weights: Numbers) -> Points:
    """Smooth a line; its ends stay, as if it went on beyond them turned by half."""
    reach = min(len(weights) // 2, len(line) - 1)
    middle = len(weights) // 2
    part = weights[middle - reach : middle + reach + 1]
    part = part / part.sum()
    before = 2 * line[0] - line[reach:0:-1]
    after = 2 * line[-1] - line[-2 : -reach - 2 : -1]
    whole = np.vstack((before, line, after))
    return np.column_stack([np.convolve(whole[:, axis], part, mode="valid") for axis in (0, 1)])
