"""The swatch beside a layer's switch: a small picture in the layer's own style."""

from __future__ import annotations

from functools import cache
from itertools import product
from urllib.parse import quote

from layers.layer import Layer
from layers.palette import THEME_COLORS, Style, Theme
from layers.registry import BY_ID, TOGGLEABLE


@cache
def swatches(theme: Theme, *, page: Theme) -> str:
    """Give the style sheet that puts a swatch before each switch, and the grounds of cards.

    Parameters
    ----------
    theme
        Ground of the map.
    page
        Ground of the page around it, on which cards are written.
    """
    panel = THEME_COLORS[page]["panel"]
    rules = "".join(
        f'.swatch-{layer.id}{{--swatch:url("data:image/svg+xml,{quote(picture(layer, theme))}")}}'
        for layer in TOGGLEABLE
    )
    return f"<style>:root{{--card-ground:{panel}}}{rules}{_signs(page)}</style>"


def _signs(page: Theme) -> str:
    """Give the rules for the signs of status in a table: a disc for a crossing, a square for a port."""
    rules = []
    for noun, kind, phase in product(
        ("crossing", "port", "strait"),
        ("open", "limited", "closed", "unknown"),
        ("reported", "ageing", "unknown", "last"),
    ):
        square = noun != "crossing"
        of_port = BY_ID["ports"].look.get(f"gate_{kind}") if square else None
        style = of_port or BY_ID["crossings"].look[kind]
        drawn = quote(sign(style, page, square=square, kind=kind, phase=phase))
        rules.append(
            f'.sign.{noun}.{kind}.{phase}{{background-image:url("data:image/svg+xml,{drawn}")}}'
        )
    return "".join(rules)


def sign(style: Style, page: Theme, *, square: bool, kind: str, phase: str) -> str:
    """Draw a status as SVG, 16 x 16: full as reported, paler as it ages, hollow as last known."""
    color, ground = style.ink(page).color, THEME_COLORS[page]["panel"]
    full = kind != "unknown" and phase in ("reported", "ageing")
    dash = ' stroke-dasharray="2.4 1.7"' if kind == "unknown" or phase == "last" else ""
    look = (
        f'fill="{color}"' if full else f'fill="{ground}" stroke="{color}" stroke-width="1.7"{dash}'
    )
    faded = ' opacity="0.62"' if phase == "ageing" else ""
    body = f'<rect x="2" y="2" width="12" height="12" rx="1" {look}/>' if square else f'<circle cx="8" cy="8" r="6.2" {look}/>'  # fmt: skip
    ink = ground if full else color
    if kind == "closed":
        body += f'<path d="M4.4 8H11.6" stroke="{ink}" stroke-width="2.4"/>'
    elif kind == "limited" and full:
        body += f'<path d="M8 2.6A5.4 5.4 0 0 1 8 13.4Z" fill="{ground}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g{faded}>{body}</g></svg>'


def picture(layer: Layer, theme: Theme) -> str:
    """Draw a layer's swatch as SVG, 20 x 12."""
    style = layer.look.get(layer.typical) or next(iter(layer.look.values()), None)
    if style is None:
        body = _letters(layer, theme)
    elif layer.geometry == "line":
        body = _line(style, theme)
    elif layer.geometry == "polygon":
        ink = style.ink(theme)
        body = (
            f'<rect x="1" y="1" width="18" height="10" fill="{ink.fill or ink.color}" '
            f'fill-opacity="0.3" stroke="{ink.color}" stroke-dasharray="3 2"/>'
        )
    else:
        body = _mark(style, theme)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 12">{body}</svg>'


def _line(style: Style, theme: Theme) -> str:
    width = min(style.widths[2] if style.widths else style.width, 4.0)
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    return f'<path d="M0 6H20" stroke="{style.ink(theme).color}" stroke-width="{width}"{dash}/>'


def _mark(style: Style, theme: Theme) -> str:
    ink = style.ink(theme)
    ground = THEME_COLORS[theme]["panel"]
    if style.shape == "diamond":
        return f'<path d="M10 1L15 6L10 11L5 6Z" fill="{ink.color}"/>'
    if style.shape in ("anchor", "square"):
        return f'<rect x="5" y="1" width="10" height="10" fill="{ink.color}"/>'
    if style.shape == "venue":
        return f'<rect x="4" y="1" width="12" height="10" rx="3" fill="{ink.color}"/>'
    if style.shape == "bar":
        return (
            f'<circle cx="10" cy="6" r="5.2" fill="{ink.color}"/>'
            f'<path d="M7 6H13" stroke="{ground}" stroke-width="2"/>'
        )
    return f'<circle cx="10" cy="6" r="{min(style.radius, 5)}" fill="{ink.color}"/>'


def _letters(layer: Layer, theme: Theme) -> str:
    if layer.geometry == "image":
        return f'<path d="M1 11L7 3L11 8L14 5L19 11Z" fill="{THEME_COLORS[theme]["soft"]}"/>'
    return (
        f'<text x="10" y="10" font-size="10" text-anchor="middle" font-family="sans-serif" '
        f'fill="{THEME_COLORS[theme]["soft"]}">Aa</text>'
    )
