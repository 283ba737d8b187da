"""The check: every problem of the sources and of the built files, all at once."""

from __future__ import annotations

import importlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from catalog.builders import BUILDERS, FACTS
from catalog.dates import parse_date
from catalog.figures.schema import FIGURE_SPECS
from catalog.manifest import FILE, Entry, manifest_of
from catalog.origin import load_origins
from catalog.paths import GEO, SOURCES, relative
from catalog.problems import CatalogError, Problem
from catalog.rules.rules import RULES, ReferenceIds, Violation, check_table, known_ids
from catalog.tables import basis, date_basis, doubled
from catalog.tables.corrections import (
    ADDITIONS,
    CORRECTIONS,
    additions_path,
    apply_edits,
    with_additions,
)
from catalog.tables.countries import TOLERANCE_KM, Countries, load_countries
from catalog.tables.reading import is_web_address, read_raw
from catalog.tables.rows import Table
from catalog.tables.schema import SPECS, addition_spec, edit_spec

ACCEPTED = "edits/accepted.csv"
OTHERS = ("network/nodes_ports_wpi.csv",)
"""Tables that are read for their ids alone."""
POLYGONS = ("basemap/countries_10m.gpkg", "basemap/countries_osm_focus.gpkg")
INTERVALS = ("crossings.geojson", "venues.geojson")
"""Files whose features of one place follow one another in time."""


def check(
    sources: Path = SOURCES,
    geo: Path = GEO,
    *,
    rows_only: bool = False,
    builders: tuple[str, ...] = BUILDERS,
) -> list[Problem]:
    """Find every problem.

    Parameters
    ----------
    sources, geo
        Folders of what was given and of what was built.
    rows_only
        Leave out the rebuild, which takes about a minute.
    builders
        Modules that make the files.
    """
    problems = check_rows(sources)
    if rows_only:
        return sorted(set(problems))
    made, failures = rebuild(sources, builders)
    problems += failures
    if builders == BUILDERS and not failures:
        entries = {name: Entry.of(content) for name, content in made.items()}
        made[FILE] = manifest_of(entries)
    problems += differences(made, geo, complete=not failures)
    problems += [
        problem
        for name, content in made.items()
        if name.endswith(".geojson")
        for problem in check_features(name, content, geo, _countries(sources))
    ]
    return sorted(set(problems))


def check_rows(sources: Path) -> list[Problem]:
    """Check the tables alone: their form, sources, ids, coordinates, dates and intervals."""
    tables, problems = _read_all(sources)
    last_access, more = _last_access(sources)
    problems += more
    countries = _countries(sources)
    if countries is None:
        text = "is missing; without it no coordinate can be checked"
        problems.append(Problem(relative(sources / POLYGONS[0]), 0, text))
    known = ReferenceIds(known_ids(tables), countries, last_access)
    specs = {spec.table: spec for spec in (*SPECS, *FIGURE_SPECS)}
    findings: list[tuple[str, Violation]] = []
    for name, table in tables.items():
        spec = specs.get(name)
        if name.endswith(ADDITIONS):
            spec = addition_spec(name)
        elif spec is None and name.startswith("edits/") and name != ACCEPTED:
            spec = edit_spec(name)
        if spec is not None:
            findings += [(name, finding) for finding in check_table(spec, table, known)]
        elif name.startswith(("facts/", "figures/")):
            problems.append(table.problem(0, "has no entry in catalog/tables/schema.py; add one"))
    problems += [*basis.problems_of(tables), *date_basis.problems_of(tables)]
    problems += doubled.problems_of(tables)
    return problems + _without_accepted(findings, tables.get(ACCEPTED))


def rebuild(
    sources: Path, builders: tuple[str, ...] = BUILDERS
) -> tuple[dict[str, bytes], list[Problem]]:
    """Run each builder; one that fails does not keep the others' problems from being found."""
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for module in builders:
        file = module.replace(".", "/") + ".py"
        try:
            files = importlib.import_module(module).build(sources)
        except CatalogError as error:
            problems += error.problems
            continue
        except ModuleNotFoundError as error:
            problems.append(Problem(file, 0, f"cannot be run: {error}"))
            continue
        twice = sorted(set(files) & set(made))
        if twice:
            problems.append(Problem(file, 0, f"writes {twice}, which another builder has written"))
        made.update(files)
    return made, problems


def differences(made: Mapping[str, bytes], geo: Path, *, complete: bool = True) -> list[Problem]:
    """Compare what the sources give with the files that lie in ``data/geo``.

    Parameters
    ----------
    made
        Bytes by file name.
    geo
        Folder of the committed files.
    complete
        ``made`` is everything: a file that is not in it is stale.
    """
    problems = []
    for name, content in made.items():
        path = geo / name
        if not path.is_file():
            problems.append(Problem(relative(path), 0, "is missing; run `make build`"))
        elif path.read_bytes() != content:
            line, text = _first_difference(path.read_bytes(), content)
            text = f"differs from what the sources give; {text}; run `make build`"
            problems.append(Problem(relative(path), line, text))
    lying = {path.name for path in geo.iterdir()} if geo.is_dir() else set()
    stale = sorted(lying - {*made, FILE})
    if complete:
        text = "is made by no builder; remove it"
        problems += [Problem(relative(geo / name), 0, text) for name in stale]
    return problems


def check_features(
    name: str, content: bytes, geo: Path = GEO, countries: Countries | None = None
) -> Iterator[Problem]:
    """Check built features: intervals of one place, sources and basis, positions.

    Parameters
    ----------
    name, content
        A GeoJSON file as the build writes it: a head, then one feature a line.
    geo
        Where it lies, for the message.
    countries
        Land to hold the points of facts against; None to leave them unchecked.
    """
    file = relative(geo / name)
    places: dict[str, list[tuple[Mapping[str, Any], int]]] = {}
    for line, feature in enumerate(json.loads(content)["features"], start=2):
        row = feature["properties"]
        texts = [*_source_problems(row), *_position_problems(feature, countries)]
        texts += _basis_problems(row) if name.removesuffix(".geojson") in FACTS else ()
        for text in texts:
            yield Problem(file, line, text)
        if name in INTERVALS:
            places.setdefault(row["place"], []).append((row, line))
    for place, rows in places.items():
        for (one, earlier), (row, line) in combinations(rows, 2):
            if _meet(one, row, "valid") and _meet(one, row, "known"):
                start = row["valid_from"] or "ever"
                text = f"interval of {place} from {start} overlaps that of line {earlier}"
                yield Problem(file, line, text)


def _meet(one: Mapping[str, Any], other: Mapping[str, Any], time: str) -> bool:
    """Return whether two half-open intervals have a day in common."""
    start = max(row.get(f"{time}_from") or "" for row in (one, other))
    return start < min(row.get(f"{time}_to") or "9999" for row in (one, other))


def _source_problems(row: Mapping[str, Any]) -> Iterator[str]:
    if "sources" in row and not row["sources"]:
        yield f"'{row['id']}' has no source"
    for source in row.get("sources") or ():
        url = source.get("url")
        if url and not is_web_address(str(url)):
            yield f"source '{url}' is no http or https address"


def _basis_problems(row: Mapping[str, Any]) -> Iterator[str]:
    """Find facts that do not say how we have them, and a page's day that is shown as the event's."""
    told = {key: row.get(key) for key in ("basis", "status_basis") if key in row}
    for key, value in told.items():
        # Of a place of which nothing was reported there is no status to have.
        due = key == "basis" or row.get("reported_on")
        if due and value not in basis.BASES:
            yield f"{key} '{value}' is none of {', '.join(basis.BASES)}"
    if not told and "confidence" in row:
        yield f"'{row['id']}' does not say how we have it: it lacks 'basis'"
    if row.get("date_basis") == date_basis.PAGE:
        shown = str(row.get("reported_text") or row["date_text"])
        if not shown.startswith(("by ", "announced ")):
            yield f"the day of '{row['id']}' is its page's, yet it is shown as '{shown}'"


def _position_problems(feature: Mapping[str, Any], countries: Countries | None) -> Iterator[str]:
    row, geometry = feature["properties"], feature.get("geometry")
    if countries is None or "sources" not in row or not geometry or geometry["type"] != "Point":
        return
    lon, lat = geometry["coordinates"]
    for code in (row[key] for key in ("country", "country_a", "country_b") if row.get(key)):
        away = countries.distance_km(lon, lat, code)
        if away is not None and away > TOLERANCE_KM:
            yield f"'{row['id']}' at {lon} E {lat} N lies outside {code}"


def _countries(sources: Path) -> Countries | None:
    if not all((sources / name).is_file() for name in POLYGONS):
        return None
    return load_countries((sources / "basemap").resolve())


def _read_all(sources: Path) -> tuple[dict[str, Table], list[Problem]]:
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    names = {spec.table for spec in (*SPECS, *FIGURE_SPECS) if not spec.optional} | set(OTHERS)
    for folder in ("facts", "figures", "edits"):
        found = (sources / folder).rglob("*.csv")
        names |= {path.relative_to(sources).as_posix() for path in found}
    for name in sorted(names):
        try:
            tables[name] = read_raw(sources, name)
        except CatalogError as error:
            problems += error.problems
    corrections = tables.get(CORRECTIONS)
    if corrections is not None:
        for name, table in tables.items():
            tables[name], refused = apply_edits(table, corrections)
            problems += refused
        for edit in corrections:
            if edit["file"] not in tables and not (sources / edit["file"]).is_file():
                problems.append(edit.problem(f"there is no table {edit['file']}"))
    joined, refused = _with_additions(tables, names)
    return joined, problems + refused


def _with_additions(
    tables: Mapping[str, Table], names: Collection[str]
) -> tuple[dict[str, Table], list[Problem]]:
    """Append the additions to their tables, so that every rule holds for both together."""
    joined = dict(tables)
    problems: list[Problem] = []
    added_to = {additions_path(name): name for name in names}
    for later in [name for name in tables if name.endswith(ADDITIONS)]:
        name = added_to.get(later)
        refused: list[Problem] = []
        if name is None:
            text = "adds to no table of facts; it is named like the table, as in"
            refused = [tables[later].problem(0, f"{text} {additions_path(SPECS[0].table)}")]
        elif name in tables:
            joined[name], refused = with_additions(tables[name], tables[later])
        if refused:
            del joined[later]
        problems += refused
    return joined, problems


def _last_access(sources: Path) -> tuple[date, list[Problem]]:
    try:
        origins = load_origins(sources)
    except CatalogError as error:
        return date.max, list(error.problems)
    if "facts" not in origins:
        file = relative(sources / "facts/origins.toml")
        return date.max, [Problem(file, 0, "lacks the origin 'facts', with its day of access")]
    try:
        return parse_date(origins["facts"].accessed).last, []
    except ValueError as error:
        return date.max, [Problem(relative(sources / "facts/origins.toml"), 0, str(error))]


def _without_accepted(
    findings: list[tuple[str, Violation]], accepted: Table | None
) -> list[Problem]:
    if accepted is None:
        return [finding.problem for _, finding in findings]
    problems = []
    known = {(row["file"], row["key"], row["rule"], row["column"]): row for row in accepted}
    used = set()
    for name, finding in findings:
        reason = (name, finding.key, finding.rule, finding.column)
        if reason in known:
            used.add(reason)
        else:
            problems.append(finding.problem)
    for reason, row in known.items():
        if row["rule"] not in RULES or not row["why"]:
            problems.append(row.problem(f"needs a 'why' and a rule among {', '.join(RULES)}"))
        elif reason not in used:
            problems.append(row.problem("accepts a problem that is not there; remove this row"))
    return problems


def _first_difference(old: bytes, new: bytes) -> tuple[int, str]:
    if b"\0" in old[:1000] + new[:1000]:
        return 0, "its bytes differ"
    before, after = old.splitlines(), new.splitlines()
    for line, (was, now) in enumerate(zip(before, after, strict=False), start=1):
        if was != now:
            at = next(
                (at for at, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]),
                min(len(was), len(now)),
            )
            return line, f"it has '{_excerpt(was, at)}' where '{_excerpt(now, at)}' is due"
    return min(
        len(before), len(after)
    ) + 1, f"it has {len(before)} lines where {len(after)} are due"


def _excerpt(line: bytes, at: int) -> str:
    return line[max(0, at - 15) : at + 25].decode("utf-8", errors="replace")
