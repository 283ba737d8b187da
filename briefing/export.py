"""One door for all formats: a View or a Scene in, the bytes of a file and its name out."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.canvas.page_size import SIZES, size_named
from briefing.canvas.plain import plain
from briefing.canvas.typeface import lacking
from briefing.formats.geodata import geojson
from briefing.formats.geopackage import gpkg
from briefing.formats.html_page import html
from briefing.formats.markdown import markdown
from briefing.formats.picture import Progress, no_progress, pdf, png, svg
from briefing.formats.pptx import pptx
from briefing.library import Library, load_library
from briefing.receipt import BASE, LONGEST_MARKING, Receipt, check_base, receipt_of
from catalog.paths import GEO
from layers.scene.scene import Scene
from layers.text.escape import one_line
from layers.view.view import View

_Many = Callable[[Sequence[Scene], Sequence[Receipt], Path, Progress], bytes]
_One = Callable[[Scene, Receipt, Path], bytes]
_TURN = threading.RLock()
"""FreeType's faces, matplotlib's settings and GDAL are the process's, and none of them bears two
threads at once: a process makes one file at a time."""
_SAID = 12
"""So many letters are named that cannot be printed."""


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Parameters
    ----------
    key, name, mime
        As in the command, for people, for browsers.
    size
        The size that it has if none is asked for.
    sized
        It depends on the size.
    many
        Several Views fit into one file.
    """

    key: str
    name: str
    mime: str
    size: str = "hd"
    sized: bool = False
    many: bool = False


FORMATS: dict[str, Format] = {
    one.key: one
    for one in (
        Format("png", "Picture (PNG)", "image/png", sized=True),
        Format("svg", "Vector picture (SVG)", "image/svg+xml", "a4", sized=True),
        Format("pdf", "Document (PDF)", "application/pdf", "a4", sized=True, many=True),
        Format(
            "pptx", "Slides (PPTX)",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation", many=True,
        ),
        Format("html", "Interactive page (HTML)", "text/html", many=True),
        Format("gpkg", "GeoPackage", "application/geopackage+sqlite3"),
        Format("geojson", "GeoJSON", "application/geo+json"),
        Format("md", "Summary (Markdown)", "text/markdown", many=True),
    )
}  # fmt: skip
_SINGLE: dict[str, _One] = {"png": png, "svg": svg, "gpkg": gpkg, "geojson": geojson}
_MULTIPLE: dict[str, _Many] = {
    "pdf": pdf,
    "pptx": pptx,
    "html": lambda scenes, receipts, folder, _: html(scenes, receipts, folder),
    "md": lambda scenes, receipts, _, __: markdown(scenes, receipts),
}


def export(
    what: View | Scene | Sequence[View | Scene],
    format: str = "png",  # noqa: A002
    size: str = "",
    *,
    marking: str = "",
    base: str = BASE,
    folder: Path = GEO,
    on_progress: Progress = no_progress,
) -> bytes:
    """Make a file of what a View shows; of several threads each waits for its turn.

    Parameters
    ----------
    what
        A View or a Scene; for PDF, PPTX, HTML and Markdown also several.
    format
        A key of ``FORMATS``.
    size
        A key of ``SIZES``; the format's own if empty.
    marking
        A line such as 'For official use' at the top and the bottom of the page; what cannot be
        printed in it is left out.
    base
        Where the app is: the address of the link and of the QR code.
    folder
        With the data, as ``data/geo``.
    on_progress
        Called with the title of each View of a PDF or PPTX before it is drawn.

    Returns
    -------
    content
        The same bytes each time.

    Raises
    ------
    ValueError
        If format or size is not known, if the format takes one View only, or if the words leave no
        room for a map; the message says the way out.
    """
    kind = format_named(format)
    single = [what] if isinstance(what, View | Scene) else list(what)
    if not single:
        raise ValueError("no View to export: give at least one")
    if len(single) > 1 and not kind.many:
        many = ", ".join(key for key, one in FORMATS.items() if one.many)
        raise ValueError(f"'{format}' takes one View, not {len(single)}; several go into {many}")
    own, marking = size_for(kind, size), one_line(marking)
    if len(marking) > LONGEST_MARKING:
        raise ValueError(f"the marking has {len(marking)} signs; it may have {LONGEST_MARKING}")
    check_base(base)
    with _TURN:
        scenes = scenes_of(single, folder)
        receipts = [
            receipt_of(scene, folder, size=own, format=format, marking=marking, base=base)
            for scene in scenes
        ]
        if format in _SINGLE:
            return _SINGLE[format](scenes[0], receipts[0], folder)
        return _MULTIPLE[format](scenes, receipts, folder, on_progress)


def unprintable(scenes: Sequence[Scene], format: str, marking: str = "") -> str:  # noqa: A002
    """Say which letters a page cannot be printed with, and the way out; "" if there are none."""
    if format not in ("png", "svg", "pdf"):
        return ""
    words = [plain(text) for scene in scenes for text in (scene.title, scene.subtitle)]
    letters = lacking("".join([*words, marking]))
    if not letters:
        return ""
    return (
        f"The print fonts have no {letters[:_SAID]}: boxes stand in their place. Write the title with "
        "Latin, Greek, Cyrillic or Arabic letters, or take pptx, html or md, which use the reader's fonts."
    )


def scenes_of(what: Sequence[View | Scene], folder: Path = GEO) -> list[Scene]:
    """Compose the Views among Views and Scenes."""
    material: Library | None = None
    scenes = []
    for one in what:
        if isinstance(one, View):
            material = material or load_library(folder)
            scenes.append(material.scene(one))
        else:
            scenes.append(one)
    return scenes


def format_named(key: str) -> Format:
    """Find a format by its key.

    Raises
    ------
    ValueError
        If there is none; the message lists those that there are.
    """
    if key not in FORMATS:
        raise ValueError(f"format '{key}' is not known; there are {', '.join(FORMATS)}")
    return FORMATS[key]


def size_for(kind: Format, size: str) -> str:
    """Give the size that a file of a format has when one is asked for."""
    if not kind.sized:
        return kind.size
    return size_named(size).key if size else kind.size


def file_name(
    scene: Scene,
    format: str,  # noqa: A002
    size: str = "",
    *,
    marking: str = "",
    others: Sequence[Scene] = (),
) -> str:
    """Name a file: ``CRX_<slug>_<size>_<YYYYMMDD>`` with the day shown and the format's ending.

    What asks for more than a day has four letters of its own behind the day, so that neither two
    Views nor two markings overwrite each other. Letters of any script stay; accents of Latin ones go.

    Parameters
    ----------
    scene
        The first of the file.
    format, size, marking
        As of the file.
    others
        What else is in the file.
    """
    kind, view = format_named(format), scene.view
    subject = view.title or scene.subject
    bare = "".join(map(_without_accent, subject)).lower()
    slug = re.sub(r"[\W_]+", "-", bare).strip("-")[:48].strip("-") or "view"
    part = f"_{size_for(kind, size)}" if kind.sized or kind.key == "pptx" else ""
    query = view.to_query()
    more = [*(one.view.to_query() for one in others), *([marking] if marking else [])]
    own = "" if query == View(day=view.day).to_query() and not more else f"_{_letters(query, more)}"
    return f"CRX_{slug}{part}_{view.day:%Y%m%d}{own}.{kind.key}"


def _without_accent(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""
    base = unicodedata.normalize("NFKD", sign)[0]
    return base if base.isascii() else sign


def _letters(query: Mapping[str, str], more: Sequence[object]) -> str:
    own = {key: value for key, value in query.items() if key != "day"}
    text = json.dumps([own, *more] if more else own, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:4]


__all__ = ["FORMATS", "SIZES", "export", "file_name", "scenes_of"]
