"""The trade routes by the gateway to the sea that they lead to, and what passes on the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from catalog.validity import state_on
from layers.layer import Layer
from layers.lines.states import TO_SEA, kind_in, states_of
from layers.palette import GATEWAY_TEXT, GATEWAYS, THEME_COLORS, Colors, Style
from layers.scene_parts import Facts, Feature, LegendItem, LegendPart, LegendSection, Shown, note
from layers.text.escape import safe
from layers.text.markup import Rows, listing, marks, records, table, text, words
from layers.text.words import short_day

MODE_TEXT: dict[str, str] = {
    "road": "road",
    "rail": "rail (ties)",
    "sea": "sea (long dash)",
    "air": "air (dots)",
    "planned_road": "planned (short dash)",
    "planned_rail": "planned (short dash)",
}

_NOT_BUILT = {"planned_road": "road, not built", "planned_rail": "railway, not built"}

_WIDTHS = (1.3, 2.2, 4.4, 6.8)

MODES: dict[str, tuple[str, bool]] = {
    "road": ("", False),
    "rail": ("", True),
    "sea": ("14 7", False),
    "air": ("2 7", False),
    "planned_road": ("4 5", False),
    "planned_rail": ("4 5", True),
}


def _look(gateway: str) -> dict[str, Style]:
    light, dark = GATEWAYS[gateway]
    words, words_dark = GATEWAY_TEXT.get(gateway, GATEWAYS[gateway])
    return {
        mode: Style(
            Colors(light, "", words),
            Colors(dark, "", words_dark),
            width=_WIDTHS[0],
            widths=_WIDTHS,
            dash=dash,
            casing=1.0,
            ticks=ticks,
        )
        for mode, (dash, ticks) in MODES.items()
    }


# What a route looks like on a day of which it is not known whether trade gets along it, whatever its
# gateway to the sea and its traffic: nothing looks open because nothing is known of it.
STATES: dict[str, Style] = {
    "unknown": Style(
        Colors("#70757A"), Colors("#9AA0A6"), width=2.2, dash="0.1 5", casing=1.0, round=True
    ),
    **{
        state: Style(
            Colors(THEME_COLORS["light"]["soft"]),
            Colors(THEME_COLORS["dark"]["soft"]),
            width=width,
            dash=dash,
        )
        for state, width, dash in (
            ("open", 4.9, ""),
            ("limited", 3.6, "8 3.4"),
            ("closed", 4.0, ""),
            ("planned", 1.3, "4 5"),
        )
    },
}
STATE_TEXT = {
    "open": "Open",
    "limited": "Limited along the route",
    "closed": "Cut at a crossing or port",
    "unknown": "Not known whether trade passes",
    "planned": "Planned or under construction",
}
UNKNOWN_LINE = STATES["unknown"]


def is_unknown(row: Mapping[str, Any], state: Mapping[str, Any] | None) -> bool:
    """Return whether a leg is drawn as not known: the same rule as the browser's.

    Parameters
    ----------
    row
        Properties of a leg of a route.
    state
        What it lets through on the day; None or empty if that is not known.
    """
    return bool(row.get("built", True)) and (state or {}).get("kind", "unknown") == "unknown"


def _legend(shown: Shown) -> LegendSection | None:
    parts = [(layer, rows) for layer in ROUTES if (rows := shown.on.get(layer.id))]
    if not parts:
        return None
    items = []
    modes: dict[str, None] = {}
    for layer, rows in sorted(parts, key=lambda part: _busiest(part[1]), reverse=True):
        own = Counter(str(row["mode"]) for row in rows)
        modes.update(dict.fromkeys(own))
        # A port's name on the map has its line's colour; what is not built has an entry below.
        named = gateway_of(layer) in TO_SEA and "ports" in shown.on
        if named or gateway_of(layer) == "planned":
            continue
        items.append(LegendItem(layer.id, own.most_common(1)[0][0], layer.name))
    legs = [row for _, rows in parts for row in rows]
    states = states_of(shown.atlas["routes"].records, shown.day, shown.known)
    kinds = {kind_in(states, row) for row in legs}
    items += [
        LegendItem("route_states", kind, said) for kind, said in STATE_TEXT.items() if kind in kinds
    ]
    if any(row.get("schematic") for row in legs):
        items.append(note("Some courses are not in the data: drawn straight."))
    rail = "Ties: railway. " if any("rail" in mode for mode in modes) else ""
    width = str(shown.atlas["routes"].meta.get("traffic_legend") or "")
    items.append(note(f"{rail}{width}".strip()))
    ports = any(gateway_of(layer) in TO_SEA for layer, _ in parts) and "ports" in shown.on
    title = "Trade routes, a colour for each port" if ports else "Trade routes"
    return LegendSection(title, tuple(items))


def gateway_of(layer: Layer) -> str:
    """Return the gateway to the sea that a layer of routes leads to."""
    return layer.id.removeprefix("routes_")


def _busiest(rows: Sequence[Feature]) -> int:
    return max(int(row.get("traffic_class") or 0) for row in rows)


def _card(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    legs = [leg for leg in records(atlas, "routes") if leg.get("corridor") == row.get("corridor")]
    state = state_on(row, day)
    rows: Rows = [("Corridor", text(f"{row.get('corridor')} {row.get('corridor_name')}"))]
    if state:
        rows.append((f"On {short_day(day)}", text(state.get("text") or state["kind"])))
    rows += [
        ("This leg", text(f"{row.get('from_name')} to {row.get('to_name')}, {_mode(row)}")),
        ("Length of the leg", text(_length(row))),
        ("Traffic", text(row.get("traffic_note"), "no figure found")),
        ("Bottlenecks", text(row.get("bottlenecks"))),
    ]
    when = str(row.get("status_date") or "")
    if row.get("status_text") and when <= day:
        dated = f" ({short_day(when)})" if when else ""
        rows.append(("As reported", text(f"{row['status_text']}{dated}")))
    for said in row.get("published") or ():
        value = " ".join(str(said[key]) for key in ("value", "unit") if said.get(key))
        explained = f" ({said['note']})" if said.get("note") else ""
        rows.append(
            (f"Published {said['what']}", safe(value + explained) + marks(said.get("sources")))
        )
    lines = [
        safe(f"{leg['from_name']} to {leg['to_name']}: {_length(leg)}, {_mode(leg)}")
        for leg in legs
    ]
    below = f'<p class="small">{safe(row["note"])}</p>' if row.get("note") else ""
    return table(rows) + below + listing("Legs", lines, ordered=True)


def _mode(row: Feature) -> str:
    mode = str(row["mode"])
    built = _NOT_BUILT.get(mode, words(mode))
    return built if row.get("built", True) or mode in _NOT_BUILT else f"{built}, not built"


def _length(row: Feature) -> str:
    length = row.get("length_km")
    if length is None:
        return "length not known"
    about = "about " if row.get("schematic") else ""
    return f"{about}{float(length):,.0f} km"


def _mode_of(row: Feature) -> str:
    return str(row["mode"])


_PART = LegendPart(_legend, rank=20)


def _layer(
    gateway: str, name: str, about: str, *, on: bool = False, where: Mapping[str, tuple[Any, ...]]
) -> Layer:
    return Layer(
        f"routes_{gateway}", name, "Trade routes", "routes", about, "line", on=on, facts=True,
        interactive=True, where=where, look=_look(gateway), kind=_mode_of, legend=_PART, card=_card,
        hover=("corridor_name", "from_name", "to_name", "length_km"),
    )  # fmt: skip


def _built(gateway: str, name: str, about: str, *, on: bool = False) -> Layer:
    return _layer(gateway, name, about, on=on, where={"gate": (gateway,), "built": (True,)})


ROUTES: tuple[Layer, ...] = (
    _built("air", "By air", "Air corridors from Kabul."),
    _layer("planned", "Planned or under construction", "Lines that are not built yet.",
           where={"built": (False,)}),
    _built("other", "Bypassing Afghanistan", "Corridors of the region that bypass Afghanistan."),
    _built("north", "To the north and west", "By Central Asia, the Caspian and the Wakhan."),
    _built("gwadar", "To Gwadar", "By Chaman to Gwadar.", on=True),
    _built("karachi", "To Karachi and Port Qasim", "By Torkham, Chaman and the crossings between.",
           on=True),
    _built("chabahar", "To Chabahar", "By Milak to Chabahar.", on=True),
    _built("bandar_abbas", "To Bandar Abbas", "By Islam Qala, Mahirud and Milak to Bandar Abbas.",
           on=True),
)  # fmt: skip
