"""One door for all formats: a View or a Scene in, the bytes of a file and its name out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.canvas.page_size import SIZES, size_named
from briefing.canvas.plain import plain
from briefing.canvas.typeface import lacking
from briefing.formats.docx import docx
from briefing.formats.geodata import geojson
from briefing.formats.geopackage import gpkg
from briefing.formats.html_page import html
from briefing.formats.iframe import iframe
from briefing.formats.job import Job, Progress, no_progress
from briefing.formats.kml import kml, kmz
from briefing.formats.markdown import markdown
from briefing.formats.names import named
from briefing.formats.picture import OUTLINES, pdf, png, svg
from briefing.formats.pptx import VECTOR, pptx
from briefing.formats.spreadsheet import csv, xlsx
from briefing.library import Library, load_library
from briefing.profile.profile import NO_PROFILE, Profile
from briefing.receipt import BASE, LONGEST_MARKING, check_base, receipt_of
from catalog.paths import GEO
from layers.scene.scene import Scene
from layers.text.escape import one_line
from layers.view.view import View

_TURN = threading.RLock()
"""FreeType's faces, matplotlib's settings and GDAL are the process's, and none of them bears two
threads at once: a process makes one file at a time."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
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
    make
        Writes it.
    variants
        Ways to write it otherwise, each with its words.
    own_ending
        Of a file's name, where it is not the key.
    """

    key: str
    name: str
    mime: str
    make: Callable[[Job], bytes]
    size: str = "hd"
    sized: bool = False
    many: bool = False
    variants: Mapping[str, str] = field(default_factory=dict)
    own_ending: str = ""

    @property
    def ending(self) -> str:
        """Of a file's name."""
        return self.own_ending or self.key


FORMATS: dict[str, Format] = {
    one.key: one
    for one in (
        Format("png", "Picture (PNG)", "image/png", png, sized=True),
        Format("svg", "Vector picture (SVG)", "image/svg+xml", svg, "a4", sized=True,
               variants={OUTLINES: "letters as outlines"}),
        Format("pdf", "Document (PDF)", "application/pdf", pdf, "a4", sized=True, many=True),
        Format("pptx", "Slides (PPTX)", f"{_OFFICE}.presentationml.presentation", pptx, many=True,
               variants={VECTOR: "the map as a drawing too"}),
        Format("html", "Interactive page (HTML)", "text/html", html, many=True),
        Format("gpkg", "GeoPackage", "application/geopackage+sqlite3", gpkg),
        Format("geojson", "GeoJSON", "application/geo+json", geojson),
        Format("md", "Summary (Markdown)", "text/markdown", markdown, many=True),
        Format("docx", "Document to write on (DOCX)", f"{_OFFICE}.wordprocessingml.document", docx,
               many=True),
        Format("xlsx", "Tables (XLSX)", f"{_OFFICE}.spreadsheetml.sheet", xlsx),
        Format("csv", "Tables (CSV, zipped)", "application/zip", csv, own_ending="csv.zip"),
        Format("kmz", "Google Earth (KMZ)", "application/vnd.google-earth.kmz", kmz),
        Format("kml", "Google Earth (KML, without its signs)",
               "application/vnd.google-earth.kml+xml", kml),
        Format("iframe", "Lines for another page (iframe)", "text/html", iframe,
               own_ending="iframe.html"),
    )
}  # fmt: skip


def export(
    what: View | Scene | Sequence[View | Scene],
    format: str = "png",  # noqa: A002
    size: str = "",
    *,
    marking: str = "",
    base: str = "",
    profile: Profile = NO_PROFILE,
    variant: str = "",
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
        printed in it is left out. The profile's if empty.
    base
        Where the app is: the address of the link and of the QR code; the profile's if empty, and
        without one this machine, to which no QR code leads.
    profile
        Whose file it is: name, logo, colours, template.
    variant
        A key of the format's ``variants``, for another way to write it.
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
        If format, size or variant is not known, if the format takes one View only, or if the words leave no
        room for a map; the message says the way out.
    """
    kind = format_named(format)
    single = [what] if isinstance(what, View | Scene) else list(what)
    if not single:
        raise ValueError("no View to export: give at least one")
    if len(single) > 1 and not kind.many:
        many = ", ".join(key for key, one in FORMATS.items() if one.many)
        raise ValueError(f"'{format}' takes one View, not {len(single)}; several go into {many}")
    if variant and variant not in kind.variants:
        there = ", ".join(kind.variants) or "none"
        raise ValueError(f"'{format}' has no variant '{variant}'; there are: {there}")
    own, marking = size_for(kind, size), one_line(marking) or profile.marking
    base = base or profile.address or BASE
    if len(marking) > LONGEST_MARKING:
        raise ValueError(f"the marking has {len(marking)} signs; it may have {LONGEST_MARKING}")
    check_base(base)
    with _TURN:
        scenes = scenes_of(single, folder)
        receipts = [
            receipt_of(
                scene, folder, size=own, format=format, marking=marking, base=base,
                profile=profile.key, variant=variant,
            )
            for scene in scenes
        ]  # fmt: skip
        return kind.make(Job(scenes, receipts, folder, profile, on_progress))


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
    scenes: Scene | Sequence[Scene],
    format: str,  # noqa: A002
    size: str = "",
    *,
    marking: str = "",
) -> str:
    """Name a file: ``CRX_<slug>_<size>_<YYYYMMDD>`` with the day shown and the format's ending."""
    kind = format_named(format)
    listed = [scenes] if isinstance(scenes, Scene) else list(scenes)
    part = size_for(kind, size) if kind.sized or kind.key == "pptx" else ""
    return named(listed, part, kind.ending, marking=marking)


__all__ = ["FORMATS", "SIZES", "export", "file_name", "scenes_of"]
