"""PNG, SVG and PDF of a Scene, with its title, words, licences and receipt inside the file."""

from __future__ import annotations

import base64
import io
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from briefing.canvas.plain import plain
from briefing.canvas.typeface import FAMILY
from briefing.formats.figure import draw, drawing, figure_of
from briefing.formats.job import Job
from briefing.formats.pdf_structure import structured
from briefing.formats.pdf_tags import tagged
from briefing.formats.prose import paragraph
from briefing.formats.svg_text import held
from briefing.page.page import Page
from briefing.receipt import as_json
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
OUTLINES = "outlines"
"""Of an SVG: its letters are outlines."""
KEY = "Crossings receipt"
"""Name of the receipt among a PNG's texts."""


def png(job: Job) -> bytes:
    """Make a picture."""
    scene, receipt = job.scene, job.receipt
    about = {
        "Title": plain(scene.title),
        "Author": plain(job.profile.name),
        "Description": paragraph(scene),
        "Copyright": _rights(scene),
        "Source": receipt.link,
        "Software": f"Crossings {receipt.version}",
        KEY: as_json([receipt]),
    }
    return draw(job.page(), "png", metadata=about)


def svg(job: Job) -> bytes:
    """Make a vector picture whose text is text, in fonts that it carries along.

    Where its letters are outlines it looks the same in every program, and its words cannot be changed.
    """
    scene, receipt = job.scene, job.receipt
    about = {
        "Title": plain(scene.title),
        "Description": paragraph(scene),
        "Rights": _rights(scene),
        "Source": receipt.link,
        "Identifier": receipt.code,
        "Creator": plain(job.profile.name),
        "Date": None,
        "Keywords": [as_json([receipt])],
    }
    page = job.page()
    outlined = receipt.variant == OUTLINES
    text = draw(page, "svg", metadata=about, outlined=outlined).decode("utf-8")
    if not outlined:
        text = held(text, page.items)
    start = text.index("<svg ")
    end = text.index(">", start)
    faces = "" if outlined else f'<style type="text/css">{_faces(_letters(page))}</style>'
    head = (
        f' role="img" aria-labelledby="crx-title crx-desc">\n'
        f'<title id="crx-title">{escape(plain(scene.title))}</title>\n'
        f'<desc id="crx-desc">{escape(paragraph(scene))}</desc>\n{faces}'
    )
    return (text[:end] + head + text[end + 1 :]).encode("utf-8")


def pdf(job: Job) -> bytes:
    """Make a vector document with a page for each Scene, and its structure for those who hear it."""
    from matplotlib.backends.backend_pdf import PdfPages

    about: dict[str, Any] = {
        "Title": plain(job.scene.title),
        "Author": plain(job.profile.name),
        "Subject": paragraph(job.scene),
        "Keywords": as_json(job.receipts),
        "Creator": f"Crossings {job.receipt.version}",
        "CreationDate": None,
        "ModDate": None,
    }
    target = io.BytesIO()
    parts = []
    with drawing(), PdfPages(target, metadata=about) as pages:
        for number, scene in enumerate(job.scenes):
            job.on_progress(scene.title)
            page = job.page(number, pages=len(job.scenes))
            items, part = tagged(page, paragraph(scene))
            parts.append(part)
            pages.savefig(figure_of(items, page.size, page.boxes["map"]), dpi=72)
    return structured(target.getvalue(), parts, [plain(scene.title) for scene in job.scenes])


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
