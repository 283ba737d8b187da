"""PPTX: slides whose words and tables can be edited; the map is a crisp picture with words of its own.

A slide is laid out as the picture of the same size is. What is text there is text here, in Arial,
which every machine has and which runs a little narrower than the font that was measured.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.box import Box
from briefing.draw import render
from briefing.ink import Text
from briefing.page import Page, Stamp, lay_out
from briefing.picture import Tell, silent
from briefing.plain import plain
from briefing.receipt import Receipt, as_json
from briefing.size import SIZES, Size
from briefing.words import Table, counts, notes, paragraph, tables
from layers.scene import Scene
from layers.style import GROUND
from layers.words import short_day

_DPI = 216
"""Of the pictures: 2880 pixels over the width of a slide."""
_FONT = "Arial"
_EMU = 12700
_ROWS = 12
"""Rows of a table that stay legible on a slide."""
_LONG = 70


def pptx(
    scenes: Sequence[Scene], receipts: Sequence[Receipt], folder: Path, tell: Tell = silent
) -> bytes:
    """Make a deck: for several Views contents and a comparison, a slide each, tables, sources."""
    from pptx import Presentation
    from pptx.util import Emu

    size = replace(SIZES["hd"], dpi=_DPI)
    deck = Presentation()
    deck.slide_width, deck.slide_height = (
        Emu(round(size.width * _EMU)),
        Emu(round(size.height * _EMU)),
    )
    colors = GROUND[scenes[0].theme]
    several = len(scenes) > 1
    if several:
        rows = tuple((str(n), plain(s.title), short_day(s.day)) for n, s in enumerate(scenes, 1))
        _table_slide(deck, Table("Contents", ("", "View", "Day"), rows), colors, size)
    for scene, receipt in zip(scenes, receipts, strict=True):
        tell(scene.title)
        _map_slide(deck, scene, receipt, folder, size)
        if not several:
            for table in tables(scene)[:2]:
                _table_slide(deck, table, colors, size)
    if several:
        _table_slide(deck, _comparison(scenes), colors, size)
    _sources(deck, scenes, receipts, colors, size)
    _about(deck, scenes[0], receipts)
    target = io.BytesIO()
    deck.save(target)
    return _dateless(target.getvalue())


def _map_slide(deck: Any, scene: Scene, receipt: Receipt, folder: Path, size: Size) -> None:
    stamp = Stamp(receipt.code, receipt.link)
    page = lay_out(scene, size, folder=folder, stamp=stamp, marking=receipt.marking)
    slide = _slide(deck, GROUND[scene.theme])
    legend = "; ".join(
        f"{plain(section.title)}: " + ", ".join(plain(i.text) for i in section.items if i.text)
        for section in page.sections
    )
    _picture(slide, page, "map", paragraph(scene))
    _picture(slide, page, "legend", f"Legend. {legend}")
    _picture(slide, page, "receipt", f"QR code of the View's link: {receipt.link}")
    title, *rest = _paragraphs([t for t in page.groups["head"] if isinstance(t, Text)])
    box = page.boxes["head"]
    high = title[0].size * 1.22 * len(title)
    _fill(slide.shapes.title, Box(box.x0, box.y0, box.x1, box.y0 + high), [title])
    _words(slide, Box(box.x0, box.y0 + high, box.x1, box.y1), rest, "Subtitle and day")
    foot = _paragraphs([t for t in page.groups["foot"] if isinstance(t, Text)])
    _words(slide, page.boxes["foot"], foot, "Caveats and sources")
    for line in page.groups["marking"]:
        if isinstance(line, Text):
            wide = Box(0, line.box.y0, size.width, line.box.y1)
            _words(slide, wide, [[line]], "Marking", centred=True)
    slide.notes_slide.notes_text_frame.text = notes(scene, receipt)


def _paragraphs(lines: Sequence[Text]) -> list[list[Text]]:
    """Put the broken lines of each text together again."""
    found: list[list[Text]] = []
    for line in lines:
        if found and found[-1][-1].role == line.role:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _slide(deck: Any, colors: Any) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(colors["panel"])
    return slide


def _picture(slide: Any, page: Page, group: str, alt: str) -> None:
    box = page.boxes.get(group)
    items = page.groups.get(group)
    if box is None or not items or min(box.width, box.height) <= 0:
        return
    room = box.grown(1.0)
    ground = page.groups["ground"]
    content = render([*ground, *items], page.size, page.boxes["map"], "png",
                     metadata={"Software": None}, crop=room)  # fmt: skip
    picture = slide.shapes.add_picture(io.BytesIO(content), *_emu(room))
    properties = picture._element.nvPicPr.cNvPr  # noqa: SLF001 - python-pptx has no other way
    properties.set("descr", plain(alt))
    picture.name = group.title()


def _words(
    slide: Any, box: Box, paragraphs: Sequence[Sequence[Text]], name: str, *, centred: bool = False
) -> None:
    if paragraphs:
        shape = slide.shapes.add_textbox(*_emu(box))
        shape.name = name
        _fill(shape, box, paragraphs, centred=centred)


def _fill(
    shape: Any, box: Box, paragraphs: Sequence[Sequence[Text]], *, centred: bool = False
) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    shape.left, shape.top, shape.width, shape.height = _emu(box)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, lines in enumerate(paragraphs):
        part = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        part.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        _run(part, " ".join(line.text for line in lines), lines[0])


def _run(paragraph: Any, text: str, look: Text) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = plain(text)
    run.font.name, run.font.size = _FONT, Pt(look.size)
    run.font.bold = look.weight >= 600
    run.font.color.rgb = _rgb(look.color)
    if look.link:
        run.hyperlink.address = look.link


def _table_slide(deck: Any, table: Table, colors: Any, size: Size) -> None:
    """Put a table on a slide; what does not fit goes on the next."""
    for start in range(0, max(1, len(table.rows)), _ROWS):
        rows = table.rows[start : start + _ROWS]
        slide = _slide(deck, colors)
        more = f" ({start // _ROWS + 1})" if len(table.rows) > _ROWS else ""
        margin = size.margin
        head = Text(0, 0, table.title + more, 24, colors["text"], weight=600)
        _fill(slide.shapes.title, Box(margin, margin, size.width - margin, margin + 34), [[head]])
        box = Box(margin, margin + 44, size.width - margin, margin + 44 + 28 * (len(rows) + 1))
        shape = slide.shapes.add_table(len(rows) + 1, len(table.head), *_emu(box))
        shape.name = table.title
        shape._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.title))  # noqa: SLF001
        _widths(shape.table, table, box.width)
        for i, row in enumerate((table.head, *rows)):
            shape.table.rows[i].height = 28 * _EMU
            for j, value in enumerate(row):
                _cell(shape.table.cell(i, j), value, colors, head=i == 0)


def _widths(grid: Any, table: Table, width: float) -> None:
    longest = [
        min(_LONG, max(len(row[j]) for row in (table.head, *table.rows))) + 3
        for j in range(len(table.head))
    ]
    for j, part in enumerate(longest):
        grid.columns[j].width = round(width * part / sum(longest) * _EMU)


def _cell(cell: Any, value: str, colors: Any, *, head: bool) -> None:
    text = value if len(value) <= _LONG else value[: _LONG - 1] + "…"
    cell.margin_top = cell.margin_bottom = 2 * _EMU
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(colors["line" if head else "panel"])
    look = Text(0, 0, "", 12, colors["text"], weight=600 if head else 400)
    _run(cell.text_frame.paragraphs[0], text, look)


def _comparison(scenes: Sequence[Scene]) -> Table:
    """Put the Views under each other, so that a deck of many goes on over the next slides."""
    figures = [counts(scene) for scene in scenes]
    keys = tuple(dict.fromkeys(key for one in figures for key in one))
    rows = tuple((str(n), *(one.get(key, "–") for key in keys)) for n, one in enumerate(figures, 1))
    return Table("Comparison", ("", *keys), rows)


def _sources(
    deck: Any, scenes: Sequence[Scene], receipts: Sequence[Receipt], colors: Any, size: Size
) -> None:
    slide = _slide(deck, colors)
    margin = size.margin
    head = Text(0, 0, "Sources", 24, colors["text"], weight=600)
    _fill(slide.shapes.title, Box(margin, margin, size.width - margin, margin + 34), [[head]])
    names = dict.fromkeys(plain(credit) for scene in scenes for credit in scene.credits)
    lines = [[Text(0, 0, credit, 14, colors["text"])] for credit in names]
    lines += [
        [Text(0, 0, f"{r.code}: {plain(s.title)}", 12, colors["soft"], link=r.link)]
        for s, r in zip(scenes, receipts, strict=True)
    ]
    _words(
        slide, Box(margin, margin + 50, size.width - margin, size.height - margin), lines, "Sources"
    )


def _about(deck: Any, scene: Scene, receipts: Sequence[Receipt]) -> None:
    about = deck.core_properties
    about.title = plain(scene.title)[:255]
    about.author = about.last_modified_by = ""
    about.subject = plain(scene.subtitle)[:255]
    # Longer than the 255 characters that python-pptx takes; the format itself has no limit.
    about.comments = "-"
    about._element.xpath("dc:description")[0].text = as_json(receipts)  # noqa: SLF001
    about.keywords = receipts[0].code
    about.category = "; ".join(plain(c) for c in scene.credits)[:255]
    about.revision = 1
    about.created = about.modified = datetime(*scene.view.day.timetuple()[:3])  # noqa: DTZ001


def _emu(box: Box) -> tuple[int, int, int, int]:
    return tuple(round(v * _EMU) for v in (box.x0, box.y0, box.width, box.height))  # type: ignore[return-value]


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor  # without types
    return make(*bytes.fromhex(color.lstrip("#")))


def _dateless(content: bytes) -> bytes:
    """Write the archive anew with one date for all its members, so that two runs agree."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return target.getvalue()
