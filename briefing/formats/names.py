"""Names of files: subject, size and day, and letters of their own where a View asks for more."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from layers.scene.scene import Scene
from layers.view.view import View


def named(scenes: Sequence[Scene], size: str, ending: str, *, marking: str = "") -> str:
    """Name a file: ``CRX_<slug>_<size>_<YYYYMMDD>`` with the day shown and an ending.

    What asks for more than a day has four letters of its own behind the day, so that neither two
    Views nor two markings overwrite each other; of several Views the first is named, with the number of the
    others. Letters of any script stay; accents of Latin ones go.
    """
    view = scenes[0].view
    bare = "".join(map(_without_accent, view.title or scenes[0].subject)).lower()
    slug = re.sub(r"[\W_]+", "-", bare).strip("-")[:48].strip("-") or "view"
    slug += f"-and-{len(scenes) - 1}-more" if len(scenes) > 1 else ""
    part = f"_{size}" if size else ""
    queries = [_query(scene) for scene in scenes]
    plain = queries == [View(day=view.day).to_query()] and not marking
    own = "" if plain else f"_{_letters(queries, marking)}"
    return f"CRX_{slug}{part}_{view.day:%Y%m%d}{own}.{ending}"


def _without_accent(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""
    base = unicodedata.normalize("NFKD", sign)[0]
    return base if base.isascii() else sign


def _query(scene: Scene) -> dict[str, str]:
    """Give what a View asks for; a light ground is print's own, whether it was asked for or not."""
    view = scene.view
    return (
        view if scene.theme == "dark" else replace(view, theme=View(day=view.day).theme)
    ).to_query()


def _letters(queries: Sequence[Mapping[str, str]], marking: str) -> str:
    """Give four letters of Views and a marking; the day of one alone stands before them."""
    said = [
        {key: value for key, value in query.items() if key != "day" or len(queries) > 1}
        for query in queries
    ]
    text = json.dumps(said if len(said) > 1 else said[0], sort_keys=True) + marking
    return hashlib.sha256(text.encode()).hexdigest()[:4]
