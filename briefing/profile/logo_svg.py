"""An SVG's outlines as shapes; nothing of it is carried out, looked up or copied as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from briefing.canvas.shapes import CLOSE, CURVE, LINE, MOVE, Shape

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_QUIET = ("title", "desc", "metadata", "defs", "style")
"""What draws nothing by itself."""
_AT_ONCE = 4096
_DEEPEST, _MOST_ELEMENTS, _MOST_POINTS = 40, 4000, 200_000
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_MOVES = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)[\s,]*")
_CLASS = re.compile(r"\.[\w-]+")
_LOOK = ("fill", "stroke", "stroke-width", "opacity", "fill-opacity", "stroke-opacity", "fill-rule",
         "display", "visibility", "color")  # fmt: skip
_CUT = ("clip-path", "mask", "filter")
_ARC = 0.5523
"""Of a quarter of a circle as one curve."""
_STEPS = 12
"""Straight pieces of a curve where shapes are cut out of each other."""

Look = Mapping[str, str]


def read_svg(content: bytes) -> tuple[float, list[Shape]]:
    """Read outlines and their colours.

    Returns
    -------
    aspect, shapes
        Width for a height of 1, and shapes in a box so large.

    Raises
    ------
    ValueError
        If it is no SVG or holds what is not drawn; the message says what, and the way out.
    """
    root = _parsed(content)
    if root.tag != f"{_SVG}svg":
        raise ValueError("it is no SVG")
    rules = _rules("".join(node.text or "" for node in root.iter(f"{_SVG}style")))
    x, y, wide, high = _window(root)
    start = Identity.scale(1 / high).translate(-x, -y)
    shapes: list[Shape] = []
    points = 0
    for number, (node, look, move) in enumerate(_walk(root, {}, start, rules, 0)):
        if number > _MOST_ELEMENTS:
            raise ValueError(f"it has more than {_MOST_ELEMENTS:,} elements")
        for shape in _shapes(node, look, move):
            points += len(shape.points)
            shapes.append(shape)
        if points > _MOST_POINTS:
            raise ValueError(f"it has more than {_MOST_POINTS:,} points; simplify it")
    if not shapes:
        raise ValueError("it draws nothing: save it as plain shapes, or as PNG")
    return wide / high, shapes


def _parsed(content: bytes) -> ET.Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not written in UTF-8") from error
    if re.search(r"<!ENTITY|<!DOCTYPE[^>]*\[", text, re.IGNORECASE):
        raise ValueError("it declares entities: save it as plain SVG")
    if re.search(r"<\?(?!xml\s)", text):
        raise ValueError("it calls for a style sheet or a program: save it as plain SVG")
    root: ET.Element | None = None
    deep = 0
    parser: Any = ET.XMLPullParser(("start", "end"))
    try:
        for part in range(0, len(text), _AT_ONCE):
            parser.feed(text[part : part + _AT_ONCE])
            for event, node in parser.read_events():
                root = node if root is None else root
                deep += 1 if event == "start" else -1
                if deep > _DEEPEST:
                    raise ValueError(f"more than {_DEEPEST} elements stand within each other")
        parser.close()
    except ET.ParseError as error:
        raise ValueError(f"it is no SVG that can be read ({error})") from error
    if root is None:
        raise ValueError("it is no SVG that can be read")
    return root


def _window(root: ET.Element) -> tuple[float, float, float, float]:
    found = [float(one) for one in re.findall(_NUMBER, root.get("viewBox", ""))]
    if len(found) != 4:
        sides = [re.match(_NUMBER, root.get(side, "")) for side in ("width", "height")]
        if not all(sides):
            raise ValueError("it has no viewBox and no size")
        found = [0.0, 0.0, *(float(one[0]) for one in sides if one)]
    if not (0 < found[2] < 1e6 and 0 < found[3] < 1e6):
        raise ValueError("it has no size")
    return found[0], found[1], found[2], found[3]


def _walk(
    node: ET.Element, look: Look, move: Transform, rules: Mapping[str, Look], deep: int
) -> Iterator[tuple[ET.Element, Look, Transform]]:
    """Give what is drawn, with the look and place that it inherits."""
    if not isinstance(node.tag, str) or not node.tag.startswith(_SVG):
        return  # of another program; it draws nothing
    name = node.tag.removeprefix(_SVG)
    _refuse(node, name)
    if name in _QUIET:
        return
    own = _own_look(node, rules)
    inherited = {key: value for key, value in look.items() if key not in ("opacity", "display")}
    shown = {**inherited, **own}
    shown["opacity"] = str(_part(look.get("opacity")) * _part(own.get("opacity")))
    if shown.get("display") == "none" or shown.get("visibility") == "hidden":
        return
    here = move.transform(_transform(node.get("transform", "")))
    if name in _DRAWN:
        yield node, shown, here
    elif name in ("svg", "g") and not (name == "svg" and deep):
        for child in node:
            yield from _walk(child, shown, here, rules, deep + 1)
    else:
        raise ValueError(f"it has a '{name[:30]}': save it as plain shapes, or as PNG")


def _refuse(node: ET.Element, name: str) -> None:
    """Refuse what acts or leads elsewhere, wherever it stands."""
    if name in ("script", "foreignObject", "a", "image", "animate", "set", "handler", "iframe"):
        raise ValueError(f"it has a '{name}', which no logo needs: save it as plain shapes")
    for key, value in node.attrib.items():
        bare = key.rpartition("}")[2].lower()
        if bare.startswith("on"):
            raise ValueError(f"it has a script in '{bare[:30]}': save it as plain shapes")
        if bare in ("href", "src"):
            raise ValueError("it leads to somewhere else: save it as plain shapes")
        if bare in _CUT or "url(" in value.lower():
            raise ValueError(f"it has a pattern, gradient or cut in '{bare[:30]}': save it as PNG")
    if name == "style" and re.search(r"@|url\(|\\", node.text or ""):
        raise ValueError("its style sheet calls for more: save it as plain shapes")
    if name == "defs":
        for child in node.iter():
            if child is not node and isinstance(child.tag, str):
                _refuse(child, child.tag.rpartition("}")[2])


def _rules(sheet: str) -> dict[str, Look]:
    """Read a style sheet of plain classes."""
    found: dict[str, Look] = {}
    first, *later = sheet.split("/*")
    plain = first + "".join(part.partition("*/")[2] for part in later)
    for rule in plain.split("}"):
        *_, names, body = ("", *rule.split("{"))
        for name in names.split(","):
            if _CLASS.fullmatch(name.strip()):
                key = name.strip()[1:]
                found[key] = {**found.get(key, {}), **_declared(body)}
    return found


def _declared(body: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in body.split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if key.strip() in _LOOK}


def _own_look(node: ET.Element, rules: Mapping[str, Look]) -> dict[str, str]:
    found = {key: node.attrib[key].strip() for key in _LOOK if key in node.attrib}
    for name in node.get("class", "").split():
        found |= rules.get(name, {})
    return found | _declared(node.get("style", ""))


def _transform(text: str) -> Transform:
    found = Identity
    at = 0
    while at < len(text.rstrip()):
        match = _MOVES.match(text, at)
        if match is None:
            raise ValueError("it has a 'transform' that cannot be read")
        found = found.transform(_moved(match[1], [float(n) for n in re.findall(_NUMBER, match[2])]))
        at = match.end()
    return found


def _moved(kind: str, n: list[float]) -> Transform:
    if kind == "matrix" and len(n) == 6:
        return Transform(*n)
    if kind == "translate" and n:
        return Identity.translate(n[0], n[1] if len(n) > 1 else 0)
    if kind == "scale" and n:
        return Identity.scale(n[0], n[1] if len(n) > 1 else n[0])
    if kind == "rotate" and n:
        x, y = (n[1], n[2]) if len(n) == 3 else (0.0, 0.0)
        return Identity.translate(x, y).rotate(np.radians(n[0])).translate(-x, -y)
    if kind in ("skewX", "skewY") and n:
        turn = float(np.radians(n[0]))
        return Identity.skew(turn if kind == "skewX" else 0, turn if kind == "skewY" else 0)
    raise ValueError("it has a 'transform' that cannot be read")


class _Outline(BasePen):  # type: ignore[misc] # fontTools is without types
    """Writes down what is drawn, curves as cubic ones."""

    def __init__(self) -> None:
        super().__init__(None)
        self.points: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 - fontTools' names
        self._add(MOVE, pt)

    def _lineTo(self, pt: Any) -> None:  # noqa: N802
        self._add(LINE, pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
        for one in (pt1, pt2, pt3):
            self._add(CURVE, one)

    def _closePath(self) -> None:  # noqa: N802
        self._add(CLOSE, self.points[-1] if self.points else (0.0, 0.0))

    def _add(self, code: int, point: Any) -> None:
        self.codes.append(code)
        self.points.append((float(point[0]), float(point[1])))
        if len(self.points) > _MOST_POINTS:
            raise ValueError(f"it has more than {_MOST_POINTS:,} points; simplify it")


def _shapes(node: ET.Element, look: Look, move: Transform) -> Iterator[Shape]:
    pen = _Outline()
    try:
        parse_path(_path(node), pen)
    except (ValueError, IndexError, AssertionError, TypeError) as error:
        raise ValueError(f"it has an outline that cannot be read ({error})") from error
    if len(pen.points) < 2:
        return
    points = np.array([move.transformPoint(one) for one in pen.points])
    if not np.isfinite(points).all():
        raise ValueError("it has an outline that cannot be read")
    codes = np.array(pen.codes, dtype=np.uint8)
    fill = _color(look.get("fill", "#000000"), look)
    stroke = _color(look.get("stroke", "none"), look)
    whole = _part(look.get("opacity"))
    if fill:
        solid, kinds = points, codes
        if look.get("fill-rule") == "evenodd" and (codes == MOVE).sum() > 1:
            solid, kinds = _cut_out(points, codes)
        yield Shape(solid, kinds, fill=fill, opacity=whole * _part(look.get("fill-opacity")))
    if stroke:
        scale = float(np.sqrt(abs(move[0] * move[3] - move[1] * move[2])))
        width = _first(look.get("stroke-width", "1")) * scale
        yield Shape(points, codes, stroke=stroke, width=width,
                    opacity=whole * _part(look.get("stroke-opacity")))  # fmt: skip


def _path(node: ET.Element) -> str:
    """Write a shape as a path."""
    name = node.tag.removeprefix(_SVG)
    get = {key: _first(value) for key, value in node.attrib.items() if re.match(_NUMBER, value)}
    if name == "path":
        return node.get("d", "")
    if name in ("polyline", "polygon"):
        numbers = re.findall(_NUMBER, node.get("points", ""))
        pairs = [f"{x},{y}" for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        return f"M{' L'.join(pairs)}{'Z' if name == 'polygon' else ''}" if pairs else ""
    if name == "line":
        return f"M{get.get('x1', 0)},{get.get('y1', 0)} L{get.get('x2', 0)},{get.get('y2', 0)}"
    if name == "rect":
        return _round_rect(get)
    rx = get.get("r", get.get("rx", 0.0))
    ry = get.get("r", get.get("ry", 0.0))
    x, y = get.get("cx", 0.0), get.get("cy", 0.0)
    return _round_rect(
        {"x": x - rx, "y": y - ry, "width": 2 * rx, "height": 2 * ry, "rx": rx, "ry": ry}
    )


def _round_rect(get: Mapping[str, float]) -> str:
    x, y, w, h = (get.get(key, 0.0) for key in ("x", "y", "width", "height"))
    rx = min(get.get("rx", get.get("ry", 0.0)), w / 2)
    ry = min(get.get("ry", get.get("rx", 0.0)), h / 2)
    if w <= 0 or h <= 0:
        return ""
    if rx <= 0 or ry <= 0:
        return f"M{x},{y} h{w} v{h} h{-w} Z"
    kx, ky = rx * _ARC, ry * _ARC
    return (
        f"M{x + rx},{y} h{w - 2 * rx} c{kx},0 {rx},{ry - ky} {rx},{ry} v{h - 2 * ry} "
        f"c0,{ky} {kx - rx},{ry} {-rx},{ry} h{2 * rx - w} c{-kx},0 {-rx},{ky - ry} {-rx},{-ry} "
        f"v{2 * ry - h} c0,{-ky} {rx - kx},{-ry} {rx},{-ry} Z"
    )


def _cut_out(points: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn inner rings round, so that what they cut out stays cut out by the other rule."""
    import shapely

    rings = [ring for ring in _rings(points, codes) if len(ring) > 3]
    areas = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings]
    if not areas:
        return points, codes
    whole = shapely.orient_polygons(reduce(shapely.symmetric_difference, areas))
    found: list[np.ndarray] = []
    kinds: list[int] = []
    for area in getattr(whole, "geoms", [whole]):
        for ring in (area.exterior, *area.interiors) if area.geom_type == "Polygon" else ():
            line = np.asarray(ring.coords)
            found.append(line)
            kinds += [MOVE, *[LINE] * (len(line) - 2), CLOSE]
    return (np.vstack(found), np.array(kinds, dtype=np.uint8)) if found else (points, codes)


def _rings(points: np.ndarray, codes: np.ndarray) -> list[list[tuple[float, float]]]:
    rings: list[list[tuple[float, float]]] = []
    n = 0
    while n < len(codes):
        if codes[n] == MOVE:
            rings.append([tuple(points[n])])
        elif codes[n] == CURVE:
            a, b, c, d = (np.array(rings[-1][-1]), *points[n : n + 3])
            for t in np.linspace(0, 1, _STEPS + 1)[1:]:
                u = 1 - t
                rings[-1].append(tuple(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d))
            n += 2
        elif codes[n] == LINE:
            rings[-1].append(tuple(points[n]))
        n += 1
    return rings


def _color(text: str, look: Look) -> str:
    """Read a colour; "" for none."""
    from PIL import ImageColor

    if text == "currentColor":
        text = look.get("color", "#000000")
    if text in ("none", "transparent", ""):
        return ""
    try:
        return "#{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(text)[:3])
    except ValueError as error:
        raise ValueError(f"it has a colour '{text[:20]}' that cannot be read") from error


def _part(text: str | None) -> float:
    """Read an opacity."""
    if text is None:
        return 1.0
    value = _first(text) / (100 if text.endswith("%") else 1)
    return min(1.0, max(0.0, value))


def _first(text: str) -> float:
    match = re.match(rf"\s*({_NUMBER})", text)
    if match is None:
        raise ValueError(f"'{text[:20]}' is no number")
    return float(match[1])
