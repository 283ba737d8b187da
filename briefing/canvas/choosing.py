"""The cheapest place for a name on a board."""

from __future__ import annotations

from dataclasses import replace
from math import degrees

import numpy as np

from briefing.canvas.board import Board
from briefing.canvas.box import Box
from briefing.canvas.label import PAD, Label, Name, Place, as_array, at_box, boxes_of
from briefing.canvas.leaders import led
from briefing.canvas.places import HIGH, Choice, around, breaks, extent_of

_SMALLER = 0.93
"""A name that finds no place is set in this part of its size."""


def number_of_places(name: Name, board: Board) -> int:
    """Count the places around its mark that a name could take."""
    return int(board.free(_choice(name).boxes).sum()) if not name.places else 0


def loosened(name: Name) -> Name:
    """Set a name smaller that finds no place in its own size."""
    return replace(name, text=replace(name.text, size=name.text.size * _SMALLER))


def _choice(name: Name, loose: int = 0) -> Choice:
    text = name.text
    broken = breaks(text.text)
    sizes = tuple(extent_of(one, text.size, text.weight, italic=text.italic) for one in broken)
    return around(
        (name.x, name.y), sizes, text.size, name.gap, broken, leader=name.leader or name.must, far=1.0 + loose,
    )  # fmt: skip


def chosen(name: Name, board: Board, *, loose: int = 0) -> Label | None:
    """Return a name its cheapest place on a board; None if there is none.

    Parameters
    ----------
    loose
        Its leader may be so many times longer, and run over lines for longer.
    """
    if name.places:
        return _of_places(name, board)
    choice = _choice(name, loose)
    grown = choice.boxes + np.array((-PAD, 0, PAD, 0))
    left = np.flatnonzero(board.free(grown))
    if not len(left):
        return None
    boxes, leads = choice.boxes[left], choice.leads[left]
    prices = choice.prices[left] + board.price(boxes, name.text.size)
    # Nearer to a foreign mark than to its own, or touching one where a leader says whose it is.
    own = np.where(leads, 0.25 * name.text.size, choice.away[left] + name.gap - name.reach)
    prices = np.where(board.nearest(boxes, name) < own - 1e-6, np.inf, prices)
    for i in np.argsort(prices, kind="stable"):
        if not np.isfinite(prices[i]):
            return None
        lead = None
        if leads[i]:
            lead = led(name, boxes[i], board, loose=loose)
            if lead is None:
                continue
        number = int(choice.lines[left[i]])
        return at_box(name, boxes[i], choice.broken[number], int(choice.sides[left[i]]), lead)
    return None


def _of_places(name: Name, board: Board) -> Label | None:
    """Choose among given places, which may be turned."""
    best: tuple[float, Place, list[Box]] | None = None
    wide, em = name.text.width, name.text.size
    level = [one for one in name.places if not one.angle]
    if level:
        half = np.array((wide / 2 + PAD, HIGH * em / 2))
        middles = np.array([(one.x, one.y) for one in level])
        boxes = np.hstack((middles - half, middles + half))
        prices = np.array([one.price for one in level]) + board.price(boxes, em)
        prices = np.where(board.free(boxes, name), prices, np.inf)
        i = int(np.argmin(prices))
        if np.isfinite(prices[i]):
            x0, y0, x1, y1 = map(float, boxes[i])
            best = float(prices[i]), level[i], [Box(x0, y0, x1, y1)]
    for spot in name.places:
        if spot.angle and (best is None or spot.price < best[0]):
            own = boxes_of(wide, em, spot)
            if board.free(as_array(own), name).all():
                best = spot.price, spot, own
    if best is None:
        return None
    _, spot, own = best
    text = replace(
        name.text, x=spot.x, y=spot.y, angle=degrees(spot.angle), anchor="center",
        role=name.text.role or "label",
    )  # fmt: skip
    return Label(name, (text,), tuple(own))
