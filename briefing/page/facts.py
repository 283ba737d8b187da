"""Five facts of the place that a page is about, beside its map."""

from __future__ import annotations

from briefing.canvas.page_size import Size
from briefing.canvas.plain import plain
from briefing.canvas.shapes import Text
from briefing.canvas.typeface import wrap
from briefing.page.block import LINE, Block
from catalog.tables.basis import BASIS_SHORT
from layers.palette import THEME_COLORS
from layers.scene.scene import Scene
from layers.scene_parts import Feature, LegendItem, LegendSection
from layers.text.words import basis_on_map, reported_day, short_day

FACTS = "facts"
"""What stands in the place of a layer in the entries."""
_CLOSE = 7.0
"""From this zoom on a page is about the place that is chosen."""
_NAMES = 6.6
"""Room for the names of the facts, in sizes of the text."""
_CITED = 2
"""So many sources are named; of more the number is given."""


def facts_of(scene: Scene) -> tuple[LegendSection, ...]:
    """Give status, since when, last report, what is let through and sources of a chosen crossing or port."""
    if scene.selected is None or scene.view.zoom < _CLOSE or scene.view.compare == "side":
        return ()
    _, row = scene.selected
    if "phase" not in row:
        return ()
    pairs = (
        ("Status", _status(row)),
        ("Since", plain(row.get("since_text")) or "not reported"),
        ("Last report", _report(row)),
        ("Lets through", plain(row.get("traffic")) or "not reported"),
        ("Source", _sources(row)),
    )
    items = tuple(LegendItem(FACTS, name, value) for name, value in pairs)
    return (LegendSection(plain(row["name"]), items),)


def fact_entry(item: LegendItem, scene: Scene, size: Size, width: float) -> Block:
    """Set a fact: its name, and beside it what is known."""
    colors, text = THEME_COLORS[scene.theme], size.text
    lines = wrap(item.text, text, width - _NAMES * text) or [""]
    words = [Text(0, LINE * text / 2, item.kind, text, colors["soft"], role="fact_name")]
    words += [
        Text(_NAMES * text, (n + 0.5) * LINE * text, line, text, colors["text"], role="fact")
        for n, line in enumerate(lines)
    ]
    return Block(tuple(words), len(lines) * LINE * text + 0.15 * text)


def _status(row: Feature) -> str:
    known = row.get("phase") != "unknown"
    said = plain(row.get("status_title") or row.get("status") or row.get("kind")).replace("_", " ")
    last = plain(row.get("last_status")).replace("_", " ")
    if not known:
        return f"unknown; last reported {last}" if last else "unknown; nothing reported"
    return (
        said
        + (", an older report" if row.get("phase") == "ageing" else "")
        + (", disputed" if row.get("disputed") else "")
    )


def _report(row: Feature) -> str:
    if not row.get("reported_on"):
        return "none up to this day"
    basis = BASIS_SHORT.get(basis_on_map(row), "")
    return plain(reported_day(row)) + (f" ({basis})" if basis else "")


def _sources(row: Feature) -> str:
    found = [
        plain(one["name"]) + (f", {short_day(str(one['date']))}" if one.get("date") else "")
        for one in row.get("sources") or ()
        if one.get("name")
    ]
    more = [f"{len(found) - _CITED} more"] if len(found) > _CITED else []
    return "; ".join([*found[:_CITED], *more]) or "none"
