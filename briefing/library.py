"""What Scenes are composed from, loaded once in a process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalog.atlas.dataset import Atlas, load_atlas, read_origins
from catalog.manifest import intact
from catalog.paths import GEO, stamp_of
from layers.command import RingedPlace
from layers.palette import Theme
from layers.scene import comparison
from layers.scene.as_of import atlas_as_of
from layers.scene.scene import Scene, compose
from layers.view.address import pairs_of
from layers.view.parts import Question
from layers.view.view import View
from layers.what_if.answers import answer, model_of, unknown_names, what_if_key
from layers.what_if.scenario import Scenario


@dataclass(frozen=True)
class Library:
    """The data of a folder.

    Parameters
    ----------
    folder
        As ``data/geo``.
    atlas, worldviews, origins, story
        As ``layers.scene.scene.compose`` takes them.
    """

    folder: Path
    atlas: Atlas
    worldviews: Mapping[str, Mapping[str, Any]]
    origins: Mapping[str, tuple[Mapping[str, Any], ...]]
    story: tuple[Mapping[str, Any], ...]

    @property
    def default(self) -> View:
        """The View of a link that says nothing."""
        return View(day=date.fromisoformat(str(self.atlas["crossings"].meta["default_day"])))

    def scene(self, view: View) -> Scene:
        """Work out what a View shows; print has a light ground unless the View wants the dark."""
        theme: Theme = "dark" if view.theme == "dark" else "light"
        return compose(
            view,
            atlas_as_of(self.atlas, view.known.isoformat() if view.known else None),
            theme=theme,
            worldviews=self.worldviews,
            origins=self.origins,
            story=self.story,
            scenario=_answer(self.folder, stamp_of(self.folder), what_if_key(view))
            if view.what_if
            else None,
        )

    def other_scene(self, scene: Scene) -> Scene | None:
        """Work out what the day shows that is compared side by side, on the same ground; or None."""
        other = comparison.other_view(scene.view)
        return None if other is None else self.scene(replace(other, theme=scene.theme))

    def changed_places(self, view: View) -> list[RingedPlace]:
        """Return the places whose status is another one than on the day that is compared with."""
        days = comparison.compared(view)
        return (
            [] if days is None else comparison.changed_places(comparison.compare(days, self.atlas))
        )

    def view(self, link: str) -> tuple[View, list[str]]:
        """Read a View from a link, or from its query alone.

        Returns
        -------
        view, problems
            As ``View.from_query``: a sentence for each value that could not be read, and for each
            name in a what-if that nothing goes by.
        """
        pairs = pairs_of(link)
        if not pairs and link.strip() and not link.rstrip().endswith("?"):
            return self.default, [f"The link '{link[:40]}' holds no View such as day=2026-03-13."]
        view, problems = View.from_query(pairs, self.default)
        return view, [
            *problems,
            *(unknown_names(model_of(self.folder), view) if view.what_if else ()),
        ]


def load_library(folder: Path = GEO) -> Library:
    """Load the data of a folder, once for each state of its files.

    Raises
    ------
    FileNotFoundError
        If data are missing; the message says how to make them.
    CatalogError
        If files are not as the build wrote them.
    """
    return _load(folder, stamp_of(folder))


@lru_cache(maxsize=64)
def _answer(folder: Path, _stamp: int, question: Question) -> Scenario:
    return answer(model_of(folder), question)


@lru_cache(maxsize=2)
def _load(folder: Path, _stamp: int) -> Library:
    intact(folder)
    return Library(
        folder=folder,
        atlas=load_atlas(folder),
        worldviews=json.loads((folder / "worldviews.json").read_bytes()),
        origins={path.stem: read_origins(path) for path in sorted(folder.glob("*.geojson"))},
        story=tuple(json.loads((folder / "story.json").read_bytes())),
    )
