"""What a format is given to make a file of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.canvas.page_size import Size, size_named
from briefing.page.page import Page, Stamp, lay_out
from briefing.profile.profile import NO_PROFILE, Profile
from briefing.receipt import Receipt
from catalog.paths import GEO
from layers.scene.scene import Scene

Progress = Callable[[str], None]
"""Is told the title of each View before it is drawn."""


def no_progress(_title: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Job:
    """Scenes and their receipts, one for each.

    Parameters
    ----------
    scenes, receipts
        What is shown, and what the file says that it was made from.
    folder
        With the data, as ``data/geo``.
    profile
        Whose file it is.
    on_progress
        Is told of each View before it is drawn.
    """

    scenes: Sequence[Scene]
    receipts: Sequence[Receipt]
    folder: Path = GEO
    profile: Profile = NO_PROFILE
    on_progress: Progress = no_progress

    @property
    def scene(self) -> Scene:
        """The first one, or the only one."""
        return self.scenes[0]

    @property
    def receipt(self) -> Receipt:
        """Of the first Scene."""
        return self.receipts[0]

    def page(self, number: int = 0, size: Size | None = None, *, pages: int = 0) -> Page:
        """Lay out a page.

        Parameters
        ----------
        number
            Of the Scene.
        size
            The receipt's if None.
        pages
            Of the document that it stands in; 0 for a picture by itself.
        """
        receipt = self.receipts[number]
        said = f"{number + 1} of {pages}" if pages else ""
        return lay_out(
            self.scenes[number], size or size_named(receipt.size), folder=self.folder,
            stamp=Stamp(receipt.code, receipt.link, said), marking=receipt.marking,
            profile=self.profile,
        )  # fmt: skip
