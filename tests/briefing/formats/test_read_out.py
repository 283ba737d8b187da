"""What is printed is copied from a PDF in the order in which it was written, whichever way its letters run.

A PDF has letters in the order in which they are seen, and its reader turns those back that run from
the right. 'ActualText', which would say the order, is turned back by the usual readers too (tried
with PDFium and Poppler), so that it makes right lines wrong. What no reader can know is on which side
a bracket between two directions was opened, and where a line of two words, one of each, begins.
"""

import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.formats.figure import render

MIXED = "طورخم: وضعیت ۲۰۲۵ (Torkham)"
ARABIC = ("طورخم", "چمن", "بندر", "عباس", "چابهار", "وضعیت", "میلک")


def copied(*lines):
    """Print lines on a page of their own; give them as they are copied from it, without brackets."""
    items = [Text(40, 40 + 30 * n, line, 12, "#000000") for n, line in enumerate(lines)]
    size = SIZES["a4"]
    pdf = render(items, size, Box(0, 0, size.width, size.height), "pdf", metadata={})
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return [plain(line) for line in text.split("\r\n")]


def plain(line):
    bare = line.translate(dict.fromkeys(map(ord, "()[]«»:"), " "))
    return unicodedata.normalize("NFKC", bare).split()


@pytest.mark.parametrize(
    "line", [MIXED, "چمن 2025 بندر", "Torkham (طورخم)", "بندر عباس", "Border crossings"]
)
def test_a_title_of_two_directions_is_copied_as_it_was_written(line):
    assert copied(line) == [plain(line)]


@settings(max_examples=8)
@given(st.lists(st.lists(st.sampled_from(ARABIC), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5))  # fmt: skip
def test_whatever_is_printed_is_copied_as_it_was_written(lines):
    assert copied(*lines) == [plain(line) for line in lines]
