"""Who signed a file: this desk, a colleague, somebody else, nobody; and a signature that does not fit."""

import base64
import os
import stat
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from briefing.__main__ import main
from briefing.verification import keys
from briefing.verification.signature import Trust, signature_of, signed

SMALL = "day=2026-03-13&at=34.1,71.1,8&layers=crossings"


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "desk" / "key.pem"))


@pytest.fixture
def other(tmp_path, monkeypatch):
    """The key of another desk, in force while the function runs."""

    def used(function):
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv(keys.VARIABLE, str(tmp_path / "other" / "key.pem"))
            return function()

    return used


@pytest.fixture
def summary(tmp_path):
    assert main([SMALL, "--format", "md", "--out", str(tmp_path)]) == 0
    return next(tmp_path.glob("*.md"))


def said(capsys, *arguments):
    capsys.readouterr()
    code = main(["verify", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_a_file_signed_here_was_made_by_this_desk_and_keeps_its_bytes(summary, capsys):
    before = summary.read_bytes()
    assert said(capsys, summary) == (
        0,
        f"{summary.name}: is what its View gives today, byte for byte. It is not signed.\n",
    )
    assert main(["sign", str(summary)]) == 0
    code, words = said(capsys, "--signed", summary)
    assert code == 0
    assert "Made by this desk (key " in words
    assert summary.read_bytes() == before


def test_another_desks_file_names_its_key_until_it_is_trusted(summary, tmp_path, capsys, other):
    assert other(lambda: main(["sign", str(summary)])) == 0
    capsys.readouterr()
    assert other(lambda: main(["sign", "--public"])) == 0
    told = capsys.readouterr()
    colleague = tmp_path / "colleague.pem"
    colleague.write_text(told.out, "ascii")
    finger = keys.fingerprint(keys.public_key(colleague))
    assert f"fingerprint {finger}, key in {tmp_path / 'other' / 'key.pem'}" in told.err
    code, words = said(capsys, summary)
    assert code == 0
    assert f"Signed by another key ({finger})" in words
    assert said(capsys, "--signed", summary)[0] == 1
    code, words = said(capsys, "--signed", "--trust", colleague, summary)
    assert code == 0
    assert f"a key that you trust: colleague.pem ({finger})" in words


def test_a_signature_of_another_file_does_not_fit(summary, capsys):
    assert main(["sign", str(summary)]) == 0
    beside = summary.with_name(f"{summary.name}.sig")
    good = beside.read_bytes()
    forged = summary.read_bytes().replace(b"closed", b"open", 1)
    summary.write_bytes(forged)
    code, words = said(capsys, summary)
    assert code == 1
    assert "does not fit" in words
    assert "is not what its View gives" in words
    beside.write_bytes(good[:-5] + b"AAA=\n")
    assert "does not fit" in said(capsys, summary)[1]


def test_what_is_not_what_its_view_gives_is_not_signed(summary, capsys):
    summary.write_bytes(summary.read_bytes() + b"\n")
    assert main(["sign", str(summary)]) == 1
    assert "It was not signed" in capsys.readouterr().err
    assert not summary.with_name(f"{summary.name}.sig").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x" * 2000, b"\xff\xfe", b"crossings signature 1\nkey: \nsignature: \n",
        b"crossings signature 1\nkey: " + base64.b64encode(bytes(32)) + b"\nsignature: "
        + base64.b64encode(bytes(64)) + b"\n",
    ],
)  # fmt: skip
def test_damaged_signatures_do_not_fit(content, tmp_path):
    path = tmp_path / "file.png"
    path.with_name("file.png.sig").write_bytes(content)
    assert signed(b"content", path, None, {}).trust is Trust.UNFIT


def test_a_signature_that_is_no_plain_file_does_not_fit(tmp_path):
    path = tmp_path / "file.png"
    path.with_name("file.png.sig").mkdir()
    assert signed(b"content", path, None, {}).trust is Trust.UNFIT


def test_one_changed_bit_anywhere_breaks_a_signature(tmp_path):
    key = Ed25519PrivateKey.generate()
    path = tmp_path / "file.png"
    path.with_name("file.png.sig").write_text(signature_of(b"content", key), "ascii")
    assert signed(b"content", path, key.public_key(), {}).trust is Trust.OWN
    for at in range(7 * 8):
        changed = bytearray(b"content")
        changed[at // 8] ^= 1 << at % 8
        assert signed(bytes(changed), path, key.public_key(), {}).trust is Trust.UNFIT


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps such rights otherwise")
def test_a_key_is_its_owners_alone_and_one_that_others_may_read_is_refused():
    first = keys.own_or_new_key()
    path = keys.key_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.own_or_new_key().private_bytes_raw() == first.private_bytes_raw()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    path.chmod(0o644)
    with pytest.raises(keys.KeyFileError, match="chmod 600"):
        keys.own_or_new_key()


def test_desks_that_begin_at_once_share_one_key():
    found = []
    start = threading.Barrier(8)

    def begin():
        start.wait()
        found.append(keys.own_or_new_key().private_bytes_raw())

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_keys_of_two_colleagues_may_have_the_same_file_name(summary, tmp_path, capsys, other):
    def by_another():
        (tmp_path / "a").mkdir()
        assert main(["sign", "--public", str(summary)]) == 0
        (tmp_path / "a" / "key.pem").write_text(capsys.readouterr().out.partition("\n-----END")[0]
                                                + "\n-----END PUBLIC KEY-----\n")  # fmt: skip

    other(by_another)
    (tmp_path / "b").mkdir()
    public = Ed25519PrivateKey.generate().public_key()
    (tmp_path / "b" / "key.pem").write_text(keys.as_pem(public))
    trust = [part for one in "ab" for part in ("--trust", tmp_path / one / "key.pem")]
    code, out = said(capsys, "--signed", *trust, summary)
    assert code == 0
    assert str(tmp_path / "a" / "key.pem") in out


def test_a_link_to_nothing_in_the_signatures_place_does_not_fit(tmp_path):
    path = tmp_path / "file.png"
    path.with_name("file.png.sig").symlink_to(tmp_path / "nowhere")
    assert signed(b"content", path, None, {}).trust is Trust.UNFIT


def test_a_name_too_long_for_a_signature_beside_it_is_not_signed(summary, capsys):
    long = summary.with_name("x" * 250 + ".md")
    summary.rename(long)
    code, out = said(capsys, long)
    assert code == 0
    assert "It is not signed." in out


def test_a_key_in_a_home_that_is_none_is_said_and_files_are_looked_at_all_the_same(
    summary, capsys, monkeypatch
):
    monkeypatch.setenv(keys.VARIABLE, "~nobody-of-this-name/key.pem")
    assert main(["verify", str(summary)]) == 0
    assert keys.VARIABLE in capsys.readouterr().err
    assert main(["sign", str(summary)]) == 1
    assert keys.VARIABLE in capsys.readouterr().err


def test_to_verify_makes_no_key(summary, capsys):
    said(capsys, summary)
    assert not keys.key_path().exists()


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"]
)
def test_what_is_no_key_is_said(content, tmp_path, summary, capsys):
    path = tmp_path / "x.pem"
    path.write_bytes(content)
    assert main(["verify", "--trust", str(path), str(summary)]) == 2
    assert "holds no Ed25519 key" in capsys.readouterr().err
    keys.key_path().parent.mkdir()
    keys.key_path().write_bytes(content)
    keys.key_path().chmod(0o600)
    assert main(["sign", str(summary)]) == 1
    assert "holds no Ed25519 key" in capsys.readouterr().err
