"""PNG, SVG and PDF of a Scene, with its title, words, licences and receipt inside the file."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from briefing.canvas.page_size import size_named
from briefing.canvas.plain import plain
from briefing.canvas.typeface import FAMILY
from briefing.formats.figure import draw, drawing, figure_of
from briefing.formats.prose import paragraph
from briefing.page.page import Page, Stamp, lay_out
from briefing.receipt import Receipt, as_json
from layers.scene.scene import Scene

_WEB_FONTS = Path(__file__).parents[2] / "layers" / "web" / "fonts"
_FACES = (
    ("latin-400-normal", 400, "normal"),
    ("latin-600-normal", 600, "normal"),
    ("latin-400-italic", 400, "italic"),
    ("latin-ext-400-normal", 400, "normal"),
    ("latin-ext-600-normal", 600, "normal"),
)
_LATIN = "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02DC, U+2000-206F, U+2122, U+2190-2215, U+FEFF"
_EXTENDED = "U+0100-02BA, U+0304-0329, U+1E00-1EFF, U+2070-20CF"
KEY = "Crossings receipt"
"""Name of the receipt among a PNG's texts."""


Progress = Callable[[str], None]
"""Is told the title of each View before it is drawn."""


def no_progress(_title: str) -> None:
    """Tell nobody."""


def page_of(scene: Scene, receipt: Receipt, folder: Path) -> Page:
    """Lay out the page that a receipt describes."""
    stamp = Stamp(receipt.code, receipt.link)
    return lay_out(
        scene, size_named(receipt.size), folder=folder, stamp=stamp, marking=receipt.marking
    )


def png(scene: Scene, receipt: Receipt, folder: Path) -> bytes:
    """Make a picture."""
    about = {
        "Title": plain(scene.title),
        "Author": "",
        "Description": paragraph(scene),
        "Copyright": _rights(scene),
        "Source": receipt.link,
        "Software": f"Crossings {receipt.version}",
        KEY: as_json([receipt]),
    }
    return draw(page_of(scene, receipt, folder), "png", metadata=about)


def svg(scene: Scene, receipt: Receipt, folder: Path) -> bytes:
    """Make a vector picture whose text is text, in fonts that it carries along."""
    about = {
        "Title": plain(scene.title),
        "Description": paragraph(scene),
        "Rights": _rights(scene),
        "Source": receipt.link,
        "Identifier": receipt.code,
        "Creator": "",
        "Date": None,
        "Keywords": [as_json([receipt])],
    }
    page = page_of(scene, receipt, folder)
    text = draw(page, "svg", metadata=about).decode("utf-8")
    start = text.index("<svg ")
    end = text.index(">", start)
    head = (
        f' role="img" aria-labelledby="crx-title crx-desc">\n'
        f'<title id="crx-title">{escape(plain(scene.title))}</title>\n'
        f'<desc id="crx-desc">{escape(paragraph(scene))}</desc>\n'
        f'<style type="text/css">{_faces(_letters(page))}</style>'
    )
    return (text[:end] + head + text[end + 1 :]).encode("utf-8")


def pdf(
    scenes: Sequence[Scene],
    receipts: Sequence[Receipt],
    folder: Path,
    on_progress: Progress = no_progress,
) -> bytes:
    """Make a vector document with a page for each Scene."""
    from matplotlib.backends.backend_pdf import PdfPages

    first = receipts[0]
    about: dict[str, Any] = {
        "Title": plain(scenes[0].title),
        "Author": "",
        "Subject": paragraph(scenes[0]),
        "Keywords": as_json(receipts),
        "Creator": f"Crossings {first.version}",
        "CreationDate": None,
        "ModDate": None,
    }
    target = io.BytesIO()
    with drawing(), PdfPages(target, metadata=about) as pages:
        for scene, receipt in zip(scenes, receipts, strict=True):
            on_progress(scene.title)
            page = page_of(scene, receipt, folder)
            pages.savefig(figure_of(page.items, page.size, page.boxes["map"]), dpi=72)
    return target.getvalue()


def _rights(scene: Scene) -> str:
    return "; ".join(plain(credit) for credit in scene.credits)


def _letters(page: Page) -> set[str]:
    return {char for text in page.texts for char in text.text}


def _faces(letters: set[str]) -> str:
    """Write the faces that a page needs as a style sheet; the page asks nothing of a network."""
    extended = any(ord(char) > 0xFF and not 0x2000 <= ord(char) <= 0x2215 for char in letters)
    rules = [
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f"unicode-range: {_EXTENDED if 'ext' in name else _LATIN}; "
        f"src: url(data:font/woff2;base64,{_encoded(name)}) format('woff2'); }}"
        for name, weight, style in _FACES
        if extended or "ext" not in name
    ]
    # The widths of labels were measured without kerning.
    return "\n".join([*rules, "text { font-kerning: none; font-variant-ligatures: none; }"])


@cache
def _encoded(name: str) -> str:
    return base64.b64encode((_WEB_FONTS / f"noto-sans-{name}.woff2").read_bytes()).decode("ascii")
