"""A column of names beside a crowd of marks, from north to south, with lines that lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from briefing.canvas.board import Board
from briefing.canvas.choosing import chosen, number_of_places
from briefing.canvas.label import Label, Name, at_box
from briefing.canvas.leaders import Lead, between, may_lead
from briefing.canvas.places import HIGH

_FAR = 3.0
"""Leaders longer than so many ems are many enough for a column when there are two of them."""
_CROWD = 5.0
"""Marks nearer than so many ems to another one of the column's crowd together."""
_PITCH = 1.3
_TRIED = 150


def in_columns(names: Sequence[Name], board: Board) -> list[Label]:
    """Set the names that crowd in columns; empty where each finds a place at its mark.

    Parameters
    ----------
    names
        Those that must be named; the others have no column.
    board
        What is in the way; not changed.
    """
    trial = board.again()
    alone: dict[int, Label | None] = {}
    for name in sorted(names, key=lambda name: number_of_places(name, board)):
        label = chosen(name, trial)
        alone[id(name)] = label
        if label is not None:
            trial.keep(label)
    found: list[Label] = []
    for key in dict.fromkeys(name.column for name in names if name.column):
        for crowd in _crowds([name for name in names if name.column == key]):
            if sum(_far(alone[id(name)]) for name in crowd) > 1:
                found += _column(crowd, board)
    return found


def _far(label: Label | None) -> bool:
    """Return whether a name stands far from its mark, or nowhere."""
    if label is None:
        return True
    return label.lead is not None and label.lead.length > _FAR * label.name.text.size


def _crowds(names: Sequence[Name]) -> list[list[Name]]:
    """Part names into those whose marks are near each other."""
    crowds: list[list[Name]] = []
    for name in sorted(names, key=lambda one: one.y):
        near = [
            crowd for crowd in crowds
            if any(np.hypot(o.x - name.x, o.y - name.y) < _CROWD * name.text.size for o in crowd)
        ]  # fmt: skip
        merged = [name] + [one for crowd in near for one in crowd]
        crowds = [crowd for crowd in crowds if crowd not in near] + [merged]
    return [sorted(crowd, key=lambda one: one.y) for crowd in crowds if len(crowd) > 1]


def _column(names: Sequence[Name], board: Board) -> list[Label]:
    """Find the cheapest column for names from north to south; empty if there is none."""
    em = max(name.text.size for name in names)
    wide = np.array([name.text.width for name in names])
    pitch = _PITCH * em
    xs = np.array([name.x for name in names])
    ys = np.array([name.y for name in names])
    tops = np.arange(ys.min() - 6 * em - len(names) * pitch / 2, ys.max() + 6 * em, 0.6 * em)
    edges = np.arange(xs.min() - 16 * em, xs.max() + 16 * em, 0.6 * em)
    ranked: list[tuple[float, float, float, int]] = []
    rows = np.arange(len(names)) * pitch
    for side in (-1, 1):
        # Names end at the edge, to the west of their marks, or begin there, to the east.
        edge, top = (grid.ravel() for grid in np.meshgrid(edges, tops))
        left = edge[:, None] - wide if side < 0 else np.repeat(edge[:, None], len(names), axis=1)
        y0 = top[:, None] + rows
        boxes = np.stack((left - 1.5, y0, left + wide + 1.5, y0 + HIGH * em), axis=-1)
        flat = boxes.reshape(-1, 4)
        ok = board.free(flat).reshape(-1, len(names)).all(axis=1)
        ok &= ((edge[:, None] - xs) * side > 0.8 * em).all(axis=1)
        for i in np.flatnonzero(ok):
            end = edge[i] - side * 0.25 * em
            length = np.hypot(xs - end, ys - (y0[i] + HIGH * em / 2))
            soft = board.price(boxes[i], em).sum() * 0.5
            cost = length.sum() / em * 0.3 + length.max() / em * 0.3 + soft
            ranked.append((float(cost), float(edge[i]), float(top[i]), side))
    ranked.sort()
    for _, x, y, side in ranked[:_TRIED]:
        ends = [(x - side * 0.25 * em, y + row + HIGH * em / 2) for row in rows]
        leads = [between(name, end) for name, end in zip(names, ends, strict=True)]
        if _clear(leads, names, board):
            return [
                at_box(
                    name,
                    np.array((x - w if side < 0 else x, y + row, x if side < 0 else x + w,
                              y + row + HIGH * em)),
                    (name.text.text,), side, lead,
                )
                for name, w, row, lead in zip(names, wide, rows, leads, strict=True)
            ]  # fmt: skip
    return []


def _clear(leads: Sequence[Lead], names: Sequence[Name], board: Board) -> bool:
    if any(one.crosses(other) for one, other in combinations(leads, 2)):
        return False
    return all(
        may_lead(lead, name, board, loose=1) for lead, name in zip(leads, names, strict=True)
    )
