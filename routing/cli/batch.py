"""Batch: a question as JSON a line in, an answer a line out, from one process."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from catalog.printing import Parser, say, shown
from routing.cli.result import VERSION, Result, failure
from routing.model import Model

BATCH = "--batch"
_FLAGS = ("planned", "ignore_status")
_LISTS = ("close", "reopen", "modes", "via")
_OWN = ("id", "from", "to", "geometry", "compare")


class _Strict(Parser):
    """A parser that raises instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong.

        Raises
        ------
        ValueError
            Always.
        """
        raise ValueError(shown(message))


def batch(
    words: Sequence[str],
    ask: Callable[..., Result],
    parser: Callable[..., argparse.ArgumentParser],
) -> int:
    """Answer every line of standard input; an error is the answer of its line.

    A line is an object with ``from`` and ``to`` and any option by its long name with underscores (``on``, ``close``,
    ``objective``, ``usd_per_hour`` ...); ``id`` comes back as it was, ``geometry`` asks for lines,
    ``compare`` for what stands beside the best route.
    """
    if words:
        raise ValueError(
            f"'{words[0]}': {BATCH} takes no options; each line of the input has its own"
        )
    model = Model.load()
    reader = parser(_Strict)
    for line in sys.stdin:
        if line.strip():
            say(json.dumps(_answer(line, model, reader, ask), separators=(",", ":")))
    return 0


def _answer(
    line: str, model: Model, reader: argparse.ArgumentParser, ask: Callable[..., Result]
) -> Mapping[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line)
        options = reader.parse_args(arguments(asked))
        found = ask(
            options,
            model,
            geometry=bool(asked.get("geometry")),
            compared=bool(asked.get("compare")),
        )
        told: Mapping[str, Any] = {"version": VERSION, **found.data}
    except json.JSONDecodeError as error:
        told, _ = failure(ValueError(f"the line is no JSON: {error}"))
    except ValueError as error:
        told, _ = failure(error)
    return {"id": asked.get("id"), **told} if isinstance(asked, dict) else told


def arguments(asked: Any) -> list[str]:
    """Write a question as the words of the command line.

    Raises
    ------
    ValueError
        If it lacks an end, or a value is neither text, number, truth nor a list of texts.
    """
    if not isinstance(asked, dict):
        raise ValueError('a line is an object such as {"from": "Kabul", "to": "Karachi"}')  # noqa: TRY004
    lacking = [name for name in ("from", "to") if not isinstance(asked.get(name), str)]
    if lacking:
        raise ValueError(f"the question lacks '{lacking[0]}': a place as text")
    words = []
    for name, value in asked.items():
        if name in _OWN or value is None:
            continue
        option = f"--{name.replace('_', '-')}"
        if name in _FLAGS and isinstance(value, bool):
            words += [option] if value else []
        elif (
            name in _LISTS
            and isinstance(value, list)
            and all(isinstance(one, str) for one in value)
        ):
            words += [f"{option}={one}" for one in value]
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            words.append(f"{option}={value}")
        else:
            raise ValueError(f"'{name}' is neither text, number nor a list of texts")
    return [*words, "--", asked["from"], asked["to"]]
