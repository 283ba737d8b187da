"""The command ``crossings``: one name for the commands of the packages, and for the app itself."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("catalog", "routing", "briefing")
_USAGE = f"""usage: crossings {{{",".join((*PACKAGES, "serve"))}}} ...

  crossings catalog ...    the record: status, changes, check, build (as python -m catalog)
  crossings routing ...    routes and costs (as python -m routing)
  crossings briefing ...   files of a view (as python -m briefing)
  crossings serve ...      the app; what follows goes to Streamlit, such as --server.port 8600
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one of the project's commands.

    Parameters
    ----------
    arguments
        Name of the command and what it is given; None for those of the process.

    Returns
    -------
    code
        What the process is to end with: 2 if there is no such command.
    """
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    if name in PACKAGES:
        sys.argv = [f"crossings {name}", *rest]
        runpy.run_module(name, run_name="__main__")
        return 0
    if name == "serve":
        return _serve(rest)
    wanted = name in ("-h", "--help")
    print(_USAGE, end="", file=sys.stdout if wanted else sys.stderr)
    return 0 if wanted else 2


def _serve(rest: list[str]) -> int:
    spec = find_spec("panels")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package 'panels' is not installed")
    app = Path(spec.origin).parents[1] / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), *rest]
    return subprocess.run(command, check=False, cwd=app.parent).returncode  # noqa: S603 - our own app
