"""Command line: ``python -m briefing VIEW --format pdf,pptx --size a4 --out out/``, ``verify``, ``sign``.

Exit codes: 0 all was made, or the file is what its View gives today; 1 it is not, or something
could not be made; 2 the command itself is wrong; 3 a PNG that is packed otherwise; 4 a file that
cannot be checked without its profile.
"""

from __future__ import annotations

import argparse
import errno
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.work_folder import work_folder
from catalog.paths import GEO
from catalog.printing import Parser, complain, run, say, shown
from catalog.problems import CatalogError
from layers.view.view import View

if TYPE_CHECKING:
    from briefing.export import Format
    from briefing.profile.profile import Profile

_BAR = 24
_STEPPED = ("pdf", "pptx")
"""Formats that tell of each View."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] in (["verify"], ["sign"]):
            from briefing.verification.commands import sign_command, verify_command

            command = verify_command if given[0] == "verify" else sign_command
            return command(given[1:], _told)
        return _make(given)
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(_told(error))}")
        return 1


def _told(error: Exception) -> str:
    """Return in words what went wrong; of a file also which, and what to do."""
    if isinstance(error, CatalogError):
        return "; ".join(map(str, error.problems))
    if isinstance(error, UnicodeEncodeError):
        return (
            f"this system's names of files lack the letters of '{error.object}'; set the variable "
            "PYTHONUTF8=1"
        )
    if isinstance(error, shutil.Error):
        return (
            f"files could not be copied to {tempfile.gettempdir()}, which may have no room left; name "
            "another folder with the variable TMPDIR"
        )
    if not isinstance(error, OSError) or not error.filename:
        return str(error)
    routes = {
        errno.EEXIST: "is a file, not a folder; name a folder with --out",
        errno.ENOTDIR: "lies under a file, not a folder; name another folder with --out",
        errno.ENOENT: "is not there; check the name",
        errno.EACCES: "may not be read or written by you; name another place",
        errno.EROFS: "lies on a disk that cannot be written; name another folder with --out",
        errno.ENOSPC: "has no room left; name another folder with --out",
    }
    return f"{error.filename} {routes.get(error.errno or 0, str(error.strerror))}"


def _make(given: Sequence[str]) -> int:
    parser = Parser(prog="python -m briefing", description=__doc__)
    parser.add_argument("view", nargs="*", help="link of a view, or its query: day=2026-03-13&...")
    parser.add_argument("--views", type=Path, help="YAML file with several views, or an atlas")
    parser.add_argument(
        "--format",
        type=_something,
        help="png,svg,pdf,pptx,html,gpkg,geojson,md,docx,xlsx,csv,kmz,kml,iframe",
    )
    parser.add_argument("--size", type=_something, help="hd, 4k, square, a4, a4p, a3")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder to write to")
    parser.add_argument("--marking", default="", help="line such as 'For official use'")
    parser.add_argument("--base", default="", help="address of the app, for links and QR codes")
    parser.add_argument("--profile", type=Path, metavar="FILE",
                        help="your organisation's name, logo, colours: see docs/profile.md")  # fmt: skip
    parser.add_argument("--variant", type=_something,
                        help="outlines (SVG: letters as outlines), vector (PPTX: the map as a drawing)")  # fmt: skip
    parser.add_argument("--data", type=Path, default=GEO, help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    from briefing.canvas.page_size import size_named
    from briefing.deck import Plan, read_deck, read_views
    from briefing.export import format_named
    from briefing.library import load_library
    from briefing.profile.file import load_profile
    from briefing.profile.profile import NO_PROFILE

    material = load_library(options.data)
    try:
        plan = read_deck(options.views, material) if options.views else Plan()
        if options.view or not options.views:
            plan.views = read_views(options.view or [""], material) + plan.views
        asked = [one.strip() for one in (options.format or "").split(",") if one.strip()]
        formats = list(dict.fromkeys(asked or plan.formats or ["png"]))
        size = options.size or plan.size
        profile = load_profile(options.profile) if options.profile else NO_PROFILE
        _check_variant(options.variant, [format_named(one) for one in formats])
        if size:
            size_named(size)
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(_told(error))}")
        return 2
    jobs = list(_jobs(plan.views, formats))
    made = _export(
        jobs, size, marking=options.marking or plan.marking, base=options.base or plan.base,
        profile=profile, variant=options.variant or "", folder=options.data, out=options.out,
    )  # fmt: skip
    for path in made:
        say(shown(path))
    return 0


def _check_variant(variant: str | None, kinds: Sequence[Format]) -> None:
    if variant and not any(variant in one.variants for one in kinds):
        raise ValueError(f"no format asked for has the variant '{variant}'")


def _something(text: str) -> str:
    """Take an option's value; an empty one would be taken for none."""
    if not text.strip(" ,"):
        raise argparse.ArgumentTypeError("it is empty; give it a value, or leave the option out")
    return text


def _jobs(views: Sequence[View], formats: Sequence[str]) -> Iterator[tuple[list[View], str]]:
    """Part the work into files: several Views go into one where the format can hold them."""
    from briefing.export import FORMATS

    for one in formats:
        if FORMATS[one].many:
            yield list(views), one
        else:
            yield from (([view], one) for view in views)


def _export(
    jobs: Sequence[tuple[list[View], str]],
    size: str,
    *,
    marking: str,
    base: str,
    profile: Profile,
    variant: str,
    folder: Path,
    out: Path,
) -> list[Path]:
    """Make all files in a folder of their own, then move them: all or nothing is written."""
    from briefing.export import FORMATS, export, file_name, scenes_of, unprintable

    out.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    steps = [len(views) if kind in _STEPPED else 1 for views, kind in jobs]
    with work_folder(".briefing-", out) as work:
        for number, (views, kind) in enumerate(jobs):
            scenes = scenes_of(views, folder)
            name = _unused(file_name(scenes, kind, size, marking=marking), names)
            bar = _Bar(sum(steps), sum(steps[:number]))
            bar.show(name)
            content = export(
                scenes, kind, size, marking=marking, base=base, profile=profile,
                variant=variant if variant in FORMATS[kind].variants else "",
                folder=folder, on_progress=bar.step,
            )  # fmt: skip
            _write(work / name, content, out)
            if warning := unprintable(scenes, kind, marking):
                complain(shown(f"briefing: {name}: {warning}"))
            names.append(name)
        _Bar(sum(steps), sum(steps)).show("")
        for name in names:
            (work / name).replace(out / name)
    return [out / name for name in names]


def _write(path: Path, content: bytes, out: Path) -> None:
    """Write a file; of a full disk the folder is named, which the system does not."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or str(out)) from error


def _unused(name: str, names: Sequence[str]) -> str:
    stem, _, ending = name.rpartition(".")
    number = 1
    while name in names:
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name


class _Bar:
    """A bar on a terminal; elsewhere a line for each file."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.done, self.begun = total, done, False

    def step(self, title: str) -> None:
        """Count the View before, and name the next."""
        self.done += self.begun
        self.begun = True
        if sys.stderr.isatty():
            self.show(title)

    def show(self, what: str) -> None:
        """Return how far it is."""
        if self.total < 2:
            return
        if sys.stderr.isatty():
            full = _BAR * self.done // self.total
            bar = "#" * full + "-" * (_BAR - full)
            end = "\n" if self.done == self.total else ""
            text = f"\r[{bar}] {self.done}/{self.total} {shown(what):<60.60}"
            print(text, end=end, file=sys.stderr, flush=True)
        elif what:
            complain(f"{self.done + 1}/{self.total} {shown(what)}")


if __name__ == "__main__":
    sys.exit(run(main))
