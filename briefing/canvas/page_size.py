"""Sizes of a Briefing: how large the page is, and how small its text may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A page or a picture.

    All lengths are points of the page as it is used: a slide is 960 by 540 points, whether its
    picture has 1920 or 3840 pixels.

    Parameters
    ----------
    key, name
        As in the command and in file names, and for people.
    width, height
        In points.
    dpi
        Pixels for 72 points of a raster picture.
    text
        Smallest name on the map and text of the legend, in points.
    small
        Text of the foot, in points: caveats, credits, receipt.
    title
        Text of the title, in points; a long one is set smaller.
    scale
        Points for a CSS pixel of the screen's styles: symbols, line widths, gaps.
    """

    key: str
    name: str
    width: float
    height: float
    dpi: int
    text: float
    small: float
    title: float
    scale: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the raster picture."""
        return round(self.width * self.dpi / 72), round(self.height * self.dpi / 72)

    @property
    def margin(self) -> float:
        """Room around everything, in points: 2.5 % of the longer side."""
        return 0.025 * max(self.width, self.height)

    @property
    def paper(self) -> bool:
        """It is printed: what stands at its edges may be lost."""
        return self.key.startswith("a")


def _paper(
    key: str, name: str, long_mm: float, short_mm: float, text: tuple[float, float, float],
    scale: float,
) -> Size:  # fmt: skip
    # Pixels are whole, so the sheet is told by them: A4 is 3508 x 2480 at 300 dpi.
    across, down = (round(mm / 25.4 * 300) for mm in (long_mm, short_mm))
    return Size(key, name, across * 0.24, down * 0.24, 300, *text, scale)


_A4 = _paper("a4", "A4, 300 dpi", 297, 210, (7.2, 6.6, 20.0), 0.64)
_A3 = _paper("a3", "A3, 300 dpi", 420, 297, (8.5, 7.6, 26.0), 0.8)
SIZES: dict[str, Size] = {
    size.key: size
    for size in (
        Size("hd", "1920 x 1080, a slide", 960, 540, 144, 9.0, 8.5, 26.0, 0.78),
        Size("4k", "3840 x 2160, a slide", 960, 540, 288, 9.0, 8.5, 26.0, 0.78),
        Size("square", "1080 x 1080", 720, 720, 108, 9.0, 8.5, 24.0, 0.74),
        _A4,
        _A3,
        Size("a4p", "A4 upright, 300 dpi", _A4.height, _A4.width, 300, 7.2, 6.6, 20.0, 0.64),
    )
}


def size_named(key: str) -> Size:
    """Find a size by its key.

    Raises
    ------
    ValueError
        If there is none; the message lists those that there are.
    """
    if key not in SIZES:
        raise ValueError(f"size '{key}' is not known; there are {', '.join(SIZES)}")
    return SIZES[key]
