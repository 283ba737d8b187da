"""An organisation's profile: what it puts on every page, what is refused of it, and how it is checked."""

import io
import time
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation

from briefing import __main__ as command
from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.export import export
from briefing.page.page import Stamp, lay_out
from briefing.profile.file import load_profile, profile_of
from briefing.profile.logo import read_logo
from briefing.profile.profile import NO_PROFILE, Profile, ProfileError, contrast, readable_on
from briefing.profile.template import check_template
from briefing.verification.finders import receipts_in
from briefing.verification.verify import Outcome, verify_content
from catalog.paths import GEO
from tests.briefing import profiles


@pytest.fixture(scope="module")
def profile():
    return profile_of(profiles.files())


@pytest.fixture(scope="module")
def plain(profile):
    return replace(profile, template=b"")


@pytest.fixture(scope="module")
def small(material):
    return replace(material.default, layers=("crossings",), lat=34.1, lon=71.1, zoom=8)


@pytest.fixture
def folder(tmp_path):
    for name, content in profiles.files().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_profile_is_read_from_its_folder_and_from_chosen_files_alike(folder, profile):
    assert load_profile(folder / "profile.toml") == profile
    assert profile.marking_color == "#A61E1E"
    assert len(profile.key) == 32
    assert NO_PROFILE.key == ""


def test_its_hash_changes_with_anything_in_it(profile):
    others = [
        replace(profile, **{name: value})
        for name, value in (
            ("name", "Another"), ("footer", ""), ("accent", "#0A5FA3"), ("marking", ""),
            ("marking_color", ""), ("address", ""), ("template", b""),
            ("logo", profiles.LOGO.replace(b"7A1F4B", b"7A1F4C")),
        )
    ]  # fmt: skip
    assert len({profile.key, *(one.key for one in others)}) == len(others) + 1


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("nome = 'x'", "'nome' is not known"),
        ("name = 3", "'name' must be a text"),
        ("accent = 'red'", "no colour such as #0A5FA3"),
        ("accent = '#FFFFF0'", "cannot be seen on paper"),
        ("address = 'javascript:alert(1)'", "is no address of an app"),
        ("address = 'https://user:secret@example.org/'", "a user name or a password"),
        ("logo = '../../etc/passwd'", "must stand beside the profile"),
        ("logo = '/etc/passwd'", "must stand beside the profile"),
        ("logo = 'none.png'", "was not chosen with it"),
        ('name = "a\\nb"', "must be one line"),
        ("name = '" + "x" * 99 + "'", "it may have 60"),
        ("[marking]\ncolour = '#A61E1E'", "'marking' has text, color"),
        ("name = ", "is no TOML"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(sheet, said):
    with pytest.raises(ProfileError, match=r"profile\.toml") as error:
        profile_of({"profile.toml": sheet.encode()})
    assert said in str(error.value)


@pytest.mark.parametrize("name", list(profiles.bad_logos()))
def test_a_logo_that_could_do_harm_is_refused(name):
    began = time.process_time()
    with pytest.raises(ValueError, match=r"\w"):
        read_logo(profiles.bad_logos()[name])
    assert time.process_time() - began < 5


def test_of_a_logo_only_what_is_seen_goes_into_a_file(plain, small):
    unseen = "words that nobody sees"
    content = export(small, "pptx", profile=replace(plain, logo=profiles.hidden_in(unseen)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [n for n in archive.namelist() if unseen.encode() in archive.read(n)]


def test_a_logo_of_shapes_keeps_its_place_and_colour():
    logo = read_logo(profiles.LOGO)
    (shape,) = logo.shapes
    assert logo.aspect == 2
    assert shape.fill == "#7A1F4B"
    assert [tuple(shape.points.min(axis=0)), tuple(shape.points.max(axis=0))] == [
        (0.5, 0),
        (1.5, 1),
    ]


@pytest.mark.parametrize("name", list(profiles.bad_templates()))
def test_a_template_that_could_do_harm_is_refused(name):
    began = time.process_time()
    with pytest.raises(ValueError, match=r"\w"):
        check_template(profiles.bad_templates()[name])
    assert time.process_time() - began < 5


def test_slides_stand_in_the_template_and_its_own_slides_are_gone(profile, small):
    deck = Presentation(io.BytesIO(export(small, "pptx", profile=profile)))
    assert len(deck.slide_layouts) == 11
    assert "A slide of the template's own" not in [slide.shapes.title.text for slide in deck.slides]
    for slide in deck.slides:
        names = [one.name for one in slide.shapes]
        assert names[0] == "Ground"
        assert slide.shapes.title.shape_id == slide.shapes[1].shape_id
        marks = [one for one in slide.shapes if one.name == "Marking"]
        assert [one.text_frame.text for one in marks] == ["Restricted: for test use"] * 2
        assert all(
            one.top >= 0 and one.top + one.height <= deck.slide_height for one in slide.shapes
        )


def test_every_page_bears_marking_bar_and_line(plain, small, material):
    page = lay_out(material.scene(small), SIZES["a4"], folder=GEO, stamp=Stamp("CRX", ""),
                   marking=plain.marking, profile=plain)  # fmt: skip
    items = page.groups["letterhead"]
    words = [(one.role, one.text) for one in items if isinstance(one, Text)]
    assert words.count(("marking", "Restricted: for test use")) == 2
    assert ("house", "Example Desk") in words
    assert ("house", "Trade unit, Example Organisation") in words
    fills = [one.fill for one in items if not isinstance(one, Text)]
    assert fills.count("#A61E1E") == 2
    assert fills.count("#7A1F4B") == 2  # the bar, and the logo
    inks = {one.color for one in items if isinstance(one, Text) and one.role == "marking"}
    assert inks == {"#FFFFFF"}
    floor = min(one.box.y0 for one in items if isinstance(one, Text) and one.role == "house")
    assert all(box.y1 <= floor for box in page.boxes.values())


def test_the_words_on_a_band_can_be_read_whatever_its_colour():
    for color in ("#A61E1E", "#FFD400", "#808080", "#000000", "#FFFFFF"):
        assert contrast(readable_on(color), color) >= 4.5


def test_the_profiles_address_is_where_links_and_code_lead(plain, small):
    (receipt,) = receipts_in(export(small, "md", profile=plain), "a.md")
    assert receipt.base == "https://maps.example.org/"
    assert receipt.marking == "Restricted: for test use"
    assert receipt.profile == plain.key
    (own,) = receipts_in(
        export(small, "md", profile=plain, marking="Mine", base="https://a.org/"), "a.md"
    )
    assert (own.marking, own.base) == ("Mine", "https://a.org/")


def test_without_an_address_there_is_no_code_to_follow(small, material):
    page = lay_out(material.scene(small), SIZES["a4"], folder=GEO,
                   stamp=Stamp("CRX", "http://localhost:8501/?day=2025-11-22"))  # fmt: skip
    assert all(isinstance(one, Text) for one in page.groups["receipt"])


@pytest.mark.parametrize("kind", ["png", "pdf", "pptx", "docx", "xlsx", "md", "iframe"])
def test_a_file_is_checked_with_its_profile_and_not_without(kind, profile, small):
    from briefing.export import FORMATS

    content = export(small, kind, profile=profile)
    name = f"a.{FORMATS[kind].ending}"
    assert verify_content(content, name, profile=profile).outcome is Outcome.SAME
    without = verify_content(content, name)
    assert without.outcome is Outcome.UNCHECKED
    assert profile.key in without.findings[0]
    assert "--profile FILE" in without.findings[0]
    other = verify_content(content, name, profile=Profile(name="Another"))
    assert other.outcome is Outcome.CHANGED


def test_verify_has_an_exit_code_of_its_own_for_what_it_cannot_check(
    folder, small, profile, capsys
):
    path = folder / "a.md"
    path.write_bytes(export(small, "md", profile=profile))
    sheet = str(folder / "profile.toml")
    assert command.main(["verify", str(path)]) == 4
    assert "could not be checked to the end" in capsys.readouterr().out
    assert command.main(["verify", str(path), "--profile", sheet]) == 0
    path.write_bytes(path.read_bytes().replace(b"Torkham", b"Elsewhere", 1))
    capsys.readouterr()
    assert command.main(["verify", str(path), "--profile", sheet]) == 1
    assert command.main(["verify", str(path)]) == 4
    assert "is what its View gives" not in capsys.readouterr().out
    assert command.main(["sign", str(path)]) == 1


def test_data_that_have_changed_are_told_without_the_profile_too(profile, small, monkeypatch):
    content = export(small, "md", profile=profile)
    monkeypatch.setattr("briefing.verification.verify.version", lambda: "99.0")
    assert verify_content(content, "a.md").outcome is Outcome.CHANGED


def test_the_command_takes_a_profile(folder, capsys):
    query = "day=2026-03-13&layers=crossings&at=34.100,71.100,8"
    out = folder / "out"
    sheet = str(folder / "profile.toml")
    assert command.main([query, "--format", "md", "--profile", sheet, "--out", str(out)]) == 0
    (path,) = out.iterdir()
    assert "Restricted: for test use" in path.read_text("utf-8").replace("\\", "")
    assert command.main(["verify", str(path), "--profile", sheet]) == 0
    (folder / "logo.svg").write_bytes(profiles.bad_logos()["script"])
    capsys.readouterr()
    assert command.main([query, "--profile", sheet, "--out", str(out)]) == 2
    assert "logo: it has a 'script'" in capsys.readouterr().err


def test_a_profile_never_stands_in_a_link(profile, small):
    (receipt,) = receipts_in(export(small, "md", profile=profile), "a.md")
    for word in (profile.name, profile.key, "profile", "Restricted"):
        assert word not in receipt.link


def test_the_same_profile_gives_the_same_bytes(plain, small):
    for kind in ("pdf", "pptx", "docx"):
        assert export(small, kind, profile=plain) == export(small, kind, profile=plain)


def test_several_views_have_one_name_with_their_number(material, small):
    from briefing.export import file_name

    scenes = [material.scene(replace(small, day=date(2025, 10, n))) for n in (1, 2, 3)]
    name = file_name(scenes, "pdf")
    assert "-and-2-more_a4_20251001_" in name
    assert name != file_name([scenes[0], scenes[2], scenes[1]], "pdf")
