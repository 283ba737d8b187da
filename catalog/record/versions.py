"""Versions: the facts of an edition as it was published, kept so that later ones can be compared with it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.paths import ROOT, relative
from catalog.problems import CatalogError, Problem
from catalog.record.facts import Fact

VERSIONS = ROOT / "data" / "versions"
NOW = "now"
"""The name of the facts as they stand."""
COLUMNS = ("kind", "table", "row", "says", "values", "date", "basis", "confidence", "addresses")
_LIST = "versions.toml"


@dataclass(frozen=True)
class Version:
    """An edition of the data.

    Parameters
    ----------
    name
        As it is asked for.
    commit
        The state of the repository that it was made from; "" for now.
    made
        ISO date.
    facts
        All that it held.
    """

    name: str
    commit: str
    made: str
    facts: tuple[Fact, ...]


def names(folder: Path = VERSIONS) -> dict[str, dict[str, str]]:
    """List the versions that are kept, the oldest first: ``commit`` and ``made`` of each.

    Raises
    ------
    CatalogError
        If the list cannot be read.
    """
    path = folder / _LIST
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogError([Problem(relative(path), 0, f"cannot be read: {error}")]) from error


def read_version(name: str, folder: Path = VERSIONS) -> Version:
    """Read the facts of a version.

    Parameters
    ----------
    name
        Its name, or the first seven signs or more of its commit.
    folder
        Where versions are kept.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those that there are.
    CatalogError
        If its file cannot be read.
    """
    listed = names(folder)
    found = [
        key
        for key, told in listed.items()
        if key == name or (len(name) >= len("df5efb0") and told["commit"].startswith(name))
    ]
    if not found:
        there = ", ".join([*listed, NOW])
        raise ValueError(f"no version '{name}' of the data is kept; there are {there}")
    path = folder / f"{found[0]}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        facts = tuple(_fact(row) for row in rows)
    except (OSError, TypeError, KeyError, csv.Error) as error:
        raise CatalogError([Problem(relative(path), 0, f"cannot be read: {error}")]) from error
    return Version(found[0], listed[found[0]]["commit"], listed[found[0]]["made"], facts)


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        row["kind"], row["table"], row["row"], row["says"], row["values"], row["date"],
        row["basis"], row["confidence"], tuple(row["addresses"].split()),
    )  # fmt: skip


def write_version(facts: Iterable[Fact], path: Path) -> None:
    """Write facts as a version is kept, one a line."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        written = csv.writer(lines, lineterminator="\n")
        written.writerow(COLUMNS)
        for fact in facts:
            told = {**vars(fact), "addresses": " ".join(fact.addresses)}
            written.writerow(told[column] for column in COLUMNS)
