"""Every table of a Scene as a spreadsheet, and as CSV; no cell is read as a formula."""

from __future__ import annotations

import csv as csv_
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from briefing.canvas.plain import plain
from briefing.canvas.typeface import width, wrap
from briefing.formats.job import Job
from briefing.formats.prose import paragraph
from briefing.formats.tables import Table, tables
from briefing.profile.profile import readable_on
from briefing.receipt import as_json
from layers.palette import THEME_COLORS
from layers.text.words import long_day

ABOUT = "about.txt"
"""Of the archive of CSV: what the tables are, and the receipt in its last line."""
RECEIPT = "Receipt of Crossings: "
_FORMULA = re.compile("[=+@\t\r\uff1d\uff0b\uff20\uff0d-]")
"""What a cell begins with that a spreadsheet works out."""
_FIGURE = re.compile(r"[+-]?\d[\d,.]*( ?%)?")
_SHEET = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET = 31
_WIDEST, _LEAST, _ABOUT = 60, 8, 110
"""Of a column, in letters: the widest, the narrowest, that of the words about it all."""


def xlsx(job: Job) -> bytes:
    """Make a workbook: a sheet that says what it is, and one for each table."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    book = Workbook(target, options)
    scene, receipt = job.scene, job.receipt
    book.set_properties(
        {
            "title": plain(scene.title), "subject": plain(scene.subtitle),
            "author": plain(job.profile.name), "keywords": receipt.code,
            "comments": as_json(job.receipts),
            "created": datetime(*scene.view.day.timetuple()[:3]),  # noqa: DTZ001
        }
    )  # fmt: skip
    _about_sheet(book, job)
    taken = {"about"}
    for table in tables(scene):
        _sheet(book, table, _sheet_name(table.name, taken), job)
    book.close()
    return target.getvalue()


def csv(job: Job) -> bytes:
    """Write each table as a file of CSV, with the mark by which spreadsheets know its letters."""
    target = io.BytesIO()
    day = f"{job.scene.view.day:%Y%m%d}"
    taken: set[str] = set()
    with zipfile.ZipFile(target, "w") as archive:
        for table in tables(job.scene):
            name = re.sub(r"[\W_]+", "-", _sheet_name(table.name, taken).lower()).strip("-")
            _member(archive, f"{name}_{day}.csv", _lines(table, job))
        _member(archive, ABOUT, _about_text(job))
    return target.getvalue()


def inert(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would work out; plain figures stay as they are."""
    bare = plain(text)
    if _FORMULA.match(bare.lstrip()) and not _FIGURE.fullmatch(bare.strip()):
        return f"'{bare}"
    return bare


def _lines(table: Table, job: Job) -> str:
    """Write rows of cells; the marking goes with every one of them."""
    marking = job.receipt.marking
    target = io.StringIO()
    write = csv_.writer(target, lineterminator="\r\n")
    head = [*table.head, "Day", *(["Marking"] if marking else [])]
    write.writerow([inert(cell) for cell in head])
    for row in table.rows:
        last = [job.scene.day, *([marking] if marking else [])]
        write.writerow([inert(cell) for cell in (*row, *last)])
    return "\ufeff" + target.getvalue()


def _about_lines(job: Job) -> list[tuple[str, str]]:
    scene, receipt, profile = job.scene, job.receipt, job.profile
    pairs = [
        ("Marking", receipt.marking),
        ("Title", scene.title),
        ("Day", long_day(scene.view.day)),
        ("Summary", paragraph(scene)),
        *(("To be minded", one) for one in scene.caveats),
        *(("Source", one) for one in scene.credits),
        ("Made by", " · ".join(filter(None, (profile.name, profile.footer)))),
        ("View", receipt.link),
        ("Receipt", receipt.code),
    ]
    return [(name, plain(text)) for name, text in pairs if text]


def _about_text(job: Job) -> str:
    said = [f"{name}: {text}" for name, text in _about_lines(job)]
    return "\ufeff" + "\r\n".join([*said, f"{RECEIPT}{as_json(job.receipts)}", ""])


def _member(archive: zipfile.ZipFile, name: str, text: str) -> None:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    archive.writestr(member, text.encode("utf-8"))


def _sheet_name(name: str, taken: set[str]) -> str:
    base = _SHEET.sub(" ", name).strip()[:_LONGEST_SHEET] or "Table"
    found, number = base, 1
    while found.lower() in taken:
        number += 1
        found = f"{base[: _LONGEST_SHEET - 4]} {number}"
    taken.add(found.lower())
    return found


def _looks(book: Any, job: Job) -> tuple[Any, Any, Any]:
    """Give the looks of a title, a head and a cell; all are texts, whatever they begin with."""
    ground = job.profile.accent or THEME_COLORS["light"]["line"]
    ink = readable_on(ground) if job.profile.accent else THEME_COLORS["light"]["text"]
    text = {"font_name": "Noto Sans", "font_size": 10, "quote_prefix": True, "valign": "top"}
    return (
        book.add_format({**text, "bold": True, "font_size": 13}),
        book.add_format({**text, "bold": True, "bg_color": ground, "font_color": ink}),
        book.add_format({**text, "text_wrap": True}),
    )


def _printed(sheet: Any, job: Job) -> None:
    """Put marking, organisation and page number on every printed page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    marking = job.receipt.marking.replace("&", "&&")
    house = job.profile.name.replace("&", "&&")
    sheet.set_header(f"&C&B{marking}" if marking else "")
    sheet.set_footer(f"&L{house}{f'&C&B{marking}' if marking else ''}&R&P of &N")


def _about_sheet(book: Any, job: Job) -> None:
    sheet = book.add_worksheet("About")
    _, head, cell = _looks(book, job)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, _ABOUT)
    for n, (name, text) in enumerate(_about_lines(job)):
        sheet.write_string(n, 0, name, head)
        sheet.write_string(n, 1, text, cell)
        sheet.set_row(n, _high([text], [_ABOUT]))
    _printed(sheet, job)


def _sheet(book: Any, table: Table, name: str, job: Job) -> None:
    """Write a table under its title; its head stays in sight and can be filtered by."""
    sheet = book.add_worksheet(name)
    title, head, cell = _looks(book, job)
    marking = f"  ·  {job.receipt.marking}" if job.receipt.marking else ""
    sheet.write_string(0, 0, table.title + marking, title)
    sheet.set_row(0, 21)
    columns = _columns(table)
    for n, room in enumerate(columns):
        sheet.set_column(n, n, room)
    for i, row in enumerate((table.head, *table.rows), 1):
        sheet.set_row(i, _high(row, columns))
        for j, text in enumerate(row):
            sheet.write_string(i, j, plain(text), head if i == 1 else cell)
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, len(table.rows) + 1, len(table.head) - 1)
    sheet.repeat_rows(0, 1)
    _printed(sheet, job)


def _high(row: Sequence[str], columns: Sequence[float]) -> float:
    """Give a row's height in points: not every program works it out by itself."""
    lines = [len(wrap(text, 1.0, 0.56 * room)) for text, room in zip(row, columns, strict=True)]
    return 14.5 * max(1, *lines) + 1


def _columns(table: Table) -> Sequence[float]:
    """Give each column the room of its longest text, as far as a screen bears."""
    columns = zip(table.head, *table.rows, strict=True)
    return [
        min(_WIDEST, max(_LEAST, *(width(text, 1.0) / 0.56 + 2 for text in one))) for one in columns
    ]
