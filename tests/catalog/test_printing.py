"""No text from outside gives orders to a terminal, in any of the three command lines."""

import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.__main__ import main as briefing
from catalog.__main__ import main as catalog
from catalog.printing import say, shown, shown_lines
from routing.cli.route import main as routing

HOSTILE = "\x1b[2K\rforged.png: is what its View gives today.\x1b[8m\u202e\x9b1m\nnext.png: is"
ORDERS = ("\x1b", "\r", "\x9b", "\u202e", "\nnext.png")


def test_what_a_terminal_obeys_is_written_out():
    assert shown("a\x1b[2K\nb") == r"a\x1b[2K\x0ab"
    assert shown("\u202egnp.x") == r"\u202egnp.x"
    assert shown("\x9b") == r"\u009b"


def test_letters_joiners_and_spaces_stay_as_they_are():
    for text in ("طورخم می\u200cشود", "चमन", "Ābād", "1\u202f000 km", "a b"):
        assert shown(text) == text


def test_our_own_lines_stay_lines():
    assert shown_lines("one\ntwo\x07") == "one\ntwo\\x07"


@given(st.text())
def test_nothing_that_moves_hides_or_turns_round_is_left(text):
    kept = shown(text)
    assert not [c for c in kept if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")]
    assert not [c for c in kept if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI", "PDI")]


@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"], max_codepoint=0xFFFF)))
def test_json_is_the_same_after_it(text):
    assert json.loads(shown_lines(json.dumps({"a": text}, ensure_ascii=False))) == {"a": text}


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (catalog, ["status", HOSTILE]),
        (catalog, ["status", "torkham", "--on", HOSTILE]),
        (catalog, ["changes", HOSTILE, "2025-10-01"]),
        (catalog, ["build", HOSTILE]),
        (catalog, [HOSTILE]),
        (catalog, ["status", "torkham", HOSTILE]),
        (routing, [HOSTILE, "Kabul"]),
        (routing, ["Kabul", "Karachi", "--close", HOSTILE]),
        (routing, ["Kabul", "Karachi", "--on", HOSTILE]),
        (routing, ["Kabul", "Karachi", f"--{HOSTILE}"]),
        (routing, ["isochrones", HOSTILE]),
        (briefing, [f"day={HOSTILE}"]),
        (briefing, [HOSTILE]),
        (briefing, ["day=2026-03-13", "--format", HOSTILE]),
        (briefing, ["day=2026-03-13", "--base", HOSTILE, "--format", "md"]),
        (briefing, ["--views", HOSTILE]),
        (briefing, ["verify", HOSTILE]),
        (briefing, ["verify", f"--{HOSTILE}"]),
    ],
)
def test_no_command_obeys_what_it_was_given(command, arguments, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with contextlib.suppress(SystemExit, ModuleNotFoundError):
        command(arguments)
    said = "".join(capfd.readouterr())
    assert [order for order in ORDERS if order in said] == []


def test_lines_are_written_at_once(capsys):
    say("a\x07")
    assert capsys.readouterr().out == "a\\x07\n"
