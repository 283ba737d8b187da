"""The receipt on every Briefing: what it was made from, and whether that still gives the same.

A code of eight letters stands for the hashes of the data, the View and the version. The code and
the View's link are printed on the page; all that the code stands for is inside the file.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from catalog.atlas.routing_tables import TABLES_FILE, TOWNS_FILE
from catalog.manifest import intact
from catalog.paths import ROOT
from catalog.printing import JOINERS
from layers.registry import BY_ID
from layers.scene.scene import Scene
from layers.view.view import View

BASE = "http://localhost:8501/"
"""Where the app is, if nobody says otherwise: ``make run`` serves it there."""
LONGEST = 4_000_000
"""Bytes of the receipts of one file."""
LONGEST_MARKING = 80
MOST_VIEWS = 400
"""Views in one file."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that look like others
_LONGEST = {"code": 13, "version": 32, "size": 8, "format": 8, "marking": LONGEST_MARKING,
            "base": 300, "profile": 32, "variant": 16}  # fmt: skip
"""Signs of a receipt's texts."""
_LATER = ("profile", "variant")
"""Texts that receipts of earlier editions lack; there they say nothing."""
_LISTS = {"view": (60, 4000), "data": (100, 32)}
"""Entries of its lists, and signs of each."""
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+")
"""What an address is written with."""
_LONGEST_KEY = 80
_HALF = 32
"""So many hexadecimal digits of a SHA-256 are kept."""
_ROUTES = ("network.npz", "crossings.geojson", "ports.geojson", "incidents.geojson",
         "incidents_ucdp.geojson")  # fmt: skip
"""What a what-if is worked out from, beside the built tables of its costs and places."""
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
    size, format, marking, base, variant
        How it was exported, so that it can be made again.
    profile
        Hash of the organisation's profile that it was made with, "" for none.
    """

    code: str
    view: Mapping[str, str]
    data: Mapping[str, str]
    version: str
    size: str
    format: str
    marking: str
    base: str
    profile: str = ""
    variant: str = ""

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
    profile: str = "",
    variant: str = "",
) -> Receipt:
    """Write the receipt of a Scene.

    Raises
    ------
    ValueError
        If the app's address is no http or https address: it becomes a link in every file.
    """
    check_base(base)
    files = {f"{BY_ID[key].file}.{BY_ID[key].suffix}" for key in scene.ids}
    files |= {f"{BY_ID[key].detail}.geojson" for key in scene.ids if BY_ID[key].detail}
    files |= set(_SHARED) | ({"story.json"} if scene.view.claim else set())
    if scene.view.since:
        files.add("ports.geojson")  # what changed there is ringed, though the layer be off
    if scene.scenario is not None:
        files |= {*_ROUTES, TABLES_FILE, TOWNS_FILE}
    built = intact(folder)
    data = {name: built[name].sha256[:_HALF] if name in built else "" for name in sorted(files)}
    view = scene.view.to_query() | {"theme": scene.theme}
    return Receipt(
        code_of(view, data, version()), view, data, version(), size, format, marking, base,
        profile, variant,
    )  # fmt: skip


def check_base(base: str) -> None:
    """See that the app's address can stand in every file and be followed.

    Raises
    ------
    ValueError
        If it cannot; the message says why.
    """
    said = f"'{base[:60]}' is no address of an app such as {BASE}"
    try:
        address = urlsplit(base)
        port = address.port
    except ValueError as error:
        raise ValueError(f"{said}: its host or port cannot be") from error
    if address.scheme not in ("http", "https") or not address.hostname or port == 0:
        raise ValueError(said)
    if "@" in address.netloc:
        raise ValueError(
            "the app's address holds a user name or a password, which every reader of the file would "
            "see: leave out what stands before the @"
        )
    if len(base) > _LONGEST["base"] or not _ADDRESS.fullmatch(base):
        raise ValueError(
            f"{said}: it has signs that no address has, or more than {_LONGEST['base']}"
        )


def is_followed(base: str) -> bool:
    """Return whether another machine can follow the app's address; nobody else can follow localhost."""
    host = (urlsplit(base).hostname or "").rstrip(".")
    try:
        return not (ip_address(host).is_loopback or ip_address(host).is_unspecified)
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")


def is_public(base: str) -> bool:
    """Tell whether anybody's machine can follow an address: no name or number of a network's own."""
    host = (urlsplit(base).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return (
            is_followed(base) and "." in host and not host.endswith((".local", ".internal", ".lan"))
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
    """Read the receipts in a file, which may have been written to do harm.

    Raises
    ------
    ValueError
        If there are none, too many, or one that has not the texts of a receipt.
    """
    try:
        return [_read(fields) for fields in _listed(text)]
    except (ValueError, RecursionError) as error:
        said = "it is nested too deep" if isinstance(error, RecursionError) else error
        raise ValueError(f"the receipt in the file is damaged ({said})") from error


def _listed(text: str) -> list[Any]:
    if len(text) > LONGEST:
        raise ValueError("it is too long")
    found = json.loads(text)
    if not isinstance(found, list) or not 0 < len(found) <= MOST_VIEWS:
        raise ValueError(f"it is no list of 1 to {MOST_VIEWS}")
    return found


def _read(fields: Any) -> Receipt:
    if isinstance(fields, dict):
        fields = dict.fromkeys(_LATER, "") | fields
    if not isinstance(fields, dict) or set(fields) != {*_LONGEST, *_LISTS}:
        raise ValueError("it has not the entries of a receipt")
    for name, longest in _LONGEST.items():
        _checked(name, fields[name], longest)
    for name, (most, longest) in _LISTS.items():
        listed = fields[name]
        if not isinstance(listed, dict) or len(listed) > most:
            raise ValueError(f"'{name}' is no list of at most {most} texts")
        for key, value in listed.items():
            _checked(name, key, _LONGEST_KEY)
            _checked(name, value, longest)
    return Receipt(**fields)


def _checked(name: str, value: Any, longest: int) -> None:
    if not isinstance(value, str):
        raise ValueError(f"a value of '{name}' is no text")  # noqa: TRY004 - as all that is damaged
    if len(value) > longest:
        raise ValueError(f"a value of '{name}' is longer than {longest} signs")
    if not all(sign.isprintable() or sign in JOINERS for sign in value):
        raise ValueError(f"a value of '{name}' holds signs that cannot be printed")


@cache
def version() -> str:
    """Return the version of Crossings."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
