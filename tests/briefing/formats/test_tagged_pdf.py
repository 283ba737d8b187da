"""A PDF is read as it is seen: parts, words in the place of the map, an outline, a language."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pypdf
import pytest

from briefing.export import export
from briefing.formats.job import Job
from briefing.formats.pdf_tags import Begin, End, tagged
from briefing.formats.prose import paragraph
from briefing.receipt import receipt_of
from catalog.paths import GEO


@pytest.fixture(scope="module")
def two(material):
    small = replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8)
    return [small, replace(small, day=date(2025, 10, 1), title="طورخم بند ہے")]


@pytest.fixture(scope="module")
def document(two):
    content = export(two, "pdf", marking="For test use", base="https://maps.example.org/")
    return pikepdf.open(io.BytesIO(content))


def parts(document):
    """Every part of a document's tree with its tag, depth first."""

    def walk(element):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield str(element.S)[1:], element
            for kid in element.get("/K", []):
                yield from walk(kid)

    return list(walk(document.Root.StructTreeRoot.K[0]))


def test_a_reader_is_told_language_title_and_that_there_are_parts(document):
    root = document.Root
    assert str(root.Lang) == "en"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"]


def test_the_outline_names_each_page_with_its_title(document, material, two):
    with document.open_outline() as outline:
        titles = [one.title for one in outline.root]
    assert titles == [material.scene(view).title for view in two]


def test_each_page_has_its_title_as_heading_and_its_map_in_words(document, material, two):
    tags = [tag for tag, _ in parts(document)]
    assert tags.count("H1") == 2
    assert tags.index("H1") < tags.index("Figure")
    figures = [element for tag, element in parts(document) if tag == "Figure"]
    assert [str(one.Alt) for one in figures] == [paragraph(material.scene(view)) for view in two]
    assert all(len(one.A.BBox) == 4 for one in figures)
    assert {"L", "LI", "LBody", "H2", "P", "Link"} <= set(tags)


def test_a_title_in_urdu_says_so(document):
    headings = [element for tag, element in parts(document) if tag == "H1"]
    assert [str(one.get("/Lang", "")) for one in headings] == ["", "ur"]


def test_every_piece_of_a_page_belongs_to_a_part_and_every_mark_ends(document):
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in document.pages:
        drawn = b"".join(stream.read_bytes() for stream in [page.Contents])
        pieces = [int(one) for one in re.findall(rb"/MCID (\d+)", drawn)]
        assert pieces == list(range(len(pieces)))
        assert len(parents[int(page.obj.StructParents)]) == len(pieces)
        assert drawn.count(b" BDC") + drawn.count(b" BMC") == drawn.count(b"EMC")


def test_the_live_code_is_a_link_that_is_read(document):
    for page in document.pages:
        (note,) = page.Annots
        assert "https://maps.example.org/" in str(note.Contents)
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert str(parents[int(note.StructParent)].S) == "/Link"


def test_each_page_bears_marking_and_number(two):
    content = export(two, "pdf", marking="For test use")
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages, 1):
        text = page.extract_text()
        assert text.count("For test use") == 2
        assert f"{number} of 2" in text


def test_the_checker_of_pdf_ua_finds_no_error(two, tmp_path):
    import subprocess
    import sys
    from pathlib import Path

    path = tmp_path / "one.pdf"
    path.write_bytes(export(two, "pdf"))
    tool = Path(sys.executable).with_name("pdfua")
    asked = subprocess.run([tool, "check", path], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout


def test_marks_open_and_close_around_what_is_drawn(material, two):
    scene = material.scene(two[0])
    receipt = receipt_of(scene, GEO, size="a4", format="pdf")
    items, sect = tagged(Job([scene], [receipt]).page(pages=1), "the map")
    depth = 0
    for item in items:
        depth += isinstance(item, Begin) - isinstance(item, End)
        assert depth == 1 or isinstance(item, End)
    assert depth == 0
    assert sect.parts[0].tag == "H1"


def test_the_marking_is_heard_before_all_else(document):
    for tag, element in parts(document):
        if tag == "Sect":
            first = element.K[0]
            assert str(first.S) == "/P"
            assert len(first.K) == 1
