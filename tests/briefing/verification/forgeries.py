"""Forged and hostile files of every format, made from good ones: none may be vouched for."""

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

from briefing.export import FORMATS
from briefing.receipt import code_of
from briefing.verification.chunks import Chunk, chunks

FALSE = b"Torkham is open, says the ministry"


def forgeries(good):
    """Give forged files by name; the ending is the format's.

    Parameters
    ----------
    good
        An untouched file of the same View for each format.
    """
    made = {
        "png": _pictures(good["png"]),
        "svg": _svg(good["svg"]),
        "pdf": _pdf(good["pdf"]),
        "pptx": _pptx(good["pptx"]),
        "html": _html(good["html"]),
        "gpkg": _gpkg(good["gpkg"]),
        "geojson": _geojson(good["geojson"]),
        "md": _markdown(good["md"]),
        "docx": _docx(good["docx"]),
        "xlsx": _xlsx(good["xlsx"]),
        "csv": _csv(good["csv"]),
        "kml": _kml(good["kml"]),
        "kmz": _kmz(good["kmz"]),
        "iframe": _iframe(good["iframe"]),
    }
    found = {
        f"{name}.{FORMATS[kind].ending}": content
        for kind, of in made.items()
        for name, content in of.items()
    }
    return found | _receipts(good)


def whole(parts):
    """Write a PNG of parts."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(p.content))
        + p.kind
        + p.content
        + struct.pack(">I", zlib.crc32(p.content, zlib.crc32(p.kind)))
        for p in parts
    )


def repacked(picture, level=1):
    """Pack the pixels of a PNG otherwise; all else stays."""
    parts = chunks(picture)
    raw = zlib.decompress(b"".join(p.content for p in parts if p.kind == b"IDAT"))
    return _with_pixels(parts, zlib.compress(raw, level))


def _with_pixels(parts, packed):
    first = next(n for n, p in enumerate(parts) if p.kind == b"IDAT")
    rest = [p for p in parts if p.kind != b"IDAT"]
    return whole([*rest[:first], Chunk(b"IDAT", packed), *rest[first:]])


def _pictures(good):
    parts = chunks(good)
    raw = zlib.decompress(b"".join(p.content for p in parts if p.kind == b"IDAT"))
    image: Any = Image.open(io.BytesIO(good))
    image.load()
    about = PngImagePlugin.PngInfo()
    for key, text in image.text.items():
        about.add_text(key, text)

    def saved(picture, **options):
        target = io.BytesIO()
        picture.save(target, "PNG", pnginfo=about, dpi=(72, 72), **options)
        return target.getvalue()

    def put(kind, content, at=1):
        return whole([*parts[:at], Chunk(kind, content), *parts[at:]])

    def texts(old, new):
        return whole(
            [Chunk(p.kind, p.content.replace(old, new)) if p.kind in (b"tEXt", b"iTXt") else p
             for p in parts]
        )  # fmt: skip

    def told(old, new):
        return whole([Chunk(p.kind, p.content.replace(old, new)) for p in parts])

    title = next(p.content for p in parts if p.content.startswith(b"Title\0"))
    description = next(p.content for p in parts if p.content.startswith(b"Description\0"))
    red = image.copy()
    ImageDraw.Draw(red).rectangle([300, 300, 1500, 900], fill="red")
    clear = image.copy()
    clear.putalpha(Image.new("L", image.size, 255))
    clear.paste((0, 0, 0, 0), (300, 300, 900, 900))
    dot = image.copy()
    dot.putpixel((500, 500), (255, 0, 0, 255))
    body = [n for n, p in enumerate(parts) if p.kind != b"IDAT"]
    return {
        "receipt-of-no-size": told(b'"size":"hd"', b'"size":""'),
        "second-frame": saved(image, save_all=True, append_images=[red], duration=[10, 9999], loop=1),
        "second-frame-in-its-own-parts": put(b"acTL", struct.pack(">II", 2, 1)),
        "part-made-clear": saved(clear),
        "touched-up": saved(dot),
        "painted-over": saved(red),
        "gamma": put(b"gAMA", struct.pack(">I", 500_000)),
        "profile": put(b"iCCP", b"x\0\0" + zlib.compress(b"profile" * 20)),
        "white-point": put(b"cHRM", struct.pack(">8I", *range(1, 9))),
        "rendering-intent": put(b"sRGB", b"\0"),
        "clear-colour": put(b"tRNS", b"\0\0\0\0\0\0", at=len(parts) - 2),
        "palette": put(b"PLTE", bytes(range(255))),
        "exif": put(b"eXIf", b"MM\0*" + bytes(40)),
        "time": put(b"tIME", struct.pack(">H5B", 2026, 1, 1, 1, 1, 1)),
        "unknown-part": put(b"zzZz", FALSE),
        "another-text": put(b"tEXt", b"Comment\0" + FALSE),
        "title": texts(title, b"Title\0" + FALSE),
        "description": texts(description, b"Description\0" + FALSE),
        "a-text-twice": put(b"tEXt", b"Title\0" + FALSE, at=len(parts) - 1),
        "texts-in-another-order": whole([parts[0], *(parts[n] for n in reversed(body[1:-1])),
                                         *(p for p in parts if p.kind == b"IDAT"), parts[-1]]),
        "behind-the-end": good + FALSE,
        "another-picture-behind-the-end": good + good,
        "hidden-behind-the-pixels": _with_pixels(parts, zlib.compress(raw) + FALSE),
        "hidden-in-the-pixels": _with_pixels(parts, zlib.compress(raw + FALSE)),
        "pixels-of-a-wrong-sum": _with_pixels(parts, zlib.compress(raw)[:-4] + bytes(4)),
        "pixels-of-another-filter": _with_pixels(parts, zlib.compress(b"\x09" + raw[1:])),
        "before-the-beginning": b"\0" + good,
        "pixels-without-end": _with_pixels(parts, zlib.compress(raw)[:-9]),
        "pixels-that-are-a-bomb": _with_pixels(parts, zlib.compress(bytes(300_000_000), 1)),
        "pixels-in-two-places": whole([parts[0], Chunk(b"IDAT", b""), *parts[1:]]),
        "resized": saved(image.resize((960, 540))),
        "grey": saved(image.convert("L")),
        "without-alpha": saved(image.convert("RGB")),
        "sixteen-bits": saved(image.convert("I;16")),
        "two-heads": put(b"IHDR", parts[0].content),
        "head-of-two-billion": whole([Chunk(b"IHDR", struct.pack(">2I5B", 1 << 31, 1 << 31, 8, 6, 0, 0, 0)), *parts[1:]]),
        "no-head": whole(parts[1:]),
        "interlaced": whole([Chunk(b"IHDR", parts[0].content[:-1] + b"\1"), *parts[1:]]),
        "text-bomb": put(b"zTXt", b"Crossings\0\0" + zlib.compress(bytes(200_000_000), 9)),
        "cut": good[: len(good) // 2],
        "damaged": good[:5000] + b"XX" + good[5002:],
        "a-million-parts": whole([parts[0]]) + whole([Chunk(b"tEXt", b"")])[8:] * 1_000_000,
        "no-picture": b"\x89PNG\r\n\x1a\n",
        "empty": b"",
    }  # fmt: skip


def _svg(good):
    return {
        "title": good.replace(b"<title id=", b"<title>" + FALSE + b"</title><title id=", 1),
        "script": good.replace(b"</svg>", b"<script>alert(1)</script></svg>"),
        "covered": good.replace(b"</svg>", b'<rect width="900" height="900"/></svg>'),
        "one-blank": good + b" ",
        "order-mark": b"\xef\xbb\xbf" + good,
        "in-sixteen-bits": good.decode().encode("utf-16"),
        "receipts-that-never-end": b"<rdf:li>[{" * 20_000,
        "sixty-megabytes-of-receipts": b"<rdf:li>[{" * 6_000_000,
        "entities": b"<rdf:li>[{" + b"&#x41" * 700_000 + b"}]</rdf:li>",
        "entity-bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rdf:li>[{&b;}]</rdf:li>',
        "no-receipt": b"<svg/>",
    }


def _pdf(good):
    return {
        "words": good.replace(b"/Title (", b"/Title (" + FALSE, 1),
        "saved-again": good + b"1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        "keywords-that-never-end": b"%PDF-1.4\n" + b"/Keywords ([{" * 300_000,
        "keywords-of-five-megabytes": b"/Keywords ([{" + b'"a",' * 1_250_000 + b"}])",
        "sixty-megabytes-of-zeros": b"%PDF-1.4\n" + bytes(60_000_000),
        "two-hundred-megabytes-of-zeros": b"%PDF-1.4\n" + bytes(199_000_000),
        "object-that-holds-itself": b"%PDF-1.4\n1 0 obj\n<< /Kids [ 1 0 R ] >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 1 0 R >>\n",
        "cut": good[:-1000],
    }


def archive(good, change, method=zipfile.ZIP_DEFLATED):
    """Write an archive with its members changed; ``change`` takes and gives a dict of bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(target, "w", method) as new:
        for name, content in change({n: old.read(n) for n in old.namelist()}).items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return target.getvalue()


def _pptx(good):
    core, slide = "docProps/core.xml", "ppt/slides/slide1.xml"

    def replaced(name, old, new):
        return archive(good, lambda m: m | {name: m[name].replace(old, new, 1)})

    receipt = b"<dc:description>"
    big = archive(good, lambda m: m | {core: receipt + bytes(300_000_000)})
    size_at = good.rfind(b"docProps/core.xml") - 46 + 24
    return {
        "words": replaced(slide, b"<a:t>", b"<a:t>" + FALSE.replace(b" ", b"")),
        "another-part": archive(good, lambda m: m | {"ppt/vbaProject.bin": FALSE}),
        "packed-again": archive(good, lambda m: dict(reversed(m.items()))),
        "stored": archive(good, lambda m: m, zipfile.ZIP_STORED),
        "members-by-bzip2": archive(good, lambda m: m, zipfile.ZIP_BZIP2),
        "a-bomb-by-lzma": archive(good, lambda _: {core: bytes(300_000_000)}, zipfile.ZIP_LZMA),
        "a-bomb": big,
        "descriptions-that-never-end": archive(good, lambda _: {core: receipt * 200_000}),
        "no-properties": archive(good, lambda m: {slide: m[slide]}),
        "fifty-thousand-members": archive(good, lambda m: {core: m[core]} | {f"{n}": b"" for n in range(50_000)}),
        "behind-the-end": good + FALSE,
        "before-the-beginning": FALSE + good,
        "out-of-its-folder": archive(good, lambda m: m | {"../../evil": FALSE}),
        "false-size": good[:size_at] + b"\1\0\0\0" + good[size_at + 4 :],
        "no-archive": b"PK\x03\x04",
    }  # fmt: skip


def _office(good, part, text):
    """Forge what all archives of office programs have in common, and some words of one part."""
    core = "docProps/core.xml"
    receipt = b"<dc:description>"
    return {
        "words": archive(good, lambda m: m | {part: m[part].replace(text, text + b"!", 1)}),
        "another-part": archive(good, lambda m: m | {"word/vbaProject.bin": FALSE}),
        "packed-again": archive(good, lambda m: dict(reversed(m.items()))),
        "stored": archive(good, lambda m: m, zipfile.ZIP_STORED),
        "a-bomb": archive(good, lambda m: m | {core: receipt + bytes(300_000_000)}),
        "descriptions-that-never-end": archive(good, lambda _: {core: receipt * 200_000}),
        "entity-bomb": archive(
            good,
            lambda m: (
                m
                | {
                    core: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
                    + receipt
                    + b"&a;" * 900_000
                    + b"</dc:description>"
                }
            ),
        ),
        "no-properties": archive(good, lambda m: {part: m[part]}),
        "behind-the-end": good + FALSE,
        "no-archive": b"PK\x03\x04",
    }


def _docx(good):
    part = "word/document.xml"
    return _office(good, part, b"Torkham") | {
        "a-field-that-runs": archive(
            good,
            lambda m: (
                m
                | {
                    part: m[part].replace(
                        b"<w:body>",
                        b'<w:body><w:p><w:fldSimple w:instr="DDEAUTO c:\\\\x"/></w:p>',
                        1,
                    )
                }
            ),
        ),
        "a-picture-from-elsewhere": archive(
            good,
            lambda m: (
                m
                | {
                    "word/_rels/document.xml.rels": m["word/_rels/document.xml.rels"].replace(
                        b'Target="media/', b'TargetMode="External" Target="https://example.org/', 1
                    )
                }
            ),
        ),
    }


def _xlsx(good):
    words = "xl/sharedStrings.xml"
    sheet = "xl/worksheets/sheet2.xml"
    return _office(good, words, b"Torkham") | {
        "a-formula": archive(
            good, lambda m: m | {sheet: m[sheet].replace(b"<v>", b"<f>1+1</f><v>", 1)}
        )
    }


def _csv(good):
    with zipfile.ZipFile(io.BytesIO(good)) as whole_:
        name = next(one for one in whole_.namelist() if one.endswith(".csv"))
    mark = b"Receipt of Crossings: "
    return {
        "words": archive(good, lambda m: m | {name: m[name].replace(b"Torkham", b"Torkham!", 1)}),
        "a-formula": archive(good, lambda m: m | {name: m[name] + b"=1+1\r\n"}),
        "without-its-mark": archive(good, lambda m: m | {name: m[name][3:]}),
        "another-part": archive(good, lambda m: m | {"more.csv": FALSE}),
        "stored": archive(good, lambda m: m, zipfile.ZIP_STORED),
        "a-bomb": archive(good, lambda m: m | {"about.txt": mark + bytes(300_000_000)}),
        "receipts-that-never-end": archive(good, lambda _: {"about.txt": mark * 180_000}),
        "out-of-its-folder": archive(good, lambda m: m | {"../../evil.csv": FALSE}),
        "behind-the-end": good + FALSE,
        "no-about": archive(good, lambda m: {name: m[name]}),
    }


def _kml(good):
    mark = b'<Data name="crossings-receipt"><value>'
    return {
        "words": good.replace(b"Torkham", b"Torkham!", 1),
        "a-point-moved": good.replace(b"<coordinates>71.", b"<coordinates>72.", 1),
        "a-picture-over-it": good.replace(
            b"<Folder>",
            b"<GroundOverlay><Icon><href>https://example.org/a.png</href></Icon></GroundOverlay><Folder>",
            1,
        ),
        "a-link-to-more": good.replace(
            b"<Folder>",
            b"<NetworkLink><Link><href>https://example.org/</href></Link></NetworkLink><Folder>",
            1,
        ),
        "entity-bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + mark + b"&a;" * 900_000 + b"</value>",
        "receipts-that-never-end": mark * 100_000,
        "one-blank": good + b" ",
        "no-receipt": good.replace(b"crossings-receipt", b"crossings-recept"),
    }


def _kmz(good):
    return {
        name: archive(good, lambda m, content=content: m | {"doc.kml": content})
        for name, content in _kml(_part(good, "doc.kml")).items()
    } | {
        "a-sign-of-another": archive(
            good, lambda m: m | {next(n for n in m if n.endswith(".png")): FALSE}
        ),
        "a-bomb": archive(good, lambda m: m | {"doc.kml": bytes(300_000_000)}),
        "behind-the-end": good + FALSE,
        "no-archive": b"PK\x03\x04",
    }


def _part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as one:
        return one.read(name)


def _iframe(good):
    begin = b"<!-- crossings-receipt: "
    return {
        "script": good.replace(b"</figure>", b"<script>alert(1)</script></figure>"),
        "another-address": good.replace(b'src="', b'src="https://example.org/', 1),
        "without-its-fence": good.replace(b'sandbox="', b'data-box="', 1),
        "words": good.replace(b"Torkham", b"Torkham!").replace(b"Sources", b"Source", 1),
        "receipts-that-never-end": begin * 300_000,
        "line-feed": good + b"\n",
        "no-receipt": good[good.find(b"<figure") :],
    }


def _html(good):
    meta = b'<meta name="crossings-receipt" content="'
    return {
        "script": good.replace(b"</body>", b"<script>alert(1)</script></body>"),
        "words": good.replace(b"<caption>", b"<caption>" + FALSE, 1),
        "status": good.replace(b'"status":"closed"', b'"status":"open"', 1)
        if b'"status":"closed"' in good
        else good.replace(b"closed", b"open", 1),
        "policy": good.replace(b"default-src 'none'", b"default-src *"),
        "receipts-that-never-end": meta[:-1] * 300_000,
        "line-feed": good + b"\n",
        "entities": meta + b"&" * 3_000_000 + b'">',
        "long-entity": meta + b"&#" + b"9" * 3_000_000 + b'">',
    }


def _database(good, *statements):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.gpkg"
        path.write_bytes(good)
        base = sqlite3.connect(path)
        base.create_function("ST_IsEmpty", 1, lambda _: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            base.create_function(name, 1, lambda _: 0.0)
        for one in statements:
            base.execute(one)
        base.commit()
        base.close()
        return path.read_bytes()


def _gpkg(good):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.gpkg"
        path.write_bytes(good)
        base = sqlite3.connect(path)
        (receipt,) = base.execute("SELECT receipt FROM about").fetchone()
        base.close()
    quoted = receipt.replace("'", "''")
    gateways = "CREATE VIEW truth AS SELECT fid, geom, name, 'open' AS status FROM crossings"
    return {
        "a-view-in-which-all-is-open": _database(
            good, gateways,
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            "VALUES ('truth', 'features', 'Crossings', 4326)",
        ),
        "layer-title": _database(good, "UPDATE gpkg_contents SET identifier = 'open gates' WHERE table_name = 'crossings'"),
        "layer-description": _database(good, "UPDATE gpkg_contents SET description = 'open'"),
        "last-change": _database(good, "UPDATE gpkg_contents SET last_change = '2030-01-01T00:00:00Z'"),
        "ellipsoid": _database(good, "UPDATE gpkg_spatial_ref_sys SET definition = 'x' WHERE srs_id = 4326"),
        "a-trigger": _database(good, "CREATE TRIGGER t AFTER INSERT ON about BEGIN DELETE FROM crossings; END"),
        "version-of-the-user": _database(good, "PRAGMA user_version = 7"),
        "an-index-more": _database(good, "CREATE INDEX more ON about (receipt)"),
        "a-table-made-and-dropped": _database(good, "CREATE TABLE more (a TEXT)", "DROP TABLE more"),
        "no-index": _database(good, "DELETE FROM rtree_crossings_geom"),
        "a-row": _database(good, "UPDATE crossings SET status = 'open'"),
        "a-row-less": _database(good, "DELETE FROM about WHERE 0", "DELETE FROM crossings WHERE fid = 1"),
        "summary": _database(good, "UPDATE about SET summary = 'All gates are open.'"),
        "one-table-more": _database(good, "CREATE TABLE more (a TEXT)"),
        "about-is-a-view-without-end": _database(
            good, "DROP TABLE about",
            "CREATE VIEW about AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
            "SELECT max(n) AS receipt FROM r",
        ),
        "about-is-a-view-of-much": _database(
            good, "DROP TABLE about",
            "CREATE VIEW about AS SELECT hex(zeroblob(400000000)) AS receipt",
        ),
        "about-is-a-view-that-says-it": _database(
            good, "DROP TABLE about", f"CREATE VIEW about AS SELECT '{quoted}' AS receipt"
        ),
        "about-is-worked-out": _database(
            good, "DROP TABLE about",
            "CREATE TABLE about (a INT, receipt TEXT AS (hex(zeroblob(400000000))))",
            "INSERT INTO about (a) VALUES (1)",
        ),
        "about-has-much": _database(
            good, "UPDATE about SET receipt = hex(zeroblob(15000000))"
        ),
        "no-about": _database(good, "DROP TABLE about"),
        "no-receipt": _database(good, "DELETE FROM about"),
        "cut": good[: len(good) // 3],
        "behind-the-end": good + bytes(4096),
        "no-database": b"SQLite format 3\0" + bytes(4096),
    }  # fmt: skip


def _geojson(good):
    collection = json.loads(good)
    less = collection | {"features": collection["features"][:-1]}
    return {
        "status": good.replace(b'"status": "closed"', b'"status": "open"', 1),
        "a-feature-less": json.dumps(less, ensure_ascii=False).encode(),
        "moved": good.replace(b'"coordinates": [71.', b'"coordinates": [72.', 1),
        "written-again": json.dumps(collection, indent=1).encode(),
        "one-blank": good + b" ",
        "summary-twice": good.replace(b'"summary"', b'"summary": "All open.", "summary"', 1),
        "receipt-behind": good[:-1] + b', "receipt": {}}',
        "brackets": b'{"receipt": ' + b"[" * 100_000,
        "brackets-in-the-receipt": b'{"receipt": {"a": ' + b"[" * 100_000,
        "sixty-megabytes-of-features": b'{"features": [' + b"{}," * 20_000_000 + b"{}]}",
    }


def _markdown(good):
    begin = b"<!-- crossings-receipt: "
    return {
        "words": good.replace(b"closed", b"open", 1),
        "a-line-more": good.replace(b"\n\n", b"\n\n" + FALSE + b"\n\n", 1),
        "letters-of-another-script": good.replace(b"closed", "cl\u043esed".encode(), 1),
        "letters-without-width": good.replace(b"Torkham", "Tor\u200bkham".encode(), 1),
        "line-feeds": good.replace(b"\n", b"\r\n"),
        "two-receipts": good[good.find(begin) :] + good,
        "receipts-that-never-end": begin * 300_000,
        "no-receipt": good[: good.find(begin)],
    }


def _receipts(good):
    """Write receipts that lie, command a terminal, or are not to be read to their end."""
    text = good["md"].decode()
    begin, end = "<!-- crossings-receipt: ", " -->"
    head = text[: text.find(begin)]
    (receipt,) = json.loads(text[text.find(begin) + len(begin) : text.rfind(end)])
    verdict = "0.1.0\x1b[2K\x1b[1A\x1b[2K\rforged.md: is what its View gives today.\x1b[8m"
    day = {"view": receipt["view"] | {"day": "2025-10-01"}}
    lying = receipt | day
    lying["code"] = code_of(lying["view"], lying["data"], lying["version"])

    def written(receipts):
        return f"{head}{begin}{receipts}{end}\n".encode()

    def of(*changes):
        return written(json.dumps([receipt | one for one in changes]).replace(">", "\\u003e"))

    return {
        f"receipt-{name}.md": content
        for name, content in {
            "of-another-day": of(day),
            "of-another-day-with-its-code": of(lying),
            "that-commands-the-terminal": of({"version": verdict}),
            "with-a-file-that-commands": of({"data": {verdict: "0"}}),
            "that-turns-round": of({"marking": "\u202eegnahc"}),
            "of-another-version": of({"version": "99.0"}),
            "of-another-format": of({"format": "png"}),
            "of-no-format": of({"format": "gif"}),
            "of-no-size": of({"size": "a99"}),
            "with-a-long-marking": of({"marking": "x" * 20_000}),
            "with-a-marking": of({"marking": "Approved"}),
            "with-a-secret": of({"base": "http://user:secret@example.org/"}),
            "with-a-script": of({"base": "javascript:alert(1)"}),
            "with-a-bad-port": of({"base": "http://example.org:99999999/"}),
            "with-a-bad-host": of({"base": "http://[::1/"}),
            "ten-thousand-times": of(*[{}] * 10_000),
            "four-hundred-times": of(*[{}] * 400),
            "twice": of({}, {}),
            "of-two-markings": of({}, {"marking": "a"}),
            "with-ten-thousand-data": of({"data": {f"{n}.geojson": "0" for n in range(10_000)}}),
            "with-a-long-view": of({"view": {"title": "x" * 1_000_000}}),
            "with-a-number": of({"size": 1}),
            "with-more": of({"more": "x"}),
            "with-less": written("[{}]"),
            "that-is-a-number": written("1" * 5000),
            "that-is-nested": written("[" * 100_000),
            "that-is-nothing": written("null"),
            "of-no-letters": written("\ud800".encode("utf-8", "replace").decode()),
        }.items()
    }
