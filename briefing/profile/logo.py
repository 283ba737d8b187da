"""A logo as plain pixels or plain shapes: what else its file holds is refused or left behind."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.shapes import Shape
from briefing.profile.logo_svg import read_svg

LARGEST = 500_000
"""Bytes of a logo's file."""
_MOST_PIXELS = 4_000_000
_WIDEST = 1200
"""Pixels that a logo keeps; it is drawn a few centimetres wide."""
_SHAPES = (0.05, 12.0)
"""A logo is at least and at most so much wider than high."""


@dataclass(frozen=True, eq=False)
class Logo:
    """A picture or outlines; one of the two.

    Parameters
    ----------
    aspect
        Width for a height of 1.
    pixels
        (rows, columns, 4) values of 0 to 255, or None.
    shapes
        Outlines in a box as high as 1, from (0, 0) downward.
    """

    aspect: float
    pixels: NDArray[np.uint8] | None = None
    shapes: tuple[Shape, ...] = ()

    def at(self, x: float, y: float, height: float) -> tuple[list[Shape], Box]:
        """Give its shapes in a height, from the upper left corner, and the room that it takes."""
        shapes = [
            Shape(
                one.points * height + (x, y), one.codes, one.fill, one.stroke, one.width * height,
                opacity=one.opacity,
            )
            for one in self.shapes
        ]  # fmt: skip
        return shapes, Box(x, y, x + height * self.aspect, y + height)


def read_logo(content: bytes) -> Logo:
    """Read a PNG or an SVG that somebody else may have made.

    Raises
    ------
    ValueError
        If it is neither, is too large, or holds what a logo does not need: scripts, entities,
        pictures, letters, links to elsewhere.
    """
    if len(content) > LARGEST:
        raise ValueError(f"it has {len(content):,} bytes; it may have {LARGEST:,}")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        logo = _png(content)
    elif b"<svg" in content[:20_000]:
        aspect, shapes = read_svg(content)
        logo = Logo(aspect, None, tuple(shapes))
    else:
        raise ValueError("it is no PNG and no SVG")
    low, high = _SHAPES
    if not low <= logo.aspect <= high:
        raise ValueError("it is too narrow or too wide to be drawn at the foot of a page")
    return logo


def _png(content: bytes) -> Logo:
    """Take a picture's pixels and nothing else of it."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise ValueError(f"it has more than {_MOST_PIXELS:,} pixels")
            if getattr(picture, "n_frames", 1) > 1:
                raise ValueError("it moves; take one picture")
            plain = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"it is no PNG that can be read ({error})") from error
    plain.thumbnail((_WIDEST, _WIDEST))
    pixels = np.asarray(plain, dtype=np.uint8)
    return Logo(pixels.shape[1] / pixels.shape[0], pixels)
