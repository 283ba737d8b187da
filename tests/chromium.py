"""Finds a Chromium for the browser tests, and installs one if there is none.

``python -m tests.chromium`` prints its path. ``CROSSINGS_CHROMIUM`` names one explicitly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
WINDOWS = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find() -> str | None:
    """Give the path of a Chromium, or None."""
    named = os.environ.get("CROSSINGS_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    for place in (*WINDOWS, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"):
        if Path(place).is_file():
            return place
    return _playwright()


def install() -> None:
    """Try the system's package manager where we may, else Playwright's own download."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        path = tool.chromium.executable_path
    return path if Path(path).is_file() else None


def main() -> int:
    """Print the path; install first if need be."""
    path = find()
    if path is None:
        install()
        path = find()
    if path is None:
        print(
            "No Chromium found and none could be installed. Install Chrome or Chromium, or set "
            "CROSSINGS_CHROMIUM to the path of one, and run again.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
