"""For all tests: how long an example takes depends on the machine and fails no property."""

import signal

from hypothesis import settings

settings.register_profile("crossings", deadline=None)
settings.load_profile("crossings")
# A shell that runs the tests in the background has them ignore Ctrl-C, and all that they start, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
