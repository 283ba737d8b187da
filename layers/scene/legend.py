"""The legend: entries for what is visible, in the order of importance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.tables.basis import SECOND_HAND
from layers.palette import kind_of
from layers.scene_parts import LegendItem, LegendSection
from layers.text.words import marked_basis, short_day
from layers.ways.states import states_of

if TYPE_CHECKING:
    from layers.scene_parts import Facts, SceneLayer
    from layers.view.view import View
    from layers.what_if.scenario import Scenario

_STATUS_ORDER = ("open", "limited", "closed", "unknown")
_STATUS_TEXT = {
    "open": "Open",
    "limited": "Limited",
    "closed": "Closed",
    "unknown": "Unknown",
}
LETTERS: dict[str, str] = {
    "P": "pedestrians",
    "H": "humanitarian cargo",
    "R": "returnees",
    "E": "exports",
    "L": "limited",
}
PORT_LETTERS: dict[str, str] = {
    "L": "limited",
    "S": "sanctioned",
    "T": "no Afghan transit",
    "W": "waiver",
    "X": "re-export",
}
_PORT_LOOKS = tuple(f"{kind}_{status}" for kind in ("gate", "destination", "strait")
                    for status in ("open", "limited", "closed"))  # fmt: skip
_COMPARED = "Compared"
_MODE_TEXT = {
    "road": "road",
    "rail": "rail (ties)",
    "sea": "sea (long dash)",
    "air": "air (dots)",
    "planned_road": "planned (short dash)",
    "planned_rail": "planned (short dash)",
}
_STATE_TEXT = {
    "open": "Open",
    "limited": "Limited on the way",
    "closed": "Cut at a gate or port",
    "unknown": "Not known whether trade passes",
}
KIND_TEXT: dict[str, str] = {
    "clash": "Armed clash",
    "strike": "Air strike",
    "shelling": "Shelling",
    "drone": "Drone strike",
    "attack": "Attack",
    "closure": "Closure",
    "reopening": "Reopening",
    "ceasefire": "Ceasefire",
    "deportation": "Deportation",
    "fence": "Fencing",
    "other": "Other event",
    "held": "Meetings held (number)",
    "announced": "Announced, none held yet",
    "planned": "Planned",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "unconfirmed": "Unconfirmed",
    "gate": "Sea gate",
    "destination": "Port beyond",
    "ucdp": "Event coded by UCDP",
}


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
    on = {part.layer.id: part for part in layers}
    sections = [
        _scenario(scenario),
        _changed(view),
        _crossings(on, atlas),
        _routes(layers, atlas, view),
        _ports(on),
        _by_kind(on, "venues", "Meeting places", KIND_TEXT),
        _arcs(on),
        _rounds(on),
        _incidents(on, view),
        _parted(on, view),
        _second_hand(layers),
        _border(on, view, lines),
    ]
    return tuple(section for section in sections if section is not None and section.items)


def _parted(on: Mapping[str, SceneLayer], view: View) -> LegendSection | None:
    """Say that gates and ports are left out for how we have their status."""
    if not view.filter.basis or not {"crossings", "ports", "engagements"} & on.keys():
        return None
    text = f"Only: {view.filter.basis_in_words()}. The other reports are left out."
    return LegendSection("Basis chosen", (LegendItem("", "", "", text),))


def _second_hand(layers: Sequence[SceneLayer]) -> LegendSection | None:
    """Explain the sign of what rests on a page that was not read, once for all layers."""
    marked = [row for part in layers if part.layer.geometry == "point" for row in part.features]
    number = sum(marked_basis(row) == SECOND_HAND for row in marked)
    if not number:
        return None
    note = "the page was not read, another text cites it"
    item = LegendItem("basis", SECOND_HAND, f"Second-hand ({number})", note)
    return LegendSection("How we have it", (item,))


def _scenario(scenario: Scenario | None) -> LegendSection | None:
    if scenario is None:
        return None
    items = []
    if scenario.outlook:
        keys = scenario.outlook.keys
        items += [LegendItem("scenario", key.style, key.text, key.note) for key in keys]
    if scenario.routes:
        used = {leg.mode for route in scenario.routes for leg in route.legs}
        drawn = ", ".join(_MODE_TEXT[mode] for mode in ("road", "rail", "sea") if mode in used)
        items.append(LegendItem("scenario", "best_road", "1: the best way", f"by {drawn}"))
        if len(scenario.routes) > 1:
            items.append(
                LegendItem("scenario", "other_road", f"2 to {len(scenario.routes)}: other ways")
            )
    if scenario.moved:
        items.append(LegendItem("scenario", "baseline", "Baseline", scenario.held_against))
    if any(mark.closed for mark in scenario.marks):
        items.append(LegendItem("scenario", "closed", "Closed in the what-if"))
    if any(not mark.closed for mark in scenario.marks):
        items.append(LegendItem("scenario", "reopened", "Open in the what-if"))
    if scenario.routes or scenario.outlook:
        items.append(LegendItem("", "", "", "Trade routes step back beside it."))
    return LegendSection(scenario.outlook.heading if scenario.outlook else "What if", tuple(items))


def _changed(view: View) -> LegendSection | None:
    if view.since is None:
        return None
    text = f"Ringed: another status than on {short_day(view.since.isoformat())}."
    return LegendSection(_COMPARED, (LegendItem("", "", "", text),))


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


def _border(
    on: Mapping[str, SceneLayer], view: View, lines: Collection[str]
) -> LegendSection | None:
    items = []
    if "border" in on:
        rows = on["border"].features
        classes = rows[0].get("classes") or {} if rows else {}
        kind = classes.get(view.worldview, "international")
        called = "Durand Line" if view.worldview == "AFG" else "Pakistan-Afghanistan border"
        items.append(LegendItem("border", kind, called))
    if "boundaries" in on:
        dashed = next((kind for kind in ("disputed", "claim") if kind in lines), None)
        if dashed:
            items.append(LegendItem("boundaries", dashed, "Disputed or claimed"))
        if "control" in lines:
            items.append(LegendItem("boundaries", "control", "Line of control"))
    return LegendSection("Boundaries", tuple(items))


def _crossings(on: Mapping[str, SceneLayer], atlas: Mapping[str, Facts]) -> LegendSection | None:
    if "crossings" not in on:
        return None
    counts = Counter(row["kind"] for row in on["crossings"].features)
    letters = sorted({row["letter"] for row in on["crossings"].features if row.get("letter")})
    meta = atlas["crossings"].meta
    items = []
    for kind in _STATUS_ORDER:
        if not counts[kind]:
            continue
        note = ""
        if kind == "limited":
            note = ", ".join(f"{letter} {LETTERS[letter]}" for letter in letters)
        if kind == "unknown":
            note = f"no report, or none within {meta['unknown_after_days']} days"
        items.append(LegendItem("crossings", kind, f"{_STATUS_TEXT[kind]} ({counts[kind]})", note))
    if any(row.get("phase") == "ageing" for row in on["crossings"].features):
        items.append(LegendItem("", "", "", "Fainter: an older report."))
    return LegendSection("Crossings, as last reported", tuple(items))


def _routes(
    layers: Sequence[SceneLayer], atlas: Mapping[str, Facts], view: View
) -> LegendSection | None:
    parts = [part for part in layers if part.layer.file == "routes" and part.features]
    if not parts:
        return None
    items = []
    modes: dict[str, None] = {}
    for part in sorted(parts, key=_busiest, reverse=True):
        own = Counter(str(row["mode"]) for row in part.features)
        modes.update(dict.fromkeys(own))
        items.append(LegendItem(part.layer.id, own.most_common(1)[0][0], part.layer.name))
    if "planned" in {str(row["mode"]).partition("_")[0] for part in parts for row in part.features}:
        items.append(LegendItem("route_states", "planned", "Planned or under construction"))
    states = _states(parts, atlas, view)
    items += [
        LegendItem("route_states", kind, text)
        for kind, text in _STATE_TEXT.items()
        if kind in states
    ]
    if any(row.get("schematic") for part in parts for row in part.features):
        items.append(LegendItem("", "", "", "Some courses are not in the data: drawn straight."))
    rail = "Ties: railway. " if any("rail" in mode for mode in modes) else ""
    width = str(atlas["routes"].meta.get("traffic_legend") or "")
    items.append(LegendItem("", "", "", f"{rail}{width}".strip()))
    return LegendSection("Trade routes", tuple(items))


def _states(parts: Sequence[SceneLayer], atlas: Mapping[str, Facts], view: View) -> frozenset[str]:
    """Find what the built routes that are shown let through on the day."""
    known = view.known.isoformat() if view.known else None
    states = states_of(atlas["routes"].records, view.day.isoformat(), known)
    return frozenset(
        str(states[str(row["id"])].get("kind", "unknown"))
        for part in parts
        for row in part.features
        if row.get("built", True)
    )


def _busiest(part: SceneLayer) -> int:
    return max(int(row.get("traffic_class") or 0) for row in part.features)


def _ports(on: Mapping[str, SceneLayer]) -> LegendSection | None:
    if "ports" not in on:
        return None
    rows = on["ports"].features
    looks = Counter(kind_of("ports", row, "") for row in rows)
    letters = sorted({str(row["letter"]) for row in rows if row.get("letter")})
    items = []
    for status in ("open", "limited", "closed"):
        number = sum(n for look, n in looks.items() if look.endswith(f"_{status}"))
        if not number:
            continue
        shown = next(look for look in _PORT_LOOKS if look in looks and look.endswith(status))
        note = ""
        if status == "limited" and letters:
            note = ", ".join(f"{letter} {PORT_LETTERS[letter]}" for letter in letters)
        items.append(LegendItem("ports", shown, f"{_STATUS_TEXT[status]} ({number})", note))
    items += [
        LegendItem("ports", kind, text)
        for kind, text in (("gate", "Sea gate, nothing reported"), ("destination", "Port beyond"))
        if kind in looks
    ]
    return LegendSection("Ports, as last reported", tuple(items))


def _by_kind(
    on: Mapping[str, SceneLayer], layer: str, title: str, words: Mapping[str, str]
) -> LegendSection | None:
    if layer not in on:
        return None
    counts = Counter(str(row["kind"]) for row in on[layer].features)
    items = tuple(
        LegendItem(layer, kind, f"{words.get(kind, kind)}{'' if layer == 'venues' else f' ({n})'}")
        for kind, n in counts.most_common()
    )
    return LegendSection(title, items)


def _arcs(on: Mapping[str, SceneLayer]) -> LegendSection | None:
    """Only a meeting that was held at a place has arcs; the others are in the table."""
    if "engagements" not in on:
        return None
    met = sum(bool(row.get("met")) for row in on["engagements"].features)
    others = len(on["engagements"].features) - met
    items = (
        [LegendItem("engagements", "held", f"From the parties' capitals ({met})")] if met else []
    )
    if others:
        items.append(
            LegendItem("", "", "", f"{others} more without a place or a meeting: in the table.")
        )
    return LegendSection("Meetings in the window of days", tuple(items))


def _rounds(on: Mapping[str, SceneLayer]) -> LegendSection | None:
    if "rounds" not in on or not on["rounds"].features:
        return None
    number = max(int(row["round"]) for row in on["rounds"].features)
    text = f"From one round to the next ({number} held)"
    return LegendSection("Rounds of talks", (LegendItem("rounds", "round", text),))


def _incidents(on: Mapping[str, SceneLayer], view: View) -> LegendSection | None:
    items: list[LegendItem] = []
    if view.filter and ("incidents" in on or "incidents_ucdp" in on):
        items.append(LegendItem("", "", "", f"Only: {view.filter.in_words()}."))
    if "incidents" in on:
        counts = Counter(str(row["kind"]) for row in on["incidents"].features if row.get("located"))
        said = [(kind, f"{KIND_TEXT.get(kind, kind)} ({n})") for kind, n in counts.most_common()]
        if view.heat == "hex":
            told = (
                f"A number: so many incidents in a hexagon. {', '.join(text for _, text in said)}."
            )
            items += [LegendItem("", "", "", told)] if said else []
        else:
            items += [LegendItem("incidents", kind, text) for kind, text in said]
        hidden = sum(not row.get("located") for row in on["incidents"].features)
        if counts and view.heat != "hex":
            items.append(
                LegendItem(
                    "",
                    "",
                    "",
                    "Larger: more deaths reported (lower bound). Hollow: disputed or of low confidence. "
                    "A number: so many at one spot.",
                )
            )
        if hidden:
            items.append(
                LegendItem("", "", "", f"{hidden} more known only by country: in the table.")
            )
    if "incidents_ucdp" in on and on["incidents_ucdp"].features:
        number = len(on["incidents_ucdp"].features)
        items.append(
            LegendItem(
                "incidents_ucdp",
                "ucdp",
                f"{KIND_TEXT['ucdp']} ({number})",
                "never add to the others",
            )
        )
    return LegendSection("Incidents", tuple(items))
