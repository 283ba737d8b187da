"""Markdown of a Scene's summary: title, paragraph, tables, caveats, sources, receipt."""

from __future__ import annotations

import re

from briefing.canvas.plain import plain
from briefing.formats.job import Job
from briefing.formats.prose import paragraph
from briefing.formats.tables import tables
from briefing.map.what_if import grounds
from briefing.receipt import Receipt, as_json
from layers.scene.scene import Scene

RECEIPT = ("<!-- crossings-receipt: ", " -->")
"""What stands before and behind the receipts in a summary."""
_MARKS = re.compile(r"([\\`*_\[\]<>#|~!$&@]|:(?=\S))")
_OUTSIDE = re.compile(r"[`<>$&]|(?<=-)-")


def markdown(job: Job) -> bytes:
    """Write the Views one after the other, each between its markings."""
    parts = [_one(scene, receipt) for scene, receipt in zip(job.scenes, job.receipts, strict=True)]
    if house := " · ".join(filter(None, (job.profile.name, job.profile.footer))):
        parts[-1] += f"\n\n{_inert(house)}"
    begin, end = RECEIPT
    receipts = f"{begin}{hidden(as_json(job.receipts))}{end}"
    return ("\n\n---\n\n".join(parts) + f"\n\n{receipts}\n").encode()


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
    marking = [f"**{_inert(receipt.marking)}**"] if receipt.marking else []
    return "\n\n".join([*marking, *parts, *marking])


def hidden(receipts: str) -> str:
    """Write JSON so that no sign of it means anything to Markdown or ends a comment."""
    return _OUTSIDE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", receipts)


def _inert(text: str) -> str:
    """Escape every mark that Markdown or HTML in it would read."""
    return _MARKS.sub(r"\\\1", plain(text))
