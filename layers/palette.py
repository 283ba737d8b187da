"""Every colour, width and symbol of the map, in one place, for the screen and for print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Ink:
    """Colours on one ground; hex, or "" for none."""

    color: str
    fill: str = ""
    text: str = ""


@dataclass(frozen=True)
class Style:
    """How one kind of feature looks; lengths in CSS pixels at the screen's scale.

    Parameters
    ----------
    light, dark
        Colours on the light and on the dark ground.
    width
        Stroke width; of a line whose width follows traffic, see ``widths``.
    dash
        SVG dash array, "" for a solid line.
    casing
        Extra width on each side in the ground's colour, so that crossings of lines are read.
    opacity
        0 to 1.
    radius
        Half the size of a point symbol.
    shape
        Symbol drawn by both renderers: disc, half, bar, ring, anchor, square, diamond, venue, dot.
    letter
        Letter in the symbol.
    widths
        Stroke widths for traffic classes 0 (no figure) to 3.
    ticks
        Cross ties along the line, the sign of a railway.
    round
        Dashes with round ends: short ones are dots.
    """

    light: Ink
    dark: Ink
    width: float = 1.0
    dash: str = ""
    casing: float = 0.0
    opacity: float = 1.0
    radius: float = 6.0
    shape: str = ""
    letter: str = ""
    widths: tuple[float, float, float, float] | None = None
    ticks: bool = False
    round: bool = False

    def ink(self, theme: Theme) -> Ink:
        """Give the colours on a ground."""
        return self.dark if theme == "dark" else self.light

    def as_config(self) -> dict[str, Any]:
        """Give what the browser needs, without what is empty."""
        config: dict[str, Any] = {"width": self.width, "opacity": self.opacity}
        for theme in ("light", "dark"):
            ink = self.dark if theme == "dark" else self.light
            pairs = {"color": ink.color, "fill": ink.fill, "text": ink.text}
            config[theme] = {key: value for key, value in pairs.items() if value}
        for key in ("dash", "casing", "shape", "letter", "widths", "ticks", "round"):
            value = getattr(self, key)
            if value:
                config[key] = value
        if self.shape:
            config["radius"] = self.radius
        return config


GROUND: dict[Theme, dict[str, str]] = {
    "light": {
        "land": "#F5F2EB", "focus": "#FCFAF5", "water": "#DDE7EC", "coast": "#A9BAC2",
        "boundary": "#8D8A83", "province": "#D9D4C8", "text": "#3B3A36", "soft": "#6B6860",
        "halo": "#FCFAF5", "water_text": "#44606F", "panel": "#FFFDF8", "line": "#D9D4C8",
        "accent": "#5A1E1E",
    },
    "dark": {
        "land": "#23272B", "focus": "#2B3035", "water": "#171B1F", "coast": "#3D454C",
        "boundary": "#7A7F85", "province": "#3A4046", "text": "#E4E2DC", "soft": "#A9AAA6",
        "halo": "#1E2226", "water_text": "#8FA9B8", "panel": "#1E2226", "line": "#3A4046",
        "accent": "#E8A9A0",
    },
}  # fmt: skip


def mixed(color: str, ground: str, part: float) -> str:
    """Mix a colour with its ground: opaque, so that nothing under it shows through.

    Parameters
    ----------
    color, ground
        Hex.
    part
        0 to 1: how much of the colour is left.
    """
    pairs = [(int(color[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(part * a + (1 - part) * b):02X}" for a, b in pairs)


def _both(light: str, dark: str) -> tuple[Ink, Ink]:
    return Ink(light, light), Ink(dark, dark)


def _status(light: str, dark: str, shape: str) -> Style:
    return Style(Ink(light, light, "#FFFFFF"), Ink(dark, dark, "#14181B"), width=1.6, radius=7.5,
                 shape=shape)  # fmt: skip


# These hues mean status and nothing else.
STATUS: dict[str, Style] = {
    "open": _status("#1B7F79", "#4FC3B8", "disc"),
    "limited": _status("#A56A00", "#E0A83A", "half"),
    "closed": _status("#C2372B", "#F07A6E", "bar"),
    "unknown": _status("#70757A", "#9AA0A6", "ring"),
}


def _port(kind: str, shape: str, radius: float) -> Style:
    return replace(STATUS[kind], shape=shape, radius=radius, width=1.4)


_PORTS: dict[str, Style] = {
    "*": Style(Ink("#24476B", "#24476B", "#FFFFFF"), Ink("#B9D2EA", "#B9D2EA", "#14181B"),
               width=1.4, radius=7.0, shape="anchor"),
    "destination": Style(Ink("#24476B", "#FCFAF5"), Ink("#B9D2EA", "#23272B"), width=1.4,
                         radius=5.0, shape="square"),
    "gate_open": _port("open", "anchor", 7.0),
    "gate_limited": _port("limited", "anchor_half", 7.0),
    "gate_closed": _port("closed", "square_bar", 7.0),
    "destination_open": _port("open", "square", 5.0),
    "destination_limited": _port("limited", "square", 5.0),
    "destination_closed": _port("closed", "square_bar", 5.0),
    "strait": _port("unknown", "strait", 7.0),
    "strait_open": _port("open", "strait", 7.0),
    "strait_limited": _port("limited", "strait", 7.0),
    "strait_closed": _port("closed", "strait", 7.0),
}  # fmt: skip


def kind_of(file: str, row: Mapping[str, Any], worldview: str) -> str:
    """Give the key of a feature's style in its layer: the same rule as the browser's.

    Parameters
    ----------
    file
        Name in ``data/geo``.
    row
        The feature's properties.
    worldview
        Whose depiction of boundaries.
    """
    if row.get("classes"):
        return str(row["classes"].get(worldview) or row.get("kind") or "*")
    if file == "routes":
        return str(row["mode"])
    if file == "ports" and row.get("status_kind") not in (None, "unknown"):
        return f"{row['kind']}_{row['status_kind']}"
    return str(row.get("kind") or "*")


# A colour for each gate to the sea, none of them a status hue, each 20 from every other and from the
# border in normal sight and in three kinds of colour blindness. Air and what is planned are told by
# their strokes.
GATES: dict[str, tuple[str, str]] = {
    "karachi": ("#0550A7", "#3498E4"),
    "gwadar": ("#218BBA", "#A3D4F8"),
    "bandar_abbas": ("#5C2466", "#D674AF"),
    "chabahar": ("#865635", "#B5793C"),
    "north": ("#6D7700", "#C8D369"),
    "air": ("#666666", "#A8A8A8"),
    "other": ("#071A27", "#7C7C6F"),
    "planned": ("#55606A", "#A9B4BE"),
}

# Of a gate's name, where its line's colour is too light for text.
GATE_TEXT: dict[str, tuple[str, str]] = {
    "gwadar": ("#1B6890", "#A3D4F8"),
    "chabahar": ("#7A4E30", "#D0A06A"),
    "north": ("#5F6800", "#C8D369"),
    "other": ("#071A27", "#A9A99C"),
}

_TRAFFIC_WIDTHS = (1.3, 2.2, 4.4, 6.8)
_MODES: dict[str, tuple[str, bool]] = {
    "road": ("", False),
    "rail": ("", True),
    "sea": ("14 7", False),
    "air": ("2 7", False),
    "planned_road": ("4 5", False),
    "planned_rail": ("4 5", True),
}

SCHEMATIC = "9 4 2 4"
"""Dash of a leg whose course is not in the network: drawn from end to end, not as it runs."""


def _route_styles(gate: str) -> dict[str, Style]:
    light, dark = GATES[gate]
    words, words_dark = GATE_TEXT.get(gate, GATES[gate])
    return {
        mode: Style(
            Ink(light, "", words),
            Ink(dark, "", words_dark),
            width=_TRAFFIC_WIDTHS[0],
            widths=_TRAFFIC_WIDTHS,
            dash=dash,
            casing=1.0,
            ticks=ticks,
        )
        for mode, (dash, ticks) in _MODES.items()
    }


def _incident(letter: str) -> Style:
    light, dark = _both("#7A1F3D", "#E58AA8")
    return Style(light, dark, width=1.4, radius=7.0, shape="diamond", letter=letter)


def _line(light: str, dark: str, width: float, dash: str = "", casing: float = 0.0) -> Style:
    return Style(Ink(light), Ink(dark), width=width, dash=dash, casing=casing)


_INCIDENT_MARKS = {
    "clash": "×",
    "strike": "▾",
    "shelling": "•",
    "drone": "✢",
    "attack": "!",
    "closure": "–",
    "reopening": "+",
    "ceasefire": "=",
    "deportation": "→",
    "fence": "#",
    "other": "",
}

_BOUNDARY, _BOUNDARY_DARK = GROUND["light"]["boundary"], GROUND["dark"]["boundary"]

# Keyed by layer, then by kind; "*" is what a kind without its own style looks like.
STYLES: dict[str, dict[str, Style]] = {
    "land": {"*": Style(Ink("#A9BAC2", "#F5F2EB"), Ink("#3D454C", "#23272B"), width=0.7)},
    "lakes": {"*": Style(Ink("#A9BAC2", "#DDE7EC"), Ink("#3D454C", "#171B1F"), width=0.5)},
    "rivers": {"*": _line("#CFD9DC", "#2C363D", 0.6)},
    "provinces": {"*": _line(GROUND["light"]["province"], GROUND["dark"]["province"], 0.8)},
    "boundaries": {
        "*": _line(_BOUNDARY, _BOUNDARY_DARK, 0.9),
        "international": _line(_BOUNDARY, _BOUNDARY_DARK, 0.9),
        "disputed": _line(_BOUNDARY, _BOUNDARY_DARK, 1.0, dash="4 3"),
        "claim": _line(_BOUNDARY, _BOUNDARY_DARK, 0.8, dash="4 3"),
        "control": _line(_BOUNDARY, _BOUNDARY_DARK, 1.2, dash="1 4"),
        "hidden": Style(Ink(""), Ink(""), width=0.0, opacity=0.0),
    },
    "disputed_areas": {
        "*": Style(Ink("#8D8A83", "#8D8A83"), Ink("#7A7F85", "#7A7F85"), width=0.0, opacity=0.12)
    },
    "border": {
        "*": _line("#5A1E1E", "#E8A9A0", 2.4, casing=1.4),
        "international": _line("#5A1E1E", "#E8A9A0", 2.4, casing=1.4),
        "disputed": _line("#5A1E1E", "#E8A9A0", 2.4, dash="8 5", casing=1.4),
        "elsewhere": _line(_BOUNDARY, _BOUNDARY_DARK, 0.9),
    },
    "crossings": STATUS,
    "ports": _PORTS,
    "venues": {
        "*": Style(Ink("#3F3A6B", "#3F3A6B", "#FFFFFF"), Ink("#C3BEF0", "#C3BEF0", "#14181B"),
                   width=1.4, radius=8.5, shape="venue"),
        "announced": Style(Ink("#3F3A6B", "#FCFAF5", "#3F3A6B"), Ink("#C3BEF0", "#23272B",
                           "#C3BEF0"), width=1.4, radius=8.5, shape="venue", dash="3 2"),
        "reference": Style(Ink("#3F3A6B", "#FCFAF5", "#3F3A6B"), Ink("#C3BEF0", "#23272B",
                           "#C3BEF0"), width=1.0, radius=5.0, shape="venue", dash="1 2"),
    },
    "engagements": {
        "*": _line("#3F3A6B", "#C3BEF0", 1.2, casing=0.6),
        "held": _line("#3F3A6B", "#C3BEF0", 1.2, casing=0.6),
        "planned": _line("#3F3A6B", "#C3BEF0", 1.2, dash="4 4"),
        "postponed": _line("#3F3A6B", "#C3BEF0", 1.2, dash="4 4"),
        "cancelled": _line("#3F3A6B", "#C3BEF0", 1.0, dash="1 5"),
        "unconfirmed": _line("#3F3A6B", "#C3BEF0", 1.0, dash="1 5"),
    },
    "rounds": {"*": _line("#3F3A6B", "#C3BEF0", 2.0, casing=1.0)},
    "incidents": {"*": _incident("")} | {k: _incident(v) for k, v in _INCIDENT_MARKS.items()},
    "incidents_ucdp": {
        "*": Style(Ink("#7A1F3D", "#7A1F3D"), Ink("#E58AA8", "#E58AA8"), width=1.0, radius=2.6,
                   shape="dot", opacity=0.75)
    },
    "airports": {
        "*": Style(Ink("#6B6860", "#6B6860"), Ink("#A9AAA6", "#A9AAA6"), radius=3.5, shape="plane")
    },
    **{f"routes_{gate}": _route_styles(gate) for gate in GATES},
}  # fmt: skip


# What a way looks like on a day of which it is not known whether trade gets along it, whatever its
# gate to the sea and its traffic: nothing looks open because nothing is known of it.
STYLES["route_states"] = {
    "unknown": Style(
        Ink("#70757A"), Ink("#9AA0A6"), width=2.2, dash="0.1 5", casing=1.0, round=True
    ),
    **{
        state: Style(
            Ink(GROUND["light"]["soft"]), Ink(GROUND["dark"]["soft"]), width=width, dash=dash
        )
        for state, width, dash in (
            ("open", 4.9, ""),
            ("limited", 3.6, "8 3.4"),
            ("closed", 4.0, ""),
            ("planned", 1.3, "4 5"),
        )
    },
}
UNKNOWN_WAY = STYLES["route_states"]["unknown"]


def is_unknown(row: Mapping[str, Any], state: Mapping[str, Any] | None) -> bool:
    """Tell whether a leg is drawn as not known: the same rule as the browser's.

    Parameters
    ----------
    row
        Properties of a leg of a route.
    state
        What it lets through on the day; None or empty if that is not known.
    """
    return bool(row.get("built", True)) and (state or {}).get("kind", "unknown") == "unknown"


# From near to far, on either ground the near the strongest.
_BANDS = (("#1C1540", "#F3EFFF"), ("#352B78", "#CDC3F5"), ("#5347A6", "#AFA4E2"), ("#6C62B8", "#978BD0"),
          ("#7A70B6", "#887BC4"))  # fmt: skip
# Ways of a what-if, over everything else: in ink, by mode as all routes are.
STYLES["scenario"] = {
    **{
        f"best_{mode}": Style(
            Ink("#191613"), Ink("#FFFFFF"), width=4.2, dash=dash, casing=2.2, ticks=ticks
        )
        for mode, (dash, ticks) in _MODES.items()
        if mode in ("road", "rail", "sea")
    },
    **{
        f"other_{mode}": Style(
            Ink("#4C463F"), Ink("#C9C5BD"), width=1.8, dash=dash, casing=1.2, ticks=ticks
        )
        for mode, (dash, ticks) in _MODES.items()
        if mode in ("road", "rail", "sea")
    },
    "baseline": Style(Ink("#77716A"), Ink("#9C9891"), width=3.0, dash="7 5", casing=1.4),
    **{
        f"gate_{gate}": Style(Ink(light, light), Ink(dark, dark), width=3.0, casing=1.2)
        for gate, (light, dark) in GATES.items()
    },
    "gate_none": Style(Ink("#191613", "#FCFAF5"), Ink("#FFFFFF", "#23272B"), width=1.6),
    **{
        f"band_{at}": Style(Ink(light), Ink(dark), width=3.6 - 0.65 * at)
        for at, (light, dark) in enumerate(_BANDS)
    },
    "closed": Style(Ink("#191613"), Ink("#FFFFFF"), width=2.6, radius=11.0, shape="cross_ring"),
    "reopened": Style(Ink("#191613"), Ink("#FFFFFF"), width=2.6, radius=11.0, shape="plain_ring"),
}


# How we have what a mark says: beside the mark, whatever it is.
STYLES["basis"] = {
    "second_hand": Style(Ink(GROUND["light"]["text"]), Ink(GROUND["dark"]["text"]), width=2.0,
                         radius=5.0, shape="quote"),
}  # fmt: skip


def way_style(row: Mapping[str, Any]) -> Style:
    """Find the style of a line or point of a what-if: the same rule as in the map's client."""
    kinds = STYLES["scenario"]
    names = (str(row.get("style")), f"{row['kind']}_{row.get('mode')}", str(row["kind"]))
    return kinds[next(name for name in names if name in kinds)]


def styles_config() -> dict[str, dict[str, Any]]:
    """Give every style as plain values, for the browser."""
    return {
        layer: {kind: style.as_config() for kind, style in kinds.items()}
        for layer, kinds in STYLES.items()
    }


def style_of(layer: str, kind: str) -> Style:
    """Find the style of a kind in a layer.

    Raises
    ------
    KeyError
        If the layer has neither that kind nor a fallback.
    """
    kinds = STYLES[layer]
    return kinds[kind] if kind in kinds else kinds["*"]
