"""The print fonts, and how wide a text is in them."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FOLDER = Path(__file__).parent.parent / "fonts"
FAMILY = "Crossings Sans"
"""Noto Sans without layout tables: see ``briefing/fonts/make.py``."""
FILES = {
    (400, False): "noto-sans-regular.ttf",
    (600, False): "noto-sans-bold.ttf",
    (400, True): "noto-sans-italic.ttf",
}
_ARABIC = "Noto Sans Arabic"
_ARABIC_FILES = {400: "noto-sans-arabic-regular.ttf", 600: "noto-sans-arabic-bold.ttf"}
_FALLBACK = "DejaVu Sans"  # comes with matplotlib; for letters that the others lack
_MEASURED_AT = 100
_MISSING = "\u25a1"
"""A box in the place of a letter that no font has."""


@cache
def families() -> list[str]:
    """Make the print fonts known to matplotlib; give the families in the order to look in."""
    from matplotlib.font_manager import fontManager

    for name in (*FILES.values(), *_ARABIC_FILES.values()):
        fontManager.addfont(str(FOLDER / name))
    # The fallback has no 600; matplotlib would say so with every text.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return [FAMILY, _ARABIC, _FALLBACK]


@lru_cache(maxsize=512)
def font(size: float, weight: int, *, italic: bool) -> FontProperties:
    """Return a font by its size in points, weight (400 or 600) and slope."""
    from matplotlib.font_manager import FontProperties

    style: Literal["italic", "normal"] = "italic" if italic else "normal"
    return FontProperties(family=families(), size=size, weight=weight, style=style)


@cache
def _advances(weight: int, *, italic: bool) -> dict[str, float]:
    """Return how far each letter of the fonts moves on, in ems; read from the files, once.

    They are plain values, which sessions can share; a face of FreeType is used by one thread alone.
    """
    from fontTools.ttLib import TTFont

    found: dict[str, float] = {}
    for path in (
        FOLDER / FILES[400 if italic else weight, italic],
        FOLDER / _ARABIC_FILES[400 if italic else weight],
        _fallback_file(),
    ):
        with TTFont(path, lazy=True) as face:
            own, units = face["hmtx"].metrics, face["head"].unitsPerEm
            for code, glyph in face.getBestCmap().items():
                if face.getGlyphID(glyph):
                    found.setdefault(chr(code), _ems(own[glyph][0], units))
    return found


def _fallback_file() -> Path:
    """Find the font that comes with matplotlib, without loading matplotlib."""
    found = find_spec("matplotlib")
    places = (found.submodule_search_locations if found else None) or ()
    return next(Path(place) / "mpl-data/fonts/ttf/DejaVuSans.ttf" for place in places)


def _ems(advance: int, units_per_em: int) -> float:
    """Return an advance in ems, rounded as FreeType's fixed numbers are, which draw the letters."""
    scale = ((_MEASURED_AT * 64 << 16) + units_per_em // 2) // units_per_em
    return (advance * scale + 32) // 64 / 65536 / _MEASURED_AT


def lacking(text: str) -> str:
    """Return the letters of a text that no print font has, each once."""
    known = _advances(400, italic=False)
    return "".join(
        char for char in dict.fromkeys(text) if not char.isspace() and char not in known
    )  # fmt: skip


def printable(text: str) -> str:
    """Put a box in the place of each letter that no print font has."""
    missing = lacking(text)
    return text.translate(dict.fromkeys(map(ord, missing), _MISSING)) if missing else text


@lru_cache(maxsize=16384)
def width(text: str, size: float, *, weight: int = 400, italic: bool = False) -> float:
    """Measure a line of text, in the unit of ``size``."""
    known = _advances(weight, italic=italic)
    return size * sum(known.get(char, known[_MISSING]) for char in text)


def wrap(text: str, size: float, room: float, *, weight: int = 400) -> list[str]:
    """Break a text into lines no wider than ``room``.

    A no-break space holds together what is beside it. A longer word is broken after a hyphen or a
    stroke, and only else where it must be.
    """
    lines: list[str] = []
    line = ""
    for word in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight=weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while len(line) > 1 and width(line, size, weight=weight) > room:
            fits = [n for n in range(1, len(line)) if width(line[:n], size, weight=weight) <= room]
            most = max(fits, default=1)
            cut = next((n for n in range(most, 1, -1) if line[n - 1] in "-/\u2013"), most)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


def wrap_parts(parts: Sequence[str], mark: str, size: float, room: float) -> list[str]:
    """Break a row of parts between them where that is possible."""
    lines: list[str] = []
    line = ""
    for part in parts:
        longer = f"{line}{mark}{part}" if line else part
        if line and width(longer, size) > room:
            lines += wrap(line, size, room)
            line = part
        else:
            line = longer
    return lines + wrap(line, size, room)
