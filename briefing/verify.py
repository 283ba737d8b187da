"""Whether a file is what its View gives today, and if not, what has changed."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.canvas.page_size import SIZES
from briefing.composer import Material, load_material
from briefing.export import FORMATS, export
from briefing.formats.picture import KEY
from briefing.receipt import Receipt, code_of, read_receipts, receipt_of, version
from catalog.paths import GEO
from layers.text.words import names
from layers.view.view import View

_LARGEST, _LARGEST_XML = 200_000_000, 2_000_000
"""Bytes of a file, and of the properties in an archive, that are looked into."""
# What readers raise on files that are damaged or made to do harm.
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError,
               zipfile.BadZipFile)  # fmt: skip


@dataclass
class Verdict:
    """What was found.

    Parameters
    ----------
    same
        The file is what its View gives today.
    findings
        A sentence for each thing that was found.
    """

    same: bool
    findings: list[str] = field(default_factory=list)


def verify(path: Path, folder: Path = GEO) -> Verdict:
    """Make a file anew from its receipt and compare.

    Raises
    ------
    ValueError
        If the file carries no receipt that can be read; the message says what can be done.
    OSError
        If it cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"{path.name} is too large for a Briefing")
    content = path.read_bytes()
    receipts = receipts_in(content, path.name)
    material = load_material(folder)
    findings: list[str] = []
    views = []
    for receipt in receipts:
        view, problems = View.from_query(receipt.view, material.default)
        findings += problems
        views.append(view)
        findings += _changes(receipt, view, material)
    first = receipts[0]
    if first.format not in FORMATS or (first.size and first.size not in SIZES):
        raise ValueError(f"{path.name} names format '{first.format}' and size '{first.size}', "
                         "which this version does not know")  # fmt: skip
    findings = list(dict.fromkeys(findings))
    made = export(
        views, first.format, first.size, marking=first.marking, base=first.base, folder=folder
    )
    if made == content:
        return Verdict(not findings, findings)
    if not findings:
        findings.append(_difference(first.format, content, made))
        return Verdict(findings[0].startswith("Only"), findings)
    return Verdict(False, findings)


def verify_code(code: str, link: str, folder: Path = GEO) -> Verdict:
    """Check a code read from a page against the link of its QR code.

    A picture that was sent around has often lost its metadata; the page itself still says both.
    """
    material = load_material(folder)
    view, problems = material.view(link)
    if problems:
        raise ValueError(" ".join(problems))
    receipt = receipt_of(material.scene(view), folder, size="", format="")
    if receipt.code == code.strip().upper():
        return Verdict(True, [])
    return Verdict(
        False,
        [f"The code is {receipt.code} today: data, View or version have changed since {code}."],
    )


def receipts_in(content: bytes, name: str) -> list[Receipt]:
    """Find the receipts inside a file.

    Raises
    ------
    ValueError
        If there are none.
    """
    finder = _FINDERS.get(Path(name).suffix.lower().lstrip("."))
    if finder is None:
        known = ", ".join(_FINDERS)
        raise ValueError(f"{name} is no file that carries a receipt; those are {known}")
    try:
        text = finder(content)
    except _UNREADABLE as error:
        raise ValueError(f"{name} cannot be read: {error}") from error
    if not text:
        raise ValueError(
            f"{name} carries no receipt: its metadata were taken out on the way. Read the code and "
            "the QR code on the page and run: python -m briefing verify --code CRX-.... --view LINK"
        )
    return read_receipts(text)


def _changes(receipt: Receipt, view: View, material: Material) -> list[str]:
    now = receipt_of(
        material.scene(view), material.folder, size=receipt.size, format=receipt.format,
        marking=receipt.marking, base=receipt.base,
    )  # fmt: skip
    said = []
    if code_of(receipt.view, receipt.data, receipt.version) != receipt.code:
        said.append(f"The receipt {receipt.code} does not belong to what it lists: it was altered.")
    changed = sorted(
        name for name in {*receipt.data, *now.data} if receipt.data.get(name) != now.data.get(name)
    )
    if changed:
        said.append(f"Data have changed since: {names(changed)}.")
    if receipt.version != version():
        said.append(f"It was made by version {receipt.version}; this is {version()}.")
    if dict(receipt.view) != dict(now.view):
        said.append("The View is read otherwise today.")
    return said


def _difference(kind: str, content: bytes, made: bytes) -> str:
    if kind == "gpkg" and _rows(content) == _rows(made):
        return "Only the file's dates differ: every row of every table is the same."
    if kind != "png":
        return "The file was changed after it was made, or by other versions of its libraries."
    from PIL import Image, ImageChops

    old, new = (Image.open(io.BytesIO(one)).convert("RGB") for one in (content, made))
    if old.size != new.size:
        return f"The picture was resized after it was made: {old.size}, not {new.size}."
    box = ImageChops.difference(old, new).getbbox()
    if box is None:
        return "Only the file's wrapping differs: every pixel is the same."
    return f"The picture was altered after it was made, within the pixels {box}."


def _png(content: bytes) -> str:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            return str(getattr(picture, "text", {}).get(KEY, ""))
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        about = PdfReader(io.BytesIO(content)).metadata
        return str(about.get("/Keywords", "")) if about else ""
    except PyPdfError as error:
        raise ValueError(str(error)) from error


def _svg(content: bytes) -> str:
    found = re.search(rb"<rdf:li>(\[\{.*?\}\])</rdf:li>", content, re.DOTALL)
    return html.unescape(found.group(1).decode("utf-8")) if found else ""


def _pptx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.getinfo("docProps/core.xml").file_size > _LARGEST_XML:
            raise ValueError("its properties are too large")
        core = archive.read("docProps/core.xml")
    found = re.search(rb"<dc:description>(.*?)</dc:description>", core, re.DOTALL)
    return html.unescape(found.group(1).decode("utf-8")) if found else ""


def _html(content: bytes) -> str:
    found = re.search(rb'<meta name="crossings-receipt" content="([^"]*)">', content)
    return html.unescape(found.group(1).decode("utf-8")) if found else ""


def _geojson(content: bytes) -> str:
    collection = json.loads(content)
    receipt = collection.get("receipt") if isinstance(collection, dict) else None
    return json.dumps([receipt]) if receipt else ""


def _gpkg(content: bytes) -> str:
    with _database(content) as base:
        return str(base.execute("SELECT receipt FROM about").fetchone()[0])


@contextmanager
def _database(content: bytes) -> Iterator[sqlite3.Connection]:
    """Open a GeoPackage in memory: whatever it holds, nothing of it is carried out."""
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(content)
        yield base
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error
    finally:
        base.close()


def _rows(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Read all tables but those in which a GeoPackage notes when it was written."""
    with _database(content) as base:
        names = [
            name
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("gpkg_", "rtree_", "sqlite_"))
        ]
        return {
            name: base.execute('SELECT * FROM "{}"'.format(name.replace('"', '""'))).fetchall()  # noqa: S608
            for name in sorted(names)
        }


_FINDERS: dict[str, Callable[[bytes], str]] = {
    "png": _png,
    "pdf": _pdf,
    "svg": _svg,
    "pptx": _pptx,
    "html": _html,
    "geojson": _geojson,
    "gpkg": _gpkg,
}


def sentence(name: str, verdict: Verdict) -> str:
    """Write a verdict on one line."""
    said = " ".join(verdict.findings)
    if verdict.same:
        return f"{name}: is what its View gives today. {said}".rstrip()
    return f"{name}: is not what its View gives today. {said}"
