"""Origin: who made a piece of data, when, under which licence, and what we did to it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from catalog.paths import SOURCES, relative
from catalog.problems import CatalogError, Problem


@dataclass(frozen=True)
class Origin:
    """The provenance of a Dataset; every map and every export prints it.

    Parameters
    ----------
    id
        Short key, as in the table name of ``origins.toml``.
    producer, title, url
        Who made it, what it is called, where it stands.
    published, accessed
        ISO dates, or as precise as is known ("2022-04"); empty where not stated.
    licence, licence_url
        SPDX name where there is one.
    credit
        The words to print beside a map.
    processing
        What we did to it.
    """

    id: str
    producer: str
    title: str
    url: str
    published: str
    accessed: str
    licence: str
    licence_url: str
    credit: str
    processing: str


_REQUIRED = ("producer", "title", "url", "accessed", "licence", "credit", "processing")


class Origins(dict[str, Origin]):
    """Origins by id; to ask for one that is not there says where it was looked for."""

    def __init__(self, sources: Path) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, key: str) -> Origin:
        """Return a sentence that an origin is missing."""
        text = f"no origins.toml in it has the origin '{key}'; is it the folder of the sources?"
        raise CatalogError([Problem(relative(self._sources), 0, text)])


def load_origins(sources: Path = SOURCES) -> Origins:
    """Read every ``origins.toml`` under ``sources``.

    Returns
    -------
    origins
        By id, in the order of the files' names and of the tables in them.

    Raises
    ------
    CatalogError
        If a field is missing or unknown, or an id stands twice.
    """
    problems: list[Problem] = []
    origins = Origins(sources)
    known = {field.name for field in fields(Origin)} - {"id"}
    for path in sorted(sources.glob("*/origins.toml")):
        text = path.read_text(encoding="utf-8")
        for key, table in tomllib.loads(text).items():
            line = _line_of_table(text, key)
            values = {name: _as_text(value) for name, value in table.items()}
            lacking = [name for name in _REQUIRED if not values.get(name)]
            unknown = sorted(set(values) - known)
            if lacking:
                problems.append(Problem(relative(path), line, f"origin '{key}' lacks {lacking}"))
            if unknown:
                problems.append(
                    Problem(relative(path), line, f"origin '{key}' has unknown fields {unknown}")
                )
            if key in origins:
                problems.append(Problem(relative(path), line, f"origin '{key}' stands twice"))
            if not lacking and not unknown:
                origins[key] = Origin(id=key, **{name: values.get(name, "") for name in known})
    if problems:
        raise CatalogError(problems)
    return origins


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _line_of_table(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() in (f"[{key}]", f'["{key}"]'):
            return number
    return 0
