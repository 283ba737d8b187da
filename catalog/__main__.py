"""The catalog's command line: ``python -m catalog`` with build, check, intact, status, changes, sample, shares, track-record, looked or revisions."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from catalog import commands
from catalog.build import record, write
from catalog.builders import BUILDERS
from catalog.paths import GEO, SOURCES, relative
from catalog.plural import plural
from catalog.printing import Parser, complain, inert, run, say, short
from catalog.problems import CatalogError
from catalog.record import commands as record_commands
from catalog.record import look_commands, revision_commands, track_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 if anything is wrong, 2 if it was not understood."""
    options = _parser().parse_args(inert(sys.argv[1:] if arguments is None else arguments))
    try:
        if options.command in ("build", "check") and not options.sources.is_dir():
            complain(f"{short(options.sources)}: is no folder; name the one with the sources")
            return 1
        return _answer(options)
    except BrokenPipeError:
        raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        complain(
            f"{short(error.filename)}: {why}; name another folder" if error.filename else error
        )
        return 1


def _answer(options: argparse.Namespace) -> int:
    if options.command == "build":
        return _build(options.sources, options.geo, options.only)
    if options.command == "status":
        return commands.status(
            options.place, on=options.on, known=options.known, as_json=options.json,
            geo=options.geo,
        )  # fmt: skip
    if options.command == "changes":
        return commands.what_changed(
            (options.first, options.second), known_a=options.known_a, known_b=options.known_b,
            as_json=options.json, geo=options.geo,
        )  # fmt: skip
    if options.command in ("sample", "shares", "track-record", "looked", "revisions"):
        return _of_the_record(options)
    if options.command == "intact":
        return commands.whole(options.geo)
    return _check(options.sources, options.geo, rows_only=options.rows_only)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m catalog", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    build = subparsers.add_parser("build", help="make data/geo from data/sources")
    build.add_argument(
        "only",
        nargs="*",
        type=_builder,
        help="builders to run, as in catalog.facts.crossings; all by default",
    )
    check = subparsers.add_parser("check", help="find every problem of the sources and built files")
    check.add_argument("--rows-only", action="store_true", help="leave out the rebuild")
    intact = subparsers.add_parser("intact", help="are the built files as the build wrote them?")
    status = subparsers.add_parser("status", help="what is known of places on a day")
    status.add_argument("place", nargs="+", help="id, name or short name, such as chaman")
    status.add_argument("--on", default="", metavar="DAY", help="as 2025-11-02; the default day")
    status.add_argument("--known", default="", metavar="DAY", help="by what was known on this day")
    changed = subparsers.add_parser("changes", help="what changed between two days, by place")
    changed.add_argument("first", metavar="DAY", help="the earlier day, as 2025-10-01")
    changed.add_argument("second", metavar="DAY", help="the later day")
    changed.add_argument("--known-a", default="", metavar="DAY", help="known for the earlier day")
    changed.add_argument("--known-b", default="", metavar="DAY", help="known for the later day")
    counted = subparsers.add_parser("shares", help="how we have the facts, by kind")
    drawn = subparsers.add_parser("sample", help="facts drawn to be checked against their pages")
    drawn.add_argument("--seed", type=_whole, required=True, metavar="N", help="any whole number")
    drawn.add_argument(
        "--per-kind", type=_whole, required=True, metavar="K", help="facts of a kind"
    )
    track = subparsers.add_parser(
        "track-record", help="how often the map would have been right of a day, report by report"
    )
    track.add_argument("--place", default="", help="id, name or short name; all by default")
    track.add_argument("--by", choices=list(track_command.GROUPS), default="age")
    looked = subparsers.add_parser(
        "looked", help="write down that somebody looked for news of a place, or list what is due"
    )
    looked.add_argument("place", nargs="?", help="id, name or short name; none lists what is due")
    looked.add_argument("--on", default="", metavar="DAY", help="day of the look; today")
    looked.add_argument("--where", default="", help="what was searched, in words")
    looked.add_argument("--page", default="", help="address of a newer report, if one was found")
    looked.add_argument(
        "--older-than", type=_whole, default=30, metavar="DAYS", help="30 by default"
    )
    revised = subparsers.add_parser(
        "revisions", help="every fact that differs between two versions of the data, and why"
    )
    revised.add_argument("--from", dest="before", default="", metavar="VERSION", help="the oldest")
    revised.add_argument(
        "--to", dest="after", default="now", metavar="VERSION", help="as it stands"
    )
    revised.add_argument("--md", action="store_true", help="as Markdown tables")
    for command in (status, changed, track, looked, revised):
        command.add_argument("--json", action="store_true", help="for programs")
    for command in (build, check, drawn, counted, track, looked, revised):
        command.add_argument("--sources", type=Path, default=SOURCES)
    for command in (build, check, intact, status, changed, track, looked):
        command.add_argument("--geo", type=Path, default=GEO)
    return parser


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(f"'{short(text)}' is no whole number such as 7")
    return int(text)


def _builder(text: str) -> str:
    if text not in BUILDERS:
        raise argparse.ArgumentTypeError(f"'{text}' is no builder; there are {', '.join(BUILDERS)}")
    return text


def _of_the_record(options: argparse.Namespace) -> int:
    if options.command == "shares":
        return record_commands.write_shares(options.sources)
    if options.command == "track-record":
        return track_command.write(
            options.sources, options.geo, by=options.by, place=options.place, as_json=options.json
        )
    if options.command == "looked":
        return _looked(options)
    if options.command == "revisions":
        return revision_commands.write(
            options.sources, before=options.before, after=options.after, as_json=options.json,
            as_md=options.md,
        )  # fmt: skip
    return record_commands.write(options.sources, seed=options.seed, per_kind=options.per_kind)


def _looked(options: argparse.Namespace) -> int:
    if options.place is None:
        return look_commands.what_is_due(
            options.sources, options.geo, older_than=options.older_than, as_json=options.json
        )
    return look_commands.looked(
        options.sources, options.geo, place=options.place,
        on=options.on, where=options.where, page=options.page,
    )  # fmt: skip


def _build(sources: Path, geo: Path, only: Sequence[str]) -> int:
    builders = tuple(only) or BUILDERS
    written: set[Path] = set()
    failed = False
    for module in builders:
        began = time.perf_counter()
        try:
            paths = write(sources, geo, (module,))
        except CatalogError as error:
            complain(error)
            failed = True
            continue
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            complain(f"{error.filename or geo}: {why}; name another folder, or check this one")
            failed = True
            continue
        say(f"{module}: {time.perf_counter() - began:.1f} s")
        for path in paths:
            say(f"  {relative(path):44} {path.stat().st_size:>10,} bytes")
        written |= set(paths)
    if builders == BUILDERS and not failed:
        made = {path.name: path.read_bytes() for path in written}
        for path in record(geo, made, whole=True):
            say(f"removed {relative(path)}, which no builder makes")
    return int(failed)


def _check(sources: Path, geo: Path, *, rows_only: bool) -> int:
    from catalog.check import check

    problems = check(sources, geo, rows_only=rows_only)
    for problem in problems:
        complain(problem)
    what = "rows" if rows_only else "rows and built files"
    say(plural(len(problems), "problem") if problems else f"{what}: no problem found")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(run(main))
