"""Tables of ``data/sources``: rows that know their line, with what was corrected and added since."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalog.paths import relative
from catalog.problems import CatalogError, Problem
from catalog.tables.corrections import CORRECTIONS, additions_path, apply_edits, with_additions
from catalog.tables.rows import Row, Source, Table

if TYPE_CHECKING:
    from pathlib import Path


def read_table(sources: Path, name: str) -> Table:
    """Read a table with its corrections applied and the rows found later at its end.

    Parameters
    ----------
    sources
        The folder of sources.
    name
        Path below it, as in ``facts/ports.csv``.

    Raises
    ------
    CatalogError
        If the file is missing or malformed, or a correction or an addition does not fit it.
    """
    table = read_raw(sources, name)
    problems: list[Problem] = []
    if name != CORRECTIONS and (sources / CORRECTIONS).exists():
        table, problems = apply_edits(table, read_raw(sources, CORRECTIONS))
    later = additions_path(name)
    if later and (sources / later).is_file():
        table, refused = with_additions(table, read_table(sources, later))
        problems += refused
    if problems:
        raise CatalogError(problems)
    return table


def read_raw(sources: Path, name: str) -> Table:
    """Read a table as it was received.

    Raises
    ------
    CatalogError
        If the file is missing, has no header, or a row has more or fewer cells than columns.
    """
    path = sources / name
    file = relative(path)
    if not path.is_file():
        raise CatalogError([Problem(file, 0, "is missing; the build needs it")])
    rows, problems = [], []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        columns = tuple(next(reader, ()))
        if not columns:
            raise CatalogError([Problem(file, 0, "is empty; expected a header")])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                values = (cell.strip() for cell in cells)
                rows.append(Row(dict(zip(columns, values, strict=True)), file, line))
            elif cells:
                text = f"has {len(cells)} cells; the header has {len(columns)}"
                problems.append(Problem(file, line, text))
            line = reader.line_num + 1
    if problems:
        raise CatalogError(problems)
    return Table(name, file, columns, tuple(rows))


def is_web_address(text: str) -> bool:
    """Return whether it is an http or https address with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def split_urls(text: str) -> tuple[list[str], str]:
    """Part a list of addresses, separated by spaces or ``|``, from the words around them.

    Returns
    -------
    urls, rest
        http and https addresses in order, each once; what else stood there.
    """
    urls: list[str] = []
    rest: list[str] = []
    for word in re.split(r"[\s|]+", text.strip()):
        if is_web_address(word):
            urls += [word] if word not in urls else []
        elif word:
            rest.append(word)
    return urls, " ".join(rest)


def url_sources(text: str) -> list[Source]:
    """Turn a list of addresses into sources named by their host; other words are left out."""
    return [
        {"name": (urlsplit(url).hostname or "").removeprefix("www."), "url": url, "date": None}
        for url in split_urls(text)[0]
    ]


def row_sources(row: Mapping[str, str]) -> list[Source]:
    """Return the sources of a row with ``source_1_name/url/date``, ``source_2_...`` or ``source_...``.

    A source without an address keeps its name and has a null ``url``; an address that is not http
    or https is left out (``catalog check`` reports it).
    """
    found: list[Source] = []
    for prefix in ("source", "source_1", "source_2", "source_3"):
        name, url, day = (row.get(f"{prefix}_{part}", "") for part in ("name", "url", "date"))
        address = url if is_web_address(url) else None
        if not name and not address:
            continue
        named = name or (urlsplit(url).hostname or "").removeprefix("www.")
        found.append({"name": named, "url": address, "date": day or None})
    return found


def correction_sources(row: Row) -> list[Source]:
    """Return the sources of the corrections that changed what a row says.

    A correction of what the row cites says nothing itself: what it cites now stands in the row.
    """
    said = (edit for edit in row.corrections if not edit["column"].startswith("source"))
    return [source for edit in said for source in row_sources(edit)]


def with_corrections(cited: Iterable[Source], row: Row) -> list[Source]:
    """Join what a row cites and the sources of its corrections, each address once.

    Parameters
    ----------
    cited
        The row's own sources, in their order.
    row
        With its corrections; where both have an address, the one with a date is kept.
    """
    found = list(cited)
    for source in correction_sources(row):
        same = [
            at for at, one in enumerate(found) if (one["url"] or one) == (source["url"] or source)
        ]
        if not same:
            found.append(source)
        elif not found[same[0]]["date"]:
            found[same[0]] = source
    return found
