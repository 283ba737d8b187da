"""A Scene in words: alternative text, speaker notes, summary. No sentence without data."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.canvas.plain import plain
from briefing.map import what_if
from briefing.receipt import Receipt
from catalog.tables.basis import SECOND_HAND
from layers.scene.scene import Scene
from layers.text.words import basis_on_map, names, plural, short_day

_NAMED = 6
"""So many are named in a sentence; of more the number is given."""


def paragraph(scene: Scene) -> str:
    """Say what is shown on which day, what is closed, disputed and stale."""
    parts = [
        plain(scene.summary),
        _compared(scene),
        *_disputed(scene),
        *_second_hand(scene),
        *_stale(scene),
    ]
    return " ".join(" ".join(part.split()) for part in parts if part)


def notes(scene: Scene, receipt: Receipt) -> str:
    """Write the speaker notes: the paragraph, what the signs mean, caveats, sources, link, code."""
    signs = [plain(item.note) for section in scene.legend for item in section.items if item.note]
    return "\n\n".join(
        part
        for part in (
            paragraph(scene),
            "Signs: " + " ".join(signs) if signs else "",
            " ".join(plain(one) for one in scene.caveats),
            plain(what_if.grounds(scene.scenario)) if scene.scenario else "",
            "Sources: " + "; ".join(plain(one) for one in scene.credits) + ".",
            f"{receipt.code} {receipt.link}",
        )
        if part
    )


def _compared(scene: Scene) -> str:
    """Say which other day the picture shows, and how."""
    view = scene.view
    if view.since is None:
        return ""
    how = "shown beside it; " if view.compare == "side" else ""
    day = short_day(view.since.isoformat())
    return f"Compared with {day}: {how}places with another status are ringed."


def _disputed(scene: Scene) -> list[str]:
    said = []
    gateways = [plain(row["name"]) for row in scene.features("crossings") if row.get("disputed")]
    if gateways:
        said.append(f"Status disputed between sources: {_some(gateways)}.")
    events = sum(bool(row.get("disputed")) for row in scene.features("incidents"))
    if events:
        said.append(f"{plural(events, 'incident')} disputed between sources.")
    return said


def _second_hand(scene: Scene) -> list[str]:
    """Name what stands on the map on the word of another text alone."""
    gateways = [
        plain(row["name"])
        for layer in ("crossings", "ports")
        for row in scene.features(layer)
        if row.get("phase") != "unknown" and basis_on_map(row) == SECOND_HAND
    ]
    said = []
    if gateways:
        said.append(
            f"Second-hand alone, the page itself not read: the status of {_some(gateways)}."
        )
    for part in scene.layers:
        number = sum(
            part.layer.windowed and row.get("basis") == SECOND_HAND for row in part.features
        )
        if number:
            said.append(f"{part.layer.name} second-hand alone: {number} of {len(part.features)}.")
    return said


def _stale(scene: Scene) -> list[str]:
    ageing = [plain(r["name"]) for r in scene.features("crossings") if r.get("phase") == "ageing"]
    said = []
    if ageing:
        said.append(f"Not fresh, carried on from an older report: {_some(ageing)}.")
    if scene.oldest is not None:
        said.append(f"Oldest fact drawn: {scene.oldest.text}.")
    return said


def _some(parts: Sequence[str]) -> str:
    if len(parts) <= _NAMED:
        return names(parts)
    return f"{names([*parts[:_NAMED], f'{len(parts) - _NAMED} more'])}"
