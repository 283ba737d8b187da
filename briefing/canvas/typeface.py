"""The print fonts, and how wide a text is in them."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

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
_MEASURED_AT = 100.0
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
    """Give a font by its size in points, weight (400 or 600) and slope."""
    from matplotlib.font_manager import FontProperties

    style: Literal["italic", "normal"] = "italic" if italic else "normal"
    return FontProperties(family=families(), size=size, weight=weight, style=style)


@cache
def _face(weight: int, *, italic: bool) -> tuple[FT2Font, ...]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    paths = [
        str(FOLDER / FILES[400 if italic else weight, italic]),
        str(FOLDER / _ARABIC_FILES[400 if italic else weight]),
        findfont(_FALLBACK),
    ]
    faces = tuple(FT2Font(path) for path in paths)
    for face in faces:
        face.set_size(_MEASURED_AT, 72)
    return faces


@lru_cache(maxsize=8192)
def _advance(char: str, weight: int, *, italic: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    faces = _face(weight, italic=italic)
    if not any(face.get_char_index(ord(char)) for face in faces):
        char = _MISSING
    face = next(face for face in faces if face.get_char_index(ord(char)))
    glyph = face.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _MEASURED_AT


def lacking(text: str) -> str:
    """Give the letters of a text that no print font has, each once."""
    faces = _face(400, italic=False)
    return "".join(
        char for char in dict.fromkeys(text)
        if not char.isspace() and not any(face.get_char_index(ord(char)) for face in faces)
    )  # fmt: skip


def printable(text: str) -> str:
    """Put a box in the place of each letter that no print font has."""
    missing = lacking(text)
    return text.translate(dict.fromkeys(map(ord, missing), _MISSING)) if missing else text


@lru_cache(maxsize=16384)
def width(text: str, size: float, *, weight: int = 400, italic: bool = False) -> float:
    """Measure a line of text, in the unit of ``size``."""
    return size * sum(_advance(char, weight, italic=italic) for char in text)


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
