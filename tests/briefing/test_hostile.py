"""Strings that are code somewhere are text in every format."""

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from briefing.export import export, file_name
from briefing.formats.job import Job
from briefing.formats.markdown import markdown
from briefing.formats.prose import paragraph
from briefing.receipt import receipt_of
from catalog.paths import GEO

HOSTILE = r"""<script>alert(1)</script> $\frac{1}{0}$ `${x}` "]]> &amp; {{7*7}} \u{zz} ../../etc"""


@pytest.fixture(scope="module")
def hostile(material):
    """A Scene with such strings as title, names, reasons and credits."""
    view = replace(material.default, layers=("crossings", "incidents"), title=HOSTILE,
                   window=None, lat=34.1, lon=71.1, zoom=8)  # fmt: skip
    scene = material.scene(view)
    layers = tuple(
        replace(
            part,
            features=tuple(
                {**row, "name": HOSTILE + "\x07", "reason": HOSTILE} for row in part.features
            ),
        )
        for part in scene.layers
    )
    return replace(scene, layers=layers)


def test_svg_and_pdf_show_them_as_they_are(hostile):
    svg = ET.fromstring(export(hostile, "svg"))  # noqa: S314 - our own file
    assert svg.find("{http://www.w3.org/2000/svg}title").text == HOSTILE
    assert not [node for node in svg.iter() if node.tag.endswith("script")]
    pdf = pypdfium2.PdfDocument(export(hostile, "pdf"))
    text = re.sub(r"\s", "", pdf[0].get_textpage().get_text_range())
    assert re.sub(r"\s", "", HOSTILE) in text


def test_slides_show_them_as_they_are(hostile):
    from pptx import Presentation

    deck = Presentation(io.BytesIO(export(hostile, "pptx")))
    assert deck.slides[0].shapes.title.text == HOSTILE
    assert HOSTILE in deck.slides[0].notes_slide.notes_text_frame.text


def test_html_holds_no_tag_of_theirs(hostile):
    text = export(hostile, "html").decode()
    assert "<script>alert" not in text
    assert "alert(1)" in text


def test_markdown_holds_no_mark_of_theirs(hostile):
    receipt = receipt_of(hostile, GEO, size="hd", format="md")
    text = markdown(Job([hostile], [receipt])).decode()
    assert "<script" not in text.replace(r"\<", "")
    assert not re.search(r"(?<!\\)\$", text)
    assert all(
        line.count("|") - line.count(r"\|") == 5
        for line in text.splitlines()
        if line.startswith("| unknown")
    )


def test_geojson_and_geopackage_take_them(hostile):
    assert json.loads(export(hostile, "geojson"))["name"] == HOSTILE
    assert export(hostile, "gpkg").startswith(b"SQLite format 3")


def test_a_file_name_holds_letters_only(hostile):
    assert re.fullmatch(
        r"CRX_[^\W_A-Z]+(-[^\W_A-Z]+)*_hd_\d{8}_[0-9a-f]{4}\.png", file_name(hostile, "png")
    )


def test_the_words_are_one_line(hostile):
    assert "\x07" not in paragraph(hostile)


def test_a_marking_is_text_too(material):
    view = replace(material.default, layers=())
    svg = export(view, "svg", marking=HOSTILE[:60]).decode()
    assert "<script>alert" not in svg


def test_a_document_shows_them_as_they_are_and_runs_none(hostile):
    from docx import Document

    content = export(hostile, "docx", marking=HOSTILE[:60])
    document = Document(io.BytesIO(content))
    assert document.paragraphs[0].text == HOSTILE
    assert HOSTILE[:60].strip() in document.sections[0].header.paragraphs[0].text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(HOSTILE in one for one in cells)
    assert b"fldSimple" not in content


def test_lines_for_another_page_hold_no_tag_of_theirs(hostile):
    text = export(hostile, "iframe", marking=HOSTILE[:60]).decode()
    assert "<script" not in text
    assert text.count("<iframe") == text.count("<figure") == 1
    assert text.count("-->") == 1
    live = export(hostile, "iframe", base="https://maps.example.org/").decode()
    assert 'src="https://maps.example.org/?day=' in live
    assert "allow-top-navigation" not in live
