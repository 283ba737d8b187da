"""Shapes, texts and pictures of a page as things on a slide that can be taken hold of and changed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from lxml import etree

from briefing.canvas.box import Box
from briefing.canvas.plain import plain
from briefing.canvas.shapes import CLOSE, CURVE, LINE, MOVE, Item, Shape, Text
from briefing.formats.scripts import language, locale, runs_right_to_left
from briefing.map.basemap import Raster

EMU = 12700
"""In a point."""
FONT, COMPLEX_FONT = "Noto Sans", "Noto Sans Arabic"
"""The families that the map is drawn in; a program that lacks them takes its own."""
PITCH = 1.2
"""Height of a line, for a size of 1, whatever the font's own is."""
_UP = 0.54
"""From a text's middle to its first line's top, for a size of 1."""
_SPARE = 0.15
"""Part of a line's width that other fonts may need more."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Place:
    """Where a page stands on a slide, and in which type.

    Parameters
    ----------
    x, y
        Of the page's upper left corner, in points.
    font
        Of Latin letters; "" for that of the deck's own theme.
    type_
        Part of the measured size that letters are set in: a theme's own may be wider.
    """

    x: float = 0.0
    y: float = 0.0
    font: str = FONT
    type_: float = 1.0

    def emu(self, box: Box) -> tuple[int, int, int, int]:
        """Give left, top, width and height on the slide."""
        return (
            round((box.x0 + self.x) * EMU), round((box.y0 + self.y) * EMU),
            round(box.width * EMU), round(box.height * EMU),
        )  # fmt: skip


def grouped(
    slide: Any, items: Iterable[Item | Raster], place: Place, name: str, alt: str = ""
) -> None:
    """Put items on a slide as a group that can be parted."""
    listed = list(items)
    if not listed:
        return
    group = slide.shapes.add_group_shape()
    group.name = name
    if alt:
        group._element.nvGrpSpPr.cNvPr.set("descr", plain(alt))  # noqa: SLF001
    for item in listed:
        if isinstance(item, Raster):
            _raster(group, item, place)
        elif isinstance(item, Text):
            line(group, item, place)
        elif len(item.points) > 1:
            _freeform(group, item, place)
    group._element.recalculate_extents()  # noqa: SLF001


def line(shapes: Any, item: Text, place: Place, box: Box | None = None) -> Any:
    """Put a line of text where it stands on the page."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    side = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[item.anchor]
    top = item.y - _UP * item.size
    # Other fonts may be wider; the side at which the text is held stays where it is.
    more = _SPARE * item.width
    left = more * {"left": 0.0, "center": 0.5, "right": 1.0}[item.anchor]
    floor = top + PITCH * item.size
    room = box or Box(item.box.x0 - left, top, item.box.x1 + more - left, floor)
    shape = getattr(shapes, "shapes", shapes).add_textbox(*place.emu(room))
    shape.name = (item.role or "text").replace("_", " ").capitalize()
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    part = frame.paragraphs[0]
    run(part, item.text, replace(item, link=""), place)
    part.alignment = side
    if item.link:  # of the shape, as a link of the words would take the program's blue
        shape.click_action.hyperlink.address = item.link
    return shape


def paragraphs(
    shape: Any, box: Box, found: Sequence[Sequence[Text]], place: Place, *, pitch: float = PITCH
) -> None:
    """Fill a shape with paragraphs, each of the lines that it was broken into."""
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    shape.left, shape.top, shape.width, shape.height = place.emu(box)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = None
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, lines in enumerate(found):
        part = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        # Parts of a row are told apart by a mark, which ends with the line.
        mark = " · " if lines[0].role == "day" else " "
        run(part, mark.join(one.text for one in lines), lines[0], place, pitch=pitch)
        if number and lines[0].role not in ("day", "credit"):
            part.space_before = Pt(round(0.35 * lines[0].size, 1))


def run(paragraph: Any, text: str, look: Text, place: Place, *, pitch: float = PITCH) -> None:
    """Write a text into a paragraph; from the right where its letters run so."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    made = paragraph.add_run()
    made.text = plain(text)
    turned = runs_right_to_left(made.text)
    paragraph.alignment = PP_ALIGN.RIGHT if turned else PP_ALIGN.LEFT
    paragraph.line_spacing = Pt(round(pitch * look.size, 2))
    paragraph.space_before = paragraph.space_after = Pt(0)
    if turned:
        paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - python-pptx has no other way
    made.font.size = Pt(round(place.type_ * look.size, 1))
    made.font.bold = look.weight >= 600
    made.font.color.rgb = rgb(look.color)
    looks = made.font._rPr  # noqa: SLF001
    looks.set("lang", locale(made.text) or "en-GB")
    if place.font:
        made.font.name = place.font
    if turned or any(language(word) for word in made.text.split()):
        etree.SubElement(looks, f"{{{_DRAWING}}}cs").set("typeface", COMPLEX_FONT)
    if look.link:
        made.hyperlink.address = look.link


def picture(
    slide: Any, content: bytes, box: Box, place: Place, name: str, alt: str, *, vector: bytes = b""
) -> None:
    """Put a picture on a slide; where a vector picture is given, programs that know it show that."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    shape = slide.shapes.add_picture(io.BytesIO(content), *place.emu(box))
    shape.name = name
    shape._element.nvPicPr.cNvPr.set("descr", plain(alt))  # noqa: SLF001
    if not vector:
        return
    package = slide.part.package
    number = sum(str(one.partname).endswith(".svg") for one in package.iter_parts()) + 1
    part = Part(PackURI(f"/ppt/media/drawing{number}.svg"), "image/svg+xml", package, vector)
    key = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = shape._element.find(f".//{{{_DRAWING}}}blip")  # noqa: SLF001
    more = etree.SubElement(blip, f"{{{_DRAWING}}}extLst")
    one = etree.SubElement(more, f"{{{_DRAWING}}}ext", uri=_SVG_URI)
    etree.SubElement(one, f"{{{_SVG}}}svgBlip", {f"{{{_RELATIONS}}}embed": key},
                     nsmap={"asvg": _SVG})  # fmt: skip


def rgb(color: str) -> Any:
    """Give a colour as python-pptx takes it."""
    from pptx.dml.color import RGBColor

    make: Any = RGBColor  # without types
    return make(*bytes.fromhex(color.lstrip("#")))


def _raster(group: Any, item: Raster, place: Place) -> None:
    from PIL import Image

    target = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(item.pixels)).save(target, "PNG")
    group.shapes.add_picture(io.BytesIO(target.getvalue()), *place.emu(item.box))


def _freeform(group: Any, shape: Shape, place: Place) -> None:
    """Write an outline as a shape of the deck; its curves stay curves."""
    points = np.round((shape.points + np.array((place.x, place.y))) * EMU).astype(int)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = (int(one) for one in np.maximum(high - low, 1))
    parent = group._element  # noqa: SLF001
    number = group.shapes._next_shape_id  # noqa: SLF001
    a = f"{{{_DRAWING}}}"
    element = etree.SubElement(parent, f"{{{_PRESENTATION}}}sp")
    named = etree.SubElement(element, f"{{{_PRESENTATION}}}nvSpPr")
    etree.SubElement(
        named, f"{{{_PRESENTATION}}}cNvPr", id=str(number), name=f"Sample {number}", descr=""
    )
    etree.SubElement(named, f"{{{_PRESENTATION}}}cNvSpPr")
    etree.SubElement(named, f"{{{_PRESENTATION}}}nvPr")
    looks = etree.SubElement(element, f"{{{_PRESENTATION}}}spPr")
    where = etree.SubElement(looks, f"{a}xfrm")
    etree.SubElement(where, f"{a}off", x=str(low[0]), y=str(low[1]))
    etree.SubElement(where, f"{a}ext", cx=str(wide), cy=str(tall))
    own = etree.SubElement(looks, f"{a}custGeom")
    for name in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(own, f"{a}{name}")
    etree.SubElement(own, f"{a}rect", l="0", t="0", r="r", b="b")
    path = etree.SubElement(
        etree.SubElement(own, f"{a}pathLst"), f"{a}path", w=str(wide), h=str(tall)
    )
    if not shape.fill:
        path.set("fill", "none")
    _outline(path, points - low, shape.codes, a)
    _color(looks, shape.fill, shape.opacity, a)
    _stroke(looks, shape, a)


def _outline(path: Any, points: np.ndarray, codes: np.ndarray, a: str) -> None:
    n = 0
    names = {MOVE: "moveTo", LINE: "lnTo", CURVE: "cubicBezTo"}
    while n < len(codes):
        if codes[n] == CLOSE:
            etree.SubElement(path, f"{a}close")
            n += 1
            continue
        taken = 3 if codes[n] == CURVE else 1
        step = etree.SubElement(path, f"{a}{names[int(codes[n])]}")
        for x, y in points[n : n + taken]:
            etree.SubElement(step, f"{a}pt", x=str(x), y=str(y))
        n += taken


def _color(parent: Any, color: str, opacity: float, a: str) -> None:
    if not color:
        etree.SubElement(parent, f"{a}noFill")
        return
    fill = etree.SubElement(parent, f"{a}solidFill")
    value = etree.SubElement(fill, f"{a}srgbClr", val=color.lstrip("#"))
    if opacity < 1:
        etree.SubElement(value, f"{a}alpha", val=str(round(opacity * 100_000)))


def _stroke(looks: Any, shape: Shape, a: str) -> None:
    if not shape.stroke or shape.width <= 0:
        etree.SubElement(etree.SubElement(looks, f"{a}ln"), f"{a}noFill")
        return
    ends = "rnd" if shape.round else "flat"
    pen = etree.SubElement(looks, f"{a}ln", w=str(round(shape.width * EMU)), cap=ends)
    _color(pen, shape.stroke, shape.opacity, a)
    if shape.dash:
        dashes = etree.SubElement(pen, f"{a}custDash")
        for on, off in zip(shape.dash[::2], shape.dash[1::2], strict=False):
            d, space = (str(round(100_000 * part / shape.width)) for part in (on, off))
            etree.SubElement(dashes, f"{a}ds", d=d, sp=space)
    if shape.round:
        etree.SubElement(pen, f"{a}round")
    else:
        etree.SubElement(pen, f"{a}miter", lim="800000")
