"""The legend: entries for what is visible, in the order of importance."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.tables.basis import SECOND_HAND
from layers.routes import MODE_TEXT
from layers.scene_parts import LegendItem, LegendSection, Shown, note
from layers.text.words import marked_basis, short_day

if TYPE_CHECKING:
    from layers.layer import SceneLayer
    from layers.scene_parts import Facts
    from layers.view.view import View
    from layers.what_if.scenario import Scenario

_COMPARED = "Compared"
_NOTICES = 80
"""Rank of what is said of all layers together: above the boundaries."""


def legend_of(
    layers: Sequence[SceneLayer],
    atlas: Mapping[str, Facts],
    view: View,
    lines: Collection[str],
    scenario: Scenario | None = None,
) -> tuple[LegendSection, ...]:
    """Make the legend of the layers that are on.

    What the map is about comes first, the boundaries last. A layer with nothing to show on the day
    has no entry.

    Parameters
    ----------
    layers
        Those that are on, in drawing order.
    atlas
        Datasets by file name.
    view
        What was asked for.
    lines
        Classes of boundaries that the worldview draws.
    scenario
        The answer to the View's what-if.
    """
    shown = Shown(
        on={part.layer.id: part.features for part in layers},
        atlas=atlas,
        day=view.day.isoformat(),
        known=view.known.isoformat() if view.known else None,
        worldview=view.worldview,
        lines=lines,
        heat=view.heat,
        only=view.filter.in_words(),
    )
    parts = dict.fromkeys(part.layer.legend for part in layers if part.layer.legend)
    ranked = [
        (0, _scenario(scenario)),
        (0, _changed(view)),
        *((part.rank, part.section(shown)) for part in parts),
        (_NOTICES, _parted(shown.on, view)),
        (_NOTICES, _second_hand(layers)),
    ]
    ranked.sort(key=lambda entry: entry[0])
    return tuple(section for _, section in ranked if section is not None and section.items)


def _parted(on: Collection[str], view: View) -> LegendSection | None:
    """Return a sentence that crossings and ports are left out for how we have their status."""
    if not view.filter.basis or not {"crossings", "ports", "engagements"} & set(on):
        return None
    text = f"Only: {view.filter.basis_in_words()}. The other reports are left out."
    return LegendSection("Basis chosen", (note(text),))


def _second_hand(layers: Sequence[SceneLayer]) -> LegendSection | None:
    """Explain the sign of what rests on a page that was not read, once for all layers."""
    marked = [row for part in layers if part.layer.geometry == "point" for row in part.features]
    number = sum(marked_basis(row) == SECOND_HAND for row in marked)
    if not number:
        return None
    why = "the page was not read, another text cites it"
    item = LegendItem("basis", SECOND_HAND, f"Second-hand ({number})", why)
    return LegendSection("How we have it", (item,))


def _scenario(scenario: Scenario | None) -> LegendSection | None:
    if scenario is None:
        return None
    items = []
    if scenario.network_map:
        keys = scenario.network_map.keys
        items += [LegendItem("scenario", key.style, key.text, key.note) for key in keys]
    if scenario.routes:
        used = {leg.mode for route in scenario.routes for leg in route.legs}
        drawn = ", ".join(MODE_TEXT[mode] for mode in ("road", "rail", "sea") if mode in used)
        items.append(LegendItem("scenario", "best_road", "1: best route", f"by {drawn}"))
        if len(scenario.routes) > 1:
            items.append(
                LegendItem("scenario", "other_road", f"2 to {len(scenario.routes)}: alternatives")
            )
    if scenario.moved:
        items.append(LegendItem("scenario", "baseline", "Baseline", scenario.held_against))
    if any(mark.closed for mark in scenario.marks):
        items.append(LegendItem("scenario", "closed", "Closed in the what-if"))
    if any(not mark.closed for mark in scenario.marks):
        items.append(LegendItem("scenario", "reopened", "Open in the what-if"))
    if scenario.routes or scenario.network_map:
        items.append(note("Trade routes step back beside it."))
    return LegendSection(
        scenario.network_map.heading if scenario.network_map else "What if", tuple(items)
    )


def _changed(view: View) -> LegendSection | None:
    if view.since is None:
        return None
    text = f"Ringed: another status than on {short_day(view.since.isoformat())}."
    return LegendSection(_COMPARED, (note(text),))


def merged(
    one: Sequence[LegendSection], other: Sequence[LegendSection]
) -> tuple[LegendSection, ...]:
    """Make one legend of two maps': every kind once, without the numbers, which differ.

    What is compared with what is said once, as the first map says it.
    """
    found: dict[str, dict[LegendItem, dict[str, None]]] = {}
    for section in (*one, *(section for section in other if section.title != _COMPARED)):
        items = found.setdefault(section.title, {})
        for item in section.items:
            key = replace(item, text=re.sub(r" \([0-9,]+\)$", "", item.text))
            # The letters that either map explains, each once.
            parts = item.note.split(", ") if item.text else []
            items.setdefault(replace(key, note="") if item.text else key, {}).update(
                dict.fromkeys(parts)
            )
    return tuple(
        LegendSection(
            title,
            tuple(
                replace(item, note=", ".join(parts)) if item.text else item
                for item, parts in items.items()
            ),
        )
        for title, items in found.items()
    )
