"""KML as Google Earth reads it: by the schema, with days, signs, and balloons that run nothing."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastkml.validator import validate
from PIL import Image

from briefing.export import export
from briefing.formats import kml
from briefing.formats.geodata import shown

K = "{http://www.opengis.net/kml/2.2}"
HOSTILE = '<script>alert(1)</script> $[description] ]]> <img src=x onerror="alert(1)"> &amp;'


@pytest.fixture(scope="module")
def view(material):
    return replace(
        material.default, layers=("crossings", "ports", "incidents", "boundaries"), window=None
    )


@pytest.fixture(scope="module")
def hostile(material, view):
    """Give a view whose title and whose features' words are hostile, as files could have them."""

    def spoilt(scene, folder):
        for layer, row, geometry in shown(scene, folder):
            if scene.view.title == HOSTILE:
                row |= {"name": HOSTILE, "reason": HOSTILE, "summary": HOSTILE}
            yield layer, row, geometry

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kml, "shown", spoilt)
        yield material.scene(replace(view, title=HOSTILE))


@pytest.mark.parametrize("kind", ["plain", "hostile"])
def test_it_is_valid_by_the_schema(view, hostile, kind, tmp_path):
    path = Path(tmp_path / "one.kml")
    path.write_bytes(export(view if kind == "plain" else hostile, "kml", marking="For test use"))
    assert validate(file_to_validate=path)


def test_each_feature_has_a_style_that_there_is_and_its_days(view, material):
    root = ET.fromstring(export(view, "kml"))  # noqa: S314 - our own file
    styles = {one.get("id") for one in root.iter(f"{K}Style")}
    marks = list(root.iter(f"{K}Placemark"))
    assert {one.find(f"{K}styleUrl").text.lstrip("#") for one in marks} == styles
    rows = {row["id"]: row for row in material.scene(view).features("incidents")}
    spans = {}
    for one in marks:
        data = {d.get("name"): d.find(f"{K}value").text for d in one.iter(f"{K}Data")}
        span = one.find(f"{K}TimeSpan")
        if data.get("id") in rows and span is not None:
            spans[data["id"]] = span.find(f"{K}begin").text
    assert spans
    assert all(rows[key]["valid_from"] == begin for key, begin in spans.items())


def test_a_day_that_holds_until_another_ends_the_day_before():
    from briefing.formats.kml import _span

    place = ET.Element("Placemark")
    _span(place, {"valid_from": "2025-10-12", "valid_to": "2025-11-01"})
    assert [one.text for one in place[0]] == ["2025-10-12", "2025-10-31"]
    once = ET.Element("Placemark")
    _span(once, {"valid_from": "2025-10-12", "valid_to": "2025-10-12"})
    assert [one.text for one in once[0]] == ["2025-10-12", "2025-10-12"]
    never = ET.Element("Placemark")
    _span(never, {})
    assert len(never) == 0


def test_a_balloon_holds_no_tag_and_no_value_of_theirs(hostile):
    root = ET.fromstring(export(hostile, "kml"))  # noqa: S314 - our own file
    balloons = [one.find(f"{K}description").text or "" for one in root.iter(f"{K}Placemark")]
    assert len(balloons) > 50
    for one in balloons:
        assert "<script" not in one
        assert "<img" not in one
        assert "$[" not in one
    assert any("&#60;script&#62;" in one for one in balloons)


def test_kmz_has_its_signs_beside_it(view):
    with zipfile.ZipFile(io.BytesIO(export(view, "kmz"))) as archive:
        root = ET.fromstring(archive.read("doc.kml"))  # noqa: S314 - our own file
        wanted = {one.text or "" for one in root.iter(f"{K}href")}
        assert wanted == {name for name in archive.namelist() if name.startswith("files/")}
        for name in wanted:
            sign = Image.open(io.BytesIO(archive.read(name)))
            assert sign.size == (96, 96)
            assert sign.getchannel("A").getextrema() == (0, 255)
