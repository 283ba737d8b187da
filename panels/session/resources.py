"""What all sessions share: the Atlas, the client's files and where they are served."""

from __future__ import annotations

import atexit
import gc
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components

from catalog.atlas.dataset import FIGURES, Atlas, load_atlas, read_origins
from catalog.ledger.freshness import UNKNOWN_AFTER_DAYS
from catalog.manifest import intact
from catalog.paths import GEO, stamp_of
from layers.screen.publish import Published, publish
from routing.network.network import gate_places

# The map's frame stands at /component/streamlit_folium.st_folium/, this folder beside it.
_NAME = "web"
FOLDER = GEO
BASE = f"../{__name__}.{_NAME}/"
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


@st.cache_resource(show_spinner="Loading the map's data ...")
def shared(folder: Path = FOLDER) -> Shared:
    """Load the Atlas and publish the client's files, once in a process.

    Raises
    ------
    CatalogError
        If files are missing or not as the build wrote them; the message names them.
    """
    intact(folder)
    stamp = stamp_of(folder)
    target = Path(tempfile.mkdtemp(prefix="crossings-web-"))
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    published = publish(folder, target, unknown_after_days=UNKNOWN_AFTER_DAYS)
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


def settle() -> None:
    """Spare Streamlit's collector, which runs after every run, what was alive before it.

    Else it walks through the data, the modules and what all sessions hold each time. Now and then
    it has to, for garbage that was taken for living.
    """
    if next(_RUNS) % _RUNS_TO_A_COLLECTION:
        gc.freeze()
    else:
        gc.unfreeze()


@st.cache_resource(show_spinner=False)
def on_network(folder: Path = FOLDER) -> frozenset[str]:
    """Give the ids of the crossings and ports that the what-if has, without loading it.

    Raises
    ------
    FileNotFoundError
        If the network has not been built; the message says how.
    """
    return gate_places(folder / "network.npz")


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _places(path: Path) -> tuple[Mapping[str, Any], ...]:
    features = _json(path)["features"]
    return tuple(
        {**feature["properties"], "lon": point[0], "lat": point[1]}
        for feature in features
        for point in [feature["geometry"]["coordinates"]]
    )
