"""The colours that layers share, and what a style is, for the screen and for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Colors:
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

    light: Colors
    dark: Colors
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

    def ink(self, theme: Theme) -> Colors:
        """Return the colours on a ground."""
        return self.dark if theme == "dark" else self.light

    def as_config(self) -> dict[str, Any]:
        """Return what the browser needs, without what is empty."""
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


THEME_COLORS: dict[Theme, dict[str, str]] = {
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


def both(light: str, dark: str) -> tuple[Colors, Colors]:
    """Return the colours of a filled symbol on the light and on the dark ground."""
    return Colors(light, light), Colors(dark, dark)


def _status(light: str, dark: str, shape: str) -> Style:
    return Style(Colors(light, light, "#FFFFFF"), Colors(dark, dark, "#14181B"), width=1.6, radius=7.5,
                 shape=shape)  # fmt: skip


# These hues mean status and nothing else.
STATUS: dict[str, Style] = {
    "open": _status("#1B7F79", "#4FC3B8", "disc"),
    "limited": _status("#A56A00", "#E0A83A", "half"),
    "closed": _status("#C2372B", "#F07A6E", "bar"),
    "unknown": _status("#70757A", "#9AA0A6", "ring"),
}


# A colour for each gateway to the sea, none of them a status hue, each 20 from every other and from the
# border in normal sight and in three kinds of colour blindness. Air and what is planned are told by
# their strokes.
GATEWAYS: dict[str, tuple[str, str]] = {
    "karachi": ("#0550A7", "#3498E4"),
    "gwadar": ("#218BBA", "#A3D4F8"),
    "bandar_abbas": ("#5C2466", "#C9609A"),
    "chabahar": ("#865635", "#927751"),
    "north": ("#6D7700", "#C8D369"),
    "air": ("#666666", "#A8A8A8"),
    "other": ("#071A27", "#F4FFFF"),
    "planned": ("#55606A", "#A9B4BE"),
}

# Of a gateway's name, where its line's colour is too light for text.
GATEWAY_TEXT: dict[str, tuple[str, str]] = {
    "gwadar": ("#1B6890", "#A3D4F8"),
    "bandar_abbas": ("#5C2466", "#DB7DB2"),
    "chabahar": ("#7A4E30", "#B89A6E"),
    "north": ("#5F6800", "#C8D369"),
    "other": ("#071A27", "#F4FFFF"),
}

# How we have what a mark says: beside the mark, whatever it is.
BASIS: dict[str, Style] = {
    "second_hand": Style(Colors(THEME_COLORS["light"]["text"]), Colors(THEME_COLORS["dark"]["text"]), width=2.0,
                         radius=5.0, shape="quote"),
}  # fmt: skip


def line(light: str, dark: str, width: float, dash: str = "", casing: float = 0.0) -> Style:
    """Return the style of a line in a colour for each ground."""
    return Style(Colors(light), Colors(dark), width=width, dash=dash, casing=casing)
