"""The deck that slides are put into: wide, with one layout, and with nothing of another maker's machine."""

from __future__ import annotations

import unicodedata
from typing import Any

from briefing.receipt import version

_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Crossings {version}</Application><PresentationFormat>Widescreen</PresentationFormat>"
    "<Slides>{slides}</Slides><Notes>{notes}</Notes></Properties>"
)
_LAYOUT = "Title Only"
_DROPPED = ("/printerSettings", "/thumbnail")
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def empty_deck(width: int, height: int) -> Any:
    """Make a deck without slides.

    Parameters
    ----------
    width, height
        Of a slide, in EMU.
    """
    from pptx import Presentation
    from pptx.util import Emu

    deck: Any = Presentation()
    across, down = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)
    deck.part._element.sldSz.attrib.pop("type", None)  # noqa: SLF001 - it names 4:3
    for layout in list(deck.slide_layouts):
        if layout.name != _LAYOUT:
            deck.slide_layouts.remove(layout)
    for part in (deck.slide_master, *deck.slide_layouts):
        _stretch(part._element, across, down)  # noqa: SLF001
    for relations in (deck.part.rels, deck.part.package._rels):  # noqa: SLF001
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_DROPPED):
                relations.pop(key)
    return deck


def finish(deck: Any) -> None:
    """Name the master of the notes where readers look for it, and say what made the deck."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml

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


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text that has a direction runs from the right."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _stretch(element: Any, across: float, down: float) -> None:
    """Place what was placed for another shape of slide."""
    for transform in element.iter(_drawn("off"), _drawn("ext")):
        for name, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
            if transform.get(name) is not None:
                transform.set(name, str(round(int(transform.get(name)) * factor)))


def _named(tag: str) -> str:
    return f"{{{_PRESENTATION}}}{tag}"


def _drawn(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}"
