"""What docs/routing.md says runs, and the JSON is as its schema says."""

import json
import re
import subprocess
import sys

import jsonschema  # type: ignore[import-untyped]
import pytest

from catalog.paths import ROOT
from routing.cli.route import main
from routing.evidence.hindcast import hindcast, written

PAGE = (ROOT / "docs" / "routing.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "docs" / "routing.schema.json").read_text("utf-8"))


def test_the_example_for_programs_runs():
    section = PAGE.split("### From programs")[1].split("A test runs these lines")[0]
    code = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    "))
    assert "import routing" in code
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    first, *_, last = done.stdout.splitlines()
    assert "XG-" in first
    assert int(last) > 100


def test_to_import_the_package_loads_no_search():
    code = "import sys, routing; assert routing.MOST_ALTERNATIVES; print('scipy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.stdout.strip() == "False False"


@pytest.mark.parametrize(
    "words",
    [
        ["Kabul", "Karachi", "--on", "2025-11-15", "--alternatives", "3"],
        ["Kabul", "Mersin", "--on", "2025-11-15", "--load-t", "100"],
        ["Kabul", "Peshawar", "--on", "2025-09-15", "--close", "Torkham: 200 lorries a day", "--via", "Jalalabad"],
        ["Torkham", "Peshawar", "--on", "2025-11-15"],
        ["matrix", "--from", "Kabul", "--to", "Karachi,the sea", "--on", "2026-05-01"],
        ["timeline", "Kabul", "the sea", "--from", "2026-04-01", "--until", "2026-11-28"],
        ["Kabul", "Karachi", "--close", "afg"],
        ["Kabul", "Nirgendwo"],
    ],
)  # fmt: skip
def test_the_json_is_as_its_schema_says(words, capsys):
    main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**told, "version": 1}, SCHEMA)


def test_the_page_has_the_hindcast_as_it_is(model):
    assert written(hindcast(model)).strip() in PAGE


def test_the_page_has_the_factors_of_the_calibration(capsys):
    assert main(["calibrate"]) == 0
    out = capsys.readouterr().out
    factors = re.findall(r"^(\w+/\w+/\w+) +x ([\d.]+)$", out, re.MULTILINE)
    assert len(factors) > 15
    for group, factor in factors:
        assert f"| {group} | {factor} |" in PAGE
    for line in out.splitlines():
        if " less " in line:
            assert f"- {line}" in PAGE


def test_every_option_of_a_route_is_in_the_page(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert {one for one in options if one not in PAGE} == set()
