"""The export panel: a file only when it is asked for, the same as the command makes."""

import re
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from briefing.export import export
from briefing.library import load_library
from briefing.receipt import receipt_of
from catalog.paths import GEO, ROOT
from panels import export_preview as panel
from workers.tasks import TASKS


@pytest.fixture
def page():
    page = AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=60)
    page.query_params["panel"] = "export"
    page.query_params.update(day="2025-11-22", at="34.100,71.100,8")
    return page


@pytest.fixture
def asked(monkeypatch):
    """Notes what is made, and makes nothing."""
    made = []

    def note(what, format, size, **rest):  # noqa: A002
        made.append((what, format, size, rest))
        return b"# text" if format == "md" else export(load_library().default, "md")

    monkeypatch.setattr("briefing.export.export", note)
    monkeypatch.setattr(panel, "_width", lambda _: 10)
    monkeypatch.setattr(st, "image", lambda *_, **__: None)
    return made


def download(page):
    (button,) = page.get("download_button")
    return button


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.code])


def test_nothing_is_made_until_it_is_asked_for(page, asked):
    page.run()
    assert not page.error
    assert download(page).proto.label == "Make and save"
    assert asked == []
    assert re.search(r"CRX_routes-to-the-sea_hd_20251122(_[0-9a-f]{4})?\.png", said(page))
    page.button(key="x-make").click().run()
    assert [one[1:3] for one in asked] == [("png", "hd")]


def test_the_file_is_that_of_the_view_and_shows_its_receipt(page, asked):
    page.run()
    page.button(key="x-make").click().run()
    ((shown, *_, rest),) = asked
    material = load_library()
    view = replace(material.default, day=date(2025, 11, 22), lat=34.1, lon=71.1, zoom=8.0)
    assert shown == view
    assert rest["base"] == "http://localhost:8501/"
    receipt = receipt_of(material.scene(view), GEO, size="hd", format="png")
    assert f"**{receipt.code}**" in said(page)
    assert receipt.link in said(page)


def test_another_format_or_marking_has_to_be_asked_for_anew(page, asked):
    page.run()
    page.button(key="x-make").click().run()
    page.selectbox(key="x-format").select("pdf").run()
    assert "Make it again" in said(page)
    assert page.selectbox(key="x-size-pdf").value == "a4"
    page.text_input(key="x-marking").input("For official use").run()
    page.button(key="x-make").click().run()
    # The document, and its page as a picture.
    assert [one[1:3] for one in asked[1:]] == [("pdf", "a4"), ("png", "a4")]
    assert {one[3]["marking"] for one in asked[1:]} == {"For official use"}
    assert "--format pdf --size a4 --marking 'For official use'" in said(page)


def test_what_was_made_is_not_made_again(page, asked):
    page.run()
    page.button(key="x-make").click().run()
    page.run()
    other = AppTest.from_file(str(ROOT / "panels/page.py"), default_timeout=60)
    other.query_params["panel"] = "export"
    other.query_params.update(day="2025-11-22", at="34.100,71.100,8")
    other.run()
    other.button(key="x-make").click().run()
    assert len(asked) == 1
    assert TASKS["file"].kept <= 16


def test_words_that_leave_no_room_are_an_error_that_says_the_way_out(page, monkeypatch):
    def fail(*_, **__):
        raise ValueError("the words leave no room: take a3")

    monkeypatch.setattr("briefing.export.export", fail)
    page.run()
    page.button(key="x-make").click().run()
    assert [one.value for one in page.error if "take a3" in one.value]
    assert not page.exception


def test_the_scene_of_the_panel_gives_the_bytes_of_the_command(page, tmp_path):
    page.run()
    page.selectbox(key="x-format").select("md").run()
    page.button(key="x-make").click().run()
    text, commands = page.code
    first = commands.value.splitlines()[0]
    assert first.startswith("python -m briefing 'http://localhost:8501/?day=2025-11-22")
    command = [sys.executable, *shlex.split(first)[1:], "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (path,) = tmp_path.iterdir()
    assert text.value.strip() == path.read_text(encoding="utf-8").strip()


def test_the_app_starts_without_what_makes_files():
    code = (
        "import sys; import app; bad = {'matplotlib', 'pptx', 'briefing'} & set(sys.modules);"
        "sys.exit(f'imported: {bad}' if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True)


def test_the_panel_has_words_for_every_format():
    from briefing.export import FORMATS

    assert set(panel._WORDS) == set(FORMATS)


def test_the_map_is_cut_as_the_screen_or_to_its_subject(page, asked):
    page.run()
    page.button_group(key="x-frame").set_value("subject").run()
    page.button(key="x-make").click().run()
    plain = load_library().default
    assert (asked[-1][0].lat, asked[-1][0].zoom) == (plain.lat, plain.zoom)


def test_a_profile_that_the_browser_keeps_is_on_the_file_and_in_no_link(page, asked):
    import base64

    from tests.briefing import profiles

    files = {name: base64.b64encode(content).decode() for name, content in profiles.files().items()}
    page.session_state["x-profile"] = {"files": {"stamp": "1", "files": files}}
    page.run()
    assert not page.error
    page.button(key="x-make").click().run()
    rest = asked[-1][3]
    assert rest["profile"].name == "Example Desk"
    assert rest["base"] == "https://maps.example.org/"
    assert "--profile profile.toml" in said(page)
    assert "Example" not in str(page.query_params)


@pytest.mark.parametrize(
    "sent", [{"a.toml": "?"}, {"a.toml": "bmFtZT0x"}, {"a.svg": ""}, dict.fromkeys("abcdef", "")]
)
def test_what_a_browser_sends_in_the_place_of_a_profile_is_an_error_in_words(page, sent):
    page.session_state["x-profile"] = {"files": {"stamp": "1", "files": sent}}
    page.run()
    assert ["cannot be used" in one.value for one in page.error] == [True]
    assert not page.exception
