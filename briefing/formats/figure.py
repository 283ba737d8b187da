"""A page drawn by matplotlib: PNG, SVG and PDF, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.canvas.box import Box
from briefing.canvas.page_size import Size
from briefing.canvas.shapes import Item, Shape, Text
from briefing.canvas.typeface import font, printable
from briefing.formats.pdf_tags import Begin, End, Marked
from briefing.map.basemap import Raster
from briefing.page.page import Page

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import PathPatch

_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "crossings",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "lines.scale_dashes": False,  # dashes are given in points
    "text.parse_math": False,  # a dollar sign is a dollar sign
    "text.usetex": False,
    "text.hinting": "none",
    "text.antialiased": True,
    "path.simplify": True,
    "path.simplify_threshold": 0.1,
    "agg.path.chunksize": 0,
    "figure.dpi": 72,
    "savefig.dpi": 72,
}


@contextmanager
def drawing(*, outlined: bool = False) -> Iterator[None]:
    """Hold matplotlib's settings for a page; they are the process's, as is ``export``'s turn."""
    from matplotlib import rc_context

    settings: Any = _SETTINGS | ({"svg.fonttype": "path"} if outlined else {})
    with rc_context(settings):
        yield


def draw(
    page: Page, format: str, *, metadata: Mapping[str, Any], outlined: bool = False  # noqa: A002
) -> bytes:  # fmt: skip
    """Draw a page.

    Parameters
    ----------
    page
        As laid out.
    format
        ``png``, ``svg`` or ``pdf``.
    metadata
        Written into the file, as matplotlib takes it for the format.
    outlined
        The letters of an SVG are outlines.
    """
    return render(
        page.items, page.size, page.boxes["map"], format, metadata=metadata, outlined=outlined
    )


def render(
    items: Iterable[Item | Raster],
    size: Size,
    window: Box,
    format: str,  # noqa: A002
    *,
    metadata: Mapping[str, Any],
    crop: Box | None = None,
    outlined: bool = False,
) -> bytes:
    """Draw items on a page of a size; those that are 'inside' are cut at the window's edges.

    Parameters
    ----------
    crop
        The part of the page to draw; all of it if None.
    outlined
        The letters of an SVG are outlines.
    """
    with drawing(outlined=outlined):
        figure = figure_of(items, size, window, crop)
        target = io.BytesIO()
        dpi = size.dpi if format == "png" else 72
        figure.savefig(target, format=format, dpi=dpi, metadata=dict(metadata))
    return target.getvalue()


def figure_of(items: Iterable[Marked], size: Size, window: Box, crop: Box | None = None) -> Figure:
    """Make matplotlib's figure of items, in settings that the caller has set.

    Marks between them are written into a PDF, and drawn nowhere.
    """
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox, TransformedBbox

    crop = crop or Box(0, 0, size.width, size.height)
    across, down = (round(length * size.dpi / 72) for length in (crop.width, crop.height))
    figure = Figure(figsize=(across / size.dpi, down / size.dpi), dpi=72)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(crop.x0, crop.x1)
    axes.set_ylim(crop.y1, crop.y0)
    axes.set_autoscale_on(False)
    clips: dict[Box, TransformedBbox] = {}

    def clip(box: Box) -> TransformedBbox:
        if box not in clips:
            edges = Bbox([(box.x0, box.y0), (box.x1, box.y1)])
            clips[box] = TransformedBbox(edges, axes.transData)
        return clips[box]

    for order, item in enumerate(items):
        if isinstance(item, Begin | End):
            _mark(axes, item, order)
        elif isinstance(item, Raster):
            _image(axes, item, order)
        elif isinstance(item, Shape):
            patch = _patch(item, order)
            axes.add_artist(patch)
            if item.inside:
                patch.set_clip_path(None)
                patch.set_clip_box(clip(item.window or window))
            else:
                patch.set_clip_on(False)
        else:
            _text(axes, item, order)
    return figure


def _mark(axes: Axes, mark: Begin | End, order: int) -> None:
    """Write where a part begins or ends into the drawing of a PDF, between what is drawn."""
    from matplotlib.artist import Artist

    class Mark(Artist):
        def draw(self, renderer: Any) -> None:
            if hasattr(renderer, "file"):  # a PDF's
                renderer.file.output(self)

        def pdfRepr(self) -> bytes:  # noqa: N802 - matplotlib's name
            if isinstance(mark, End):
                return b"EMC"
            if mark.number < 0:
                return f"/{mark.tag} BMC".encode()
            return f"/{mark.tag} <</MCID {mark.number}>> BDC".encode()

    artist = Mark()
    artist.set_zorder(order)
    axes.add_artist(artist)


def _patch(item: Shape, order: int) -> PathPatch:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    ends = "round" if item.round else "butt"
    return PathPatch(
        Path(item.points, item.codes),
        facecolor=item.fill or "none",
        edgecolor=item.stroke if item.stroke and item.width > 0 else "none",
        linewidth=item.width,
        linestyle=(0, item.dash) if item.dash else "-",
        capstyle=ends,
        joinstyle="round" if item.round or item.inside else "miter",
        alpha=item.opacity,
        zorder=order,
    )


def _text(axes: Axes, item: Text, order: int) -> None:
    x, y = item.baseline
    face = font(item.size, item.weight, italic=item.italic)
    if item.halo:
        _halo(axes, item, order)
    axes.text(
        x, y, printable(item.text), fontproperties=face, color=item.color, ha=item.anchor, va="baseline",
        rotation=-item.angle, rotation_mode="anchor", zorder=order + 0.5, alpha=item.opacity,
        parse_math=False, clip_on=False, url=item.link or None,
    )  # fmt: skip


def _halo(axes: Axes, item: Text, order: int) -> None:
    """Draw the letters' outlines in the ground's colour; the text over it stays text."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    outline = _outline(printable(item.text), item.weight, italic=item.italic)
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[item.anchor] * item.width
    turn = np.radians(item.angle)
    points = outline.vertices * item.size / 100 - (shift, 0)
    points = np.column_stack((points[:, 0], -points[:, 1]))
    spin = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    patch = PathPatch(
        Path(points @ spin + item.baseline, outline.codes),
        facecolor=item.halo, edgecolor=item.halo, linewidth=2 * item.halo_width,
        joinstyle="round", alpha=item.opacity * 0.9, zorder=order + 0.4,
    )  # fmt: skip
    axes.add_artist(patch)
    patch.set_clip_on(False)


@lru_cache(maxsize=2048)
def _outline(text: str, weight: int, *, italic: bool) -> Any:
    from matplotlib.textpath import TextPath

    return TextPath((0, 0), text, size=100, prop=font(100, weight, italic=italic), usetex=False)


def _image(axes: Axes, item: Raster, order: int) -> None:
    box = item.box
    axes.imshow(
        item.pixels, extent=(box.x0, box.x1, box.y1, box.y0), zorder=order, aspect="auto",
        interpolation="bilinear",
    )  # fmt: skip
