"""``python -m routing``: ways, reach and checks from the command line."""

from __future__ import annotations

import sys

from catalog.printing import run
from routing.cli.route import main

if __name__ == "__main__":
    sys.exit(run(main))
