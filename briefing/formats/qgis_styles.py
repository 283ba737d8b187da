"""Styles for QGIS that read each feature's look from its own columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.sax.saxutils import quoteattr

_COLUMNS = {"style_color", "style_fill", "style_width_px", "style_dash", "style_symbol"}
_DASH = "nullif(replace(\"style_dash\", ' ', ';'), '')"
_SIGN = "if(\"style_symbol\" IN ('square', 'diamond'), \"style_symbol\", 'circle')"
_PIXELS = {"offset_unit": "Pixel", "outline_width_unit": "Pixel", "line_width_unit": "Pixel",
           "customdash_unit": "Pixel", "size_unit": "Pixel"}  # fmt: skip
_STROKE = {"outlineColor": '"style_color"', "outlineWidth": '"style_width_px"'}
# Kind of symbol, its layer, what is set, and what is read from the feature.
_KINDS: dict[str, tuple[str, str, Mapping[str, str], Mapping[str, str]]] = {
    "Point": (
        "marker", "SimpleMarker", {"size": "10", "outline_color": "255,255,255,255"},
        {"fillColor": '"style_color"', "name": _SIGN},
    ),
    "LineString": ("line", "SimpleLine", {}, {**_STROKE, "customDash": _DASH}),
    "Polygon": ("fill", "SimpleFill", {}, {**_STROKE, "fillColor": '"style_fill"'}),
}  # fmt: skip


def style(geometries: Collection[str], columns: Collection[str]) -> str:
    """Write the style of a layer as QML.

    Parameters
    ----------
    geometries
        Kinds of its geometries, as in GeoJSON.
    columns
        Names of its columns.

    Returns
    -------
    qml
        "" if its features have no look of their own, or if its geometries are of several kinds.
    """
    kinds = {one.removeprefix("Multi") for one in geometries}
    if not set(columns) >= _COLUMNS or len(kinds) != 1 or not kinds <= set(_KINDS):
        return ""
    symbol, layer, fixed, read = _KINDS[kinds.pop()]
    options = "".join(
        _option("QString", name, value) for name, value in {**_PIXELS, **fixed}.items()
    )
    properties = "".join(
        f'<Option type="Map" name={quoteattr(name)}><Option type="bool" name="active" value="true"/>'
        f"{_option('QString', 'expression', expression)}"
        '<Option type="int" name="type" value="3"/></Option>'
        for name, expression in read.items()
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28.0" styleCategories="Symbology">'
        '<renderer-v2 type="singleSymbol" enableorderby="0" forceraster="0" symbollevels="0"><symbols>'
        f'<symbol type="{symbol}" name="0" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{layer}" enabled="1" locked="0" pass="0"><Option type="Map">{options}</Option>'
        '<data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/>'
        f'<Option type="Map" name="properties">{properties}</Option>'
        '<Option type="QString" name="type" value="collection"/></Option></data_defined_properties>'
        "</layer></symbol></symbols></renderer-v2></qgis>"
    )


def _option(kind: str, name: str, value: str) -> str:
    return f"<Option type={quoteattr(kind)} name={quoteattr(name)} value={quoteattr(value)}/>"
