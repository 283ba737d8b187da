"""Tables on slides: as high as their texts, going on over as many slides as they need, evenly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.canvas.box import Box
from briefing.canvas.plain import plain
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import width, wrap
from briefing.formats.slide_shapes import EMU, Place, rgb, run
from briefing.formats.tables import Table

_TEXT, LINE, _PAD = 12.0, 14.4, 6.0
"""Size, height of a line and room above and below the text in a table's cells, in points."""
_SIDE = 5.0
"""Room at each side of a cell's text."""
_WIDE = 48
"""A column gets no more room than so many letters need: longer texts take more lines."""
_SHORT, _MOST_WORD = 12, 120.0
"""Letters of a text, a date for one, that is not broken; points that a word may claim."""
_MOST_LINES = 6
"""Of a text in a cell; what is longer is cut, and whole in the summary."""


def put(
    slide: Any, table: Table, rows: Sequence[Sequence[str]], wide: Sequence[float], box: Box,
    place: Place, looks: Sequence[tuple[str, str]],
) -> None:  # fmt: skip
    """Put rows of a table on a slide.

    Parameters
    ----------
    rows
        With the head.
    wide
        Of the columns.
    box
        Whose upper left corner they begin at.
    looks
        Ground and ink of the head, and of the rows.
    """
    high = [_high(row, wide) for row in rows]
    room = Box(box.x0, box.y0, box.x0 + sum(wide), box.y0 + sum(high))
    shape = slide.shapes.add_table(len(rows), len(table.head), *place.emu(room))
    shape.name = table.name or table.title
    shape._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.title))  # noqa: SLF001
    for j, room_j in enumerate(wide):
        shape.table.columns[j].width = round(room_j * EMU)
    for i, row in enumerate(rows):
        shape.table.rows[i].height = round(high[i] * EMU)
        for j, value in enumerate(row):
            _cell(shape.table.cell(i, j), value, wide[j], place, looks[i > 0], head=i == 0)


def paged(table: Table, wide: Sequence[float], room: float) -> list[list[tuple[str, ...]]]:
    """Part a table's rows among slides, each with the head, and none with far fewer than another."""
    pages = _flown(table, wide, room)
    low, high = 0.0, room
    for _ in range(12):
        middle = (low + high) / 2
        closer = _flown(table, wide, middle)
        if len(closer) <= len(pages):
            high, pages = middle, closer
        else:
            low = middle
    return pages


def _flown(table: Table, wide: Sequence[float], room: float) -> list[list[tuple[str, ...]]]:
    pages = [[table.head]]
    left = room - _high(table.head, wide)
    for row in table.rows:
        if (high := _high(row, wide)) > left and len(pages[-1]) > 1:
            pages.append([table.head])
            left = room - _high(table.head, wide)
        pages[-1].append(row)
        left -= high
    return pages


def _high(row: Sequence[str], wide: Sequence[float]) -> float:
    lines = [len(_lines(value, room)) for value, room in zip(row, wide, strict=True)]
    return max(1, *lines) * LINE + _PAD


def _lines(value: str, room: float) -> list[str]:
    """Break a text as the font that was measured does; others run a little narrower."""
    lines = wrap(value, _TEXT, room - 2 * _SIDE)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(" ;,.") + " …"]


def widths(table: Table, room: float) -> list[float]:
    """Share the room: first what no column can do without, the rest by the length of the texts."""
    columns = list(zip(table.head, *table.rows, strict=True))
    least = [max(map(_least, column)) for column in columns]
    longest = [min(_WIDE, max(map(len, column))) + 3 for column in columns]
    rest = max(0.0, room - sum(least))
    wide = [one + rest * part / sum(longest) for one, part in zip(least, longest, strict=True)]
    return [room * one / sum(wide) for one in wide]


def _least(text: str) -> float:
    """Give the room that a text needs at least: a short one stands in a line, of others each word."""
    parts = [text] if len(text) <= _SHORT else text.split()
    widest = max((width(part, _TEXT, weight=600) for part in parts), default=0.0)
    return min(widest, _MOST_WORD) + 2 * _SIDE + 1


def _cell(
    cell: Any, value: str, room: float, place: Place, look: tuple[str, str], *, head: bool
) -> None:
    cell.margin_top = cell.margin_bottom = round(_PAD / 2 * EMU)
    cell.margin_left = cell.margin_right = round(_SIDE * EMU)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(look[0])
    words = Text(0, 0, "", _TEXT, look[1], weight=600 if head else 400)
    text = " ".join(_lines(value, room))
    run(cell.text_frame.paragraphs[0], text, words, place, pitch=LINE / _TEXT)
