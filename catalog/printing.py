"""What is printed on a terminal: text from a file, its name or an argument gives no orders to it."""

from __future__ import annotations

import argparse
import codecs
import contextlib
import json
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn

_ORDERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of characters that move, hide, colour or turn round what is printed, or part lines."""
_GIVEN = "options given"
_PLAIN = "crossings.plain"
_LONGEST = 80
JOINERS = "\u200c\u200d"
"""Signs of Persian, Urdu and Pashto within a word."""


def shown(text: object) -> str:
    r"""Put a text on one line, each sign that a terminal obeys written as ``\x1b`` or ``\u202e``."""
    return "".join(sign if _harmless(sign) else _named(sign) for sign in str(text))


def shown_lines(text: object) -> str:
    """Make each line of a text of our own as ``shown`` does; what is from outside is one line."""
    return "\n".join(shown(line) for line in str(text).split("\n"))


def short(text: object) -> str:
    """Cut what was typed to what a sentence can quote."""
    whole = str(text)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 3]}..."


def inert(arguments: Iterable[str]) -> list[str]:
    """Make arguments so that a message may quote them; no place or day has such signs."""
    return [shown(argument) for argument in arguments]


class UnwrittenError(Exception):
    """An answer that could not be written where it was to go; the message says why."""


def say(text: object) -> None:
    """Print lines of our own.

    Raises
    ------
    UnwrittenError
        If there is no room where they go.
    BrokenPipeError
        If nobody reads on.
    """
    with _written():
        print(shown_lines(text), flush=True)


def complain(text: object) -> None:
    """Print lines of our own where errors go; where nothing can be written the exit code tells."""
    with contextlib.suppress(OSError):
        print(shown_lines(text), file=sys.stderr, flush=True)


@contextlib.contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwrittenError(str(error.strerror)) from error


def json_text(value: object, *, indent: int | None = 2) -> str:
    """Write JSON for standard output: with escapes where its code page would lose letters."""
    whole = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")
    return json.dumps(value, ensure_ascii=not whole, indent=indent)


def run(main: Callable[[Sequence[str]], int]) -> int:
    """Run a command on what was typed; give its exit code.

    Files and pipes get UTF-8 on every system, unless PYTHONIOENCODING asks for another code page.
    Where a terminal or that code page lacks a letter, it gets the plain one, or a question mark.
    Whoever ends the command from outside gets a word, and no traceback; so does whoever has it
    write where there is no room. A stream that was closed takes what it gets.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            asked = bool(os.environ.get("PYTHONIOENCODING")) or stream.isatty()
            stream.reconfigure(encoding=None if asked else "utf-8", errors=_PLAIN)
    # An end from outside is an end like any other: what was begun is put away.
    signal.signal(signal.SIGTERM, _ended)
    try:
        try:
            code = main([_typed(argument) for argument in sys.argv[1:]])
        finally:
            with _written():
                sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more()  # whoever reads has read enough
        return 0
    except UnwrittenError as error:
        _write_no_more()
        complain(f"the answer could not be written ({error}): have it written elsewhere")
        return 1
    except KeyboardInterrupt:
        complain("stopped from the keyboard; nothing more was done")
        return 130
    return code


def _write_no_more() -> None:
    """Let nothing be tried again at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ended(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _typed(argument: str) -> str:
    """Read what was typed in UTF-8 though the locale knows no such letters."""
    if argument.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in argument):
        return argument
    return os.fsencode(argument).decode("utf-8", errors="surrogateescape")


class _Once(argparse.Action):
    """Keep a value; refuse a second one, which would take the place of the first."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace,
                 values: Any, option_string: str | None = None) -> None:  # fmt: skip
        """Take a value."""
        given = vars(namespace).setdefault(_GIVEN, set())
        if option_string and self.dest in given:
            parser.error(f"{option_string} is given twice; give it once")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


class Parser(argparse.ArgumentParser):
    """A parser whose messages quote what was typed and obey none of it.

    An option that takes one value is refused when it is given twice.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (None, "store"):
            self.register("action", name, _Once)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read arguments; what was given is counted anew each time."""
        found, rest = super().parse_known_args(args, namespace)
        if hasattr(found, _GIVEN):
            delattr(found, _GIVEN)
        return found, rest

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help and usage as any answer: argparse passes over what cannot be written."""
        (say if file is sys.stdout else complain)(message.removesuffix("\n"))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Read what was given to an argument; argparse takes '--' for no value at all."""
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            self.error(f"{action.option_strings[-1]}: '--' is no value")
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command, with the usage, and exit with 2."""
        super().error(shown(message))


def _harmless(sign: str) -> bool:
    return sign in JOINERS or unicodedata.category(sign) not in _ORDERS


def _named(sign: str) -> str:
    number = ord(sign)
    if number < 0x20:
        return f"\\x{number:02x}"
    # JSON writes these so, and the signs before them never as they are.
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _plain_letter(error: UnicodeError) -> tuple[str, int]:
    """Return the plain letter for what a code page lacks: a for ā; a question mark where none is."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    flat = unicodedata.normalize("NFKD", lacking.translate(_SIGNS))
    kept = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return "".join(sign if sign.isascii() else "?" for sign in kept), error.end


_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"',
                        "×": "x", "·": ".", "→": "->", "ʿ": "'", "ʾ": "'", "ı": "i", "ł": "l",
                        "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "đ": "d"})  # fmt: skip
codecs.register_error(_PLAIN, _plain_letter)
