"""The map's client: what is served is what its sources give, and they are sound."""

import json
import os
import re

import pytest

from layers.screen.publish import WEB
from tests import node
from tests.client import command_types
from tests.rules.served import served

SOURCES = WEB / "src"


@pytest.fixture(scope="module")
def tools():
    try:
        node.install()
    except node.NoNodeError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    return node.script


def test_what_is_served_is_what_the_sources_give(tools, tmp_path):
    built = tmp_path / "client.js"
    done = tools("build", f"--outfile={built}")
    assert done.returncode == 0, done.stdout
    said = "layers/web/client.js is not what its sources give; run 'make client'"
    assert built.read_bytes() == (WEB / "client.js").read_bytes(), said


def test_the_sources_are_sound_in_form_and_types(tools):
    for name in ("check", "types"):
        done = tools(name)
        assert done.returncode == 0, done.stdout


def test_the_rules_and_the_pure_modules_hold_in_node(tools, tmp_path, monkeypatch):
    told = tmp_path / "served.json"
    told.write_text(json.dumps(served(), ensure_ascii=False), encoding="utf-8")
    monkeypatch.setenv("SERVED", str(told))
    done = tools("test")
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^(?:# |\u2139 )pass (\d+)$", done.stdout, re.MULTILINE)
    assert passed, done.stdout
    assert int(passed[1]) > 20


def test_every_module_is_short():
    lengths = {
        str(path.relative_to(SOURCES)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES.rglob("*.js")
    }
    assert len(lengths) > 30
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_one_module_alone_touches_streamlit_and_the_page_around_the_map():
    outside = re.compile(
        r"Streamlit\b|window\.parent|window\.top|frameElement|__GLOBAL_DATA__|feature_group"
        r"|st-key|data-testid|window\.CRX_|CROSSINGS_CONFIG|window\.Crossings"
    )
    comment = re.compile(r"/\*.*?\*/", re.DOTALL)
    found = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.js")
        if outside.search(comment.sub("", path.read_text(encoding="utf-8")))
    }
    assert found == {"host.js"}


def test_the_clients_types_of_the_command_are_those_of_python():
    said = "command.d.ts is not what layers/command.py gives; run 'make client'"
    assert command_types.FILE.read_text(encoding="utf-8") == command_types.written(), said


def test_a_type_that_the_client_does_not_know_is_refused():
    with pytest.raises(TypeError, match="teach it"):
        command_types._type(set[int])


@pytest.mark.parametrize(("ci", "code", "said"), [("", 0, "skipped: no Node"), ("1", 1, "no Node")])
def test_a_missing_node_is_a_failure_in_ci_and_a_clear_skip_elsewhere(
    ci, code, said, monkeypatch, capsys
):
    def none():
        raise node.NoNodeError("no Node here; run 'make setup', which installs it")

    monkeypatch.setattr(node, "install", none)
    monkeypatch.setenv("CI", ci)
    assert node.main(["check"]) == code
    assert capsys.readouterr().err.startswith(said)
