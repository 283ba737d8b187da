import contextlib
import io
import json
import shutil
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from briefing.export import export
from briefing.formats.picture import KEY
from briefing.receipt import as_json, link_of, read_receipts, receipt_of
from briefing.verification.finders import receipts_in
from briefing.verification.verify import verify, verify_code
from catalog.paths import GEO
from layers.view.view import View
from tests.catalog.built import seal


def written(image: Any) -> dict[str, str]:
    """Return the texts that stand in a PNG."""
    return dict(image.text)


@pytest.fixture
def small(material):
    """A View that is quick to draw."""
    return replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8)


@pytest.fixture
def picture(small, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(export(small, "png"))
    return path


def test_a_picture_is_what_its_view_gives(picture):
    assert verify(picture).same


@pytest.mark.parametrize("kind", ["svg", "pdf", "pptx", "html", "geojson", "gpkg"])
def test_every_kind_of_file_can_be_verified(small, kind, tmp_path):
    path = tmp_path / f"file.{kind}"
    path.write_bytes(export(small, kind))
    assert verify(path).same


@pytest.mark.parametrize("kind", ["png", "md"])
def test_what_the_maker_wrote_is_not_vouched_for_without_a_word(small, kind, tmp_path):
    path = tmp_path / f"file.{kind}"
    view = replace(small, title="Torkham is open, says the ministry")
    path.write_bytes(export(view, kind, marking="Approved", base="https://other.example/"))
    verdict = verify(path)
    assert verdict.same
    (said,) = verdict.findings
    assert "not from the data" in said
    for own in ("Torkham is open, says the ministry", "Approved", "https://other.example/"):
        assert own in said


def test_a_file_without_words_of_its_maker_has_nothing_to_be_told(small, tmp_path):
    path = tmp_path / "file.md"
    path.write_bytes(export(small, "md"))
    assert verify(path).findings == []


def test_a_geopackage_in_which_a_row_was_changed_is_found_out(small, tmp_path):
    path = tmp_path / "file.gpkg"
    path.write_bytes(export(small, "gpkg"))
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE about SET summary = 'All gates are open.'")
        base.commit()
    assert not verify(path).same


def test_a_picture_that_was_touched_up_is_found_out(picture):
    with Image.open(picture) as image:
        about = PngImagePlugin.PngInfo()
        about.add_text(KEY, written(image)[KEY])
        changed = image.convert("RGB")
        changed.putpixel((500, 500), (255, 0, 0))
        changed.save(picture, pnginfo=about)
    verdict = verify(picture)
    assert not verdict.same
    said = "altered after it was made, within the pixels (500, 500, 501, 501)"
    assert said in verdict.findings[0]


def test_data_that_have_changed_are_named(picture, tmp_path):
    folder = tmp_path / "geo"
    shutil.copytree(GEO, folder)
    path = folder / "crossings.geojson"
    path.write_text(path.read_text("utf-8").replace("Torkham", "Torkham Gate"), "utf-8")
    seal(folder)
    verdict = verify(picture, folder)
    assert not verdict.same
    assert verdict.findings == ["Data have changed since: crossings.geojson."]


def test_a_receipt_that_was_rewritten_does_not_fit_its_code(picture):
    with Image.open(picture) as image:
        fields = json.loads(written(image)[KEY])
        fields[0]["view"]["day"] = "2025-10-01"
        about = PngImagePlugin.PngInfo()
        about.add_text(KEY, json.dumps(fields))
        image.save(picture, pnginfo=about)
    assert any("was altered" in one for one in verify(picture).findings)


def test_a_picture_without_its_metadata_says_what_to_do(picture):
    with Image.open(picture) as image:
        image.convert("RGB").save(picture)
    with pytest.raises(ValueError, match="verify --code"):
        verify(picture)


def test_a_code_can_be_checked_by_hand(small, material):
    receipt = receipt_of(material.scene(small), GEO, size="hd", format="png")
    link = link_of(receipt.view)
    assert verify_code(receipt.code.lower(), link).same
    assert not verify_code("CRX-0000-0000", link).same


def test_the_code_depends_on_view_and_data_but_not_on_the_format(small, material):
    scene = material.scene(small)
    other = material.scene(replace(small, zoom=9))
    png = receipt_of(scene, GEO, size="hd", format="png")
    assert png.code == receipt_of(scene, GEO, size="a4", format="pdf", marking="x").code
    assert png.code != receipt_of(other, GEO, size="hd", format="png").code


def test_the_link_leads_back_to_the_view(material, view):
    read, problems = material.view(link_of(replace(view, title="50% & more #1")))
    assert problems == []
    assert read == replace(view, title="50% & more #1")


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", b"[]", b"not a picture", b"PK\x03\x04"]
)
@pytest.mark.parametrize(
    "name", ["a.png", "a.pdf", "a.svg", "a.pptx", "a.html", "a.geojson", "a.txt"]
)
def test_what_is_no_briefing_is_an_error_and_no_crash(content, name):
    with pytest.raises(ValueError, match=r"a\."):
        receipts_in(content, name)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[1]", '[{"code": 1}]', "null", '[{"code":"","view":[],"data":{}}]']
)
def test_damaged_receipts_are_told(text):
    with pytest.raises(ValueError, match="damaged"):
        read_receipts(text)


@pytest.mark.parametrize("base", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "app"])
def test_a_link_leads_to_a_web_address_only(small, base):
    with pytest.raises(ValueError, match="no address of an app"):
        export(small, "md", base=base)


def test_receipts_go_round(small, material):
    receipt = receipt_of(material.scene(small), GEO, size="hd", format="png")
    assert read_receipts(as_json([receipt])) == [receipt]


def test_a_picture_says_its_code(small, material):
    made = Image.open(io.BytesIO(export(small, "png")))
    receipt = receipt_of(material.scene(small), GEO, size="hd", format="png")
    assert json.loads(written(made)[KEY])[0]["code"] == receipt.code
    assert isinstance(small, View)
