"""Look at files one after the other, each in a process of its own with limits, and say what it took.

``python -m tests.briefing.verification.look FILE...`` writes a line of JSON for each.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time

from briefing.__main__ import main

SECONDS, BYTES = 60, 3_000_000_000


def look(path):
    """Verify a file in a child; give exit code, words, seconds and megabytes."""
    read, write = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        out = io.StringIO()
        code = 99
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                code = main(["verify", path])
        except BaseException as error:  # noqa: BLE001 - what comes out is what is looked for
            out.write(f"Traceback: {error!r}")
        with os.fdopen(write, "w", encoding="utf-8") as file:
            file.write(out.getvalue())
        os._exit(code)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as file:
        said = file.read()
    _, status, used = os.wait4(child, 0)
    return {
        "path": path,
        "code": os.waitstatus_to_exitcode(status),
        "said": said,
        "seconds": time.perf_counter() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    # What a first picture loads is loaded once, for all.
    with contextlib.redirect_stdout(io.StringIO()):
        main(["verify", *(name for name in sys.argv[1:] if name.endswith("good.png"))])
    for name in sys.argv[1:]:
        print(json.dumps(look(name)), flush=True)
