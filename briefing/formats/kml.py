"""KML and KMZ: what is shown for Google Earth, in folders, with its signs, its days and its sources."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.plain import plain
from briefing.formats.figure import drawing, figure_of
from briefing.formats.geodata import ROUTES, look, route_features, route_look, shown
from briefing.formats.job import Job
from briefing.formats.tables import cited
from briefing.map.map_context import style_on
from briefing.map.symbols import symbol
from briefing.receipt import as_json
from layers.layer import Layer
from layers.palette import THEME_COLORS
from layers.scene.card import card
from layers.scene.scene import Scene
from layers.text.escape import safe, safe_link
from layers.text.words import long_day

KML = "http://www.opengis.net/kml/2.2"
RECEIPT = "crossings-receipt"
"""Name of the datum that holds the receipt."""
_SIDE, _SHARP = 24.0, 4
"""Points of an icon's side, and pixels for each."""
_ICON = Size("icon", "", _SIDE, _SIDE, 72 * _SHARP, 6.0, 6.0, 6.0, 1.0)
_DRAWN = ("border", "boundaries", "disputed_areas")
"""Layers without facts that say whose depiction it is."""
_CURVE = re.compile(r'<img class="curve"[^>]*>')
_SUBSTITUTED = ("$[", "&#36;[")
"""What Google Earth would put a value in the place of."""


def kml(job: Job) -> bytes:
    """Write one file of KML; its points have Google Earth's own sign, in the colour of theirs."""
    return _document(job, {})


def kmz(job: Job) -> bytes:
    """Write KML with its signs beside it."""
    icons: dict[str, bytes] = {}
    document = _document(job, icons, drawn=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {"doc.kml": document, **dict(sorted(icons.items()))}.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            archive.writestr(member, content)
    return target.getvalue()


def _document(job: Job, icons: dict[str, bytes], *, drawn: bool = False) -> bytes:
    scene, receipt = job.scene, job.receipt
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    _say(document, "name", " · ".join(filter(None, (receipt.marking, plain(scene.title)))))
    _say(document, "open", "1")
    _say(document, "description", _about(job))
    styles = _Styles(scene, icons, drawn=drawn)
    folders: dict[str, ET.Element] = {}
    for layer, row, geometry, looks in _features(job):
        if layer.id not in folders:
            folders[layer.id] = folder = ET.Element("Folder")
            _say(folder, "name", layer.name)
        style = styles.of(layer, row, looks)
        folders[layer.id].append(_placemark(scene, layer, row, geometry, style))
    # In this order, as the schema has it.
    document.extend(styles.elements)
    _datum(ET.SubElement(document, "ExtendedData"), RECEIPT, as_json([receipt]))
    document.extend(folders.values())
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _features(
    job: Job,
) -> Iterator[tuple[Layer, Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]]:
    """Give what is shown with its looks: what has facts, and the boundaries."""
    scene = job.scene
    for layer, row, geometry in shown(scene, job.folder):
        if layer.facts or layer.interactive or layer.id in _DRAWN:
            yield layer, row, geometry, look(scene, layer, row)
    answer = Layer(ROUTES, "What-if", "", "", "", "line")
    for one in route_features(scene):
        yield answer, one["properties"], one["geometry"], route_look(scene, one["properties"])


class _Styles:
    """Writes each look once, and its sign."""

    def __init__(self, scene: Scene, icons: dict[str, bytes], *, drawn: bool) -> None:
        self.scene, self.icons, self.drawn = scene, icons, drawn
        self.elements: list[ET.Element] = []
        self._known: dict[tuple[Any, ...], str] = {}

    def of(self, layer: Layer, row: Mapping[str, Any], looks: Mapping[str, Any]) -> str:
        """Give the name of a look, which is written when it is first asked for."""
        letter = str(row.get("letter") or "")
        key = (layer.id, *sorted((k, str(v)) for k, v in looks.items()), letter)
        if key not in self._known:
            self._known[key] = name = f"style-{len(self._known) + 1}"
            self._write(name, layer, row, looks)
        return self._known[key]

    def _write(
        self, name: str, layer: Layer, row: Mapping[str, Any], looks: Mapping[str, Any]
    ) -> None:
        color = str(looks.get("style_color") or "#70757A")
        style = ET.Element("Style", id=name)
        self.elements.append(style)
        if layer.geometry == "point":
            icon = ET.SubElement(style, "IconStyle")
            if self.drawn:
                self.icons[f"files/{name}.png"] = _icon(self.scene, layer, row)
                _say(icon, "scale", "0.8")
                _say(ET.SubElement(icon, "Icon"), "href", f"files/{name}.png")
            else:
                _say(icon, "color", _color(color))
                _say(icon, "scale", "0.7")
            _say(ET.SubElement(style, "LabelStyle"), "scale", "0.8")
        line = ET.SubElement(style, "LineStyle")
        _say(line, "color", _color(color))
        _say(line, "width", f"{max(1.0, float(looks.get('style_width_px') or 1)):g}")
        _say(
            ET.SubElement(style, "PolyStyle"),
            "color",
            _color(str(looks.get("style_fill") or color), 0.25),
        )
        # Only what is written here stands in a balloon, without Google Earth's own links.
        _say(ET.SubElement(style, "BalloonStyle"), "text", "$[description]")


def _icon(scene: Scene, layer: Layer, row: Mapping[str, Any]) -> bytes:
    """Draw a sign on a clear ground."""
    style = style_on(scene, layer, dict(row))
    panel = THEME_COLORS[scene.theme]["panel"]
    text = "" if style.shape == "venue" else None
    items, _ = symbol(style, scene.theme, panel, unit=1.0, least=5.0, text=text)
    middle = [item.moved(_SIDE / 2, _SIDE / 2) for item in items]
    whole = Box(0, 0, _SIDE, _SIDE)
    target = io.BytesIO()
    with drawing():
        figure = figure_of(middle, _ICON, whole)
        figure.patch.set_alpha(0)
        figure.savefig(target, format="png", dpi=_ICON.dpi, metadata={"Software": None})
    return target.getvalue()


def _placemark(
    scene: Scene, layer: Layer, row: Mapping[str, Any], geometry: Mapping[str, Any], style: str
) -> ET.Element:
    place = ET.Element("Placemark")
    _say(place, "name", plain(row.get("name") or row.get("id") or layer.name))
    ET.SubElement(place, "Snippet", maxLines="0")
    _say(place, "description", _balloon(scene, layer, row))
    _span(place, row)
    _say(place, "styleUrl", f"#{style}")
    more = ET.SubElement(place, "ExtendedData")
    for key in ("id", "kind", "status", "reported_on", "confidence", "basis"):
        if row.get(key) not in (None, ""):
            _datum(more, key, plain(row[key]))
    if row.get("sources"):
        _datum(more, "sources", cited([row]))
    _geometry(place, geometry)
    return place


def _balloon(scene: Scene, layer: Layer, row: Mapping[str, Any]) -> str:
    """Write a feature's card, in which every text from data is inert."""
    if layer.id == ROUTES:
        return f"<p>{_inert(row.get('text') or row.get('kind'))}</p>"
    # Google Earth does not show a curve that stands in the card itself.
    written = _CURVE.sub(
        "", card(layer, row, day=scene.day, atlas=scene.atlas, known=scene.knowledge)
    )
    said = f"{written}<p>As on {safe(long_day(scene.view.day))}.</p>"
    return said.replace(*_SUBSTITUTED)


def _inert(value: object) -> str:
    return safe(plain(value)).replace(*_SUBSTITUTED)


def _about(job: Job) -> str:
    """Write the summary, what is to be minded, whose data, and the View's address."""
    scene, receipt, profile = job.scene, job.receipt, job.profile
    house = " · ".join(filter(None, (profile.name, profile.footer)))
    link = safe_link(receipt.link)
    parts = [
        f"<b>{_inert(receipt.marking)}</b>" if receipt.marking else "",
        _inert(scene.summary),
        *(_inert(one) for one in scene.caveats),
        "Sources: " + _inert("; ".join(map(plain, scene.credits))) + ".",
        f'Receipt {_inert(receipt.code)}: <a href="{link}">{link}</a>' if link else "",
        _inert(house),
    ]
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _span(place: ET.Element, row: Mapping[str, Any]) -> None:
    """Write from which day to which it holds; ours end before ``valid_to``, theirs with the day."""
    begin, end = row.get("valid_from"), row.get("valid_to")
    if not begin and not end:
        return
    span = ET.SubElement(place, "TimeSpan")
    if begin:
        _say(span, "begin", str(begin))
    if end:
        last = max(date.fromisoformat(str(end)) - timedelta(days=1),
                   date.fromisoformat(str(begin or "0001-01-01")))  # fmt: skip
        _say(span, "end", last.isoformat())


def _geometry(parent: ET.Element, geometry: Mapping[str, Any]) -> None:
    kind, points = geometry["type"], geometry.get("coordinates", ())
    if kind.startswith("Multi") or kind == "GeometryCollection":
        many = ET.SubElement(parent, "MultiGeometry")
        for one in geometry.get("geometries") or (
            {"type": kind.removeprefix("Multi"), "coordinates": part} for part in points
        ):
            _geometry(many, one)
    elif kind == "Point":
        _say(ET.SubElement(parent, "Point"), "coordinates", _written([points]))
    elif kind == "LineString":
        line = ET.SubElement(parent, "LineString")
        _say(line, "tessellate", "1")
        _say(line, "coordinates", _written(points))
    else:
        area = ET.SubElement(parent, "Polygon")
        _say(area, "tessellate", "1")
        for number, ring in enumerate(points):
            edge = ET.SubElement(area, "innerBoundaryIs" if number else "outerBoundaryIs")
            _say(ET.SubElement(edge, "LinearRing"), "coordinates", _written(ring))


def _written(points: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{one[0]:.6f},{one[1]:.6f}" for one in points)


def _color(color: str, opacity: float = 1.0) -> str:
    """Turn #RRGGBB into KML's order: opacity, blue, green, red."""
    red, green, blue = (color.lstrip("#")[n : n + 2] for n in (0, 2, 4))
    return f"{round(255 * opacity):02x}{blue}{green}{red}".lower()


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _datum(parent: ET.Element, name: str, value: str) -> None:
    _say(ET.SubElement(parent, "Data", name=name), "value", value)
