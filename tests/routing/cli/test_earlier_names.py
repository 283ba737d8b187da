"""Commands of earlier editions are still understood, and no help shows their names."""

import json
import re

import pytest

from routing.cli.route import main
from routing.cli.subcommands import COMMANDS, FORMERLY

CLOSED = ["Kabul", "Peshawar", "--on", "2025-09-15", "--close"]


@pytest.mark.parametrize(
    ("old", "today"),
    [
        (["reach", "Zahedan", "--limits", "9"], ["isochrones", "Zahedan", "--limits", "9"]),
        (["timeline", "Kabul", "Karachi", "--from", "2025-10-10", "--until", "2025-10-14"],
         ["routes-by-day", "Kabul", "Karachi", "--from", "2025-10-10", "--until", "2025-10-14"]),
        ([*CLOSED, "torkham", "--cargo", "trucks"], [*CLOSED, "torkham", "--closure-scope", "trucks"]),
        ([*CLOSED, "torkham", "--trade", "bilateral"], [*CLOSED, "torkham", "--cargo-type", "bilateral"]),
        ([*CLOSED, "torkham:forth,chaman:back"], [*CLOSED, "torkham:forward,chaman:reverse"]),
    ],
)  # fmt: skip
def test_an_old_command_has_the_answer_of_todays(old, today, capsys):
    said = []
    for words in (old, today):
        assert main(words) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


@pytest.mark.parametrize("command", [[], ["isochrones"], ["routes-by-day"]])
def test_no_help_shows_an_old_name(command, capsys):
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    shown = re.findall(r"--[\w-]+|\w+", capsys.readouterr().out)
    assert "--closure-scope" in shown
    assert not {"--cargo", "--trade", *FORMERLY} & set(shown)
    assert not set(FORMERLY) & set(COMMANDS)


def test_gateways_stand_beside_the_older_key_in_json(capsys):
    days = ["--from", "2025-10-10", "--until", "2025-10-11", "--json"]
    assert main(["routes-by-day", "Kabul", "Karachi", *days]) == 0
    for run in json.loads(capsys.readouterr().out)["runs"]:
        assert run["gateways"] == run["gates"]
