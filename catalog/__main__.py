"""The catalog's command line: ``python -m catalog build`` and ``python -m catalog check``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from catalog.build import BUILDERS, write
from catalog.paths import GEO, SOURCES, relative
from catalog.problems import CatalogError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 if anything is wrong."""
    options = _parser().parse_args(arguments)
    if options.command == "build":
        return _build(options.sources, options.geo, options.only)
    return _check(options.sources, options.geo, rows_only=options.rows_only)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m catalog", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make data/geo from data/sources")
    build.add_argument(
        "only", nargs="*", help="builders to run, as in catalog.facts.crossings; all by default"
    )
    check = commands.add_parser("check", help="find every problem of the sources and built files")
    check.add_argument("--rows-only", action="store_true", help="leave out the rebuild")
    for command in (build, check):
        command.add_argument("--sources", type=Path, default=SOURCES)
        command.add_argument("--geo", type=Path, default=GEO)
    return parser


def _build(sources: Path, geo: Path, only: Sequence[str]) -> int:
    builders = tuple(only) or BUILDERS
    written: set[Path] = set()
    failed = False
    for module in builders:
        began = time.perf_counter()
        try:
            paths = write(sources, geo, (module,))
        except CatalogError as error:
            print(error, file=sys.stderr)
            failed = True
            continue
        print(f"{module}: {time.perf_counter() - began:.1f} s")
        for path in paths:
            print(f"  {relative(path):44} {path.stat().st_size:>10,} bytes")
        written |= set(paths)
    if builders == BUILDERS and not failed:
        for path in sorted(set(geo.iterdir()) - written):
            path.unlink()
            print(f"removed {relative(path)}, which no builder makes")
    return int(failed)


def _check(sources: Path, geo: Path, *, rows_only: bool) -> int:
    from catalog.check import check

    problems = check(sources, geo, rows_only=rows_only)
    for problem in problems:
        print(problem, file=sys.stderr)
    what = "rows" if rows_only else "rows and built files"
    print(f"{len(problems)} problems" if problems else f"{what}: no problem found")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
