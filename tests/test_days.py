"""There is one reader of days: link, deck and every command take the same texts and refuse the same."""

import contextlib
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.deck import read_deck
from briefing.library import load_library
from catalog.__main__ import main as catalog
from catalog.atlas.status import parse_day
from catalog.dates import read_day
from layers.view.address import trimmed
from layers.view.view import View
from routing.cli.route import main as routing

DEFAULT = View(day=date(2026, 3, 13))
NONE = ("2025-W42", "2026-W10-3", "20260313", "2025-W421", "2025-285", "2025-2-3", "2025-02-29", "2026-13-01",
        "2025-00-10", "0025-10-12", "9999-12-31", "2000-12-31", "2101-01-01", "1066-10-14", "soon", "2025-10",
        "2025", "12 Oct 2025", "2025-10-12T10:00", "2025-10-12 10:00", "\u0662\u0660\u0662\u0665-\u0661\u0660-\u0661\u0662",         "+2025-10-12", "2025-10-12Z", "2025/10/12", "13/03/2026", "0", "1e9")  # fmt: skip
SOME = ("2025-10-12", "2001-01-01", "2100-12-31", "2024-02-29")
# Every place of a command where a day is typed.
TYPED = [
    (catalog, ["status", "torkham", "--on"]),
    (catalog, ["status", "torkham", "--known"]),
    (catalog, ["changes", "2001-01-01"]),
    (catalog, ["changes", "2001-01-01", "2100-12-31", "--known-a"]),
    (catalog, ["changes", "2001-01-01", "2100-12-31", "--known-b"]),
    (routing, ["Kabul", "Kabul", "--on"]),
    (routing, ["Kabul", "Kabul", "--known"]),
    (routing, ["timeline", "Kabul", "Kabul", "--from"]),
    (routing, ["timeline", "Kabul", "Kabul", "--from", "2001-01-01", "--until"]),
]


def is_read(reader, text):
    try:
        reader(text)
    except ValueError:
        return False
    return True


days = st.dates(date(1990, 1, 1), date(2110, 1, 1)).map(str)
like_days = st.from_regex(r"\A[0-9\u0660-\u0669]{1,4}[-/\u2013W]?[0-9]{1,2}[-/\u2013]?[0-9]{0,3}\Z")


@given(days | like_days | st.text(max_size=12))
@example("2025-W42")
def test_link_and_commands_take_the_same_texts_for_a_day(text):
    taken = is_read(read_day, text)
    assert is_read(parse_day, text) is taken
    for key in ("day", "known", "since"):
        view, problems = View.from_query({key: text}, DEFAULT)
        if text and trimmed(text) == text:  # a link is read as it was before mail handed it on
            assert (not problems) is taken, (key, text)
            assert not taken or str(getattr(view, key)) == text


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day_is_refused_wherever_it_is_typed(text, capsys, tmp_path):
    assert not is_read(read_day, text)
    for command, words in TYPED:
        code = 0
        with contextlib.suppress(SystemExit):
            code = command([*words[:-1], f"{words[-1]}={text}"] if words[-1][0] == "-" else [*words, text])  # fmt: skip
        said = capsys.readouterr().err
        assert code != 0 or said, words
        assert (
            "a day is written 2026-03-13" in said
            or "no such day" in said
            or "between 2001 and 2100" in said
        )
    path = tmp_path / "deck.yaml"
    path.write_text(f"views: [{{day: '{text}'}}]", "utf-8")
    with pytest.raises(ValueError, match=r"day"):
        read_deck(path, load_library())


@pytest.mark.parametrize("text", SOME)
def test_what_is_a_day_is_taken_wherever_it_is_typed(text):
    assert is_read(read_day, text)
    assert View.from_query({"day": text, "known": text, "since": text}, DEFAULT)[1] == []
