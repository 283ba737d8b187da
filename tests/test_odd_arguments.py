"""Whatever is typed, no command ends in a traceback or in the words of a library."""

import contextlib
import re
from itertools import cycle, islice

import pytest

from briefing.__main__ import main as briefing
from catalog.__main__ import main as catalog
from routing.cli.route import main as routing

ODD = ("", " ", "\n", "0", "-1", "1.5", "1e9", "nan", "٣", "😀", "x" * 5000, "../x", "/etc/passwd", "/dev/null/x",
       "2026-W10-3", "http://[::1", "%00", "a\x00b", "a=b", "{", "[" * 2000, "None", "torkham:", ":sea", ",,", "--", "\udcff")  # fmt: skip
LIBRARIES = re.compile(
    r"Traceback|Errno|codec|NoneType|object at 0x|Invalid IPv6|must be in 1\.\.12|invalid literal"
    r"|[Ii]nvalid isoformat|not subscriptable|KeyError|could not convert|invalid \w+ value|embedded null"
    r"|surrogates not allowed|out of range|unpack|NoSuchFile|has no attribute|maximum recursion|Data too large"
)
CODES = {catalog: (0, 1, 2), routing: (0, 1, 2, 3, 4), briefing: (0, 1, 2, 3)}
SMALL = "day=2026-03-13&layers=crossings&at=34.1,71.1,8"
# The options of each question; the last word is given the odd value.
QUESTIONS = [
    *((catalog, words) for words in (
        [], ["status"], ["status", "torkham"], ["status", "torkham", "--on"], ["status", "torkham", "--known"],
        ["status", "torkham", "--geo"], ["changes", "2025-10-01"], ["changes", "2025-10-01", "2025-10-02", "--known-a"],
        ["changes", "2025-10-01", "2025-10-02", "--geo"], ["intact", "--geo"], ["sample", "--per-kind", "1", "--seed"],
        ["sample", "--seed", "7", "--per-kind"], ["sample", "--seed", "7", "--per-kind", "1", "--sources"],
        ["shares", "--sources"], ["check", "--rows-only", "--sources"], ["build"], ["build", "--geo", "made", "--sources"],
        ["track-record", "--place"], ["looked", "--older-than"], ["revisions", "--from"], ["revisions", "--to"])),
    *((routing, words) for words in (
        [], ["Kabul"], ["Kabul", "Karachi", "--on"], ["Kabul", "Karachi", "--known"], ["Kabul", "Karachi", "--close"],
        ["Kabul", "Karachi", "--reopen"], ["Kabul", "Karachi", "--cargo"], ["Kabul", "Karachi", "--trade"],
        ["Kabul", "Karachi", "--unknown"], ["Kabul", "Karachi", "--objective"], ["Kabul", "Karachi", "--alternatives"],
        ["Kabul", "Karachi", "--modes"], ["reach"], ["reach", "Kabul", "--limits"], ["reach", "Kabul", "--measure"],
        ["breakeven", "Kabul", "Karachi"], ["breakeven", "Kabul"], ["timeline", "Kabul", "Karachi", "--from"],
        ["timeline", "Kabul", "Karachi", "--from", "2025-10-01", "--until"], ["provinces", "--on"], ["corridors", "--on"],
        ["Kabul", "Karachi", "--via"], ["Kabul", "Karachi", "--load-t"], ["Kabul", "Karachi", "--usd-per-hour"],
        ["Kabul", "Karachi", "--goods"], ["matrix"], ["calibrate", "--write"])),
    *((briefing, words) for words in (
        ["--format", "md"], [SMALL, "--format"], [SMALL, "--format", "md", "--size"], [SMALL, "--format", "md", "--marking"],
        [SMALL, "--format", "md", "--base"], ["--format", "md", "--views"], ["verify"], ["verify", "a", "--trust"],
        ["verify", "--view", SMALL, "--code"], ["verify", "--code", "CRX-0000-0000", "--view"], ["sign"])),
]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "words", "start"),
    [(command, words, number) for number, (command, words) in enumerate(QUESTIONS)],
    ids=[
        f"{command.__module__.partition('.')[0]} {' '.join(words)[-40:]}"
        for command, words in QUESTIONS
    ],
)
def test_odd_arguments_are_answered_in_our_words(
    command, words, start, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSINGS_KEY", str(tmp_path / "key.pem"))
    odd = [*islice(cycle(ODD), start, start + 9), "\n" * 3, "a\x00b"]
    for text in odd:
        last = (
            [f"{words[-1]}={text}"] if words and words[-1].startswith("--") else [*words[-1:], text]
        )
        code = 0
        with contextlib.suppress(SystemExit):
            code = command([*words[:-1], *last])
        said = "".join(capsys.readouterr())
        assert code in CODES[command], (text[:40], said[:300])
        found = LIBRARIES.search(said.replace(text, "")) if text else LIBRARIES.search(said)
        assert not found, (text[:40], said[-400:])
