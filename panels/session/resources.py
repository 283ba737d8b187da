"""What all sessions share: the Atlas, the client's files and where they are served."""

from __future__ import annotations

import gc
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components

from catalog.atlas.dataset import FIGURES, Atlas, load_atlas, read_origins
from catalog.manifest import intact
from catalog.paths import GEO, relative, stamp_of
from catalog.problems import CatalogError, Problem
from layers.screen.folder import served_folder
from layers.screen.publish import Published, made_of, publish
from routing.network.network import gateway_places

# The map's frame stands at /component/streamlit_folium.st_folium/, this folder beside it.
_NAME = "web"
FOLDER = GEO
BASE = f"../{__name__}.{_NAME}/"
_LOCK = threading.RLock()
_KEPT: dict[Path, Shared] = {}
_LOOKED: dict[Path, float] = {}
"""What is loaded from a folder, and when the served files were last looked for."""
_LOOK_S = 5.0
_RUNS = count(1)
_RUNS_TO_A_COLLECTION = 200


@dataclass(frozen=True)
class Shared:
    """What is loaded once for all sessions; nobody changes it.

    ``stamp`` is the state of the data's files: what is worked out beside the server is of the same.
    """

    atlas: Atlas
    worldviews: Mapping[str, Mapping[str, Any]]
    story: tuple[Mapping[str, Any], ...]
    places: tuple[Mapping[str, Any], ...]
    origins: Mapping[str, tuple[Mapping[str, Any], ...]]
    published: Published
    coverage: Mapping[str, Any]
    stamp: int


def shared(folder: Path = FOLDER) -> Shared:
    """Load the Atlas and publish the client's files, once in a process.

    It is kept by the process and not by Streamlit, whose caches any client may empty. What somebody
    has removed from the served folder is made again.

    Raises
    ------
    CatalogError
        If files are missing or not as the build wrote them; the message names them.
    ServingError
        If the client's files cannot be written.
    """
    with _LOCK:
        if folder not in _KEPT:
            with st.spinner("Loading the map's data ..."):
                _KEPT[folder] = _loaded(folder)
            _LOOKED[folder] = time.monotonic()
        found = _KEPT[folder]
        if time.monotonic() - _LOOKED[folder] > _LOOK_S:
            if not found.published.whole:
                _publish_again(folder, found)
            _LOOKED[folder] = time.monotonic()
        return found


def _publish_again(folder: Path, found: Shared) -> None:
    if stamp_of(folder) != found.stamp:
        text = "was built anew, and the map's own files are gone; start the app again"
        raise CatalogError([Problem(relative(folder), 0, text)])
    publish(folder, found.published.folder)


def _loaded(folder: Path) -> Shared:
    intact(folder)
    stamp = stamp_of(folder)
    target = served_folder(made_of(folder))
    published = publish(folder, target)
    components.declare_component(_NAME, path=str(target))
    atlas = load_atlas(folder)
    return Shared(
        atlas=atlas,
        worldviews=_json(folder / "worldviews.json"),
        story=tuple(_json(folder / "story.json")),
        places=_places(folder / "places.geojson"),
        origins={
            **{path.stem: read_origins(path) for path in sorted(folder.glob("*.geojson"))},
            FIGURES: atlas[FIGURES].origins,
        },
        published=published,
        coverage=_json(folder / "coverage.json"),
        stamp=stamp,
    )


def freeze_shared_objects() -> None:
    """Spare Streamlit's collector, which runs after every run, what was alive before it.

    Else it walks through the data, the modules and what all sessions hold each time: 187,000
    objects once a page is drawn, of which the records of the facts are 17,000, so that keeping
    those in columns would not spare it (129 of 161 ms are left without them, by
    ``time.process_time`` on a busy machine; nothing when frozen). Now and then it has to, for
    garbage that was taken for living.
    """
    if next(_RUNS) % _RUNS_TO_A_COLLECTION:
        gc.freeze()
    else:
        gc.unfreeze()


@cache
def routable_places(folder: Path = FOLDER) -> frozenset[str]:
    """Give the ids of the crossings and ports that the what-if has, without loading it.

    Raises
    ------
    FileNotFoundError
        If the network has not been built; the message says how.
    """
    return gateway_places(folder / "network.npz")


@cache
def revisions(folder: Path = FOLDER) -> Mapping[str, Any]:
    """Give what differs from the first edition of the data, read when it is first asked for."""
    return dict(_json(folder / "revisions.json"))


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _places(path: Path) -> tuple[Mapping[str, Any], ...]:
    features = _json(path)["features"]
    return tuple(
        {**feature["properties"], "lon": point[0], "lat": point[1]}
        for feature in features
        for point in [feature["geometry"]["coordinates"]]
    )
