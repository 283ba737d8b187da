"""The structure of a PDF, written behind its drawing: parts, outline, language, who reads what first."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.formats.pdf_tags import Part

if TYPE_CHECKING:
    from pikepdf import Pdf


def structured(content: bytes, parts: Sequence[Part], titles: Sequence[str]) -> bytes:
    """Write the structure into a document; the same bytes each time.

    Parameters
    ----------
    content
        A PDF whose pages bear the marks of ``parts``.
    parts, titles
        Of each page.
    """
    from pikepdf import ObjectStreamMode, OutlineItem
    from pikepdf import open as opened

    target = io.BytesIO()
    with opened(io.BytesIO(content)) as pdf:
        _Tree(pdf).write(parts, titles)
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(title, n) for n, title in enumerate(titles))
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about["dc:title"] = titles[0]
            about["dc:language"] = ["en"]
            about["pdfuaid:part"] = "1"
        pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return target.getvalue()


class _Tree:
    """Writes parts as objects, and for each page which piece is whose."""

    def __init__(self, pdf: Pdf) -> None:
        from pikepdf import Array, Dictionary, Name

        self.pdf, self.array, self.dictionary, self.name = pdf, Array, Dictionary, Name
        self.parents: list[Any] = []
        self.links = 0

    def write(self, parts: Sequence[Part], titles: Sequence[str]) -> None:
        """Write the parts of all pages."""
        pdf, dictionary, name = self.pdf, self.dictionary, self.name
        root = pdf.make_indirect(dictionary(Type=name.StructTreeRoot))
        whole = pdf.make_indirect(
            dictionary(Type=name.StructElem, S=name.Document, P=root, Lang="en", K=self.array([]))
        )
        # First come the pages, so that the number of a page is its own in the list of parents.
        self.parents = [None] * len(pdf.pages)
        for number, (page, part, title) in enumerate(zip(pdf.pages, parts, titles, strict=True)):
            own: dict[int, Any] = {}
            element = self._element(part, whole, page.obj, own)
            element.T = title
            whole.K.append(element)
            self.parents[number] = pdf.make_indirect(
                self.array([own[piece] for piece in range(len(own))])
            )
            page.obj.StructParents = number
            page.obj.Tabs = name.S
        numbered = [one for n, parent in enumerate(self.parents) for one in (n, parent)]
        root.K = self.array([whole])
        root.ParentTree = pdf.make_indirect(dictionary(Nums=self.array(numbered)))
        root.ParentTreeNextKey = len(self.parents)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = dictionary(Marked=True)
        pdf.Root.Lang = "en"
        pdf.Root.ViewerPreferences = dictionary(DisplayDocTitle=True)

    def _element(self, part: Part, parent: Any, page: Any, own: dict[int, Any]) -> Any:
        kids = self.array([])
        element = self.pdf.make_indirect(
            self.dictionary(
                Type=self.name.StructElem, S=self.name(f"/{part.tag}"), P=parent, Pg=page, K=kids
            )
        )
        for piece in part.pieces:
            kids.append(piece)
            own[piece] = element
        for inner in part.parts:
            kids.append(self._element(inner, element, page, own))
        if part.alt:
            element.Alt = part.alt
        if part.language:
            element.Lang = part.language
        if part.scope:
            element.A = self.dictionary(O=self.name.Table, Scope=self.name(f"/{part.scope}"))
        if part.box:
            high = float(page.MediaBox[3])
            box = part.box
            edges = [round(v, 2) for v in (box.x0, high - box.y1, box.x1, high - box.y0)]
            element.A = self.dictionary(
                O=self.name.Layout, BBox=self.array(edges), Placement=self.name.Block
            )
        if part.link:
            for note in self._notes(page, part.link):
                kids.append(self.dictionary(Type=self.name.OBJR, Obj=note, Pg=page))
                note.StructParent = len(self.parents)
                note.Contents = f"This view, live: {part.link}"
                note.F = 4
                self.parents.append(element)
        return element

    def _notes(self, page: Any, link: str) -> Iterator[Any]:
        """Find the live parts of a page that lead to an address."""
        for note in page.get("/Annots", []):
            if str(note.get("/A", {}).get("/URI", "")) == link and "/StructParent" not in note:
                yield note
