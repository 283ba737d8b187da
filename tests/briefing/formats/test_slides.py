"""Slides that can be worked on: one family of type, a legend of shapes, direction, marking, numbers."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from briefing.export import export
from briefing.formats.slide_shapes import COMPLEX_FONT, FONT

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
URDU = "طورخم: وضعیت ۲۰۲۵ گزرگاہ بند ہے"


@pytest.fixture(scope="module")
def small(material):
    return replace(material.default, layers=("crossings", "ports"), lat=34.1, lon=71.1, zoom=8)


@pytest.fixture(scope="module")
def content(small):
    return export(small, "pptx", marking="For test use")


@pytest.fixture(scope="module")
def deck(content):
    return Presentation(io.BytesIO(content))


def texts(slide):
    """Texts of a slide, those in groups included."""
    found = []
    for node in slide.shapes._spTree.iter(f"{{{NAMES['a']}}}p"):
        found.append("".join(one.text or "" for one in node.iter(f"{{{NAMES['a']}}}t")))  # noqa: PERF401
    return found


def test_every_slide_bears_the_marking_twice_and_its_number(deck):
    many = len(deck.slides)
    for number, slide in enumerate(deck.slides, 1):
        found = texts(slide)
        assert found.count("For test use") == 2
        assert f"{number} of {many}" in found
        assert slide.shapes._spTree.findall(".//a:fld[@type='slidenum']", NAMES)


def test_the_legend_is_shapes_and_words_that_can_be_taken_hold_of(deck):
    (legend,) = [shape for shape in deck.slides[0].shapes if shape.name == "Legend"]
    kinds = [shape.shape_type for shape in legend.shapes]
    assert sum(one is None or "FREEFORM" in str(one) for one in kinds) >= 4
    words = [shape.text_frame.text for shape in legend.shapes if shape.has_text_frame]
    assert "Crossings, as last reported" in words
    assert not [
        shape
        for shape in deck.slides[0].shapes
        if shape.name == "Legend" and shape.shape_type == 13
    ]


def test_one_family_of_type_stands_throughout(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    used = set()
    for part in parts:
        used |= {one.split('"')[0] for one in part.split('<a:latin typeface="')[1:]}
    assert used - {"+mn-lt", "+mj-lt"} == {FONT}


def test_a_title_in_urdu_is_set_from_the_right_in_letters_that_it_has(small):
    slide = Presentation(io.BytesIO(export(replace(small, title=URDU), "pptx"))).slides[0]
    (line,) = [one._p for one in slide.shapes.title.text_frame.paragraphs]
    assert line.pPr.get("rtl") == "1"
    assert line.pPr.get("algn") == "r"
    looks = line.find(".//a:rPr", NAMES)
    assert looks.get("lang") == "ur-PK"
    assert looks.find("a:cs", NAMES).get("typeface") == COMPLEX_FONT
    # In this order, as the schema has it.
    tags = [one.tag.rpartition("}")[2] for one in looks]
    assert tags == sorted(tags, key=["solidFill", "latin", "cs", "hlinkClick"].index)


@pytest.mark.parametrize(("title", "tongue"), [("چمن بسته است", "fa-IR"), ("د تورخم دروازه ښځې", "ps-AF"),
                                               ("Torkham", "en-GB")])  # fmt: skip
def test_persian_and_pashto_are_told_apart_by_their_letters(small, title, tongue):
    slide = Presentation(io.BytesIO(export(replace(small, title=title), "pptx"))).slides[0]
    assert (
        slide.shapes.title.text_frame.paragraphs[0]._p.find(".//a:rPr", NAMES).get("lang") == tongue
    )


def test_the_map_comes_as_a_drawing_too_where_it_is_asked_for(small, content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".svg")]
    drawn = export(small, "pptx", variant="vector")
    with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".svg")]
        drawing = archive.read(name).decode()
        assert b"image/svg+xml" in archive.read("[Content_Types].xml")
    assert "<path" in drawing
    assert "<text" not in drawing
    slide = Presentation(io.BytesIO(drawn)).slides[0]
    (blip,) = slide.shapes._spTree.findall(".//asvg:svgBlip", NAMES)
    key = blip.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
    assert slide.part.related_part(key).content_type == "image/svg+xml"


@pytest.mark.parametrize("variant", ["", "vector"])
def test_the_auditor_of_office_files_finds_nothing(small, content, variant, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(export(small, "pptx", variant=variant) if variant else content)
    tool = Path(sys.executable).with_name("openxml-audit")
    asked = subprocess.run([tool, path], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout
    assert "no findings" in asked.stdout


def test_rows_are_shared_evenly_among_slides():
    from briefing.formats.slide_tables import paged, widths
    from briefing.formats.tables import Table

    table = Table("Gates", ("Gate", "Status"), tuple((f"Gate {n}", "closed") for n in range(26)))
    pages = paged(table, widths(table, 900), 430)
    counts = [len(page) - 1 for page in pages]
    assert sum(counts) == 26
    assert len(counts) == 2
    assert max(counts) - min(counts) <= 1
