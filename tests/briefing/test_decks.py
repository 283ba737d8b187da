"""Decks as a program for slides shows them: nothing leaves the page, nothing is cut, tables go on."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from briefing.export import export
from briefing.formats.slide_tables import paged, widths
from briefing.formats.tables import Table, cited, tables

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def views(material):
    plain = replace(material.default, day=date(2026, 3, 13))
    return {
        "what-if": [replace(plain, origin="Kabul", destination="Karachi", close=("torkham",))],
        "deck": [plain, replace(plain, day=date(2025, 10, 1)), replace(plain, worldview="IND")],
    }


@pytest.fixture(scope="module", params=["what-if", "deck"])
def pages(request, views, tmp_path_factory):
    if OFFICE is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path_factory.mktemp("deck")
    path = folder / "deck.pptx"
    path.write_bytes(export(views[request.param], "pptx"))
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return PdfReader(io.BytesIO((folder / "deck.pdf").read_bytes())).pages


def test_no_text_of_a_deck_leaves_its_page(pages):
    outside = []
    for number, page in enumerate(pages, 1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def see(text, _cm, at, _font, size, number=number, width=width, height=height):
            x, y = at[4], at[5]
            if text.strip() and not (0 <= x <= width and 0.5 * size <= y <= height):
                outside.append((number, text, x, y))

        page.extract_text(visitor_text=see)
    assert outside == []


def test_a_deck_says_everything_when_it_is_opened(pages):
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Sources" in words
    assert "ODbL" in words
    if len(pages) > 8:  # a View alone brings its tables
        for head in (
            "Border crossings on 13 March 2026 (1 of",
            "Trade routes on",
            "Ports on",
            "Routes, Kabul to Karachi",
        ):
            assert head in words
    else:
        assert "Contents" in words
        assert "Comparison" in words


def test_every_row_names_its_sources(material):
    for table in tables(material.scene(replace(material.default, day=date(2026, 3, 13)))):
        assert table.head[-1] == "Sources"
        assert [row[0] for row in table.rows if not row[-1]] == [], table.title


def test_of_many_sources_the_number_of_the_others_is_given():
    row = {"sources": [{"name": f"Paper {n}", "date": None} for n in range(7)]}
    assert cited([row]) == "Paper 0; Paper 1; Paper 2; 4 more"
    assert cited([{"sources": row["sources"][:4]}]) == "Paper 0; Paper 1; Paper 2; Paper 3"
    dated = {"sources": [{"name": "Paper", "date": "2026-02-11"}]}
    assert cited([dated, dated]) == "Paper (11 Feb 2026)"


def test_a_long_table_goes_on_and_loses_no_row():
    rows = tuple((f"Gate {n}", "closed " * (n % 9 + 1)) for n in range(60))
    table = Table("Gates", ("Gate", "Status"), rows)
    pages = paged(table, widths(table, 900), 440)
    assert len(pages) > 1
    assert [row for page in pages for row in page[1:]] == list(rows)
    assert {page[0] for page in pages} == {table.head}
