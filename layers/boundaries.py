"""The border, the other boundaries as a view depicts them, and the disputed areas."""

from __future__ import annotations

from collections.abc import Mapping

from layers.layer import Layer
from layers.palette import THEME_COLORS, Colors, Style, both, line
from layers.scene_parts import Facts, Feature, LegendItem, LegendPart, LegendSection, Shown
from layers.text.markup import table, text
from layers.text.words import names

_LINES = {"international": "boundary", "disputed": "disputed boundary", "claim": "edge of a claim",
          "control": "line of control", "hidden": "not drawn", "elsewhere": "another state's boundary"}  # fmt: skip

_VIEWS = {"defacto": "de facto", "PAK": "Pakistan", "AFG": "Afghanistan", "IND": "India",
          "CHN": "China"}  # fmt: skip

_LIGHT, _DARK = THEME_COLORS["light"]["boundary"], THEME_COLORS["dark"]["boundary"]
_BOUNDARIES = {
    "*": line(_LIGHT, _DARK, 0.9),
    "international": line(_LIGHT, _DARK, 0.9),
    "disputed": line(_LIGHT, _DARK, 1.0, dash="4 3"),
    "claim": line(_LIGHT, _DARK, 0.8, dash="4 3"),
    "control": line(_LIGHT, _DARK, 1.2, dash="1 4"),
    "hidden": Style(Colors(""), Colors(""), width=0.0, opacity=0.0),
}
_BORDER = {
    "*": line("#5A1E1E", "#E8A9A0", 2.4, casing=1.4),
    "international": line("#5A1E1E", "#E8A9A0", 2.4, casing=1.4),
    "disputed": line("#5A1E1E", "#E8A9A0", 2.4, dash="8 5", casing=1.4),
    "elsewhere": line(_LIGHT, _DARK, 0.9),
}


def _legend(shown: Shown) -> LegendSection:
    items = []
    if "border" in shown.on:
        rows = shown.on["border"]
        classes = rows[0].get("classes") or {} if rows else {}
        kind = classes.get(shown.worldview, "international")
        called = "Durand Line" if shown.worldview == "AFG" else "Pakistan-Afghanistan border"
        items.append(LegendItem("border", kind, called))
    if "boundaries" in shown.on:
        dashed = next((kind for kind in ("disputed", "claim") if kind in shown.lines), None)
        if dashed:
            items.append(LegendItem("boundaries", dashed, "Disputed or claimed"))
        if "control" in shown.lines:
            items.append(LegendItem("boundaries", "control", "Line of control"))
    return LegendSection("Boundaries", tuple(items))


def _border(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    return table(
        [
            ("Depiction", text(row.get("depiction"))),
            ("Recognition", text(row.get("recognition"))),
            ("Length", text(row.get("published_length"))),
            ("Here", text(row.get("note"))),
        ]
    )


def _depiction(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    drawn: dict[str, list[str]] = {}
    for view, kind in (row.get("classes") or {}).items():
        drawn.setdefault(_LINES.get(str(kind), str(kind)), []).append(_VIEWS.get(view, view))
    told = "; ".join(f"{kind}: {names(views)}" for kind, views in drawn.items())
    return table([("Who says what", text(row.get("note"))), ("Drawn as", text(told))])


_PART = LegendPart(_legend, rank=90)

DISPUTED_AREAS = Layer(
    "disputed_areas", "Disputed areas", "Border and boundaries", "disputed_areas",
    "Areas that more than one state claims, with who administers them.", "polygon", on=True,
    interactive=True, look={"*": Style(*both(_LIGHT, _DARK), width=0.0, opacity=0.12)},
    card=_depiction, hover=("note",),
)  # fmt: skip
BOUNDARIES = Layer(
    "boundaries", "Other boundaries", "Border and boundaries", "boundaries",
    "Boundaries as the chosen view depicts them; disputed ones dashed, lines of control dotted.",
    "line", on=True, classes=True, detail="boundaries_detail", interactive=True,
    look=_BOUNDARIES, typical="disputed", legend=_PART, card=_depiction, hover=("note",),
)  # fmt: skip
BORDER = Layer(
    "border", "Pakistan-Afghanistan border", "Border and boundaries", "border",
    "The line in detail, as OpenStreetMap depicts it.", "line", on=True, facts=True,
    classes=True, interactive=True, look=_BORDER, legend=_PART, card=_border, hover=("caveat",),
)  # fmt: skip
