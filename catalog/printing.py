"""What is printed on a terminal: text from a file, its name or an argument gives no orders to it."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterable
from typing import NoReturn, TextIO

_ORDERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters that move, hide, colour or turn round what is printed, or part lines."""
_JOINERS = "\u200c\u200d"
"""Signs of Persian, Urdu and Pashto within a word."""


def shown(text: object) -> str:
    r"""Put a text on one line, each sign that a terminal obeys written as ``\x1b`` or ``\u202e``."""
    return "".join(sign if _harmless(sign) else _named(sign) for sign in str(text))


def shown_lines(text: object) -> str:
    """Make each line of a text of our own as ``shown`` does; what is from outside is one line."""
    return "\n".join(shown(line) for line in str(text).split("\n"))


def inert(arguments: Iterable[str]) -> list[str]:
    """Make arguments so that a message may quote them; no place or day has such signs."""
    return [shown(argument) for argument in arguments]


def say(text: object, stream: TextIO | None = None) -> None:
    """Print lines of our own."""
    print(shown_lines(text), file=stream or sys.stdout, flush=True)


def complain(text: object) -> None:
    """Print lines of our own where errors go."""
    say(text, sys.stderr)


class Parser(argparse.ArgumentParser):
    """A parser whose messages quote what was typed and obey none of it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, with the usage, and exit with 2."""
        super().error(shown(message))


def _harmless(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in _ORDERS


def _named(sign: str) -> str:
    number = ord(sign)
    if number < 0x20:
        return f"\\x{number:02x}"
    # JSON writes these so, and the signs before them never as they are.
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
