"""What lies under the subject: land, water, relief, provinces, airports and names."""

from __future__ import annotations

from layers.layer import Layer
from layers.palette import THEME_COLORS, Colors, Style, line

LAND = Layer(
    "land", "Land", "", "land", "Countries and territories.", "polygon", on=True, owner=True,
    detail="land_detail", look={"*": Style(Colors("#A9BAC2", "#F5F2EB"), Colors("#3D454C", "#23272B"), width=0.7)},
)  # fmt: skip
RELIEF = Layer(
    "relief", "Relief", "Ground", "relief", "Shaded relief of the ground.", "image", suffix="jpg"
)
RELIEF_NEAR = Layer(
    "relief_near", "Relief near by", "", "relief", "Shaded relief, near by.", "image", on=True,
    suffix="jpg", minzoom=8,
)  # fmt: skip
ROADS = Layer(
    "main_roads", "Main roads", "", "main_roads", "Main roads, near by.", "line", on=True, minzoom=8,
    look={"*": line("#C9C2B4", "#4A4E52", 1.0)},
)  # fmt: skip
LAKES = Layer(
    "lakes", "Lakes", "", "lakes", "Lakes and inland seas.", "polygon", on=True,
    look={"*": Style(Colors("#A9BAC2", "#DDE7EC"), Colors("#3D454C", "#171B1F"), width=0.5)},
)  # fmt: skip
RIVERS = Layer(
    "rivers", "Rivers", "Ground", "rivers", "Larger rivers.", "line", on=True,
    look={"*": line("#CFD9DC", "#2C363D", 0.6)},
)  # fmt: skip
PROVINCES = Layer(
    "provinces", "Provinces", "Ground", "provinces",
    "Provinces of Afghanistan, Pakistan and Iran.", "line", on=True,
    look={"*": line(THEME_COLORS["light"]["province"], THEME_COLORS["dark"]["province"], 0.8)},
)  # fmt: skip
AIRPORTS = Layer(
    "airports", "Airports", "Ground", "airports", "Main airports.", "point",
    interactive=True, symbol="plane", minzoom=5,
    look={"*": Style(Colors("#6B6860", "#6B6860"), Colors("#A9AAA6", "#A9AAA6"), radius=3.5, shape="plane")},
)  # fmt: skip
SEAS = Layer(
    "seas", "Seas and regions", "Ground", "seas", "Names of seas, countries and ranges.",
    "label", on=True,
)  # fmt: skip
PLACES = Layer(
    "places", "Towns", "Ground", "places", "Names of cities and towns.", "label", on=True
)
