"""The receipt alone: its code, its address, and what is let in when one is read."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from briefing import receipt
from briefing.receipt import (
    Receipt,
    as_json,
    check_base,
    code_of,
    is_followed,
    link_of,
    read_receipts,
    receipt_of,
)
from catalog.atlas.routing_tables import TABLES_FILE, TOWNS_FILE
from catalog.paths import GEO, ROOT
from layers.view.view import View

VIEW = {"day": "2026-03-13", "layers": "crossings.ports"}
_NO_SCENE: Any = None
DATA = {"crossings.geojson": "a" * 32}
GOOD = Receipt(code_of(VIEW, DATA, "1.0"), VIEW, DATA, "1.0", "hd", "png", "", receipt.BASE)


def test_the_code_stands_for_view_data_and_version():
    codes = {
        code_of(VIEW, DATA, "1.0"),
        code_of({**VIEW, "day": "2026-03-14"}, DATA, "1.0"),
        code_of(VIEW, {"crossings.geojson": "b" * 32}, "1.0"),
        code_of(VIEW, DATA, "1.1"),
    }
    assert len(codes) == 4
    assert code_of(dict(reversed(VIEW.items())), DATA, "1.0") == GOOD.code


def test_a_code_is_the_one_that_older_files_bear():
    assert GOOD.code == "CRX-8W1K-4YJE"


def test_the_address_of_a_view_stays_readable():
    view = {"lat": "34.1", "layers": "a,b", "title": "50% & more"}
    assert link_of(view, "https://a.org/?old=1") == (
        "https://a.org/?lat=34.1&layers=a,b&title=50%25%20%26%20more"
    )
    assert link_of({"title": "X?"}, "https://a.org/?old=1?2") == "https://a.org/?title=X%3F"
    assert link_of(View(day=date(2026, 3, 13), title="A/B: C"), "https://a.org/").endswith(
        "title=A/B:%20C"
    )
    assert GOOD.link == "http://localhost:8501/?day=2026-03-13&layers=crossings.ports"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("ftp://a.org/", "is no address of an app"),
        ("http://", "is no address of an app"),
        ("http://a.org:0/", "is no address of an app"),
        (
            "http://a.org:99999/",
            r"^'http://a\.org:99999/' is no address .*: its host or port cannot be$",
        ),
        ("http://me:secret@a.org/", "before the @"),
        ("http://me@a.org/", "before the @"),
        ("http://a.org/<b>", "signs that no address has"),
        ("http://a.org/" + "x" * 288, "more than 300"),
    ],
)
def test_an_address_that_nobody_can_follow_is_refused(base, said):
    with pytest.raises(ValueError, match=said):
        check_base(base)


@pytest.mark.parametrize(
    "base", [receipt.BASE, "https://a.org", "http://[::1]:8501/", "http://a.org/" + "x" * 287]
)
def test_an_address_of_an_app_is_taken(base):
    check_base(base)


@pytest.mark.parametrize(
    ("base", "followed"),
    [
        ("http://localhost:8501/", False),
        ("http://app.localhost./", False),
        ("http://127.0.0.1/", False),
        ("http://[::1]/", False),
        ("http://0.0.0.0/", False),
        ("http://192.168.1.5/", True),
        ("https://maps.example.org/", True),
        ("https://localhost.example.org/", True),
    ],
)
def test_another_machine_follows_no_address_of_ones_own(base, followed):
    assert is_followed(base) is followed


def test_receipts_of_a_file_stand_on_one_line_of_ascii_and_go_round():
    some = [replace(GOOD, marking="Für intern"), GOOD]
    text = as_json(some)
    assert text.isascii()
    assert "\n" not in text
    assert ": " not in text
    assert read_receipts(text) == some


def changed(**fields):
    return json.dumps([{**asdict(GOOD), **fields}])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "it is no list of 1 to 400"),
        ('{"a": 1}', "it is no list of 1 to 400"),
        (json.dumps([asdict(GOOD)] * 401), "it is no list of 1 to 400"),
        ("[7]", "it has not the entries of a receipt"),
        (changed(more="x"), "it has not the entries of a receipt"),
        (changed(code=7), "a value of 'code' is no text"),
        (changed(code="x" * 14), "a value of 'code' is longer than 13 signs"),
        (changed(version="x" * 33), "a value of 'version' is longer than 32 signs"),
        (changed(size="x" * 9), "a value of 'size' is longer than 8 signs"),
        (changed(format="x" * 9), "a value of 'format' is longer than 8 signs"),
        (changed(marking="x" * 81), "a value of 'marking' is longer than 80 signs"),
        (changed(base="x" * 301), "a value of 'base' is longer than 300 signs"),
        (changed(marking="a\u202eb"), "a value of 'marking' holds signs that cannot be printed"),
        (changed(view=[]), "'view' is no list of at most 60 texts"),
        (changed(view={str(n): "" for n in range(61)}), "'view' is no list of at most 60 texts"),
        (changed(data={str(n): "" for n in range(101)}), "'data' is no list of at most 100 texts"),
        (changed(view={"x" * 81: ""}), "a value of 'view' is longer than 80 signs"),
        (changed(view={"x": "y" * 4001}), "a value of 'view' is longer than 4000 signs"),
        (changed(data={"x": "y" * 33}), "a value of 'data' is longer than 32 signs"),
        (changed(data={"x": 1}), "a value of 'data' is no text"),
        ("[" * 100_000, "it is nested too deep"),
        (" " * 4_000_001, "it is too long"),
    ],
)
def test_a_receipt_that_was_tampered_with_is_refused_with_the_reason(text, said):
    with pytest.raises(ValueError, match=rf"^the receipt in the file is damaged \({said}\)$"):
        read_receipts(text)


def test_a_receipt_may_be_as_large_as_it_says():
    full = Receipt(
        "x" * 13, {"k" * 77 + f"{n:03}": "v" * 4000 for n in range(60)},
        {f"{n:03}": "d" * 32 for n in range(100)}, "x" * 32, "x" * 8, "x" * 8, "م\u200cx" + "x" * 77,
        "x" * 300,
    )  # fmt: skip
    assert read_receipts(as_json([full])) == [full]
    assert len(read_receipts(as_json([GOOD] * 400))) == 400
    assert read_receipts(as_json([GOOD]).ljust(4_000_000)) == [GOOD]


def drawn_from(*layers, scenario=None, **view):
    scene: Any = SimpleNamespace(
        ids=layers, view=View(day=date(2026, 3, 13), **view), scenario=scenario, theme="dark"
    )
    return receipt_of(scene, GEO, size="hd", format="png", marking="Internal")


FIXED = {"crossings.geojson", "land.geojson", "worldviews.json"}
WHAT_IF = {"network.npz", "incidents.geojson", "incidents_ucdp.geojson", "ports.geojson"}


def test_a_receipt_names_every_file_that_the_map_draws_from():
    assert set(drawn_from("crossings").data) == FIXED
    detail = {"boundaries.geojson", "boundaries_detail.geojson"}
    assert set(drawn_from("boundaries").data) == FIXED | detail
    assert set(drawn_from("crossings", claim="C01").data) == FIXED | {"story.json"}
    assert set(drawn_from(since=date(2026, 1, 1)).data) == FIXED | {"ports.geojson"}
    tables = {TABLES_FILE, TOWNS_FILE}
    assert set(drawn_from(scenario=object()).data) == FIXED | WHAT_IF | tables


def test_a_receipt_has_the_files_hashes_the_theme_and_the_programs_version():
    made = drawn_from("crossings")
    digest = hashlib.sha256((GEO / "land.geojson").read_bytes()).hexdigest()
    assert made.data["land.geojson"] == digest[:32]
    assert list(made.data) == sorted(made.data)
    assert made.view["theme"] == "dark"
    assert f'version = "{made.version}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert made.code == code_of(made.view, made.data, made.version)
    assert (made.size, made.format, made.marking) == ("hd", "png", "Internal")
    unmarked: Any = SimpleNamespace(
        ids=(), view=View(day=date(2026, 3, 13)), scenario=None, theme="light"
    )
    assert receipt_of(unmarked, GEO, size="hd", format="png").marking == ""


def test_a_receipt_of_a_file_that_was_not_built_has_no_hash_for_it(monkeypatch):
    monkeypatch.setattr(receipt, "intact", lambda _: {})
    assert set(drawn_from("crossings").data.values()) == {""}


def test_a_receipt_is_not_written_for_an_address_that_nobody_can_follow():
    with pytest.raises(ValueError, match="is no address of an app"):
        receipt_of(_NO_SCENE, GEO, size="hd", format="png", base="javascript:x")
