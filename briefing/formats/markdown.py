"""Markdown of a Scene's summary: title, paragraph, tables, caveats, sources, receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.canvas.plain import plain
from briefing.formats.prose import paragraph, tables
from briefing.map.what_if import grounds
from briefing.receipt import Receipt, as_json
from layers.scene.scene import Scene

RECEIPT = ("<!-- crossings-receipt: ", " -->")
"""What stands before and behind the receipts in a summary."""
_MARKS = re.compile(r"([\\`*_\[\]<>#|~!$&@]|:(?=\S))")
_OUTSIDE = re.compile(r"[`<>$&]")


def markdown(scenes: Sequence[Scene], receipts: Sequence[Receipt]) -> bytes:
    """Write the Views one after the other."""
    parts = [_one(scene, receipt) for scene, receipt in zip(scenes, receipts, strict=True)]
    begin, end = RECEIPT
    return ("\n\n---\n\n".join(parts) + f"\n\n{begin}{_hidden(as_json(receipts))}{end}\n").encode()


def _one(scene: Scene, receipt: Receipt) -> str:
    parts = [f"# {_inert(scene.title)}", _inert(scene.subtitle), _inert(paragraph(scene))]
    for table in tables(scene):
        rows = [table.head, ("---",) * len(table.head), *table.rows]
        lines = [
            "| " + " | ".join(cell if i == 1 else _inert(cell) for cell in row) + " |"
            for i, row in enumerate(rows)
        ]
        parts += [f"## {_inert(table.title)}", "\n".join(lines)]
    parts.append(_inert(" ".join(scene.caveats)))
    if scene.scenario is not None and (said := grounds(scene.scenario)):
        parts.append(_inert(said))
    parts.append("## Sources\n\n" + "\n".join(f"- {_inert(credit)}" for credit in scene.credits))
    parts.append(f"Receipt {receipt.code}: <{receipt.link}>")
    return "\n\n".join(parts)


def _hidden(receipts: str) -> str:
    """Write JSON so that no sign of it means anything to Markdown or ends a comment."""
    return _OUTSIDE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", receipts)


def _inert(text: str) -> str:
    """Escape every mark that Markdown or HTML in it would read."""
    return _MARKS.sub(r"\\\1", plain(text))
