"""The print fonts: how wide letters are, which there are, and scripts that run from the right."""

import io
from dataclasses import replace

import numpy as np
from PIL import Image

from briefing.canvas import typeface
from briefing.canvas.typeface import FILES, FOLDER, font, width, wrap, wrap_parts
from briefing.export import export, unprintable
from briefing.fonts.make import make
from layers.text.escape import one_line


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


ARABIC = "گذرگاه\u200cهای افغانستان، ټول بندر"  # noqa: RUF001


def test_every_letter_of_urdu_dari_and_pashto_can_be_printed():
    urdu = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۂۓؤئآۃ۔،؟؛۰۱۲۳۴۵۶۷۸۹"  # noqa: RUF001
    pashto = "ټځڅډړږښګڼۍېۀ"
    assert typeface.lacking(urdu + pashto + "ﷲ" + "﷼") == ""


def test_letters_that_cannot_be_printed_are_named(material):
    view = replace(material.default, title="关口 and 門", subtitle="Ворота, πύλη")
    said = unprintable([material.scene(view)], "png")
    assert "no 关口門:" in said
    assert "pptx" in said
    assert unprintable([material.scene(view)], "pptx") == ""
    fine = replace(view, title=ARABIC)
    assert unprintable([material.scene(fine)], "pdf", "مهم") == ""


def test_arabic_letters_are_joined_and_run_from_the_right():
    """A word alone is narrower joined than letter by letter, and its first letter is its rightmost."""
    one, other = "بببب", "ب ب ب ب"
    assert ink(one).sum() != ink(other).sum()
    assert (np.diff(np.flatnonzero(ink(one).any(axis=0))) == 1).all(), "a joined word has no gaps"
    # Alef, which stands alone and high, comes first: at the right end.
    columns = ink("ابب").sum(axis=0)
    shown = np.flatnonzero(columns)
    assert columns[shown[-3:]].max() > columns[shown[:3]].max()


def ink(text):
    """Draw a text alone, as the pages are; give where it is dark."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 1), dpi=100)
    figure.text(0.1, 0.3, text, fontproperties=font(30, 400, italic=False))
    target = io.BytesIO()
    figure.savefig(target, format="png")
    return np.asarray(Image.open(target).convert("L")) < 128


def test_a_title_that_cannot_be_printed_is_printed_with_boxes(material):
    view = replace(material.default, title="门 Gate")
    assert width("门", 10) == width("□", 10)
    assert export(view, "svg").decode().count("□ Gate") >= 1
    assert "门 Gate".encode() in export(view, "md")


def test_the_joiner_of_persian_stays_in_a_title():
    assert one_line(ARABIC) == ARABIC
    assert one_line("a\u202eb\x00c") == "a b c"
