"""What is counted is told as one or as several."""

import re

import pytest

from catalog.__main__ import main as catalog
from routing.cli.route import main as routing

ONE_OF_MANY = re.compile(
    r"(?<![\d.,\-])\b1 (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|USD)[a-z]+s\b"
)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        *((catalog, ["changes", f"2025-{month:02}-{day:02}", f"2025-{month:02}-{day + span:02}"])
          for month in (2, 8, 10, 11) for day in (1, 8, 12, 20) for span in (0, 1, 3, 7)),
        *((catalog, ["status", place, "--on", day]) for place in ("torkham", "chaman", "karachi", "hormuz")
          for day in ("2025-10-13", "2025-11-02", "2026-04-14", "2026-08-01")),
        (catalog, ["intact"]),
        (routing, ["Kabul", "Peshawar", "--on", "2025-09-15"]),
        (routing, ["Kabul", "Peshawar", "--on", "2025-09-15", "--close", "afg-pak"]),
        (routing, ["check"]),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)  # fmt: skip
def test_one_of_a_thing_is_never_told_in_the_plural(command, words, capsys):
    assert command(words) in (0, 1)
    said = capsys.readouterr().out
    assert said
    assert ONE_OF_MANY.findall(said) == []


def test_the_counts_of_a_change_are_told_as_one_and_as_several(capsys):
    assert catalog(["changes", "2025-09-02", "2025-09-02", "--known-a", "2025-08-01"]) == 0
    assert re.search(r"\d changes? of status, \d+ incidents?, ", capsys.readouterr().out)
