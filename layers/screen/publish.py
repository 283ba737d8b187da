"""The folder that the browser reads: client, fonts and data, each file named by its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.manifest import FILE as MANIFEST
from catalog.validity import knows
from layers.ageing import AGEING
from layers.lines import looks, states, strands
from layers.palette import THEME_COLORS
from layers.registry import FACT_FILES, GROUPS, HOVER, REGISTRY, styles_config
from layers.screen.folder import put
from layers.screen.timeline import timeline
from layers.text.escape import script_json
from layers.text.words import marked_basis

WEB = Path(__file__).parent.parent / "web"
SCRIPTS = ("vendor/leaflet.js", "client.js")
DRAWN = frozenset({
    # What and where, when, and how it looks.
    "id", "name", "label", "rank", "minzoom", "maxzoom", "place", "pairs", "site", "kind", "mode", "gate", "built",
    "classes", "owner", "iso_a3", "letter", "count", "size", "disputed", "confidence", "located",
    "actors", "dyad", "basis", "valid_from", "valid_to", "known_from", "known_to", "states", "traffic_class", "schematic", "after_break", "corridor", "labels",
    # What is said at the pointer of any layer; its own stands with the layer.
    "date_text", *HOVER,
})  # fmt: skip
"""Properties that the client reads, and those by which the registry parts a file into layers."""
TIMELINE = "timeline"
"""Name of the file with the events of all days, which the client loads beside the layers'."""
FINDER = "finder"
"""Name of the file with the names under which places are found; loaded once somebody looks for one."""
STRANDS = "strands_"
"""What the names of the files begin with in which routes run together, one for each zoom."""
SHEETS = ("vendor/leaflet.css", "crossings.css")


@dataclass(frozen=True)
class Published:
    """Where the browser finds everything, relative to the served folder.

    Parameters
    ----------
    folder
        The served folder.
    files
        Data by their name in ``data/geo`` without ending: the name as served.
    script
        Leaflet, the settings and the client, in one file: the map's frame fetches scripts one
        after the other.
    sheets
        The client's sheets in loading order, as served.
    """

    folder: Path
    files: Mapping[str, str]
    script: str
    sheets: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Return whether all of it lies there still."""
        names = (self.script, *self.sheets, *self.files.values())
        return all((self.folder / name).is_file() for name in names)


def made_of(data: Path, web: Path = WEB) -> Iterator[bytes]:
    """Return what the served files are made of: the built data's manifest, the client, its styles."""
    yield (data / MANIFEST).read_bytes()
    yield from (path.read_bytes() for path in sorted(web.rglob("*")) if path.is_file())
    yield json.dumps(styles_config(), sort_keys=True).encode()


def publish(data: Path, target: Path, *, web: Path = WEB) -> Published:
    """Copy client and data into a folder to serve, with the client's settings.

    What is the same for everybody (layers, styles, names of files) is in the client's script, so
    that the map's own stays small and constant.

    A name carries a hash of the content, so that a browser may keep a file for ever and never
    shows an old one. Files that sheets name (fonts, images) keep their names.

    Parameters
    ----------
    data
        ``data/geo``.
    target
        An empty or older folder; it is filled, never cleared.
    web
        The client's source.

    Raises
    ------
    FileNotFoundError
        If a layer's file is missing; the message says how to make it.
    ServingError
        If the folder cannot be written.
    """
    for folder in ("fonts", "vendor/images"):
        for path in sorted((web / folder).rglob("*")):
            if path.is_file():
                put(target / path.relative_to(web), path.read_bytes())
    wanted = {f"{layer.file}.{layer.suffix}" for layer in REGISTRY}
    wanted |= {f"{layer.detail}.{layer.suffix}" for layer in REGISTRY if layer.detail}
    needed = {*wanted, f"{FINDER}.json"}
    missing = sorted(name for name in needed if not (data / name).is_file())
    if missing:
        raise FileNotFoundError(f"{data}: lacks {', '.join(missing)}; run 'make build'")
    files = {
        served.partition(".")[0]: write_hashed(served, content, target)
        for name in sorted(wanted)
        for served, content in _for_the_browser(data / name).items()
    }
    files |= _strands(data / strands.FILE, target)
    files[FINDER] = write_hashed(f"{FINDER}.json", (data / f"{FINDER}.json").read_bytes(), target)
    events = json.dumps(timeline(data), ensure_ascii=False, separators=(",", ":"))
    files[TIMELINE] = write_hashed(f"{TIMELINE}.json", events.encode("utf-8"), target)
    settings = {
        "files": files,
        "layers": [layer.as_config() for layer in REGISTRY],
        "groups": list(GROUPS),
        "styles": styles_config(),
        "ground": THEME_COLORS,
        "ways": rules(strands.read(data / strands.FILE)),
        "unknown_after_days": {name: _limit(data / f"{name}.geojson") for name in AGEING},
    }
    config = f"window.CROSSINGS_CONFIG = {script_json(settings)};\n".encode()
    leaflet, *client = ((web / name).read_bytes() for name in SCRIPTS)
    return Published(
        folder=target,
        files=files,
        script=write_hashed("client.js", b"\n;\n".join((leaflet, config, *client)), target),
        sheets=tuple(write_hashed(name, (web / name).read_bytes(), target) for name in SHEETS),
    )


def _limit(path: Path) -> int:
    """Read after how many days what a file tells is no longer known."""
    return int(json.loads(path.read_bytes())["unknown_after_days"])


def _strands(path: Path, target: Path) -> dict[str, str]:
    """Write where routes run together, a file for each zoom; give the names as served."""
    made = strands.read(path)
    legs = [leg["id"] for leg in made["legs"]]
    return {
        f"{STRANDS}{zoom}": write_hashed(
            f"{STRANDS}{zoom}.json",
            json.dumps({"legs": legs, "paths": paths}, separators=(",", ":")).encode(),
            target,
        )
        for zoom, paths in made["zooms"].items()
    }


def rules(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers by which the client lays routes side by side."""
    return {
        **looks.as_config(),
        "to_sea": states.TO_SEA,
        "helps": states.HELPS,
        "hinders": states.AFFECTS,
        "zooms": [int(zoom) for zoom in made["zooms"]],
    }


def _for_the_browser(path: Path) -> dict[str, bytes]:
    """Return a file without what only cards and tables show: a quarter of the text is left.

    Returns
    -------
    files
        By name with ending. What is known no longer stands in a file of its own, ``<name>_all``,
        which the browser fetches once it is asked what was known on a day.

    Raises
    ------
    ValueError
        If a layer of facts is no GeoJSON; the message names the file and the way out.
    """
    content = path.read_bytes()
    if path.stem not in FACT_FILES:
        return {path.name: content}
    try:
        features = [
            {**feature, "properties": _drawn(feature["properties"])}
            for feature in json.loads(content)["features"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is damaged ({error}); run 'make build'") from error
    now = [
        {**feature, "properties": _known_now(feature["properties"])}
        for feature in features
        if knows(feature["properties"], None)
    ]
    found = {path.name: _collection(now)}
    if now != features:
        found[f"{path.stem}_all{path.suffix}"] = _collection(features)
    return found


def _collection(features: list[dict[str, Any]]) -> bytes:
    made = {"type": "FeatureCollection", "features": features}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _drawn(properties: Mapping[str, Any]) -> dict[str, Any]:
    row = {key: value for key, value in properties.items() if key in DRAWN and value is not None}
    # A letter is enough: the words are in the card.
    if row.pop("basis", "") and marked_basis(properties):
        row["basis"] = marked_basis(properties)[0]
    if "states" in row:
        keep = ("valid_from", "valid_to", "known_from", "known_to", "kind", "place")
        row["states"] = [
            {key: state[key] for key in keep if state.get(key) is not None}
            for state in row["states"]
        ]
    return row


def _known_now(row: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out when it became known: all of it is by now."""
    found = {key: value for key, value in row.items() if key != "known_from"}
    if "states" in found:
        found["states"] = [
            {key: value for key, value in state.items() if key != "known_from"}
            for state in found["states"]
            if knows(state, None)
        ]
    return found


def write_hashed(name: str, content: bytes, target: Path) -> str:
    """Write a file named by its content into a folder, unless it is there; give its name."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    stem, dot, suffix = name.rpartition(".")
    served = f"{stem}.{digest}{dot}{suffix}"
    put(target / served, content)
    return served


def answered(content: bytes, target: Path, *, keep: int = 200) -> str:
    """Write the answer to a question for the browser to fetch; the oldest of many make room.

    Parameters
    ----------
    content
        GeoJSON.
    target
        The served folder.
    keep
        So many answers are kept.
    """
    name = write_hashed("answer.geojson", content, target)
    (target / name).touch()
    others = sorted(target.glob("answer.*.geojson"), key=_age)
    for old in others[:-keep]:
        old.unlink(missing_ok=True)
    return name


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another session has made room
        return 0.0
