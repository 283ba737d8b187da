"""The parts of a PNG: which there are, what its texts say, and whether only its packing differs."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = b"\x89PNG\r\n\x1a\n"
_MOST = 20_000
"""Chunks of a picture; Crossings writes some dozens, packers some thousands."""
_MOST_BYTES = 80_000_000
"""Of pixels, unpacked: an A3 page has 70 million."""
_PIXELS = b"IDAT"


@dataclass(frozen=True)
class Chunk:
    """A part of a PNG: four letters, and what it holds."""

    kind: bytes
    content: bytes


def chunks(picture: bytes) -> list[Chunk]:
    """Part a PNG into its chunks.

    Raises
    ------
    ValueError
        If it is none, is damaged, or goes on behind its end.
    """
    if not picture.startswith(_HEAD):
        raise ValueError("it does not begin as a PNG does")
    return list(_parted(picture))


def _parted(picture: bytes) -> Iterator[Chunk]:
    at = len(_HEAD)
    for _ in range(_MOST):
        if at + 12 > len(picture):
            raise ValueError("it breaks off")
        length, kind = struct.unpack_from(">I4s", picture, at)
        end = at + 12 + length
        if end > len(picture):
            raise ValueError("it breaks off")
        content = picture[at + 8 : end - 4]
        if struct.unpack_from(">I", picture, end - 4)[0] != zlib.crc32(content, zlib.crc32(kind)):
            raise ValueError(f"its part {_letters(kind)} is damaged")
        yield Chunk(kind, content)
        at = end
        if kind == b"IEND":
            if at != len(picture):
                raise ValueError(f"{len(picture) - at:,} bytes stand behind its end")
            return
    raise ValueError(f"it has more than {_MOST:,} parts")


def text(picture: bytes, keyword: str) -> str:
    """Find an uncompressed text by its keyword; "" if there is none."""
    begin = keyword.encode("latin-1") + b"\0"
    for part in chunks(picture):
        if part.kind == b"tEXt" and part.content.startswith(begin):
            return part.content[len(begin) :].decode("latin-1")
    return ""


def size(picture: bytes) -> tuple[int, int]:
    """Read width and height.

    Raises
    ------
    ValueError
        If its first part is no head.
    """
    first = chunks(picture)[0]
    if first.kind != b"IHDR" or len(first.content) != 13:
        raise ValueError("it has no head")
    width, height = struct.unpack_from(">II", first.content)
    return width, height


def changed(picture: bytes, made: bytes) -> str:
    """Return in words what was changed in a picture; "" if only its pixels are packed otherwise.

    Packed otherwise means: every part but the pixels' is the same, in the same order, the pixels'
    parts stand together and hold nothing else, and every pixel is the same in every channel.
    """
    try:
        own, theirs = chunks(made), chunks(picture)
    except ValueError as error:
        return f"It is no picture as Crossings writes it: {error}."
    return " ".join(filter(None, (_parts_changed(theirs, own), _pixels_changed(theirs, own))))


def _parts_changed(theirs: Sequence[Chunk], own: Sequence[Chunk]) -> str:
    if strange := _kinds(theirs) - _kinds(own):
        return f"Parts were put into it after it was made: {_list(strange)}."
    if lacking := _kinds(own) - _kinds(theirs):
        return f"Parts were taken out of it after it was made: {_list(lacking)}."
    if _around(theirs) != _around(own):
        differing = {part.kind for part in {*theirs} ^ {*own} if part.kind != _PIXELS}
        return f"Parts of it were changed after it was made: {_list(differing) or 'their order'}."
    return ""


def _pixels_changed(theirs: Sequence[Chunk], own: Sequence[Chunk]) -> str:
    """Compare the pixels; of what stands around them only the head and the palette are looked at."""
    from PIL import Image, ImageChops

    needed = len(_unpacked(own, _MOST_BYTES))
    try:
        found = len(_unpacked(theirs, needed + 1))
        with Image.open(_bare(theirs)) as one, Image.open(_bare(own)) as other:
            if one.size != other.size:
                return f"It has {one.size} pixels, not {other.size}."
            one.load()
            other.load()
            if one.mode == other.mode and one.tobytes() == other.tobytes():
                return "" if found == needed else "More stands in its pixels than is shown."
            box = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()
    except (OSError, ValueError, SyntaxError, zlib.error, Image.DecompressionBombError) as error:
        return f"Its pixels cannot be read: {error}."
    if box is None:
        return "Its pixels have another kind of colour or transparency."
    return f"The picture was altered after it was made, within the pixels {box}."


def _bare(parts: Sequence[Chunk]) -> io.BytesIO:
    """Write a picture of the head, the palette and the pixels alone."""
    wanted = [part for part in parts if part.kind in (b"IHDR", b"PLTE", _PIXELS, b"IEND")]
    return io.BytesIO(
        _HEAD
        + b"".join(
            struct.pack(">I", len(part.content))
            + part.kind
            + part.content
            + struct.pack(">I", zlib.crc32(part.content, zlib.crc32(part.kind)))
            for part in wanted
        )
    )


def _unpacked(parts: Sequence[Chunk], most: int) -> bytes:
    """Unpack the pixels, at most so many bytes of them; nothing may follow them."""
    reader = zlib.decompressobj()
    packed = b"".join(part.content for part in parts if part.kind == _PIXELS)
    found = reader.decompress(packed, most)
    if not reader.eof or reader.unused_data or reader.unconsumed_tail:
        raise ValueError("they do not end where they should")
    return found


def _kinds(parts: Sequence[Chunk]) -> set[bytes]:
    return {part.kind for part in parts}


def _around(parts: Sequence[Chunk]) -> list[Chunk]:
    """Return the parts with a mark for each run of the pixels' parts."""
    found: list[Chunk] = []
    for part in parts:
        if part.kind != _PIXELS:
            found.append(part)
        elif not found or found[-1].kind != _PIXELS:
            found.append(Chunk(_PIXELS, b""))
    return found


def _list(kinds: set[bytes]) -> str:
    return ", ".join(sorted(map(_letters, kinds)))


def _letters(kind: bytes) -> str:
    return kind.decode("latin-1")
