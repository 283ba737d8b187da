"""A daily count as a small picture: SVG with its axes labelled, and the same in words."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

from layers.text.escape import safe
from layers.text.words import short_day

WIDTH, HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 8, 20, 22
_WEEK = 7
# Of its own ground, so that it reads on a light page, on a dark one and on paper.
_GROUND, _INK, _GRID, _DAILY, _MEAN, _DAY = (
    "#fbfaf7", "#3b3f45", "#d9d5cb", "#a9bfd1", "#1f5a8a", "#c2372b",
)  # fmt: skip


def curve(counts: Sequence[int], first: date, *, day: date, axis: str) -> str:
    """Draw a count for every day as SVG.

    Parameters
    ----------
    counts
        One for each day, at least one.
    first
        Day of the first of them.
    day
        Day shown: marked where it is among them.
    axis
        What is counted, as the label of the vertical axis.
    """
    top = _ceiling(max(counts))
    shown = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"',
        f' height="{HEIGHT}" font-family="sans-serif" font-size="9" fill="{_INK}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="4" fill="{_GROUND}"/>',
        f'<text x="6" y="12">{safe(axis)}</text>',
    ]
    for value in (0, top // 2, top):
        y = _y(value, top)
        shown.append(
            f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{_GRID}"/>'
            f'<text x="{_LEFT - 4}" y="{y + 3}" text-anchor="end">{value}</text>'
        )
    for at, text in _ticks(first, len(counts)):
        x = _x(at, len(counts))
        shown.append(
            f'<path d="M{x} {HEIGHT - _BOTTOM}v4" stroke="{_INK}"/>'
            f'<text x="{x}" y="{HEIGHT - 6}" text-anchor="middle">{text}</text>'
        )
    shown.append(_line(counts, top, _DAILY, 0.6))
    shown.append(_line(weekly(counts), top, _MEAN, 1.6))
    at = (day - first).days
    if 0 <= at < len(counts):
        x = _x(at, len(counts))
        shown.append(
            f'<path d="M{x} {_TOP}V{HEIGHT - _BOTTOM}" stroke="{_DAY}" stroke-dasharray="3 2"/>'
        )
    return "".join([*shown, "</svg>"])


def picture(svg: str, words: str) -> str:
    """Put SVG into a page as an image with a text alternative.

    An image, for what cleans a page of the reader's takes SVG elements out of it.
    """
    content = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return (
        f'<img class="curve" src="data:image/svg+xml;base64,{content}" '
        f'width="{WIDTH}" height="{HEIGHT}" alt="{safe(words)}">'
    )


def in_words(counts: Sequence[int], first: date, what: str) -> str:
    """Return in words what the picture shows: the mean of each year and of the last week."""
    last = first + timedelta(days=len(counts) - 1)
    years = []
    for year in range(first.year, last.year + 1):
        start = max(0, (date(year, 1, 1) - first).days)
        end = min(len(counts), (date(year + 1, 1, 1) - first).days)
        years.append(f"{_mean(counts[start:end])} in {year}")
    return (
        f"{what}, {short_day(first.isoformat())} to {short_day(last.isoformat())}: a mean of "
        f"{', '.join(years)}; {_mean(counts[-_WEEK:])} in the last seven days"
    )


def weekly(counts: Sequence[int]) -> list[float]:
    """Return for each day the mean of the seven days that end on it, of fewer at the beginning."""
    sums = [0, *accumulate(counts)]
    return [
        (sums[at + 1] - sums[max(0, at + 1 - _WEEK)]) / min(at + 1, _WEEK)
        for at in range(len(counts))
    ]


def _mean(counts: Sequence[int]) -> str:
    return f"{sum(counts) / len(counts):.0f}"


def _ceiling(most: int) -> int:
    """Return a round number above the greatest count, half of which is round too."""
    return max(20, -(-most // 20) * 20)


def _x(at: int, count: int) -> float:
    return round(_LEFT + at * (WIDTH - _LEFT - _RIGHT) / max(count - 1, 1), 1)


def _y(value: float, top: int) -> float:
    return round(HEIGHT - _BOTTOM - value * (HEIGHT - _TOP - _BOTTOM) / top, 1)


def _line(values: Sequence[float], top: int, colour: str, width: float) -> str:
    """Draw values a step apart, moved to their place as a whole: so each takes few letters."""
    rounded = [round(value, 1) for value in values]
    steps = "".join(f" 1 {after - before:.4g}" for before, after in pairwise(rounded))
    across = (WIDTH - _LEFT - _RIGHT) / max(len(values) - 1, 1)
    up = (HEIGHT - _TOP - _BOTTOM) / top
    return (
        f'<g transform="matrix({across:.5g} 0 0 {-up:.5g} {_LEFT} {HEIGHT - _BOTTOM})">'
        f'<path d="M0 {rounded[0]:g}l{steps}" vector-effect="non-scaling-stroke" fill="none" '
        f'stroke="{colour}" stroke-width="{width}"/></g>'
    )


def _ticks(first: date, count: int) -> list[tuple[int, str]]:
    """Mark the first day of each year and the first of July between."""
    last = first + timedelta(days=count - 1)
    days = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 7)]
    return [
        ((day - first).days, f"{day.year}" if day.month == 1 else "Jul")
        for day in days
        if first <= day <= last
    ]
