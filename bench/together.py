"""Exports at once, often: threads of cold and of warm processes, each file compared with one made alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.export import FORMATS
from catalog.paths import ROOT
from tests.briefing.threads import alone

ROUNDS = 4
"""Runs of one process: the first of them cold."""


@dataclass
class Together:
    """How many runs there were, and what went wrong in them."""

    runs: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Say it in a line."""
        cold = -(-self.runs // ROUNDS)
        wrong = f"{len(self.errors)} wrong" if self.errors else "all the bytes of one alone"
        return (
            f"{self.runs} runs ({cold} of them cold) of {len(FORMATS)} exports at once, "
            f"one in each format: {wrong}"
        )


def together(runs: int) -> Together:
    """Let as many threads as there are formats export at once, in ``runs`` runs."""
    wanted = {f"{kind} {day}": made for kind in FORMATS for day, made in alone(kind).items()}
    found = Together()
    while found.runs < runs:
        made = subprocess.run(
            [sys.executable, "-m", "tests.briefing.threads", str(min(ROUNDS, runs - found.runs))],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        lines = made.stdout.splitlines()
        found.runs += max(1, len(lines))
        if made.returncode:
            found.errors.append(f"a process ended with {made.returncode}: {made.stderr[-300:]}")
        for line in lines:
            came = json.loads(line)
            found.errors += [
                f"{key}: {came.get(key)}, not {wanted[key]}"
                for key in came
                if came[key] != wanted[key]
            ]
        print(f"... {found.text}", file=sys.stderr, flush=True)
    return found


def main(arguments: Sequence[str]) -> int:
    """Make the runs that are asked for, 200 if no number is given."""
    found = together(int(arguments[0]) if arguments else 200)
    print("\n".join([found.text, *found.errors[:20]]))
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
