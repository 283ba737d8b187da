"""What a command is to make: Views from links or from a YAML file, one page a crossing, corridor or day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing.deck_file import DeckError, read_yaml
from briefing.library import Library
from briefing.receipt import MOST_VIEWS
from layers.registry import BY_ID
from layers.text.words import long_day
from layers.view.link import told
from layers.view.view import View

_KEYS = ("views", "atlas", "format", "size", "marking", "base")
_EACH = ("crossings", "corridors", "days")
_CLOSE = 8.0
"""Zoom of a page about one crossing."""


@dataclass
class Plan:
    """What a file asks for; what it leaves out is empty."""

    views: list[View] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    size: str = ""
    marking: str = ""
    base: str = ""


def read_views(links: Sequence[str], material: Library) -> list[View]:
    """Read Views from links.

    Raises
    ------
    DeckError
        With all that could not be read: a Briefing of another View than was meant is worse than none.
    """
    views, problems = [], []
    for link in links:
        view, found = material.view(link)
        views.append(view)
        problems += found
    if problems:
        raise DeckError(
            " ".join([*told(problems), "Put it right, or leave it out: no file was made."])
        )
    return views


def read_deck(path: Path, material: Library) -> Plan:
    """Read a YAML file with several Views.

    ``views`` lists links, queries or mappings of query parameters; ``atlas`` holds a ``view`` and
    ``each`` (crossings, corridors, or days with a list of ``days``); ``format``, ``size``,
    ``marking`` and ``base`` are as in the command.

    Raises
    ------
    DeckError
        If the file is not such a list; the message says where and what is expected.
    """
    content = read_yaml(path)
    if not isinstance(content, Mapping):
        raise DeckError(f"{path.name}: expected a mapping with 'views' or 'atlas'")
    unknown = [str(key) for key in content if key not in _KEYS]
    if unknown:
        raise DeckError(f"{path.name}: unknown {unknown}; there are {', '.join(_KEYS)}")
    listed = content.get("views") or []
    if not isinstance(listed, list):
        raise DeckError(f"{path.name}: 'views' must be a list of links or mappings")
    if len(listed) > MOST_VIEWS:
        raise DeckError(f"{path.name}: {_too_many(len(listed))}")
    links = [_link(one, f"{path.name}: view {n}") for n, one in enumerate(listed, 1)]
    views = _read(links, material, path.name)
    if content.get("atlas"):
        views += _atlas(content["atlas"], material, path.name)
    if not views:
        raise DeckError(f"{path.name}: holds no View; list some under 'views'")
    if len(views) > MOST_VIEWS:
        raise DeckError(f"{path.name}: {_too_many(len(views))}")
    kinds = content.get("format") or []
    formats = kinds if isinstance(kinds, list) else [kinds]
    named = [part for one in formats for part in _word(one, f"{path.name}: 'format'").split(",")]
    texts = {
        key: _word(content.get(key) or "", f"{path.name}: '{key}'")
        for key in ("size", "marking", "base")
    }
    return Plan(views, [one.strip() for one in named], **texts)


def _read(links: Sequence[str], material: Library, where: str) -> list[View]:
    try:
        return read_views(links, material)
    except DeckError as error:
        raise DeckError(f"{where}: {error}") from error


def _too_many(number: int) -> str:
    return f"{number} Views are more than {MOST_VIEWS}; part the file"


def _link(one: Any, where: str) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, Mapping):
        from urllib.parse import urlencode

        link = _word(one.get("link") or "", f"{where}: 'link'")
        rest = {k: _text(v, f"{where}: '{k}'") for k, v in one.items() if k != "link"}
        return f"{link}{'&' if link else ''}{urlencode(rest)}"
    raise DeckError(f"{where} must be a link or a mapping such as {{day: 2026-03-13}}")


def _text(value: Any, where: str) -> str:
    """Write a value as a link does: the parts of a list are parted by dots."""
    if isinstance(value, list):
        return ".".join(_word(part, where) for part in value)
    return _word(value, where)


def _word(value: Any, where: str) -> str:
    """Write a value that is one word: a text, a number, a day, or yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    raise DeckError(f"{where} must be a text, a number or a day, or a list of these")


def _atlas(wanted: Any, material: Library, name: str) -> list[View]:
    """Make a View for each crossing, corridor or day."""
    if not isinstance(wanted, Mapping) or wanted.get("each") not in _EACH:
        raise DeckError(f"{name}: 'atlas' needs 'each', one of {', '.join(_EACH)}")
    (view,) = _read([_link(wanted.get("view") or "", f"{name}: atlas")], material, f"{name}: atlas")
    if wanted["each"] == "crossings":
        return _crossings(view, material)
    if wanted["each"] == "corridors":
        return _corridors(view, material)
    days = wanted.get("days")
    if not isinstance(days, list) or not days:
        raise DeckError(f"{name}: an atlas of days needs 'days', a list such as [2025-10-11]")
    if len(days) > MOST_VIEWS:
        raise DeckError(f"{name}: {_too_many(len(days))}")
    named = [f"day={_word(day, f'{name}: days')}" for day in days]
    return [replace(view, day=one.day) for one in _read(named, material, f"{name}: days")]


def _crossings(view: View, material: Library) -> list[View]:
    view = view.with_layer("crossings", on=True)
    layer = BY_ID["crossings"]
    day = view.day.isoformat()
    found = []
    for lon, lat, row in sorted(material.atlas["crossings"].points(), key=lambda p: p[2]["name"]):
        if layer.shows(row, day, view.window):
            title = f"{row['name']}, {long_day(view.day)}"
            found.append(
                replace(view, lat=round(lat, 3), lon=round(lon, 3), zoom=_CLOSE, title=title[:120],
                        selected=f"crossings/{row['place']}")
            )  # fmt: skip
    return found


def _corridors(view: View, material: Library) -> list[View]:
    found: dict[str, View] = {}
    for row in material.atlas["routes"].records:
        key = f"routes_{row['gate']}" if row.get("built") else "routes_planned"
        if key in BY_ID and row["corridor"] not in found:
            found[row["corridor"]] = replace(
                view.with_layer(key, on=True),
                title=f"{row['corridor_name']}, {long_day(view.day)}"[:120],
                selected=f"{key}/{row['id']}",
            )
    return list(found.values())
