"""The deck that slides are put into: our own or an organisation's, with nothing of another's machine."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from briefing.formats.slide_shapes import COMPLEX_FONT, FONT
from briefing.profile.template import titles
from briefing.receipt import version

_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Crossings {version}</Application><PresentationFormat>Widescreen</PresentationFormat>"
    "<Slides>{slides}</Slides><Notes>{notes}</Notes></Properties>"
)
_LAYOUT = "Title Only"
_ROOM = ("TITLE", "CENTER_TITLE", "BODY", "OBJECT")
"""Places between which a page may stand."""
_LEAST = 0.6
"""Of a slide's width and height that a page needs."""
_DROPPED = ("/printerSettings", "/thumbnail")
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Template:
    """What slides are put into.

    Parameters
    ----------
    deck, layout
        Without slides, and the layout with a title that each gets.
    room
        Left, top, width and height that the layout leaves to a page, in EMU.
    own
        It is an organisation's: its ground and fonts are kept.
    """

    deck: Any
    layout: Any
    room: tuple[int, int, int, int]
    own: bool


def empty_deck(width: int, height: int, template: bytes = b"") -> Template:
    """Make a deck without slides.

    Parameters
    ----------
    width, height
        Of a slide, in EMU.
    template
        An organisation's .pptx, which has been looked through; of another maker's are taken the
        layouts, the look and nothing else.
    """
    from pptx import Presentation
    from pptx.util import Emu

    deck: Any = Presentation(io.BytesIO(template)) if template else Presentation()
    across, down = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)
    deck.part._element.sldSz.attrib.pop("type", None)  # noqa: SLF001 - it names 4:3
    for part in [deck.slide_master, *deck.slide_layouts] if not template else _all_masters(deck):
        _stretch(part._element, across, down)  # noqa: SLF001
    if template:
        _emptied(deck)
    else:
        for layout in list(deck.slide_layouts):
            if layout.name != _LAYOUT:
                deck.slide_layouts.remove(layout)
    for relations in (deck.part.rels, deck.part.package._rels):  # noqa: SLF001
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_DROPPED):
                relations.pop(key)
    layout = _titled(deck)
    room = _room(layout, width, height) if template else (0, 0, width, height)
    return Template(deck, layout, room, bool(template))


def _all_masters(deck: Any) -> list[Any]:
    return [part for master in deck.slide_masters for part in (master, *master.slide_layouts)]


def _emptied(deck: Any) -> None:
    """Take a template's own slides out."""
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no other way
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)


def _titled(deck: Any) -> Any:
    """Find the layout that has a title and least besides."""
    found = [one for master in deck.slide_masters for one in master.slide_layouts if titles(one)]
    return min(found, key=lambda one: (one.name != _LAYOUT, len(list(one.placeholders))))


def _room(layout: Any, width: int, height: int) -> tuple[int, int, int, int]:
    """Give the room for a page: where title and body of the template may stand."""
    boxes = [
        (one.left, one.top, one.left + one.width, one.top + one.height)
        for part in (layout.slide_master, layout)
        for one in part.placeholders
        if one.placeholder_format.type.name in _ROOM and None not in (one.left, one.top, one.width)
    ]
    left, top = (min(box[n] for box in boxes) for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) for n in (2, 3))
    left, top = max(0, left), max(0, top)
    right, bottom = min(width, right), min(height, bottom)
    if right - left < _LEAST * width or bottom - top < _LEAST * height:
        return 0, 0, width, height
    return left, top, right - left, bottom - top


def _set_fonts(deck: Any) -> None:
    """Name the fonts of every theme as the texts' are, so that what is added looks the same."""
    from lxml import etree

    for part in deck.part.package.iter_parts():
        if str(part.partname).startswith("/ppt/theme/"):
            theme = getattr(part, "_element", None)
            theme = etree.fromstring(part.blob) if theme is None else theme
            for name in ("latin", "cs"):
                for font in theme.iter(_drawn(name)):
                    font.set("typeface", FONT if name == "latin" else COMPLEX_FONT)
            if getattr(part, "_element", None) is None:
                part._blob = etree.tostring(  # noqa: SLF001
                    theme, xml_declaration=True, encoding="UTF-8", standalone=True
                )


def finish(template: Template) -> None:
    """Name the master of the notes where readers look for it, the fonts, and what made the deck."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml

    deck = template.deck
    if not template.own:
        _set_fonts(deck)
    noted = [
        key for key, one in deck.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER
    ]
    if noted:
        masters = deck.part._element.find(_named("sldMasterIdLst"))  # noqa: SLF001
        masters.addnext(
            parse_xml(
                f'<p:notesMasterIdLst xmlns:p="{_PRESENTATION}" xmlns:r="{_RELATIONS}">'
                f'<p:notesMasterId r:id="{noted[0]}"/></p:notesMasterIdLst>'
            )
        )
    about = _APP.format(version=version(), slides=len(deck.slides),
                        notes=sum(one.has_notes_slide for one in deck.slides))  # fmt: skip
    for relation in deck.part.package._rels.values():  # noqa: SLF001
        if relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            relation.target_part._blob = about.encode()  # noqa: SLF001 - a part without an own class


def _stretch(element: Any, across: float, down: float) -> None:
    """Place what was placed for another shape of slide."""
    for transform in element.iter(*map(_drawn, ("off", "ext", "chOff", "chExt"))):
        for name, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
            if transform.get(name) is not None:
                transform.set(name, str(round(int(transform.get(name)) * factor)))


def _named(tag: str) -> str:
    return f"{{{_PRESENTATION}}}{tag}"


def _drawn(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}"
