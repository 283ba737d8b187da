"""DOCX: a paper that can be written on: title, finding, map with its words, tables, sources."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES, Size
from briefing.canvas.plain import plain
from briefing.formats.figure import render
from briefing.formats.job import Job
from briefing.formats.pptx import dateless
from briefing.formats.prose import paragraph
from briefing.formats.scripts import language, locale, runs_right_to_left
from briefing.formats.slide_shapes import COMPLEX_FONT, FONT
from briefing.formats.tables import Table, tables
from briefing.map.what_if import grounds
from briefing.page.page import Page
from briefing.profile.profile import NO_PROFILE, readable_on
from briefing.receipt import Receipt, as_json
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONG, _SHORT, _MARGIN = 297, 210, 16
"""Of the sheet, in millimetres."""
_SHEET = Size("docx", "", 751, 366, 220, 7.4, 6.6, 14.0, 0.64)
"""As wide as the sheet between its margins, and so high that a title of two lines stands over it."""
_TEXT, _SMALL = 10.0, 8.5
"""Sizes of type, in points."""


def docx(job: Job) -> bytes:
    """Make a document with a chapter for each Scene."""
    document = _empty(job)
    for number, (scene, receipt) in enumerate(zip(job.scenes, job.receipts, strict=True)):
        job.on_progress(scene.title)
        if number:
            document.add_page_break()
        _chapter(document, job, number)
        for table in tables(scene):
            _heading(document, table.title, 2)
            _table(document, table, job)
        if scene.scenario is not None and (said := grounds(scene.scenario)):
            _words(document, said, _SMALL)
        _heading(document, "Sources", 2)
        for credit in scene.credits:
            _words(document, plain(credit), _TEXT, style="List Bullet")
        _receipt(document, receipt)
    _about(document, job)
    target = io.BytesIO()
    document.save(target)
    return dateless(target.getvalue())


def _empty(job: Job) -> Any:
    """Begin a document of wide sheets, with the letterhead at head and foot."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document: Any = Document()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.rels.pop(
                key
            )  # a copy of the styles for a Word of 2007, soon not the same
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LONG), Mm(_SHORT)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header_distance = section.footer_distance = Mm(7)
    for style in document.styles:
        if style.type in (1, 2) and getattr(style, "font", None) is not None:
            _font(style.element.get_or_add_rPr())
    normal = document.styles["Normal"]
    normal.font.size = Pt(_TEXT)
    normal.paragraph_format.space_after = Pt(5)
    normal.element.get_or_add_rPr().append(_made("lang", val="en-GB", bidi="ur-PK"))
    colors = THEME_COLORS["light"]
    for name, size in (("Title", 20.0), ("Heading 2", 12.5)):
        _heading_style(document.styles[name], size, job.profile.accent or colors["text"])
    _letterhead(section, job)
    return document


def _heading_style(style: Any, size: float, color: str) -> None:
    from docx.shared import Pt

    style.font.size, style.font.bold = Pt(size), True
    style.font.color.rgb = _rgb(color)
    style.paragraph_format.keep_with_next = True
    for border in style.element.findall(f".//{_WORD}pBdr"):
        border.getparent().remove(border)


def _font(looks: Any) -> None:
    fonts = looks.get_or_add_rFonts()
    fonts.attrib.clear()
    for key in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(f"{_WORD}{key}", FONT)
    fonts.set(f"{_WORD}cs", COMPLEX_FONT)


def _letterhead(section: Any, job: Job) -> None:
    """Set marking, organisation and page number on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    profile, marking = job.profile, job.receipt.marking
    for part in (section.header, section.footer):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if marking:
            run = line.add_run(marking)
            run.bold = True
            if profile.marking_color:
                run.font.color.rgb = _rgb(readable_on(profile.marking_color))
                shade = _made("shd", val="clear", color="auto", fill=profile.marking_color[1:])
                _put(line, shade)
    foot = section.footer.add_paragraph()
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if logo := _logo(job):
        from docx.shared import Mm

        about = foot.add_run().add_picture(io.BytesIO(logo), height=Mm(6))._inline.docPr  # noqa: SLF001
        about.set("id", "9001")  # no picture of the document has that
        about.set("descr", profile.name)
        foot.add_run("  ")
    house = " · ".join(filter(None, (profile.name, profile.footer)))
    foot.add_run(f"{house} · Page " if house else "Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _logo(job: Job) -> bytes:
    """Draw the logo as pixels."""
    from PIL import Image

    logo = job.profile.drawn_logo
    if logo is None:
        return b""
    if logo.pixels is not None:
        target = io.BytesIO()
        Image.fromarray(logo.pixels.copy()).save(target, "PNG")
        return target.getvalue()
    shapes, box = logo.at(0, 0, 20.0)
    size = replace(SIZES["hd"], width=box.width, height=box.height, dpi=300)
    return render(shapes, size, box, "png", metadata={"Software": None})


def _chapter(document: Any, job: Job, number: int) -> None:
    """Write title, finding and map."""
    from docx.shared import Mm

    scene = job.scenes[number]
    _heading(document, plain(scene.title), 0)
    if scene.subtitle:
        _words(document, plain(scene.subtitle), _TEXT + 1)
    # The document has the letterhead; the picture has the marking, wherever it is copied to.
    page = replace(job, profile=NO_PROFILE).page(number, _SHEET)
    line = document.add_paragraph()
    wide = Mm(_LONG - 2 * _MARGIN)
    picture = line.add_run().add_picture(io.BytesIO(_map(page)), width=wide)
    about = picture._inline.docPr  # noqa: SLF001 - python-docx has no other way
    about.set("name", "Map")
    about.set("descr", paragraph(scene))
    _words(document, paragraph(scene), _TEXT)
    _words(document, " ".join(plain(one) for one in scene.caveats), _SMALL)


def _map(page: Page) -> bytes:
    """Draw the page without the most of its margins, and without its head where that is a row above."""
    cut = 0.7 * page.size.margin
    room = Box(cut, cut, page.size.width, page.size.height - cut)
    head, groups = page.boxes["head"], dict(page.groups)
    if head.y1 <= page.boxes["map"].y0 + 1 and head.width > 0.6 * page.size.width:
        groups["head"] = []  # it is the chapter's title
        room = replace(room, y0=head.y1)
    items = [item for group in groups.values() for item in group]
    window = page.boxes["map"]
    return render(items, page.size, window, "png", metadata={"Software": None}, crop=room)


def _heading(document: Any, text: str, level: int) -> None:
    line = document.add_heading("", level)
    _run(line, text)


def _words(document: Any, text: str, size: float, style: str | None = None) -> None:
    from docx.shared import Pt

    if text:
        line = document.add_paragraph(style=style)
        _run(line, text).font.size = Pt(size)


def _run(line: Any, text: str) -> Any:
    """Write a text, from the right where its letters run so."""
    run = line.add_run(plain(text))
    looks = run._r.get_or_add_rPr()  # noqa: SLF001
    if runs_right_to_left(text):
        _put(line, _made("bidi"))
        looks.append(_made("rtl"))
        looks.append(_made("lang", val="en-GB", bidi=locale(text)))
    elif any(language(word) for word in text.split()):
        looks.append(_made("lang", val="en-GB", bidi="ur-PK"))
    return run


def _table(document: Any, table: Table, job: Job) -> None:
    """Write a table whose head stands on every page that it goes on over."""
    from docx.shared import Pt

    made = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    made._tbl.tblPr.append(_made("tblCaption", val=plain(table.title)))  # noqa: SLF001
    ground = job.profile.accent or THEME_COLORS["light"]["line"]
    for number, row in enumerate((table.head, *table.rows)):
        cells = made.add_row()
        kind = cells._tr.get_or_add_trPr()  # noqa: SLF001
        kind.append(_made("cantSplit"))
        if number == 0:
            kind.append(_made("tblHeader"))
        for cell, text in zip(cells.cells, row, strict=True):
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            run = _run(line, text)
            run.font.size = Pt(_SMALL)
            if number == 0:
                run.bold = True
                run.font.color.rgb = _rgb(
                    readable_on(ground) if job.profile.accent else THEME_COLORS["light"]["text"]
                )
                cell._tc.get_or_add_tcPr().append(  # noqa: SLF001
                    _made("shd", val="clear", color="auto", fill=ground[1:])
                )
    document.add_paragraph()


def _receipt(document: Any, receipt: Receipt) -> None:
    """Write the code, and the View's address behind it."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    line = document.add_paragraph()
    line.add_run(f"Receipt {receipt.code}: ")
    key = document.part.relate_to(receipt.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _made("hyperlink")
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", key)
    run = line.add_run("this view, live")
    run.underline = True
    link.append(run._r)  # noqa: SLF001
    line._p.append(link)  # noqa: SLF001


def _field(line: Any, name: str) -> None:
    """Write a number that the program counts."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = line.add_run("1" if kind == "1" else "")._r  # noqa: SLF001
        if kind == "":
            words = _made("instrText")
            words.text = f" {name} "
            run.append(words)
        elif kind != "1":
            run.append(_made("fldChar", fldCharType=kind))


def _put(line: Any, element: Any) -> None:
    """Put a property of a paragraph where Word looks for it."""
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        element, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr"
    )


def _made(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(f"{_WORD}{key}", value)
    return element


def _rgb(color: str) -> Any:
    from docx.shared import RGBColor

    make: Any = RGBColor
    return make(*bytes.fromhex(color.lstrip("#")))


def _about(document: Any, job: Job) -> None:
    scene: Scene = job.scene
    about = document.core_properties
    about.title, about.subject = plain(scene.title)[:255], plain(scene.subtitle)[:255]
    about.author, about.last_modified_by = plain(job.profile.name), ""
    about.keywords, about.language = job.receipt.code, "en"
    about.category = "; ".join(plain(c) for c in scene.credits)[:255]
    # Longer than the 255 characters that python-docx takes; the format itself has no limit.
    about.comments = "-"
    about._element.xpath("dc:description")[0].text = as_json(job.receipts)  # noqa: SLF001
    about.revision = 1
    about.created = about.modified = datetime(*scene.view.day.timetuple()[:3])  # noqa: DTZ001
