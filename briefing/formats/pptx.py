"""PPTX: slides whose words, legend and tables can be edited; the map is a crisp picture, or vector.

A slide is laid out as the picture of the same size is, and what is text or a sign there is text or a
shape here. With an organisation's template its layouts are kept, and the page stands in the room that
they leave.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES, Size
from briefing.canvas.plain import plain
from briefing.canvas.shapes import Shape, Text, rectangle
from briefing.formats.figure import render
from briefing.formats.job import Job
from briefing.formats.prose import notes, paragraph
from briefing.formats.slide_shapes import (
    EMU,
    Place,
    grouped,
    line,
    paragraphs,
    picture,
    rgb,
)
from briefing.formats.slide_tables import paged, put, widths
from briefing.formats.slide_template import Template, empty_deck, finish
from briefing.formats.tables import Table, counts, tables
from briefing.page.letterhead import framed
from briefing.page.page import Page
from briefing.profile.profile import Profile, readable_on
from briefing.receipt import as_json, is_followed
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene
from layers.text.words import long_day, short_day

VECTOR = "vector"
"""The map is a vector picture too, which can be taken apart."""
_DPI = 216
"""Of the pictures: 2880 pixels over the width of a slide."""
_TABLES = 4
"""So many of a View's tables come into its deck; all are in the summary and the spreadsheet."""
_OWN_TYPE = 0.9
"""Of letters in a template's own fonts, whose widths are not known."""
_HEAD_PITCH = 1.16


@dataclass
class _Deck:
    """A deck that is being made.

    Parameters
    ----------
    template
        What the slides stand in.
    size, place
        Of a page on a slide, and where.
    profile
        Whose letterhead a page bears; a template bears its own.
    numbers
        Where the number of each slide stands.
    """

    job: Job
    template: Template
    size: Size
    place: Place
    profile: Profile
    colors: Any
    numbers: list[Box] = field(default_factory=list)

    def slide(self, title: str = "") -> tuple[Any, Box]:
        """Add a slide with a ground; give the room within the letterhead, under its title."""
        slide = self.template.deck.slides.add_slide(self.template.layout)
        whole = Box(0, 0, self.size.width, self.size.height)
        if self.template.own:
            grouped(slide, [rectangle(whole, fill=self.colors["panel"])], self.place, "Ground")
            tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx has no other way
            tree.insert(2, tree[-1])  # under the title, which the layout has put there first
        else:
            slide.background.fill.solid()
            slide.background.fill.fore_color.rgb = rgb(self.colors["panel"])
        if not title:
            return slide, whole
        frame = framed(
            self.size, self.colors["text"], marking=self.job.receipt.marking, profile=self.profile
        )
        self.letterhead(slide, frame.items)
        inner = frame.inner
        head = Text(0, 0, title, 24, self.colors["text"], weight=600)
        # Two lines, as a table's title has its day.
        paragraphs(slide.shapes.title, Box(inner.x0, inner.y0, inner.x1, inner.y0 + 34), [[head]],
                   self.place)  # fmt: skip
        floor = inner.y1 - 14
        self.numbers.append(Box(inner.x1 - 90, floor + 2, inner.x1, inner.y1))
        return slide, Box(inner.x0, inner.y0 + 44, inner.x1, floor)

    def letterhead(self, slide: Any, items: Sequence[Any]) -> None:
        """Draw the letterhead; the marking stands by itself, so that it is found and read."""
        marks = [item for item in items if isinstance(item, Text) and item.role == "marking"]
        rest = [item for item in items if not any(item is mark for mark in marks)]
        grouped(slide, rest, self.place, "Letterhead", self.job.profile.name)
        for mark in marks:
            wide = Box(0, mark.y - 0.54 * mark.size, self.size.width, mark.y + 0.66 * mark.size)
            line(slide, mark, self.place, wide)

    @property
    def looks(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Ground and ink of a table's head and rows."""
        ground = self.job.profile.accent or self.colors["line"]
        ink = readable_on(ground) if self.job.profile.accent else self.colors["text"]
        return (ground, ink), (self.colors["panel"], self.colors["text"])


def pptx(job: Job) -> bytes:
    """Make a deck: for several Views contents and a comparison, a slide each, tables, sources."""
    deck = _begun(job)
    several = len(job.scenes) > 1
    if several:
        rows = tuple(
            (str(n), plain(s.title), short_day(s.day)) for n, s in enumerate(job.scenes, 1)
        )
        _table(deck, Table("Contents", ("", "View", "Day"), rows))
    for number, scene in enumerate(job.scenes):
        job.on_progress(scene.title)
        _map(deck, number)
        if not several:
            for table in tables(scene)[:_TABLES]:
                _table(deck, table)
    if several:
        _table(deck, _comparison(job.scenes))
    _sources(deck)
    _about(deck.template.deck, job)
    _numbered(deck)
    finish(deck.template)
    target = io.BytesIO()
    deck.template.deck.save(target)
    return dateless(target.getvalue())


def _begun(job: Job) -> _Deck:
    size = replace(SIZES["hd"], dpi=_DPI)
    template = empty_deck(round(size.width * EMU), round(size.height * EMU), job.profile.template)
    room, profile, place = template.room, job.profile, Place()
    if template.own:
        left, top, wide, high = (edge / EMU for edge in room)
        size = replace(size, width=wide, height=high)
        place = Place(left, top, "", _OWN_TYPE)
        profile = Profile(marking_color=profile.marking_color)
    return _Deck(job, template, size, place, profile, THEME_COLORS[job.scene.theme])


def _map(deck: _Deck, number: int) -> None:
    job, place = deck.job, deck.place
    scene, receipt = job.scenes[number], job.receipts[number]
    page = replace(job, profile=deck.profile).page(number, deck.size)
    slide, _ = deck.slide()
    title, *rest = _paragraphs([t for t in page.groups["head"] if isinstance(t, Text)])
    box = page.boxes["head"]
    high = title[0].size * _HEAD_PITCH * len(title)
    if _letters(" ".join(line.text for line in title)) == _letters(scene.title):
        title = [replace(title[0], text=scene.title)]  # a long word was broken over lines
    title_box = Box(box.x0, box.y0, box.x1, box.y0 + high)
    paragraphs(slide.shapes.title, title_box, [title], place, pitch=_HEAD_PITCH)
    under = box.y0 + high + (0.35 * rest[0][0].size if rest else 0)
    _words(slide, Box(box.x0, under, box.x1, box.y1), rest, place, "Subtitle and day")
    _picture(deck, slide, page, "map", paragraph(scene))
    legend = "; ".join(
        f"{plain(section.title)}: " + ", ".join(plain(i.text) for i in section.items if i.text)
        for section in page.sections
    )
    grouped(slide, page.groups["legend"], place, "Legend", f"Legend. {legend}")
    foot = _paragraphs([t for t in page.groups["foot"] if isinstance(t, Text)])
    _words(slide, page.boxes["foot"], foot, place, "Caveats and sources", pitch=1.22)
    code = f"QR code of the View's link: {receipt.link}"
    said = code if is_followed(receipt.base) else f"Code {receipt.code}"
    grouped(slide, page.groups["receipt"], place, "Receipt", said)
    stamp = page.boxes["receipt"]
    deck.numbers.append(Box(stamp.x1 - 60, stamp.y0, stamp.x1, stamp.y0 + 1.22 * page.size.small))
    deck.letterhead(slide, page.groups["letterhead"])
    slide.notes_slide.notes_text_frame.text = notes(scene, receipt)


def _paragraphs(lines: Sequence[Text]) -> list[list[Text]]:
    """Put the broken lines of each text together again."""
    found: list[list[Text]] = []
    for one in lines:
        if found and found[-1][-1].role == one.role:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _letters(text: str) -> str:
    return "".join(text.split())


def _picture(deck: _Deck, slide: Any, page: Page, group: str, alt: str) -> None:
    """Put a part of the page on a slide as a picture, and on demand as a drawing too."""
    room = page.boxes[group].grown(1.0)
    shown = [*page.groups["ground"], *page.groups[group]]
    window = page.boxes["map"]
    content = render(shown, page.size, window, "png", metadata={"Software": None}, crop=room)
    vector = b""
    if deck.job.receipt.variant == VECTOR:
        # Letters are outlines: the program that shows it need not have the fonts.
        about = {"Date": None, "Creator": None, "Title": plain(deck.job.scene.title)}
        near = [one for one in shown if not isinstance(one, Shape) or _meets(one, room)]
        vector = render(near, page.size, window, "svg", metadata=about, crop=room, outlined=True)
    picture(slide, content, room, deck.place, group.title(), alt, vector=vector)


def _meets(shape: Shape, room: Box) -> bool:
    (x0, y0), (x1, y1) = shape.points.min(axis=0), shape.points.max(axis=0)
    return Box(x0 - 1, y0 - 1, x1 + 1, y1 + 1).meets(room)


def _words(
    slide: Any, box: Box, found: Sequence[Sequence[Text]], place: Place, name: str, *,
    pitch: float = _HEAD_PITCH,
) -> None:  # fmt: skip
    if found:
        shape = slide.shapes.add_textbox(*place.emu(box))
        shape.name = name
        paragraphs(shape, box, found, place, pitch=pitch)


def _table(deck: _Deck, table: Table) -> None:
    """Put a table on slides, as high as its texts need; what does not fit goes on the next."""
    margin = 2 * deck.size.margin
    wide = widths(table, deck.size.width - margin)
    slide, box = deck.slide(table.title)
    pages = paged(table, wide, box.height)
    for number, rows in enumerate(pages, 1):
        if number > 1:
            slide, box = deck.slide(table.title)
        if len(pages) > 1:
            slide.shapes.title.text_frame.paragraphs[0].runs[
                0
            ].text += f" ({number} of {len(pages)})"
        put(slide, table, rows, wide, box, deck.place, deck.looks)


def _comparison(scenes: Sequence[Scene]) -> Table:
    """Put the Views under each other, so that a deck of many goes on over the next slides."""
    figures = [counts(scene) for scene in scenes]
    keys = tuple(dict.fromkeys(key for one in figures for key in one))
    rows = tuple((str(n), *(one.get(key, "–") for key in keys)) for n, one in enumerate(figures, 1))
    first, last = min(one.view.day for one in scenes), max(one.view.day for one in scenes)
    span = long_day(first) if first == last else f"{long_day(first)} to {long_day(last)}"
    return Table(f"Comparison, {span}", ("", *keys), rows, "Comparison")


def _sources(deck: _Deck) -> None:
    job, colors = deck.job, deck.colors
    slide, box = deck.slide("Sources")
    credited = dict.fromkeys(plain(credit) for scene in job.scenes for credit in scene.credits)
    lines = [[Text(0, 0, credit, 14, colors["text"])] for credit in credited]
    lines += [
        [Text(0, 0, f"{r.code}: {plain(s.title)}", 12, colors["soft"], link=r.link)]
        for s, r in zip(job.scenes, job.receipts, strict=True)
    ]
    _words(slide, box, lines, deck.place, "Sources", pitch=1.2)


def _numbered(deck: _Deck) -> None:
    """Write on each slide which it is, and of how many; the program counts anew if slides move."""
    from lxml import etree

    slides = deck.template.deck.slides
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for number, (slide, box) in enumerate(zip(slides, deck.numbers, strict=True), 1):
        small = deck.size.small
        look = Text(box.x1, box.y0 + 0.61 * small, f" of {len(slides)}", small, deck.colors["soft"],
                    anchor="right", role="slide_number")  # fmt: skip
        shape = line(slide, look, deck.place, box)
        part = shape.text_frame.paragraphs[0]
        run = part._p.find(f"{namespace}r")  # noqa: SLF001
        made = etree.Element(f"{namespace}fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}",
                             type="slidenum")  # fmt: skip
        looks = run.find(f"{namespace}rPr")
        made.append(etree.fromstring(etree.tostring(looks)))
        etree.SubElement(made, f"{namespace}t").text = str(number)
        run.addprevious(made)


def _about(deck: Any, job: Job) -> None:
    scene = job.scene
    about = deck.core_properties
    about.title = plain(scene.title)[:255]
    about.author = plain(job.profile.name)
    about.last_modified_by = ""
    about.subject = plain(scene.subtitle)[:255]
    about.language = "en"
    # Longer than the 255 characters that python-pptx takes; the format itself has no limit.
    about.comments = "-"
    about._element.xpath("dc:description")[0].text = as_json(job.receipts)  # noqa: SLF001
    about.keywords = job.receipt.code
    about.category = "; ".join(plain(c) for c in scene.credits)[:255]
    about.revision = 1
    about.created = about.modified = datetime(*scene.view.day.timetuple()[:3])  # noqa: DTZ001


def dateless(content: bytes) -> bytes:
    """Write the archive anew with one date for all its members, so that two runs agree."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return target.getvalue()
