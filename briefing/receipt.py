"""The receipt on every Briefing: what it was made from, and whether that still gives the same.

A code of eight letters stands for the hashes of the data, the View and the version. The code and
the View's link are printed on the page; all that the code stands for is inside the file.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from catalog.manifest import intact
from catalog.paths import ROOT, SOURCES
from layers.registry import BY_ID
from layers.scene.scene import Scene
from layers.view.view import View
from routing.costs.parameters import CALIBRATION, TABLE

BASE = "http://localhost:8501/"
"""Where the app is, if nobody says otherwise: ``make run`` serves it there."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that look like others
_HALF = 32
"""So many hexadecimal digits of a SHA-256 are kept."""
_WAYS = ("network.npz", "crossings.geojson", "ports.geojson", "incidents.geojson",
         "incidents_ucdp.geojson")  # fmt: skip
"""What a what-if is worked out from, beside the tables of its costs."""
_SHARED = ("worldviews.json", "crossings.geojson", "land.geojson")


@dataclass(frozen=True)
class Receipt:
    """What a Briefing was made from.

    Parameters
    ----------
    code
        Short, for people.
    view
        The View as query parameters.
    data
        First half of the SHA-256 of each file that it draws from.
    version
        Of Crossings.
    size, format, marking, base
        How it was exported, so that it can be made again.
    """

    code: str
    view: Mapping[str, str]
    data: Mapping[str, str]
    version: str
    size: str
    format: str
    marking: str
    base: str

    @property
    def link(self) -> str:
        """The View's address."""
        return link_of(self.view, self.base)


def link_of(view: View | Mapping[str, str], base: str = BASE) -> str:
    """Write the address of a View; what is safe in a query stays readable."""
    query = view.to_query() if isinstance(view, View) else view
    pairs = (f"{quote(key)}={quote(value, safe=',./:-')}" for key, value in query.items())
    return f"{base.split('?', maxsplit=1)[0]}?{'&'.join(pairs)}"


def receipt_of(
    scene: Scene,
    folder: Path,
    *,
    size: str,
    format: str,  # noqa: A002
    marking: str = "",
    base: str = BASE,
) -> Receipt:
    """Write the receipt of a Scene.

    Raises
    ------
    ValueError
        If the app's address is no http or https address: it becomes a link in every file.
    """
    address = urlsplit(base)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise ValueError(f"'{base[:60]}' is no address of an app such as {BASE}")
    files = {f"{BY_ID[key].file}.{BY_ID[key].suffix}" for key in scene.ids}
    files |= {f"{BY_ID[key].detail}.geojson" for key in scene.ids if BY_ID[key].detail}
    files |= set(_SHARED) | ({"story.json"} if scene.view.claim else set())
    if scene.view.since:
        files.add("ports.geojson")  # what changed there is ringed, though the layer be off
    if scene.scenario is not None:
        files |= set(_WAYS)
    built = intact(folder)
    data = {name: built[name].sha256[:_HALF] if name in built else "" for name in sorted(files)}
    if scene.scenario is not None:
        data |= {Path(name).name: _hash(SOURCES / name) for name in (TABLE, CALIBRATION)}
    view = scene.view.to_query() | {"ground": scene.theme}
    return Receipt(
        code_of(view, data, version()), view, data, version(), size, format, marking, base
    )


def code_of(view: Mapping[str, str], data: Mapping[str, str], made_by: str) -> str:
    """Shorten the hashes of view, data and version to a code such as CRX-7F3A-92C1."""
    text = json.dumps([dict(view), dict(data), made_by], sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:5])
    letters = "".join(_LETTERS[number >> 5 * n & 31] for n in range(8))
    return f"CRX-{letters[:4]}-{letters[4:]}"


def as_json(receipts: Sequence[Receipt]) -> str:
    """Write the receipts of a file on one line of ASCII."""
    plain = [asdict(receipt) for receipt in receipts]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def read_receipts(text: str) -> list[Receipt]:
    """Read the receipts in a file.

    Raises
    ------
    ValueError
        If there are none that can be read.
    """
    try:
        found: list[dict[str, Any]] = json.loads(text)
        receipts = [Receipt(**fields) for fields in found]
        strings = [
            value
            for one in receipts
            for value in (one.code, one.version, one.size, one.format, one.marking, one.base,
                          *one.view.values(), *one.data.values())
        ]  # fmt: skip
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"the receipt in the file is damaged ({error})") from error
    if not receipts or not all(isinstance(value, str) for value in strings):
        raise ValueError("the receipt in the file is damaged (a value is no text)")
    return receipts


@cache
def version() -> str:
    """Give the version of Crossings."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _hash(path: Path) -> str:
    return _hashed(path, path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else ""


@lru_cache(maxsize=128)
def _hashed(path: Path, _stamp: int, _length: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_HALF]
