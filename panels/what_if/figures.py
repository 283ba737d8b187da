"""A table of figures as HTML: words to the left, numbers to the right, units in the heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from layers.text.escape import safe

if TYPE_CHECKING:
    from routing.paths.routes import Route

# On a light and on a dark page. None is the hue of a port's routes on the map: what a chart tells
# apart are gates or ways. Neighbours in this order differ in lightness too.
HUES: tuple[tuple[str, str], ...] = (
    ("#332288", "#B3A6FF"), ("#C2546B", "#F09AAD"), ("#117733", "#6CC487"), ("#2586AE", "#7CCBEB"),
    ("#882255", "#E08AC0"), ("#8A6D00", "#D9C25C"), ("#3F3F3F", "#D0D0D0"), ("#7A7A7A", "#9A9A9A"),
)  # fmt: skip
RULE = "#8A8A8A"
"""Colour of the line at the day, or the addition, that is looked at: read on either ground."""

Head = Sequence[tuple[str, str]]


def figures(
    head: Head, rows: Iterable[tuple[str, Sequence[str]]], *, label: str, words: int = 1
) -> str:
    """Write a table.

    Parameters
    ----------
    head
        For each column its name and its unit.
    rows
        The class of each row, and its cells: HTML already.
    label
        What the table shows, for those who hear it.
    words
        So many columns from the left hold words; the last of these names the row.
    """
    heads = "".join(
        f'<th scope="col"{_left(at, words)}>{safe(name)}<small>{safe(unit)}</small></th>'
        for at, (name, unit) in enumerate(head)
    )
    body = "".join(
        f'<tr class="{safe(kind)}">{"".join(_cell(at, cell, words) for at, cell in enumerate(cells))}</tr>'
        for kind, cells in rows
    )
    return (
        f'<div class="ways-frame" tabindex="0" role="region" aria-label="{safe(label)}">'
        f'<table class="ways"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(at: int, cell: str, words: int) -> str:
    if at == words - 1:
        return f'<th scope="row" class="l">{cell}</th>'
    return f"<td{_left(at, words)}>{cell}</td>"


def _left(at: int, words: int) -> str:
    return ' class="l"' if at < words else ""


def stops(route: Route) -> str:
    """Name the gates that a way passes, in travel order."""
    return " – ".join(leg.origin for leg in route.legs if leg.place) or "no crossing or port"


def hues() -> list[str]:
    """Give colours for the lines of a chart on the page's ground; none of them means a status."""
    dark = st.context.theme.type == "dark"
    return [hue[dark] for hue in HUES]
