"""Datasets of ``data/geo`` as the app reads them: properties at once, geometry when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.atlas import figures
from catalog.builders import FACTS
from catalog.paths import GEO, relative
from catalog.problems import CatalogError, Problem

if TYPE_CHECKING:
    import geopandas as gpd

DEPICTIONS: tuple[str, ...] = (
    "boundaries",
    "disputed_areas",
    "provinces",
    "rivers",
    "airports",
    "seas",
    "places",
)
"""The other files whose features have a card or stand in a table: depictions and names, no facts."""

FIGURES = "figures"
"""The counted quantities; they have no geometry."""

REQUIRED: tuple[str, ...] = (
    "id", "name", "kind", "valid_from", "valid_to", "known_from", "known_to",
    "date_precision", "date_text", "confidence", "basis", "sources",
)  # fmt: skip
"""Properties that every feature of a fact file has."""


@dataclass(frozen=True)
class Dataset:
    """The features of one file with their Origins.

    Parameters
    ----------
    name
        The file's name without its ending.
    path
        Where it was read.
    origins
        Where its features come from, as written by the build.
    records
        Properties of the features in the file's order, without geometry; not to be changed.
    meta
        Members of the collection beside its features and origins.
    positions
        (lon, lat) by feature id, of the features that are points.
    """

    name: str
    path: Path
    origins: tuple[Mapping[str, Any], ...]
    records: list[dict[str, Any]]
    meta: Mapping[str, Any]
    positions: Mapping[str, tuple[float, float]]

    def points(self) -> Iterator[tuple[float, float, dict[str, Any]]]:
        """Return longitude, latitude and properties of each feature that is a point."""
        for row in self.records:
            position = self.positions.get(str(row["id"]))
            if position is not None:
                yield (*position, row)

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """The features as a validated GeoDataFrame in EPSG:4326; read on first use.

        Raises
        ------
        CatalogError
            If features lack properties, geometries are invalid or lie off the globe.
        """
        import geopandas as gpd

        features = json.loads(self.path.read_bytes())["features"]
        frame = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
        problems = self._problems_of(frame)
        if problems:
            raise CatalogError(problems)
        return frame

    def _problems_of(self, frame: gpd.GeoDataFrame) -> list[Problem]:
        file = relative(self.path)
        wanted = REQUIRED if self.name in FACTS else ("id",)
        lacking = [column for column in wanted if column not in frame.columns]
        problems = [Problem(file, 0, f"lacks properties {lacking}")] if lacking else []
        shapes = frame.geometry[frame.geometry.notna()]
        box = shapes.bounds
        off = (box.minx < -180) | (box.maxx > 180) | (box.miny < -90) | (box.maxy > 90)
        for text, bad in (("invalid", ~shapes.is_valid), ("off the globe", off)):
            # The collection's head fills the first line, each feature one more.
            problems += [
                Problem(file, int(at) + 2, f"geometry is {text}") for at in shapes.index[bad]
            ]
        return problems


class Atlas(Mapping[str, Dataset]):
    """All Datasets that have cards or tables, by the name of their file, loaded once."""

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self._datasets = dict(datasets)

    def __getitem__(self, name: str) -> Dataset:
        return self._datasets[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._datasets)

    def __len__(self) -> int:
        return len(self._datasets)


def load(name: str, folder: Path = GEO) -> Dataset:
    """Read one file of ``data/geo``.

    Parameters
    ----------
    name
        Without its ending, as in ``crossings``.
    folder
        Where the built files lie.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to.
    CatalogError
        If it is not a FeatureCollection as the build writes it.
    """
    path = folder / f"{name}.geojson"
    if not path.is_file():
        raise FileNotFoundError(_missing([path]))
    try:
        collection = json.loads(path.read_bytes())
        features = collection.pop("features")
        records = [feature["properties"] for feature in features]
        positions = {
            str(feature["properties"]["id"]): tuple(feature["geometry"]["coordinates"][:2])
            for feature in features
            if feature["geometry"] and feature["geometry"]["type"] == "Point"
        }
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        text = f"is not a layer as `make build` writes it ({error!r}); run `make build`"
        raise CatalogError([Problem(relative(path), 0, text)]) from error
    origins = tuple(collection.pop("origins", ()))
    meta = {key: value for key, value in collection.items() if key not in ("type", "name")}
    return Dataset(name, path, origins, records, meta, positions)


def read_origins(path: Path) -> tuple[Mapping[str, Any], ...]:
    """Read where a file's features come from, without reading the features.

    The build writes a collection's head as the first line and each feature on one of its own.
    """
    with path.open(encoding="utf-8") as lines:
        head = lines.readline()
    try:
        return tuple(json.loads(head.rstrip("\n") + "]}").get("origins", ()))
    except json.JSONDecodeError:
        return ()


def load_figures(folder: Path = GEO) -> Dataset:
    """Read the figures of gateways, ports and straits.

    Raises
    ------
    CatalogError
        If the file is not as the build writes it.
    """
    records, meta, origins = figures.read_figures(folder)
    return Dataset(FIGURES, folder / figures.FILE, origins, records, meta, {})


def load_atlas(
    folder: Path = GEO, names: tuple[str, ...] = (*FACTS, *DEPICTIONS, FIGURES)
) -> Atlas:
    """Read every layer whose features have a card or a table, and the figures.

    Raises
    ------
    FileNotFoundError
        If any has not been built; the message names every one that is missing.
    """
    missing = [path for name in names if not (path := _path(name, folder)).is_file()]
    if missing:
        raise FileNotFoundError(_missing(missing))
    return Atlas(
        {name: load_figures(folder) if name == FIGURES else load(name, folder) for name in names}
    )


def _path(name: str, folder: Path) -> Path:
    return folder / (figures.FILE if name == FIGURES else f"{name}.geojson")


def _missing(paths: list[Path]) -> str:
    verb = "is" if len(paths) == 1 else "are"
    named = ", ".join(relative(path) for path in paths)
    return f"{named} {verb} missing; `make build` makes {'it' if len(paths) == 1 else 'them'}"
