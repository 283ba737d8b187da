from dataclasses import replace

import pytest

from briefing import __main__ as command
from briefing.deck import read_deck, read_views

SMALL = "day=2026-03-13&at=34.1,71.1,8&layers=crossings"


def test_files_are_named_and_written(tmp_path, capsys):
    assert command.main([SMALL, "--format", "geojson,md", "--out", str(tmp_path)]) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [
        "CRX_border-crossings_20260313_8ee8.geojson",
        "CRX_border-crossings_20260313_8ee8.md",
    ]
    assert "CRX_border-crossings_20260313_8ee8.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["day=2026-13-13"],
            "there is no such day. Put it right, or leave it out: no file was made.",
        ),
        (["day=2025-W42"], "a day is written 2026-03-13"),
        (["day=2026-03-13&day=2026-03-14"], "contradicts its first"),
        (["layer=crossings"], "did you mean 'layers'?"),
        (["nonsense"], "'nonsense' is not known"),
        ([SMALL, "--format", "gif"], "there are png"),
        ([SMALL, "--size", "a7"], "there are hd"),
        (["--views", "no-such.yaml"], "no-such.yaml is not there; check the name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path, capsys, arguments, said):
    out = tmp_path / "out"
    assert command.main([*arguments, "--out", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_place_that_cannot_be_used_is_named_with_the_way_out(tmp_path, capsys):
    there = tmp_path / "there"
    there.write_text("kept")
    for out, said in ((there, "is a file, not a folder"), (there / "in", "lies under a file")):
        assert command.main([SMALL, "--format", "md", "--out", str(out)]) == 1
        told = capsys.readouterr().err
        assert said in told
        assert "--out" in told
        assert "Errno" not in told
    assert there.read_text() == "kept"
    assert command.main(["verify", str(tmp_path / "no.png")]) == 1
    assert "no.png is not there" in capsys.readouterr().err


def test_a_failure_half_way_leaves_nothing(tmp_path, monkeypatch, capsys):
    from briefing import export

    def fails(*_):
        raise ValueError("no room")

    monkeypatch.setitem(export.FORMATS, "svg", replace(export.FORMATS["svg"], make=fails))
    assert command.main([SMALL, "--format", "geojson,svg", "--out", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []
    assert "no room" in capsys.readouterr().err


def test_verify_answers_by_its_exit_code(tmp_path, capsys):
    command.main([SMALL, "--format", "geojson", "--out", str(tmp_path)])
    (path,) = tmp_path.iterdir()
    assert command.main(["verify", str(path)]) == 0
    path.write_text(path.read_text("utf-8").replace("Torkham", "Elsewhere"), "utf-8")
    assert command.main(["verify", str(path)]) == 1
    assert "is not what its View gives today" in capsys.readouterr().out
    assert command.main(["verify", str(tmp_path / "none.png")]) == 1


def test_a_file_lists_views(tmp_path, material):
    path = tmp_path / "views.yaml"
    path.write_text(
        "format: [pptx, pdf]\nsize: a4\nviews:\n"
        "  - day=2025-10-01\n"
        "  - {day: 2026-03-13, layers: [crossings, ports], title: 'Now: $x$'}\n"
        "  - {link: 'http://localhost:8501/?day=2025-11-22', zoom: 5}\n".replace(", zoom: 5", ""),
        "utf-8",
    )
    plan = read_deck(path, material)
    assert [view.day.isoformat() for view in plan.views] == [
        "2025-10-01",
        "2026-03-13",
        "2025-11-22",
    ]
    assert plan.views[1].title == "Now: $x$"
    assert plan.formats == ["pptx", "pdf"]


@pytest.mark.parametrize(
    ("atlas", "least"),
    [
        ("each: crossings", 20),
        ("each: corridors", 20),
        ("each: days, days: [2025-10-11, 2025-10-12]", 2),
    ],
)
def test_an_atlas_has_a_page_for_each(tmp_path, material, atlas, least):
    path = tmp_path / "atlas.yaml"
    path.write_text(f"atlas: {{view: day=2026-03-13, {atlas}}}", "utf-8")
    views = read_deck(path, material).views
    assert len(views) >= least
    assert len(set(views)) == len(views)
    assert all(material.scene(view).selected for view in views if view.selected)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a", "expected a mapping"),
        ("views: day=2026-03-13", "must be a list"),
        ("views: [1]", "view 1 must be a link"),
        ("viws: []", "unknown"),
        ("views: []", "holds no View"),
        ("atlas: {each: rivers}", "one of crossings"),
        ("a: [", "line 1 is no YAML|line 2 is no YAML"),
        (
            "views: [day=2026-03-13]\nviews: [day=2026-03-14]",
            "line 2 is no YAML: 'views' stands twice",
        ),
        ("{a: &x [day=2026-03-13], views: *x}", "the alias '\\*x' is not read"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nlayers: [*b,*b]", "the alias"),
        ("base: &b {<<: [*b, *b]}", "the alias"),
        ("views: " + "[" * 5000, "no YAML"),
        ("views: " + "{a: " * 5000, "stand within each other"),
        ("- " * 5000, "no YAML"),
        ("? [a]\n: b", "a key is no text"),
        ("views: [{layers: [[a]]}]", "view 1: 'layers' must be a text, a number or a day"),
        ("views: [{day: {a: b}}]", "view 1: 'day' must be"),
        ("format: [[png]]\nviews: [day=2026-03-13]", "'format' must be"),
        ("marking: [a]\nviews: [day=2026-03-13]", "'marking' must be"),
        ("views: [" + "day=2026-03-13," * 401 + "]", "401 Views are more than 400"),
        ("views: [" + "a," * 200_000 + "]", "more than 100,000 parts"),
        ("# " + "x" * 1_000_001, "too large"),
        ("atlas: {each: days, days: [1066-10-14]}", "days: .* between 2001 and 2100"),
        ("atlas: {each: days, days: [2025-10-11T10:00:00]}", "a day is written"),
        ("views: [{day: 2025-13-40}]", "views.yaml"),
        ("views: ['day=1']", "a day is written"),
        ("!!python/object/apply:os.system ['true']", "no YAML"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path, material, text, said):
    path = tmp_path / "views.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=said) as told:
        read_deck(path, material)
    assert "views.yaml" in str(told.value)
    assert "\n" not in str(told.value)


def test_links_and_queries_are_the_same(material):
    link, query = read_views([f"http://example.org/app?{SMALL}", SMALL], material)
    assert link == query


@pytest.mark.parametrize("kind", ["png", "svg", "pptx"])
def test_a_marking_that_cannot_be_printed_is_printed_without_what_cannot(kind, tmp_path):
    asked = [SMALL, "--format", kind, "--marking", "Secret\x01\x7f", "--out", str(tmp_path)]
    assert command.main(asked) == 0
    assert list(tmp_path.iterdir())


def test_verify_looks_at_every_file_though_one_carries_no_receipt(tmp_path, capsys):
    assert command.main([SMALL, "--format", "geojson", "--out", str(tmp_path)]) == 0
    (tmp_path / "words.txt").write_text("Torkham")
    capsys.readouterr()
    assert command.main(["verify", *map(str, sorted(tmp_path.iterdir(), reverse=True))]) == 1
    said = capsys.readouterr()
    assert "is what its View gives today" in said.out
    assert "no file that carries a receipt" in said.err


def test_yes_in_a_file_is_the_yes_of_a_link(tmp_path, material):
    path = tmp_path / "views.yaml"
    path.write_text("views: [{day: 2026-03-13, since: 2026-01-01, learned: yes}]", "utf-8")
    assert read_deck(path, material).views[0].learned


def test_a_marking_has_at_most_eighty_signs(tmp_path, capsys):
    asked = [SMALL, "--format", "md", "--out", str(tmp_path), "--marking"]
    assert command.main([*asked, "x" * 81]) == 1
    assert "it may have 80" in capsys.readouterr().err
    assert command.main([*asked, "x" * 80]) == 0


def test_a_marking_in_a_file_is_held_to_the_same_length(tmp_path, capsys):
    path = tmp_path / "views.yaml"
    path.write_text(f"marking: {'x' * 5000}\nviews: ['{SMALL}']", "utf-8")
    assert command.main(["--views", str(path), "--format", "png", "--out", str(tmp_path)]) == 1
    assert "it may have 80" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.png"))


@pytest.mark.parametrize("kind", ["png", "pptx"])
def test_a_link_that_no_qr_code_can_hold_is_no_reason_to_fail(kind, tmp_path, capsys):
    far = ".".join(f"{62 + n / 100:.2f},{30 + n / 100:.2f}"[:6] for n in range(300))
    query = f"{SMALL}&title={'طورخم ' * 19}&subtitle={'چمن ' * 29}&close={far}"
    asked = [query, "--format", kind, "--base", "https://maps.example.org/", "--out", str(tmp_path)]
    code = command.main(asked)
    said = capsys.readouterr().err
    assert "QR" not in said or "Data too large" not in said
    assert code in (0, 2), said
    assert bool(list(tmp_path.glob(f"*.{kind}"))) is (code == 0)


def test_a_format_that_is_named_twice_is_made_once(tmp_path):
    assert command.main([SMALL, "--format", "md, md,geojson,md", "--out", str(tmp_path)]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".geojson", ".md"]


@pytest.mark.parametrize("option", ["--format", "--size"])
@pytest.mark.parametrize("value", ["", " ", ","])
def test_an_option_without_a_value_is_not_passed_over(option, value, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main([SMALL, option, value, "--out", str(tmp_path)])
    assert ended.value.code == 2
    assert "it is empty" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
