"""Texts of an SVG that keep their width where the reader's program has other fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefing.canvas.shapes import Text
from briefing.canvas.typeface import FAMILY

_BEGIN = re.compile(r"<text style=")
_FAMILY = re.compile(rf"'{FAMILY}'(?:, '[^']*')*")
_CHAIN = f"'{FAMILY}', 'Noto Sans', 'Open Sans', 'Noto Sans Arabic', 'DejaVu Sans', sans-serif"
"""Own letters first, then those that are drawn alike, for programs that do not read own ones."""


def held(text: str, items: Iterable[Any]) -> str:
    """Write the width of each text beside it, and the fonts in whose place others may stand.

    Parameters
    ----------
    text
        An SVG as matplotlib writes it, whose texts are texts.
    items
        What was drawn, in drawing order.

    Raises
    ------
    RuntimeError
        If the texts are not those of the items.
    """
    widths = [item.width for item in items if isinstance(item, Text) and item.text.strip()]
    parts = _BEGIN.split(text)
    if len(parts) != len(widths) + 1:
        raise RuntimeError(f"{len(parts) - 1} texts were drawn of {len(widths)}")
    named = [
        f'<text textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs" style={part}'
        for width, part in zip(widths, parts[1:], strict=True)
    ]
    return _FAMILY.sub(_CHAIN, "".join([parts[0], *named]))
