"""The page's sheet, read once in a process: a run of the page opens no file for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_SHEETS = (_ROOT / "panels/page.css", _ROOT / "layers/web/card.css")


@cache
def sheets() -> str:
    """Give the page's sheet and that of the cards as one element of style."""
    return f"<style>{''.join(sheet.read_text('utf-8') for sheet in _SHEETS)}</style>"
