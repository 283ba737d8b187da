"""What is printed is copied and read out as it was written, whichever way its letters run."""

import io
import re
import unicodedata

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.canvas.box import Box
from briefing.canvas.page_size import SIZES
from briefing.canvas.shapes import Text
from briefing.formats.figure import render

MIXED = "طورخم: وضعیت ۲۰۲۵ (Torkham)"
words = st.lists(
    st.sampled_from(["طورخم", "چمن", "Torkham", "(Kabul)", "۲۰۲۵", "2025", "بندر عباس:", "Spin Boldak-Chaman", "می‌شود",
                     "A1", "!", "–", "«چابهار»"]), min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


def printed(*lines):
    """Write lines on a page of their own."""
    items = [Text(40, 40 + 30 * n, line, 12, "#000000") for n, line in enumerate(lines)]
    size = SIZES["a4"]
    return render(items, size, Box(0, 0, size.width, size.height), "pdf", metadata={})


def told(pdf):
    """Read what a PDF says its texts are, where it says so."""
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data()
    spans = re.findall(
        rb"/Span\s*<<\s*/ActualText\s*(\((?:\\.|[^\\)])*\))\s*>>\s*BDC", content, re.DOTALL
    )
    assert content.count(b"BDC") == content.count(b"EMC") == len(spans)
    return [_string(one) for one in spans]


def _string(written):
    raw = re.sub(rb"\\([0-7]{3}|.)", _unescaped, written[1:-1], flags=re.DOTALL)
    return raw.decode("utf-16") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _unescaped(found):
    one = found[1]
    if one.isdigit():
        return bytes([int(one, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(one, one)


def test_a_title_of_two_directions_is_copied_as_it_was_written():
    pdf = printed("Border crossings", MIXED)
    assert told(pdf) == [MIXED]
    copied = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert MIXED in unicodedata.normalize("NFKC", copied)


@settings(max_examples=40)
@given(st.lists(words, min_size=1, max_size=4))
def test_whatever_is_printed_is_read_out_as_it_was_written(lines):
    turned = [line for line in lines if any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in line)]  # fmt: skip
    assert told(printed(*lines)) == turned


@pytest.mark.parametrize("line", ["a (b) \\ c", "چ (پ) \\ ت"])
def test_marks_that_a_pdf_obeys_are_text_in_it(line):
    assert told(printed(line)) == ([line] if "چ" in line else [])
