from briefing import typeface
from briefing.fonts.make import make
from briefing.typeface import FILES, FOLDER, width, wrap, wrap_parts


def test_the_print_fonts_are_made_from_the_web_fonts(tmp_path):
    make(tmp_path)
    for name in FILES.values():
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_a_text_is_as_wide_as_its_letters():
    assert width("ab", 10) == width("a", 10) + width("b", 10)
    assert width("a", 20) == 2 * width("a", 10)
    assert width("a", 10, weight=600) > width("a", 10)
    assert width("→", 10) > 0  # a letter that only the fallback has


def test_lines_are_no_wider_than_their_room():
    text = "Afghanistan does not recognise its line " + "x" * 90
    lines = wrap(text, 10, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 10) <= 60 for line in lines)
    assert wrap("", 10, 60) == []


def test_a_row_of_parts_breaks_between_them():
    assert wrap_parts(("Shown: 13 Mar", "Oldest: 4 Jan"), " · ", 10, 90) == [
        "Shown: 13 Mar",
        "Oldest: 4 Jan",
    ]


def test_the_family_is_known_to_matplotlib():
    from matplotlib.font_manager import findfont

    assert findfont(typeface.font(10, 600, italic=False)).endswith("noto-sans-bold.ttf")
