"""``python -m briefing verify`` and ``python -m briefing sign``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from briefing.profile.file import load_profile
from briefing.profile.profile import NO_PROFILE, Profile
from briefing.reading import read
from briefing.verification import keys
from briefing.verification.signature import (
    Signed,
    Trust,
    signature_of,
    signature_path,
    signed,
)
from briefing.verification.verify import (
    Outcome,
    Verdict,
    sentence,
    verify_code,
    verify_content,
)
from catalog.paths import GEO
from catalog.printing import Parser, complain, say, shown

Tell = Callable[[Exception], str]
"""Says what went wrong and the way out."""
_DATABASE = b"SQLite format 3\0"
_KINDS = "any file that Crossings makes: PNG, PDF, PPTX, KMZ, XLSX ..."


def verify_command(given: Sequence[str], tell: Tell) -> int:
    """Look at files; 0 if all are what their Views give, 1 if one is not, 3 if packed otherwise."""
    parser = Parser(
        prog="python -m briefing verify",
        description="Is a file what its View gives today, byte for byte, and who signed it? Exit codes: "
        "0 yes; 1 no, or it cannot be told, or its signature does not fit; 2 the command is wrong; "
        "3 a PNG whose pixels are packed otherwise, all else being the same; 4 it was made with an "
        "organisation's profile, without which it cannot be made anew.",
    )  # fmt: skip
    parser.add_argument("file", nargs="*", type=Path, help=_KINDS)
    parser.add_argument("--code", default="", help="code read from a page, such as CRX-7F3A-92C1")
    parser.add_argument("--view", default="", help="the link that belongs to the code")
    parser.add_argument("--trust", action="append", default=[], type=Path, metavar="PUBKEY",
                        help="a colleague's public key; may be given again")  # fmt: skip
    parser.add_argument("--signed", action="store_true",
                        help="ask for a signature of this desk or of a trusted key")  # fmt: skip
    _profile_option(parser)
    parser.add_argument("--data", type=Path, default=GEO, help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    if bool(options.code) != bool(options.view) or not (options.file or options.code):
        parser.error("give a file, or --code with --view")
    try:
        trusted = {_called(path, options.trust): keys.public_key(path) for path in options.trust}
        profile = load_profile(options.profile) if options.profile else NO_PROFILE
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(tell(error))}")
        return 2
    own = _own(tell)
    outcomes = [
        _looked_at(path, options.data, own, trusted, tell, needed=options.signed, profile=profile)
        for path in options.file
    ]
    if options.code:
        outcomes.append(_code(options.code, options.view, options.data, tell))
    return int(min(outcomes, key=_worst_first))


def _called(path: Path, among: Sequence[Path]) -> str:
    """Name a colleague's key by its file, with the folder if another's has the same name."""
    return path.name if [one.name for one in among].count(path.name) == 1 else str(path)


def _worst_first(outcome: Outcome) -> int:
    return (Outcome.CHANGED, Outcome.UNCHECKED, Outcome.REPACKED, Outcome.SAME).index(outcome)


def _profile_option(parser: Parser) -> None:
    parser.add_argument("--profile", type=Path, metavar="FILE",
                        help="the organisation's profile that a file was made with")  # fmt: skip


def _own(tell: Tell) -> Ed25519PublicKey | None:
    """Read the desk's key; without one that can be used files are looked at all the same."""
    try:
        key = keys.own_key()
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(tell(error))}")
        return None
    return key.public_key() if key else None


def _looked_at(
    path: Path,
    folder: Path,
    own: Ed25519PublicKey | None,
    trusted: dict[str, Ed25519PublicKey],
    tell: Tell,
    *,
    needed: bool,
    profile: Profile,
) -> Outcome:
    try:
        content = read(path)
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(tell(error))}")
        return Outcome.CHANGED
    signature = signed(content, path, own, trusted)
    if content.startswith(_DATABASE) and (beside := _read_with(path)):
        complain(f"briefing: {shown(f'{path.name}: programs read {beside}, which lies beside it, as a part of it')}. "
                 f"Move that away and look again. {shown(signature.said)}")  # fmt: skip
        return Outcome.CHANGED
    try:
        verdict = verify_content(content, path.name, folder, profile=profile)
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(tell(error)).rstrip('.')}. {signature.said}")
        return Outcome.CHANGED
    say(f"{shown(sentence(path.name, verdict))} {shown(signature.said)}")
    return _with(verdict, signature, needed=needed)


def _read_with(path: Path) -> str:
    """Name a log beside a database: who opens the database takes over what the log says."""
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return next((log.name for log in logs if os.path.lexists(log)), "")


def _with(verdict: Verdict, signature: Signed, *, needed: bool) -> Outcome:
    if signature.trust is Trust.UNFIT or (needed and not signature.known):
        return Outcome.CHANGED
    return verdict.outcome


def _code(code: str, link: str, folder: Path, tell: Tell) -> Outcome:
    try:
        verdict = verify_code(code, link, folder)
    except (ValueError, OSError) as error:
        complain(f"briefing: {shown(tell(error))}")
        return Outcome.CHANGED
    said = (
        f"{code}: is the code of this View today. It does not tell whether a picture was altered."
        if verdict.same
        else f"{code}: is not the code of this View today. {' '.join(verdict.findings)}"
    )
    say(shown(said))
    return verdict.outcome


def sign_command(given: Sequence[str], tell: Tell) -> int:
    """Sign files that are what their Views give; 0 if all were signed, 1 if one was not."""
    parser = Parser(
        prog="python -m briefing sign",
        description="Write FILE.sig beside a file that is what its View gives today. The key is made "
        f"at the first use; it is kept in {shown(keys.key_path())}, or where {keys.VARIABLE} says.",
    )
    parser.add_argument("file", nargs="*", type=Path, help=_KINDS)
    parser.add_argument(
        "--public", action="store_true", help="write the public key, for colleagues"
    )
    _profile_option(parser)
    parser.add_argument("--data", type=Path, default=GEO, help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    if not options.file and not options.public:
        parser.error("give a file, or --public")
    profile = load_profile(options.profile) if options.profile else NO_PROFILE
    new = not keys.key_path().exists()
    key = keys.own_or_new_key()
    public = key.public_key()
    if new:
        complain(
            f"briefing: made a key: {shown(keys.key_path())}. Keep it; who has it can sign for you."
        )
    if options.public:
        say(keys.as_pem(public).rstrip())
        complain(f"fingerprint {keys.fingerprint(public)}, key in {shown(keys.key_path())}")
    failed = False
    for path in options.file:
        try:
            say(shown(_signed(path, key, options.data, profile)))
        except (ValueError, OSError) as error:
            complain(f"briefing: {shown(tell(error))}")
            failed = True
    return int(failed)


def _signed(path: Path, key: Ed25519PrivateKey, folder: Path, profile: Profile) -> str:
    """Sign a file if it is what its View gives; give the name of the signature's file."""
    content = read(path)
    verdict = verify_content(content, path.name, folder, profile=profile)
    if not verdict.same:
        raise ValueError(f"{sentence(path.name, verdict)} It was not signed.")
    beside = signature_path(path)
    work = beside.with_name(f".{beside.name}-{os.getpid()}")
    try:
        work.write_text(signature_of(content, key), "ascii", newline="\n")
        work.replace(beside)
    finally:
        work.unlink(missing_ok=True)
    return str(beside)
