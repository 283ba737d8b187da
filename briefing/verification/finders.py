"""Find the receipt inside a file of each format, in one pass and without carrying anything out.

What is not written as Crossings writes it is not searched for: such a file is not the same anyhow.
"""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.formats.iframe import RECEIPT as IFRAME_RECEIPT
from briefing.formats.kml import RECEIPT as KML_RECEIPT
from briefing.formats.markdown import RECEIPT
from briefing.formats.picture import KEY
from briefing.formats.spreadsheet import ABOUT
from briefing.formats.spreadsheet import RECEIPT as CSV_RECEIPT
from briefing.receipt import LONGEST, Receipt, read_receipts
from briefing.verification import chunks
from catalog.printing import shown

_MOST_MEMBERS = 2_000_000
"""Bytes of the list of an archive's members."""
_SECONDS = 2.0
"""That a database may take to give its receipt."""
_UNREADABLE = (ValueError, LookupError, RuntimeError, EOFError, OSError, MemoryError,
               zlib.error, zipfile.BadZipFile, struct.error)  # fmt: skip


def receipts_in(content: bytes, name: str) -> list[Receipt]:
    """Find the receipts inside a file.

    Raises
    ------
    ValueError
        If there are none.
    """
    low = Path(name).name.lower()
    # Of two endings that fit the longer one is meant.
    endings = sorted((one for one in _FINDERS if low.endswith(f".{one}")), key=len)
    finder = _FINDERS[endings[-1]] if endings else None
    if finder is None:
        known = ", ".join(_FINDERS)
        raise ValueError(f"{name} is no file that carries a receipt; those are {known}")
    try:
        text = finder(content)
    except _UNREADABLE as error:
        raise ValueError(f"{name} cannot be read: {shown(error)}") from error
    if not text:
        raise ValueError(
            f"{name} carries no receipt: its metadata were taken out after it was made, or another program "
            "wrote it anew. Read the code and the link on the page and run: "
            "python -m briefing verify --code CRX-.... --view LINK"
        )
    return read_receipts(text)


def _png(content: bytes) -> str:
    return chunks.text(content, KEY)


def _pdf(content: bytes) -> str:
    # In a text of a PDF every bracket is escaped: the first bare one ends it.
    found = _between(content, b"/Keywords ([{", b"}])", keep=(2, 2))
    return re.sub(rb"\\(.)", rb"\1", found).decode("utf-8")


def _svg(content: bytes) -> str:
    return html.unescape(_between(content, b"<rdf:li>[{", b"}]</rdf:li>", keep=(2, 2)).decode())


def _office(content: bytes) -> str:
    core = _member(content, "docProps/core.xml", LONGEST + 1)
    found = _between(core, b"<dc:description>", b"</dc:description>", keep=(0, 0))
    return html.unescape(found.decode("utf-8"))


def _csv(content: bytes) -> str:
    about = _member(content, ABOUT, LONGEST + 1)
    return _between(about, CSV_RECEIPT.encode(), b"\r\n", keep=(0, 0)).decode("utf-8")


def _kmz(content: bytes) -> str:
    # The receipt stands before the features.
    return _kml(_member(content, "doc.kml", LONGEST + 1))


def _kml(content: bytes) -> str:
    begin = f'<Data name="{KML_RECEIPT}"><value>'.encode()
    return html.unescape(_between(content, begin, b"</value>", keep=(0, 0)).decode("utf-8"))


def _iframe(content: bytes) -> str:
    begin, end = (part.encode() for part in IFRAME_RECEIPT)
    return _between(content, begin, end, keep=(0, 0)).decode("ascii")


def _member(content: bytes, name: str, most: int) -> bytes:
    """Unpack a part of an archive, at most so many bytes of it."""
    with zipfile.ZipFile(io.BytesIO(_archive(content))) as archive:
        about = archive.getinfo(name)
        if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"its part '{name}' is packed differently")
        with archive.open(about) as member:
            return member.read(most)


def _archive(content: bytes) -> bytes:
    """Return an archive whose list of members is at its end, as it says, and not too long."""
    end = content[-22:]
    if not end.startswith(b"PK\x05\x06") or content[-42:-38] == b"PK\x06\x07":
        raise ValueError("it is no archive as Crossings writes it")
    (length,) = struct.unpack_from("<I", end, 12)
    if length > _MOST_MEMBERS:
        raise ValueError("it has too many parts")
    return content


def _html(content: bytes) -> str:
    begin = b'<meta name="crossings-receipt" content="'
    return html.unescape(_between(content, begin, b'">', keep=(0, 0)).decode("utf-8"))


def _markdown(content: bytes) -> str:
    begin, end = (part.encode() for part in RECEIPT)
    return _between(content, begin, end, keep=(0, 0)).decode("ascii")


def _geojson(content: bytes) -> str:
    # In a text of JSON every quotation mark is escaped: this is a key.
    start = content.find(b'"receipt": {')
    if start < 0:
        return ""
    text = content[start + 11 : start + 11 + LONGEST].decode("utf-8", errors="replace")
    try:
        receipt, _ = json.JSONDecoder().raw_decode(text)
    except ValueError as error:
        raise ValueError("its receipt is no JSON") from error
    return json.dumps([receipt])


def _gpkg(content: bytes) -> str:
    with _database(content) as base:
        found = base.execute("SELECT type FROM sqlite_master WHERE name = 'about'").fetchone()
        columns = base.execute("PRAGMA table_xinfo(about)").fetchall()
        if found != ("table",) or any(column[6] for column in columns):
            raise ValueError("its table 'about' is none of plain rows")
        return str((base.execute("SELECT receipt FROM about").fetchone() or ("",))[0])


@contextmanager
def _database(content: bytes) -> Iterator[sqlite3.Connection]:
    """Open a GeoPackage in memory: no view, trigger or function of its own is carried out."""
    base = sqlite3.connect(":memory:")
    until = time.monotonic() + _SECONDS
    try:
        base.deserialize(content)
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        base.setlimit(sqlite3.SQLITE_LIMIT_VDBE_OP, 100_000)
        base.set_progress_handler(lambda: time.monotonic() > until, 1000)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA query_only = ON")
        yield base
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise ValueError(str(error)) from error
    finally:
        base.close()


def _between(content: bytes, begin: bytes, end: bytes, *, keep: tuple[int, int]) -> bytes:
    """Return what stands between two marks, with so many bytes of each; b"" if there is none.

    Raises
    ------
    ValueError
        If it is longer than receipts are.
    """
    start = content.find(begin)
    if start < 0:
        return b""
    start += len(begin)
    stop = content.find(end, start, start + LONGEST)
    if stop < 0:
        raise ValueError("its receipt has no end, or is too long")
    return content[start - keep[0] : stop + keep[1]]


_FINDERS: dict[str, Callable[[bytes], str]] = {
    "png": _png,
    "pdf": _pdf,
    "svg": _svg,
    "pptx": _office,
    "docx": _office,
    "xlsx": _office,
    "csv.zip": _csv,
    "kml": _kml,
    "kmz": _kmz,
    "iframe.html": _iframe,
    "html": _html,
    "geojson": _geojson,
    "gpkg": _gpkg,
    "md": _markdown,
}
