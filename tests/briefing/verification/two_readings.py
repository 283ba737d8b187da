"""Forgeries that depend on who reads: bytes that one program heeds and another passes over."""

import gzip
import io
import json
import re
import struct
import zipfile
import zlib

from briefing.verification.chunks import Chunk, chunks
from tests.briefing.verification.forgeries import FALSE, _database, archive, whole


def two_readings(good):
    """Give forged files by name; the ending is the format's."""
    made = {
        "png": _pictures(good["png"]),
        "svg": _svg(good["svg"]),
        "pdf": _pdf(good["pdf"]),
        "pptx": _pptx(good["pptx"]),
        "html": _html(good["html"]),
        "gpkg": _gpkg(good["gpkg"]),
        "geojson": _geojson(good["geojson"]),
        "md": _markdown(good["md"]),
    }
    return {f"read-twice-{name}.{kind}": content for kind, of in made.items() for name, content in of.items()}  # fmt: skip


def _pictures(good):
    parts = chunks(good)
    at = next(n for n, one in enumerate(parts) if one.kind == b"IDAT")
    raw = zlib.decompress(b"".join(one.content for one in parts if one.kind == b"IDAT"))
    rest = [one for one in parts if one.kind != b"IDAT"]

    def put(*more, where=1):
        return whole([*parts[:where], *more, *parts[where:]])

    def pixels(*packed):
        return whole([*rest[:at], *(Chunk(b"IDAT", one) for one in packed), *rest[at:]])

    packed = zlib.compress(raw)
    frame = struct.pack(">5I2H2B", 0, 1920, 1080, 0, 0, 1, 10, 0, 0)
    wrong = bytearray(good)
    wrong[29] ^= 1
    stored = zlib.compressobj(level=6, zdict=b"crossings" * 20)
    return {
        "other-colours-by-a-number": put(Chunk(b"cICP", bytes([9, 16, 0, 1]))),
        "brightness-of-the-screen": put(Chunk(b"mDCV", bytes(24)), Chunk(b"cLLI", bytes(8))),
        "ground-behind-it": put(Chunk(b"bKGD", bytes(6)), where=at),
        "pixels-that-are-not-square": whole([*(one for one in parts[:at] if one.kind != b"pHYs"),
                                             Chunk(b"pHYs", struct.pack(">2IB", 1, 9, 0)), *parts[at:]]),
        "significant-bits": put(Chunk(b"sBIT", bytes([1, 1, 1, 1]))),
        "suggested-colours": put(Chunk(b"sPLT", b"x\0\x08" + bytes(6)), where=at),
        "turned-by-its-camera": put(Chunk(b"eXIf", b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0")),
        "a-frame-without-an-animation": put(Chunk(b"fcTL", frame), Chunk(b"fdAT", struct.pack(">I", 1) + packed), where=len(parts) - 1),
        "an-animation-of-one-frame": put(Chunk(b"acTL", struct.pack(">II", 1, 0)), Chunk(b"fcTL", frame), where=at),
        "head-of-a-wrong-sum": bytes(wrong),
        "end-twice": whole([*parts, parts[-1]]),
        "end-that-holds-something": whole([*parts[:-1], Chunk(b"IEND", FALSE)]),
        "pixels-after-a-second-end-of-theirs": pixels(packed, zlib.compress(raw)),
        "pixels-with-a-dictionary": pixels(stored.compress(raw) + stored.flush()),
        "no-pixels-between-two": pixels(packed[:1000], b"", packed[1000:] + b"\0"),
        "bare-deflate": pixels(packed[2:-4]),
        "a-part-of-small-letters": put(Chunk(b"idat", packed)),
        "compressed-by-another-method": whole([Chunk(b"IHDR", parts[0].content[:10] + b"\1" + parts[0].content[11:]), *parts[1:]]),
    }  # fmt: skip


def _svg(good):
    return {
        "packed": gzip.compress(good, mtime=0),
        "a-sheet-before-it": good.replace(b"<svg", b'<?xml-stylesheet href="data:text/css,text{fill:red}"?><svg', 1),
        "a-name-for-words": re.sub(rb"<svg", b'<!DOCTYPE svg [<!ENTITY closed "open">]><svg', good, count=1),
        "moving": good.replace(b"</svg>", b'<animate attributeName="opacity" to="0" dur="1s" fill="freeze"/></svg>'),
        "drawn-over-in-print": good.replace(b"<style", b"<style>@media print{text{display:none}}</style><style", 1),
        "for-one-language": good.replace(b"<text", b'<text systemLanguage="ur"', 1),
        "two-receipts-of-which-one-is-a-comment": good.replace(b"<rdf:li>", b"<!--<rdf:li>[]</rdf:li>--><rdf:li>", 1),
        "twice": good + good,
    }  # fmt: skip


def _pdf(good):
    start = good.rfind(b"startxref")
    later = (b"\n9999 0 obj\n<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
             b"trailer\n<< /Size 10000 /Prev %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (start, len(good)))  # fmt: skip
    return {
        "saved-again-with-an-action": good + later,
        "words-before-it": b"<!-- " + FALSE + b" -->\n" + good,
        "one-byte-of-a-comment": good.replace(b"%PDF-1.4", b"%PDF-1.7", 1) if b"%PDF-1.4" in good else good.replace(b"\n%", b"\n%%", 1),
        "after-its-end": good + b"\n%" + FALSE,
        "turned": good.replace(b"/MediaBox", b"/Rotate 180 /MediaBox", 1),
        "cropped": good.replace(b"/MediaBox", b"/CropBox [ 0 0 99 99 ] /MediaBox", 1),
        "an-archive-behind-it": good + _zip(),
        "line-ends": good.replace(b"\nendobj\n", b"\r\nendobj\r\n", 1),
    }  # fmt: skip


def _zip():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as one:
        one.writestr("evil.txt", FALSE)
    return target.getvalue()


def _pptx(good):
    slide, rels = "ppt/slides/slide1.xml", "ppt/slides/_rels/slide1.xml.rels"
    far = (b'<Relationship Id="rIdFar" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
           b' Target="https://example.org/x.png" TargetMode="External"/></Relationships>')  # fmt: skip
    twice = io.BytesIO(good)
    with zipfile.ZipFile(twice, "a") as again:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            again.writestr(zipfile.ZipInfo(slide, (1980, 1, 1, 0, 0, 0)), b"<p:sld/>")
    noted = io.BytesIO(good)
    with zipfile.ZipFile(noted, "a") as again:
        again.comment = FALSE
    # The name at the member itself is another than that in the list at the end.
    local = good.replace(slide.encode(), slide.upper().encode(), 1)
    return {
        "a-part-twice": twice.getvalue(),
        "a-note-at-its-end": noted.getvalue(),
        "a-name-of-two-kinds": local,
        "a-hidden-slide": archive(good, lambda m: m | {slide: m[slide].replace(b"<p:sld ", b'<p:sld show="0" ', 1)}),
        "a-picture-from-elsewhere": archive(good, lambda m: m | {rels: m[rels].replace(b"</Relationships>", far)}),
        "a-part-in-capitals": archive(good, lambda m: m | {slide.upper(): b"<p:sld/>"}),
        "of-another-kind": archive(good, lambda m: m | {"[Content_Types].xml": m["[Content_Types].xml"].replace(
            b"presentationml.presentation.main", b"presentationml.slideshow.main")}),
        "a-macro-named": archive(good, lambda m: m | {"ppt/_rels/presentation.xml.rels": m["ppt/_rels/presentation.xml.rels"].replace(
            b"</Relationships>", far.replace(b"/image", b"/vbaProject"))}),
    }  # fmt: skip


def _html(good):
    return {
        "from-elsewhere": good.replace(b"<head>", b'<head><base href="https://example.org/">', 1) if b"<head>" in good
        else good.replace(b"<title>", b'<base href="https://example.org/"><title>', 1),
        "led-on": good.replace(b"<title>", b'<meta http-equiv="refresh" content="5;url=data:,x"><title>', 1),
        "order-mark": b"\xef\xbb\xbf" + good,
        "words-for-those-without-scripts": good.replace(b"</body>", b"<noscript>" + FALSE + b"</noscript></body>", 1),
        "hidden-by-a-sheet": good.replace(b"</style>", b"table{display:none}</style>", 1),
        "a-nought-in-it": good.replace(b"closed", b"clo\0sed", 1),
        "another-alphabet-said": good.replace(b'charset="utf-8"', b'charset="utf-7"', 1).replace(b"charset=utf-8", b"charset=utf-7", 1) + b" ",
        "behind-its-end": good + b"<p>" + FALSE,
    }  # fmt: skip


def _gpkg(good):
    page = struct.unpack(">H", good[16:18])[0]
    wal = bytearray(good)
    wal[18] = wal[19] = 2
    slack = bytearray(good)
    slack[page + 200 : page + 208] = bytes(a ^ 1 for a in slack[page + 200 : page + 208])
    counted = bytearray(good)
    counted[24:28] = struct.pack(">I", struct.unpack(">I", good[24:28])[0] + 1)
    owner = bytearray(good)
    owner[68:72] = b"MPBX"
    return {
        "with-a-log-beside-it": bytes(wal),
        "a-byte-between-the-rows": bytes(slack),
        "a-change-more": bytes(counted),
        "of-another-program": bytes(owner),
        "a-free-page": _database(good, "CREATE TABLE gone (a)", "INSERT INTO gone VALUES (zeroblob(9000))", "DROP TABLE gone"),
        "a-name-that-hides-another": _database(good, "CREATE TEMP TABLE crossings (a)", "CREATE TABLE Crossings_ (a)"),
        "a-default": _database(good, "ALTER TABLE about ADD COLUMN note TEXT DEFAULT 'open'"),
        "packed-anew": _database(good, "PRAGMA auto_vacuum = 1", "VACUUM"),
    }  # fmt: skip


def _geojson(good):
    collection = json.loads(good)
    last = json.dumps(collection["features"][:1]).encode()
    return {
        "features-twice": good.rstrip()[:-1] + b', "features": ' + last + b"}",
        "order-mark": b"\xef\xbb\xbf" + good,
        "letters-written-out": good.replace(b"Torkham", b"\\u0054orkham", 1),
        "another-reference": good.replace(b"{", b'{"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, ', 1),
        "a-number-longer": re.sub(rb"(\d\.\d+)", rb"\g<1>0", good, count=1),
        "a-second-text": good + b"\n" + good,
        "a-record-sign": b"\x1e" + good,
    }  # fmt: skip


def _markdown(good):
    return {
        "folded-away": good.replace(b"\n\n", b"\n\n<details>\n\n", 1) + b"\n</details>\n",
        "turned-round": good.replace(b"closed", "\u202eclosed\u202c".encode(), 1),
        "marks-joined": good.replace(b"o", "o\u0308".encode(), 1),
        "blanks-that-do-not-break": good.replace(b" ", "\u00a0".encode(), 1),
        "a-head-of-its-own": b"---\ntitle: Open\n---\n" + good,
        "a-nought-in-it": good.replace(b"closed", b"clo\0sed", 1),
        "a-form-feed": good.replace(b"\n\n", b"\n\x0c\n", 1),
    }  # fmt: skip
