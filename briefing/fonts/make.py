"""Make the print fonts from the vendored web fonts: ``python -m briefing.fonts.make``.

The web's files hold Latin and extended Latin apart and are compressed; print wants one plain file
for each style. Layout tables go, so that a text is as wide as its letters everywhere: in the
measure that keeps labels apart, in PNG, in PDF and in a browser that shows the SVG. Needs brotli,
as listed in requirements-dev.txt.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEB = Path(__file__).parent.parent.parent / "layers" / "web" / "fonts"
FAMILY = "Crossings Sans"
STYLES = {
    "regular": ("latin-400-normal", "latin-ext-400-normal"),
    "bold": ("latin-600-normal", "latin-ext-600-normal"),
    "italic": ("latin-400-italic",),
}
DROPPED = ("GPOS", "GSUB", "GDEF", "kern", "STAT", "DSIG", "prep", "fpgm", "cvt ", "gasp", "meta")


def make(target: Path = Path(__file__).parent) -> None:
    """Write one font for each style; the same bytes each time."""
    for style, parts in STYLES.items():
        plain, made = [], 0
        for part in parts:
            font = TTFont(WEB / f"noto-sans-{part}.woff2", recalcTimestamp=False)
            font.flavor = None
            made = font["head"].created
            for table in DROPPED:
                if table in font:
                    del font[table]
            path = target / f"{part}.ttf"
            font.save(path)
            plain.append(path)
        font = Merger().merge([str(path) for path in plain])
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = made
        name = f"{FAMILY} {style.title()}"
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = FAMILY
            elif record.nameID == 4:
                record.string = name
        font.save(target / f"noto-sans-{style}.ttf")
        for path in plain:
            path.unlink()


if __name__ == "__main__":
    make()
