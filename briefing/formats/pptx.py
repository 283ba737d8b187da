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

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES, Size
from briefing.canvas.plain import plain
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import width, wrap
from briefing.formats.figure import render
from briefing.formats.picture import Progress, no_progress
from briefing.formats.prose import Table, counts, notes, paragraph, tables
from briefing.formats.slide_template import empty_deck, finish, runs_right_to_left
from briefing.page.page import Page, Stamp, lay_out
from briefing.receipt import Receipt, as_json, is_followed
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene
from layers.text.words import short_day

_DPI = 216
"""Of the pictures: 2880 pixels over the width of a slide."""
_FONT = "Arial"
_EMU = 12700
_TABLES = 4
"""So many of a View's tables come into its deck; all are in the summary as Markdown."""
_TEXT, _LINE, _PAD = 12.0, 14.4, 6.0
"""Size, height of a line and room above and below the text in a table's cells, in points."""
_SIDE = 5.0
"""Room at each side of a cell's text."""
_WIDE = 48
"""A column gets no more room than so many letters need: longer texts take more lines."""
_SHORT, _MOST_WORD = 12, 120.0
"""Letters of a text, a date for one, that is not broken; points that a word may claim."""
_MOST_LINES = 6
"""Of a text in a cell; what is longer is cut, and whole in the summary."""


def pptx(
    scenes: Sequence[Scene],
    receipts: Sequence[Receipt],
    folder: Path,
    on_progress: Progress = no_progress,
) -> bytes:
    """Make a deck: for several Views contents and a comparison, a slide each, tables, sources."""
    size = replace(SIZES["hd"], dpi=_DPI)
    deck = empty_deck(round(size.width * _EMU), round(size.height * _EMU))
    colors = THEME_COLORS[scenes[0].theme]
    several = len(scenes) > 1
    if several:
        rows = tuple((str(n), plain(s.title), short_day(s.day)) for n, s in enumerate(scenes, 1))
        _table_slide(deck, Table("Contents", ("", "View", "Day"), rows), colors, size)
    for scene, receipt in zip(scenes, receipts, strict=True):
        on_progress(scene.title)
        _map_slide(deck, scene, receipt, folder, size)
        if not several:
            for table in tables(scene)[:_TABLES]:
                _table_slide(deck, table, colors, size)
    if several:
        _table_slide(deck, _comparison(scenes), colors, size)
    _sources(deck, scenes, receipts, colors, size)
    _about(deck, scenes[0], receipts)
    finish(deck)
    target = io.BytesIO()
    deck.save(target)
    return _dateless(target.getvalue())


def _map_slide(deck: Any, scene: Scene, receipt: Receipt, folder: Path, size: Size) -> None:
    stamp = Stamp(receipt.code, receipt.link)
    page = lay_out(scene, size, folder=folder, stamp=stamp, marking=receipt.marking)
    slide = _slide(deck, THEME_COLORS[scene.theme])
    legend = "; ".join(
        f"{plain(section.title)}: " + ", ".join(plain(i.text) for i in section.items if i.text)
        for section in page.sections
    )
    _picture(slide, page, "map", paragraph(scene))
    _picture(slide, page, "legend", f"Legend. {legend}")
    code = f"QR code of the View's link: {receipt.link}"
    _picture(slide, page, "receipt", code if is_followed(receipt.base) else f"Code {receipt.code}")
    title, *rest = _paragraphs([t for t in page.groups["head"] if isinstance(t, Text)])
    box = page.boxes["head"]
    high = title[0].size * 1.22 * len(title)
    if _letters(" ".join(line.text for line in title)) == _letters(scene.title):
        title = [replace(title[0], text=scene.title)]  # a long word was broken over lines
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


def _letters(text: str) -> str:
    return "".join(text.split())


def _slide(deck: Any, colors: Any) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[0])  # title only
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
    if runs_right_to_left(run.text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - python-pptx has no other way
    run.font.name, run.font.size = _FONT, Pt(look.size)
    run.font.bold = look.weight >= 600
    run.font.color.rgb = _rgb(look.color)
    if look.link:
        run.hyperlink.address = look.link


def _table_slide(deck: Any, table: Table, colors: Any, size: Size) -> None:
    """Put a table on a slide, as high as its texts need; what does not fit goes on the next."""
    margin = size.margin
    box = Box(margin, margin + 44, size.width - margin, size.height - margin)
    wide = _widths(table, box.width)
    pages = _paged(table, wide, box.height)
    for number, rows in enumerate(pages, 1):
        slide = _slide(deck, colors)
        more = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        head = Text(0, 0, table.title + more, 24, colors["text"], weight=600)
        _fill(slide.shapes.title, Box(margin, margin, size.width - margin, margin + 34), [[head]])
        high = [_high(row, wide) for row in rows]
        room = Box(box.x0, box.y0, box.x1, box.y0 + sum(high))
        shape = slide.shapes.add_table(len(rows), len(table.head), *_emu(room))
        shape.name = table.title
        shape._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.title))  # noqa: SLF001
        for j, room_j in enumerate(wide):
            shape.table.columns[j].width = round(room_j * _EMU)
        for i, row in enumerate(rows):
            shape.table.rows[i].height = round(high[i] * _EMU)
            for j, value in enumerate(row):
                _cell(shape.table.cell(i, j), value, wide[j], colors, head=i == 0)


def _paged(table: Table, wide: Sequence[float], room: float) -> list[list[tuple[str, ...]]]:
    """Part a table's rows among slides, each with the head."""
    pages = [[table.head]]
    left = room - _high(table.head, wide)
    for row in table.rows:
        if (high := _high(row, wide)) > left and len(pages[-1]) > 1:
            pages.append([table.head])
            left = room - _high(table.head, wide)
        pages[-1].append(row)
        left -= high
    return pages


def _high(row: Sequence[str], wide: Sequence[float]) -> float:
    lines = [len(_lines(value, room)) for value, room in zip(row, wide, strict=True)]
    return max(1, *lines) * _LINE + _PAD


def _lines(value: str, room: float) -> list[str]:
    """Break a text as the font that was measured does; Arial runs a little narrower."""
    lines = wrap(value, _TEXT, room - 2 * _SIDE)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(" ;,.") + " …"]


def _widths(table: Table, room: float) -> list[float]:
    """Share the room: first what no column can do without, the rest by the length of the texts."""
    columns = list(zip(table.head, *table.rows, strict=True))
    least = [max(map(_least, column)) for column in columns]
    longest = [min(_WIDE, max(map(len, column))) + 3 for column in columns]
    rest = max(0.0, room - sum(least))
    wide = [one + rest * part / sum(longest) for one, part in zip(least, longest, strict=True)]
    return [room * one / sum(wide) for one in wide]


def _least(text: str) -> float:
    """Give the room that a text needs at least: a short one stands in a line, of others each word."""
    parts = [text] if len(text) <= _SHORT else text.split()
    widest = max((width(part, _TEXT, weight=600) for part in parts), default=0.0)
    return min(widest, _MOST_WORD) + 2 * _SIDE + 1


def _cell(cell: Any, value: str, room: float, colors: Any, *, head: bool) -> None:
    cell.margin_top = cell.margin_bottom = round(_PAD / 2 * _EMU)
    cell.margin_left = cell.margin_right = round(_SIDE * _EMU)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(colors["line" if head else "panel"])
    look = Text(0, 0, "", _TEXT, colors["text"], weight=600 if head else 400)
    _run(cell.text_frame.paragraphs[0], " ".join(_lines(value, room)), look)


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
