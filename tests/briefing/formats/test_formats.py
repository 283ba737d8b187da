"""Every format, opened by a reader that did not write it."""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pypdf
import pypdfium2
import pytest
from PIL import Image

from briefing.canvas.page_size import SIZES
from briefing.export import FORMATS, export, file_name
from briefing.formats.prose import paragraph
from briefing.page.foot import credits_on
from briefing.page.page import lay_out
from catalog.paths import GEO, ROOT
from layers.registry import BY_ID
from layers.screen.publish import TIMELINE, WEB
from layers.view.view import View

XML = {"svg": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}


def words(scene):
    """Title, entries of the legend in sight, a caveat and a credit, as they must stand in a file."""
    page = lay_out(scene, SIZES["a4"], folder=GEO)
    entries = [item.text for section in page.sections for item in section.items if item.text]
    assert len(entries) > 10
    return [scene.title, *entries, scene.caveats[0], scene.credits[0].split(":")[0]]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_a_png_has_the_pixels_of_its_size_and_words_inside(made, scene):
    picture: Any = Image.open(io.BytesIO(made["png"]))
    assert picture.size == (1920, 1080)
    assert picture.text["Title"] == scene.title
    assert picture.text["Author"] == ""
    assert picture.text["Description"] == paragraph(scene)
    assert scene.credits[0] in picture.text["Copyright"]
    assert "day=2025-11-22" in picture.text["Source"]


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("4k", (3840, 2160)), ("square", (1080, 1080)), ("a4", (3508, 2480)), ("a3", (4961, 3508))],
)
def test_sizes_are_what_they_say(size, pixels):
    assert SIZES[size].pixels == pixels


def test_a_pdf_has_its_text_as_text_in_embedded_fonts(made, scene):
    document = pypdfium2.PdfDocument(made["pdf"])
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    text = squeezed(document[0].get_textpage().get_text_range())
    for word in words(scene):
        assert squeezed(word) in text
    reader: Any = pypdf.PdfReader(io.BytesIO(made["pdf"]))
    assert reader.metadata.title == scene.title
    assert reader.metadata.author == ""
    fonts = reader.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        route_from_path = font.get_object()
        inner = route_from_path.get("/DescendantFonts", [route_from_path])[0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert any("day=2025-11-22" in link for link in links)


def test_an_svg_has_its_text_as_text_and_asks_nothing_of_a_network(made, scene):
    root = ET.fromstring(made["svg"])  # noqa: S314 - our own file
    texts = [squeezed("".join(node.itertext())) for node in root.iter(f"{{{XML['svg']}}}text")]
    joined = "".join(texts)
    for word in words(scene):
        assert squeezed(word) in joined
    assert root.find("svg:title", XML).text == scene.title
    assert root.find("svg:desc", XML).text == paragraph(scene)
    assert root.get("role") == "img"
    assert b"data:font/woff2;base64," in made["svg"]
    assert not re.search(rb"(src|url)\s*[=(]\s*[\"']?https?:", made["svg"])
    links = [node.get(f"{{{XML['xlink']}}}href") for node in root.iter(f"{{{XML['svg']}}}a")]
    assert any("day=2025-11-22" in str(link) for link in links)


def test_slides_can_be_edited_and_speak(made, scene):
    from pptx import Presentation

    deck = Presentation(io.BytesIO(made["pptx"]))
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    first = deck.slides[0]
    assert first.shapes.title.text.replace("\u00a0", " ") == scene.title
    own = " ".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    credit = credits_on(scene, SIZES["hd"])[0]
    for word in (scene.subtitle, scene.caveats[0], credit, "For test use"):
        assert squeezed(word).casefold() in squeezed(own).casefold()
    last = " ".join(one.text_frame.text for one in deck.slides[-1].shapes if one.has_text_frame)
    assert all(credit in last for credit in scene.credits)
    alts = {
        shape.name: shape._element.xpath("./*/p:cNvPr")[0].get("descr") for shape in first.shapes
    }
    assert alts["Map"] == paragraph(scene)
    for title in ("Crossings, as last reported", "Trade routes", "Boundaries", "Incidents"):
        assert title in alts["Legend"]
    notes = first.notes_slide.notes_text_frame.text
    assert paragraph(scene) in notes
    assert scene.credits[-1] in notes
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert tables[0].cell(0, 0).text == "Crossing"
    assert deck.slides[-1].shapes.title.text == "Sources"
    assert deck.core_properties.author == ""


def test_a_deck_names_its_notes_and_holds_nothing_of_another_maker(made):
    with zipfile.ZipFile(io.BytesIO(made["pptx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if "printer" in name or "thumbnail" in name]
    assert not [name for name, text in parts.items() if b"Macintosh" in text or b"4:3" in text]
    main = ET.fromstring(parts["ppt/presentation.xml"])  # noqa: S314 - our own file
    p = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    order = [node.tag for node in main]
    assert order[:3] == [f"{p}sldMasterIdLst", f"{p}notesMasterIdLst", f"{p}sldIdLst"]
    assert main.find(f"{p}sldSz").attrib == {"cx": "12192000", "cy": "6858000"}
    related = {
        one.get("Id"): one.get("Target")
        for one in ET.fromstring(parts["ppt/_rels/presentation.xml.rels"])  # noqa: S314
    }
    noted = main.find(f"{p}notesMasterIdLst/{p}notesMasterId").get(r)
    assert f"ppt/{related[noted]}" in parts
    assert len([name for name in parts if name.startswith("ppt/slideLayouts/slideLayout")]) == 1
    assert b"<Application>Crossings" in parts["docProps/app.xml"]


def test_what_a_deck_is_made_of_lies_on_its_wide_slides(made):
    from pptx import Presentation

    deck = Presentation(io.BytesIO(made["pptx"]))
    for shape in (*deck.slide_master.placeholders, *deck.slide_layouts[0].placeholders):
        assert 0 <= shape.left < shape.left + shape.width <= deck.slide_width
    title = deck.slide_master.placeholders[0]
    assert title.width > 0.85 * deck.slide_width


@pytest.mark.parametrize(
    ("title", "turned"),
    [
        ("طورخم: وضعیت ۲۰۲۵ (Torkham)", True),
        ("(2025) چمن", True),
        ("Torkham (طورخم)", False),
        ("22 November", False),
    ],
)
def test_a_title_that_begins_in_arabic_letters_runs_from_the_right(material, title, turned):
    from dataclasses import replace

    from pptx import Presentation

    view = replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8, title=title)
    slide = Presentation(io.BytesIO(export(view, "pptx"))).slides[0]
    part = slide.shapes.title.text_frame.paragraphs[0]._p
    assert (part.pPr.get("rtl") == "1") is turned


def test_no_text_on_a_slide_is_smaller_than_its_foot(made):
    from pptx import Presentation

    deck = Presentation(io.BytesIO(made["pptx"]))
    sizes = [
        run.font.size.pt
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for line in shape.text_frame.paragraphs
        for run in line.runs
    ]
    assert min(sizes) >= SIZES["hd"].small


def test_a_deck_of_several_views_has_contents_and_a_comparison(view):
    from dataclasses import replace
    from datetime import date

    from pptx import Presentation

    other = replace(view, day=date(2025, 10, 1), layers=("ports", "crossings"))
    deck = Presentation(io.BytesIO(export([other, replace(other, day=view.day)], "pptx")))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[0] == "Contents"
    assert titles[-2:] == ["Comparison, 1 October 2025 to 22 November 2025", "Sources"]
    assert len(titles) == 5
    compared = next(shape.table for shape in deck.slides[3].shapes if shape.has_table)
    assert [compared.cell(0, n).text for n in range(3)] == ["", "Day", "Crossings open"]
    assert [compared.cell(n, 1).text for n in (1, 2)] == ["1 Oct 2025", "22 Nov 2025"]


def test_a_page_of_html_is_whole_in_itself(made, scene):
    text = made["html"].decode()
    assert f"<title>{scene.title}</title>" in text
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=[\"']?(https?:|//)", text)
    assert not re.search(r"url\((?![\"']?data:)", text.split("</style>")[1])
    found = re.search(r'id="crx-file-crossings">(.*?)</script>', text, re.DOTALL)
    whole = json.loads((GEO / "crossings.geojson").read_bytes())["features"]
    now = [one["id"] for one in whole if not one["properties"]["known_to"]]
    assert [one["id"] for one in json.loads(found.group(1))["features"]] == now
    for name in {BY_ID[key].file for key in scene.ids} | {TIMELINE}:
        assert f'id="crx-file-{name}"' in text
    assert 'id="crx-file-strands_5"' in text
    assert (WEB / "client.js").read_text(encoding="utf-8") in text
    assert "<caption>Border crossings on 22 November 2025</caption>" in text


def test_a_geopackage_holds_each_layer_with_looks_and_origins(made, scene, tmp_path):
    path = tmp_path / "one.gpkg"
    path.write_bytes(made["gpkg"])
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert {"crossings", "border", "origins", "about"} <= layers
    crossings = pyogrio.read_dataframe(path, layer="crossings")
    assert set(crossings["id"]) == {row["id"] for row in scene.features("crossings")}
    assert set(crossings["style_color"]) <= {"#1B7F79", "#A56A00", "#C2372B", "#70757A"}
    assert crossings.crs.to_epsg() == 4326
    assert len(pyogrio.read_dataframe(path, layer="origins")) > 1


def test_a_gis_can_step_through_the_days_and_finds_the_looks(made, tmp_path):
    path = tmp_path / "one.gpkg"
    path.write_bytes(made["gpkg"])
    for layer in ("crossings", "border", "ports"):
        about = pyogrio.read_info(path, layer=layer)
        types = dict(zip(about["fields"], about["dtypes"], strict=True))
        assert {types[name] for name in ("valid_from", "valid_to", "known_from")} == {
            "datetime64[D]"
        }
    styles = pyogrio.read_dataframe(path, layer="layer_styles")
    assert {"crossings", "border", "land"} <= set(styles["f_table_name"])
    for row in styles.itertuples():
        columns = set(pyogrio.read_info(path, layer=row.f_table_name)["fields"])
        qml = ET.fromstring(row.styleQML.partition(">")[2])  # noqa: S314 - our own file
        read = [
            node.get("value") for node in qml.iter("Option") if node.get("name") == "expression"
        ]
        assert read
        assert {name for one in read for name in re.findall(r'"(\w+)"', str(one))} <= columns
        assert row.useAsDefault


def test_a_geopackage_is_the_same_whenever_it_is_made(view, made, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Kabul")
    assert export(view, "gpkg", marking="For test use") == made["gpkg"]


def test_outer_rings_run_against_the_clock_and_holes_with_it(made):
    from shapely.geometry import shape

    rings = 0
    for feature in json.loads(made["geojson"])["features"]:
        whole = shape(feature["geometry"])
        for area in getattr(whole, "geoms", [whole]):
            if area.geom_type == "Polygon":
                rings += 1
                assert area.exterior.is_ccw
                assert not any(hole.is_ccw for hole in area.interiors)
    assert rings > 100


def test_geojson_holds_what_is_shown_and_where_it_is_from(made, scene):
    collection = json.loads(made["geojson"])
    shown = [
        f["properties"]["id"]
        for f in collection["features"]
        if f["properties"]["layer"] == "crossings"
    ]
    assert shown == [row["id"] for row in scene.features("crossings")]
    assert collection["caveats"] == list(scene.caveats)
    assert {"producer", "licence"} <= set(collection["origins"][0])


def test_markdown_says_what_the_map_shows(made, scene):
    text = made["md"].decode()
    assert text.startswith(f"**For test use**\n\n# {scene.title}")
    assert "## Border crossings on 22 November 2025" in text
    assert "## Sources" in text
    assert "| --- |" in text


def test_archives_carry_no_date_of_today(made):
    with zipfile.ZipFile(io.BytesIO(made["pptx"])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_is_named_by_subject_size_and_day(material):
    scene = material.scene(View(day=date(2025, 11, 22)))
    assert file_name(scene, "png") == "CRX_routes-to-the-sea_hd_20251122.png"
    assert file_name(scene, "pdf", "a3") == "CRX_routes-to-the-sea_a3_20251122.pdf"
    assert file_name(scene, "md", "a3") == "CRX_routes-to-the-sea_20251122.md"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("چمن", "چمن"),
        ("طورخم: وضعیت ۲۰۲۵ (Torkham)", "طورخم-وضعیت-۲۰۲۵-torkham"),
        ("Khāsh: Çanakkale № 5", "khash-canakkale-n-5"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("?!", "view"),
    ],
)
def test_letters_of_any_script_stay_in_a_file_name(material, title, slug):
    name = file_name(material.scene(View(day=date(2025, 11, 22), title=title)), "png")
    assert re.fullmatch(rf"CRX_{slug}_hd_20251122_[0-9a-f]{{4}}\.png", name)


def test_two_views_of_a_day_never_have_one_file_name(material):
    views = [
        View(day=date(2025, 11, 22), **more)
        for more in ({}, {"lat": 34.1}, {"zoom": 8.0}, {"layers": ("ports",)}, {"window": 7},
                     {"title": "چمن"}, {"title": "طورخم"}, {"title": "!"}, {"title": "?"},
                     {"theme": "dark"}, {"worldview": "IND"}, {"known": date(2025, 11, 1)},
                     {"since": date(2025, 11, 1)}, {"title": "x" * 60}, {"title": "x" * 61})
    ]  # fmt: skip
    assert len({file_name(material.scene(view), "png") for view in views}) == len(views)


def test_another_marking_is_another_file(material):
    one, other, third = (material.scene(View(day=date(2025, 11, day))) for day in (22, 23, 24))
    files = [([one], ""), ([one], "Draft"), ([one], "Final"), ([one, other], ""), ([one, third], ""),
             ([one, other, third], ""), ([one, other], "Draft")]  # fmt: skip
    names = {file_name(scenes, "pdf", marking=marking) for scenes, marking in files}
    assert len(names) == len(files)


@pytest.mark.parametrize(
    ("format", "size", "said"),
    [("gif", "", "there are png, svg"), ("png", "a7", "there are hd, 4k")],
)
def test_what_is_not_known_is_answered_with_what_is(view, format, size, said):  # noqa: A002
    with pytest.raises(ValueError, match=said):
        export(view, format, size)


def test_one_picture_takes_one_view(view):
    with pytest.raises(ValueError, match="several go into pdf, pptx, html, md"):
        export([view, view], "png")


def test_every_format_is_described():
    for key, one in FORMATS.items():
        assert one.key == key
        assert "/" in one.mime


def test_every_part_of_a_deck_is_named_there_and_reached(view):
    """What programs other than the one that wrote it stumble over, whatever the deck holds."""
    from dataclasses import replace
    from posixpath import dirname, join, normpath

    other = replace(view, day=date(2025, 10, 1), layers=("ports", "crossings"))
    for shown in (view, [other, replace(other, day=view.day)]):
        with zipfile.ZipFile(io.BytesIO(export(shown, "pptx"))) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert len(parts) == len(archive.infolist()), "a part stands twice"
        types = ET.fromstring(parts["[Content_Types].xml"])  # noqa: S314 - our own file
        whole = {node.get("PartName") for node in types if node.get("PartName")}
        endings = {node.get("Extension") for node in types if node.get("Extension")}
        reached, waiting = set(), [""]
        while waiting:
            part = waiting.pop()
            beside = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
            related = {}
            for one in ET.fromstring(parts[beside]) if beside in parts else ():  # noqa: S314
                if one.get("TargetMode") != "External":
                    target = normpath(join("/", dirname(part), str(one.get("Target")))).lstrip("/")
                    related[one.get("Id")] = target
                    assert target in parts, (part, target)
                    waiting += [target] if target not in reached else []
                    reached.add(target)
                else:
                    related[one.get("Id")] = str(one.get("Target"))
            used = set(re.findall(rb'\br:(?:id|embed|link)="([^"]+)"', parts.get(part, b"")))
            assert {one.decode() for one in used} <= set(related), part
        for name in set(parts) - {"[Content_Types].xml"}:
            assert name.endswith(".rels") or name in reached, f"{name} is reached by nothing"
            assert f"/{name}" in whole or name.rpartition(".")[2] in endings, name


@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_tells_whose_machine_made_it(made, kind):
    """Neither a path nor a name of it, in the file as it is or in what is packed in it."""
    import socket
    import tempfile
    from pathlib import Path

    content = [made[kind]]
    if kind == "pptx":
        with zipfile.ZipFile(io.BytesIO(made[kind])) as archive:
            content += [archive.read(name) for name in archive.namelist()]
    if kind == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(made[kind]))
        content += [str(dict(reader.metadata or {})).encode(), str(reader.xmp_metadata).encode()]
    secrets = {str(ROOT), tempfile.gettempdir() + "/", socket.gethostname(), str(Path.home())}
    for secret in (one for one in secrets if len(one) > 4):
        assert not [one for one in content if secret.encode() in one], secret
