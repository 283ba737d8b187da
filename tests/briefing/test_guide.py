"""What the guide says of briefings is true: its deck can be read, its commands are understood."""

import re
import shlex

import pytest

from briefing.__main__ import main
from briefing.canvas.page_size import SIZES
from briefing.deck import read_deck, read_views
from briefing.export import FORMATS
from catalog.paths import ROOT

TEXT = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
PART = TEXT.split("## Briefings")[1].split("\n## ")[0]
COMMANDS = re.findall(r"^ {4}python -m briefing (.+)$", PART, re.MULTILINE)


def test_the_deck_can_be_read(material, tmp_path):
    path = tmp_path / "deck.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", PART, re.DOTALL)[0], encoding="utf-8")
    plan = read_deck(path, material)
    assert plan.formats == ["pptx", "pdf"]
    assert plan.marking == "For official use"
    assert plan.views[1].compare == "side"
    assert plan.views[2].layers == ("incidents", "crossings")
    assert len(plan.views) > 20


def test_the_links_of_the_commands_are_understood(material):
    links = [word for one in COMMANDS for word in shlex.split(one) if "day=" in word]
    assert len(links) == 3
    assert len(read_views(links, material)) == 3


def test_every_format_and_size_is_named():
    for key in (*FORMATS, *SIZES):
        assert f"`{key}`" in PART


def test_what_the_commands_ask_for_is_known(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    for own in ("verify", "sign"):
        with pytest.raises(SystemExit):
            main([own, "--help"])
    options = set(re.findall(r"--\w+", capsys.readouterr().out))
    assert set(re.findall(r"--\w+", " ".join(COMMANDS))) <= options
