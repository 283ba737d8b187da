"""A template of slides: what acts, leads elsewhere or is too much is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

LARGEST = 10_000_000
"""Bytes of a template's file."""
_MOST_PARTS, _MOST_BYTES = 2_000, 80_000_000
_MOST_EACH = 20_000_000
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_ACTS = re.compile(
    r"vbaProject|activeX|embeddings/|oleObject|\.bin$|\.exe$|customUI|ctrlProps|webextensions",
    re.IGNORECASE,
)
_SHAPE = 16 / 9


def check_template(content: bytes) -> None:
    """See that a template can be used and does nothing but look.

    Raises
    ------
    ValueError
        If it holds macros, embedded objects, relations to elsewhere or entities, is no deck or
        no wide one, or has no layout with a title; the message says which.
    """
    if len(content) > LARGEST:
        raise ValueError(f"it has {len(content):,} bytes; it may have {LARGEST:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_through(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError,
            LookupError) as error:  # fmt: skip
        raise ValueError(f"it is no .pptx that can be read ({error})") from error
    _opened(content)


def _look_through(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MOST_PARTS or sum(one.file_size for one in members) > _MOST_BYTES:
        raise ValueError("it holds too much")
    names = [one.filename for one in members]
    if len(set(names)) != len(names):
        raise ValueError("two of its parts have one name")
    kinds = _text(archive, "[Content_Types].xml")
    if _PRESENTATION not in kinds:
        raise ValueError("it is no .pptx: save it as a presentation without macros")
    if "macroEnabled" in kinds:
        raise ValueError("it holds macros: save it as .pptx")
    for name in names:
        _look_at(archive, name)


def _look_at(archive: zipfile.ZipFile, name: str) -> None:
    if ".." in name or name.startswith("/") or "\\" in name:
        raise ValueError(f"a part of it is called '{name[:40]}'")
    # A printer's settings are left behind with its slides.
    if _ACTS.search(name) and not name.startswith("ppt/printerSettings/"):
        raise ValueError(f"it holds '{name[:60]}', which can act: take it out")
    if not name.endswith((".xml", ".rels")):
        return
    text = _text(archive, name)
    if re.search(r"<!DOCTYPE|<!ENTITY", text, re.IGNORECASE):
        raise ValueError(f"'{name[:60]}' declares entities")
    if name.endswith(".rels") and re.search(r"TargetMode\s*=\s*.External", text):
        raise ValueError(f"'{name[:60]}' leads out of the file: take links and linked pictures out")


def _text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        content = member.read(_MOST_EACH + 1)
    if len(content) > _MOST_EACH:
        raise ValueError("it holds too much")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"'{name[:60]}' is not written in UTF-8") from error


def _opened(content: bytes) -> None:
    """Open it as the slides will; it needs a wide page and a layout with a title."""
    from lxml.etree import XMLSyntaxError
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        deck = Presentation(io.BytesIO(content))
        across, down = int(deck.slide_width or 0), int(deck.slide_height or 1)
        titled = [one for one in deck.slide_layouts if titles(one)]
    except (PythonPptxError, XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError,
            IndexError) as error:  # fmt: skip
        raise ValueError(f"it is no .pptx that can be read ({type(error).__name__})") from error
    if abs(across / down - _SHAPE) > 0.02:
        raise ValueError("its slides are not 16 to 9: set their size to widescreen")
    if not titled:
        raise ValueError("none of its layouts has a title")


def titles(layout: object) -> bool:
    """Tell whether a layout has a place for a title."""
    kinds = ("TITLE", "CENTER_TITLE")
    places = getattr(layout, "placeholders", ())
    return any(one.placeholder_format.type.name in kinds for one in places)
