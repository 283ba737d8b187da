"""What the parts of a page are to a reader who hears it: headings, paragraphs, a figure, a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.canvas.box import Box
from briefing.canvas.shapes import Item, Text
from briefing.formats.scripts import language
from briefing.map.basemap import Raster
from briefing.page.page import Page

ARTIFACT = "Artifact"
"""What is there to be seen alone."""
_HEADS = {"title": "H1", "subtitle": "P", "scope": "P", "day": "P", "beyond": "P"}


@dataclass(frozen=True)
class Begin:
    """From here on what is drawn belongs to a part.

    Parameters
    ----------
    tag
        As in PDF; ``ARTIFACT`` for what is not read.
    number
        Of the piece on its page, which the part names.
    """

    tag: str
    number: int = -1


@dataclass(frozen=True)
class End:
    """What is drawn belongs to no part any more."""


@dataclass
class Part:
    """A part of a document.

    Parameters
    ----------
    tag
        As in PDF: H1, P, Figure, L ...
    parts
        What it holds, in the order in which it is read.
    pieces
        Numbers of what is drawn of it.
    alt, language
        Words in the place of a figure; the language where it is not English.
    box
        Of a figure, in points from the upper left corner.
    link
        Address that it leads to.
    scope
        Of a head of a table: Row or Column.
    """

    tag: str
    parts: list[Part] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    box: Box | None = None
    link: str = ""
    scope: str = ""

    def add(self, tag: str) -> Part:
        """Put a new part behind the others."""
        part = Part(tag)
        self.parts.append(part)
        return part


Marked = Item | Raster | Begin | End


class _Writer:
    """Puts marks between what is drawn, a new one only where another part begins."""

    def __init__(self) -> None:
        self.items: list[Marked] = []
        self._open: Part | str | None = None
        self._pieces = 0

    def draw(self, part: Part | None, *items: Item | Raster) -> None:
        """Draw items of a part, or of none."""
        if self._open is not (part or ARTIFACT):
            self.close()
            if part is None:
                self.items.append(Begin(ARTIFACT))
            else:
                part.pieces.append(self._pieces)
                self.items.append(Begin(part.tag, self._pieces))
                self._pieces += 1
            self._open = part or ARTIFACT
        self.items += items

    def close(self) -> None:
        """End the part that is open."""
        if self._open is not None:
            self.items.append(End())
        self._open = None


def tagged(page: Page, alt: str) -> tuple[list[Marked], Part]:
    """Tell the parts of a page apart.

    Parameters
    ----------
    alt
        The map in words.

    Returns
    -------
    items, sect
        What is drawn, with marks between; and the page's parts in the order in which they are read.
    """
    writer, sect = _Writer(), Part("Sect")
    groups = page.groups
    marking = next(
        (
            item
            for item in groups["letterhead"]
            if isinstance(item, Text) and item.role == "marking"
        ),
        None,
    )
    if marking is not None:
        sect.add("P")  # it is heard first, wherever it is drawn
    writer.draw(None, *groups["ground"])
    _words(writer, sect, groups["head"])
    figure = sect.add("Figure")
    figure.alt, figure.box = alt, page.boxes["map"]
    writer.draw(figure, *groups["map"])
    _legend(writer, sect, groups["legend"])
    _words(writer, sect, groups["foot"])
    _words(writer, sect, groups.get("receipt", []))
    for item in groups["letterhead"]:
        if item is marking:
            writer.draw(sect.parts[0], item)
        elif isinstance(item, Text) and item.role == "house":
            writer.draw(sect.add("P"), item)
        else:
            writer.draw(None, item)
    writer.close()
    return writer.items, sect


def _words(writer: _Writer, sect: Part, items: Iterable[Item | Raster]) -> None:
    """Read lines of one role as one paragraph."""
    role, part = "", None
    for item in items:
        if not isinstance(item, Text) or item.role == "number":
            writer.draw(None, item)
            continue
        if item.role != role or part is None or item.link:
            part = sect.add(_HEADS.get(item.role, "P"))
            if item.role == "title":
                part.language = language(item.text)
            role = item.role
        if item.link:
            part = part.add("Link")
            part.link = item.link
        writer.draw(part, item)


def _legend(writer: _Writer, sect: Part, items: Iterable[Item | Raster]) -> None:
    """Read headings, and under each a list with an entry for each sample; facts are a table."""
    heading: Part | None = None
    listed: Part | None = None
    entry: Part | None = None
    table: Part | None = None
    cell: Part | None = None
    for item in items:
        if not isinstance(item, Text):
            writer.draw(None, item)
            entry = heading = None
        elif item.role in ("fact_name", "fact"):
            heading = listed = entry = None
            if item.role == "fact_name":
                table = table or sect.add("Table")
                cell = table.add("TR").add("TH")
                cell.scope = "Row"
            elif cell is not None and cell.tag == "TH" and table is not None:
                cell = table.parts[-1].add("TD")
            writer.draw(cell, item)
        elif item.weight >= 600 and item.role == "legend":
            if heading is None:
                heading = sect.add("H2")
            writer.draw(heading, item)
            listed = entry = None
        else:
            heading = None
            listed = listed or sect.add("L")
            entry = entry or listed.add("LI").add("LBody")
            writer.draw(entry, item)
